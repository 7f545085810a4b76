//! Publishing, as somebody who looks at the output folder sees it.
//!
//! Each test makes a site folder with an output `public`, publishes editions of a small site to it and
//! looks at what is there. What happens to a publication that is killed, or finds the disk full, is in
//! `publish_interrupted.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use shirube::disk::{Error, Publication, Published, Refusal};
use tempfile::TempDir;

/// A site folder with an output.
struct Site {
    folder: TempDir,
    output: PathBuf,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content")).unwrap();
        fs::create_dir_all(folder.path().join("themes/default")).unwrap();
        fs::write(folder.path().join("content/site.toml"), "").unwrap();
        let output = folder.path().join("public");
        Self { folder, output }
    }

    /// A site with these pages published.
    fn with(pages: &[(&str, &str)]) -> Self {
        let site = Self::new();
        site.publish(pages).unwrap();
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn begin(&self) -> Result<Publication, Error> {
        Publication::begin(&self.output, self.folder.path(), None)
    }

    fn publish(&self, pages: &[(&str, &str)]) -> Result<Published, Error> {
        let publication = self.begin()?;
        for (path, text) in pages {
            publication.write(path, text.as_bytes())?;
        }
        publication.commit()
    }

    /// Puts a file of a reader's into the output.
    fn put(&self, path: &str, text: &str) {
        let place = self.output.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    /// Asserts that the output holds these files and nothing else but the manifest, and that there is
    /// nothing beside it.
    #[track_caller]
    fn check(&self, expected: &[(&str, &str)]) {
        let mut found = tree(&self.output);
        found.remove(".shirube-manifest").expect("a manifest");
        let expected: BTreeMap<String, String> =
            expected.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        assert_eq!(found, expected);
        self.check_beside();
    }

    #[track_caller]
    fn check_beside(&self) {
        let names = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let left: Vec<_> = names.filter(|name| name.to_string_lossy().contains("shirube")).collect();
        assert!(left.is_empty() || cfg!(windows), "left beside the output: {left:?}");
    }

    fn modified(&self, path: &str) -> SystemTime {
        fs::metadata(self.output.join(path)).unwrap().modified().unwrap()
    }
}

/// Every file below a folder with its text; links as `-> target`, empty folders as `/`.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_symlink() {
            found.insert(name, format!("-> {}", fs::read_link(entry.path()).unwrap().display()));
        } else if kind.is_dir() {
            let below = tree(&entry.path());
            if below.is_empty() {
                found.insert(name, "/".to_owned());
            } else {
                found.extend(below.into_iter().map(|(path, text)| (format!("{name}/{path}"), text)));
            }
        } else {
            let text =
                if kind.is_file() { fs::read_to_string(entry.path()).unwrap() } else { "?".to_owned() };
            found.insert(name, text);
        }
    }
    found
}

/// Asserts that something was refused for this reason, and that nothing changed.
#[track_caller]
fn check_refused(site: &Site, output: &Path, home: Option<&Path>, expected: Refusal) {
    let before = tree(site.folder.path());
    let error = Publication::begin(output, site.folder.path(), home).err().expect("a refusal");
    let Error::Refused { why, .. } = &error else { panic!("another error: {error:?}") };
    assert_eq!(*why, expected);
    assert!(error.help().is_some());
    assert_eq!(tree(site.folder.path()), before, "a refused folder must be as it was");
}

const EDITION_1: &[(&str, &str)] =
    &[("index.html", "一"), ("kawasaki/index.html", "川崎 一"), ("kawasaki/vision/index.html", "計画 一")];
const EDITION_2: &[(&str, &str)] =
    &[("index.html", "二"), ("kawasaki/index.html", "川崎 一"), ("yokohama/index.html", "横浜 二")];

#[test]
fn pages_come_change_and_go() {
    let site = Site::new();
    let first = site.publish(EDITION_1).unwrap();
    assert_eq!(first, Published { written: 3, unchanged: 0, removed: 0, bytes: 23 });
    site.check(EDITION_1);
    let second = site.publish(EDITION_2).unwrap();
    assert_eq!(second, Published { written: 2, unchanged: 1, removed: 1, bytes: 23 });
    site.check(EDITION_2);
    assert!(!site.output.join("kawasaki/vision").exists(), "a folder without pages goes too");
}

#[test]
fn nothing_is_seen_before_the_commit_or_without_it() {
    let site = Site::with(EDITION_1);
    let publication = site.begin().unwrap();
    publication.write("index.html", b"torn").unwrap();
    assert_eq!(fs::read_to_string(site.output.join("index.html")).unwrap(), "一");
    drop(publication);
    site.check(EDITION_1);
}

#[test]
fn dropping_the_first_publication_leaves_nothing_at_all() {
    let site = Site::new();
    let output = site.path("made/for/public");
    let publication = Publication::begin(&output, site.folder.path(), None).unwrap();
    publication.write("a/b/index.html", b"").unwrap();
    drop(publication);
    assert!(cfg!(windows) || !site.path("made").exists());
}

#[test]
fn missing_folders_are_made() {
    let site = Site::new();
    let output = site.path("made/for/public");
    let publication = Publication::begin(&output, site.folder.path(), None).unwrap();
    publication.write("index.html", b"x").unwrap();
    publication.commit().unwrap();
    assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "x");
}

#[test]
fn unchanged_files_keep_their_time() {
    let site = Site::with(EDITION_1);
    let times = ["index.html", "kawasaki/index.html"].map(|path| site.modified(path));
    std::thread::sleep(std::time::Duration::from_millis(20));
    site.publish(EDITION_2).unwrap();
    assert_ne!(site.modified("index.html"), times[0]);
    assert_eq!(site.modified("kawasaki/index.html"), times[1]);
}

#[test]
fn the_same_site_again_touches_nothing() {
    let site = Site::with(EDITION_1);
    let times: Vec<_> =
        [".", ".shirube-manifest", "kawasaki"].iter().map(|path| site.modified(path)).collect();
    let again = site.publish(EDITION_1).unwrap();
    assert_eq!(again, Published { written: 0, unchanged: 3, removed: 0, bytes: 23 });
    let times_after: Vec<_> =
        [".", ".shirube-manifest", "kawasaki"].iter().map(|path| site.modified(path)).collect();
    assert_eq!(times_after, times);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let folder = fs::metadata(&site.output).unwrap().ino();
        site.publish(EDITION_1).unwrap();
        assert_eq!(fs::metadata(&site.output).unwrap().ino(), folder, "the folder itself stays");
    }
}

#[test]
fn the_same_site_elsewhere_has_the_same_bytes() {
    assert_eq!(tree(&Site::with(EDITION_1).output), tree(&Site::with(EDITION_1).output));
}

#[test]
fn a_copy_with_other_times_is_recognised_by_reading() {
    let site = Site::with(EDITION_1);
    for (path, _) in EDITION_1 {
        let file = fs::File::options().write(true).open(site.output.join(path)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }
    assert_eq!(site.publish(EDITION_1).unwrap().unchanged, 3);
}

#[test]
fn what_a_reader_changed_in_a_page_is_mended() {
    let site = Site::with(EDITION_1);
    site.put("index.html", "二"); // the same size
    site.put("kawasaki/index.html", "longer than before");
    fs::remove_file(site.output.join("kawasaki/vision/index.html")).unwrap();
    assert_eq!(site.publish(EDITION_1).unwrap().written, 3);
    site.check(EDITION_1);
}

#[test]
fn what_is_not_ours_stays() {
    let site = Site::with(EDITION_1);
    let foreign = [
        (".git/HEAD", "ref: refs/heads/main"),
        (".git/objects/ab/cd", "blob"),
        (".htaccess", "deny"),
        (".well-known/security.txt", "mail"),
        ("kawasaki/vision/note.txt", "a reader's, in a folder that we give up"),
        ("own/page.html", "a reader's"),
    ];
    foreign.iter().for_each(|(path, text)| site.put(path, text));
    fs::create_dir(site.output.join("empty")).unwrap();
    site.publish(EDITION_2).unwrap();
    let expected: Vec<_> = EDITION_2.iter().chain(&foreign).chain(&[("empty", "/")]).copied().collect();
    site.check(&expected);
    site.publish(EDITION_1).unwrap();
    let expected: Vec<_> = EDITION_1.iter().chain(&foreign).chain(&[("empty", "/")]).copied().collect();
    site.check(&expected);
}

#[test]
fn a_folder_of_dot_files_is_welcome() {
    let site = Site::new();
    let dots = [(".gitignore", "*\n!.gitignore\n"), (".nojekyll", ""), (".git/HEAD", "ref")];
    dots.iter().for_each(|(path, text)| site.put(path, text));
    site.publish(EDITION_1).unwrap();
    site.check(&EDITION_1.iter().chain(&dots).copied().collect::<Vec<_>>());
}

#[test]
fn what_is_not_ours_is_never_in_our_way_by_force() {
    for (foreign, blocked) in [
        ("yokohama/index.html", "yokohama/index.html"), // a file where a page must go
        ("yokohama", "yokohama"),                       // a file where a folder must go
        ("yokohama/index.html/x", "yokohama/index.html"), // a folder where a page must go
    ] {
        let site = Site::with(EDITION_1);
        site.put(foreign, "a reader's");
        let before = tree(&site.output);
        let error = site.publish(EDITION_2).unwrap_err();
        assert!(matches!(&error, Error::Occupied { path } if path.ends_with(blocked)), "{error:?}");
        assert_eq!(tree(&site.output), before);
        site.check_beside();
    }
}

#[test]
fn a_page_takes_the_place_of_our_own_folder_and_the_reverse() {
    let site = Site::with(&[("a/index.html", "folder"), ("b", "file")]);
    site.publish(&[("a", "file"), ("b/index.html", "folder")]).unwrap();
    site.check(&[("a", "file"), ("b/index.html", "folder")]);
}

#[test]
fn each_address_once() {
    let site = Site::new();
    for (first, second) in [("a", "a"), ("a", "a/b"), ("a/b/c", "a"), ("a/b/c", "a/b")] {
        let publication = site.begin().unwrap();
        publication.write(first, b"1").unwrap();
        assert!(matches!(publication.write(second, b"2"), Err(Error::Twice { .. })), "{first} {second}");
    }
}

#[test]
#[should_panic(expected = "a failed write was passed over")]
fn a_torn_site_is_not_published() {
    let site = Site::new();
    let publication = site.begin().unwrap();
    publication.write("a", b"1").unwrap();
    let _ = publication.write("a", b"2");
    let _ = publication.commit();
}

#[test]
fn written_from_many_threads() {
    let site = Site::new();
    let publication = site.begin().unwrap();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let publication = &publication;
            scope.spawn(move || {
                for page in 0..50 {
                    let path = format!("{}/{}/{thread}-{page}.html", page % 5, page % 3);
                    publication.write(&path, path.as_bytes()).unwrap();
                }
            });
        }
    });
    assert_eq!(publication.commit().unwrap().written, 400);
    let found = tree(&site.output);
    assert_eq!(found.len(), 401);
    assert!(found.iter().all(|(path, text)| path == text || path == ".shirube-manifest"));
}

#[test]
fn one_publication_at_a_time() {
    let site = Site::with(EDITION_1);
    let first = site.begin().unwrap();
    assert!(matches!(site.begin(), Err(Error::Locked { .. })));
    drop(first);
    site.publish(EDITION_2).unwrap();
    site.check(EDITION_2);
}

#[test]
fn leftovers_of_a_killed_publication_are_cleaned() {
    let site = Site::with(EDITION_1);
    fs::create_dir_all(site.path(".public.shirube-new/half/a/site")).unwrap();
    fs::create_dir_all(site.path(".public.shirube-old/half")).unwrap();
    fs::write(site.path(".public.shirube-lock"), "").unwrap();
    site.publish(EDITION_2).unwrap();
    assert!(!site.path(".public.shirube-new").exists() && !site.path(".public.shirube-old").exists());
}

#[test]
fn folders_where_something_could_be_lost_are_refused() {
    let site = Site::new();
    let home = site.path("home/person");
    fs::create_dir_all(&home).unwrap();
    let sources = |folder| Refusal::Sources { folder };
    check_refused(&site, &home, Some(&home), Refusal::Home);
    check_refused(&site, &site.path("home"), Some(&home), Refusal::Home);
    check_refused(&site, Path::new("/"), None, Refusal::FileSystemRoot);
    let check = |path: &str, why| check_refused(&site, &site.path(path), None, why);
    check("", Refusal::Site);
    check(".", Refusal::Site);
    check("..", Refusal::Site);
    check("missing/..", Refusal::Site);
    check("content", sources("content"));
    check("content/public", sources("content"));
    check("public/../content/new/public", sources("content"));
    check("themes", sources("themes"));
    check("themes/default/static", sources("themes"));
    check("content/site.toml", sources("content"));
}

#[test]
fn folders_that_are_somebody_elses_are_refused() {
    let site = Site::new();
    site.put("thesis.txt", "");
    site.put(".gitignore", "");
    check_refused(&site, &site.output, None, Refusal::NotOurs { holds: "thesis.txt".to_owned() });
    fs::write(site.path("file"), "").unwrap();
    check_refused(&site, &site.path("file"), None, Refusal::NotAFolder);
    site.put(".shirube-manifest", "something else");
    check_refused(&site, &site.output, None, Refusal::ManifestUnreadable);
}

#[test]
fn a_site_folder_that_is_missing_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    let error = Publication::begin(&folder.path().join("public"), &missing, None).err().unwrap();
    assert!(matches!(error, Error::FolderMissing { .. }));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn refused_folders_are_refused_through_links() {
        let site = Site::new();
        let home = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        let links = [
            ("to-root", Path::new("/")),
            ("to-home", home.path()),
            ("to-site", Path::new(".")),
            ("to-content", Path::new("content")),
            ("content/to-outside", outside.path()),
            ("to-nothing", Path::new("nothing")),
        ];
        for (path, target) in links {
            symlink(target, site.path(path)).unwrap();
        }
        let check = |path: &str, why| check_refused(&site, &site.path(path), Some(home.path()), why);
        check("to-root", Refusal::FileSystemRoot);
        check("to-home", Refusal::Home);
        check("to-site", Refusal::Site);
        check("to-site/content/new", Refusal::Sources { folder: "content" });
        check("to-content", Refusal::Sources { folder: "content" });
        check("content/to-outside", Refusal::Sources { folder: "content" });
        check("to-nothing", Refusal::DanglingLink);
        check("to-nothing/public", Refusal::DanglingLink);
    }

    #[test]
    fn sources_that_lie_elsewhere_are_kept_too() {
        let site = Site::new();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::remove_dir_all(site.path("themes")).unwrap();
        symlink(elsewhere.path(), site.path("themes")).unwrap();
        check_refused(&site, &elsewhere.path().join("public"), None, Refusal::Sources { folder: "themes" });
    }

    #[test]
    fn the_output_may_be_a_link_to_a_folder() {
        let site = Site::new();
        let real = site.path("www/current");
        fs::create_dir_all(&real).unwrap();
        symlink("www/current", &site.output).unwrap();
        site.publish(EDITION_1).unwrap();
        site.publish(EDITION_2).unwrap();
        assert_eq!(fs::read_link(&site.output).unwrap(), Path::new("www/current"), "the link stays a link");
        assert_eq!(fs::read_to_string(real.join("index.html")).unwrap(), "二");
        assert_eq!(fs::read_dir(site.path("www")).unwrap().count(), 1);
    }

    #[test]
    fn links_are_carried_and_never_followed() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("precious"), "precious").unwrap();
        let site = Site::with(EDITION_1);
        symlink(outside.path(), site.output.join("outside")).unwrap();
        symlink("nowhere", site.output.join("dangling")).unwrap();
        site.publish(EDITION_2).unwrap();
        let outside_link = format!("-> {}", outside.path().display());
        let links = [("outside", outside_link.as_str()), ("dangling", "-> nowhere")];
        site.check(&EDITION_2.iter().chain(&links).copied().collect::<Vec<_>>());
        site.publish(EDITION_1).unwrap();
        assert_eq!(fs::read_to_string(outside.path().join("precious")).unwrap(), "precious");
    }

    #[test]
    fn a_link_in_place_of_our_folder_is_not_written_through() {
        let outside = tempfile::tempdir().unwrap();
        let site = Site::with(EDITION_1);
        fs::remove_dir_all(site.output.join("kawasaki")).unwrap();
        symlink(outside.path(), site.output.join("kawasaki")).unwrap();
        assert!(matches!(site.publish(EDITION_2), Err(Error::Occupied { .. })));
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_link_in_place_of_our_page_is_replaced() {
        let site = Site::with(EDITION_1);
        fs::write(site.path("elsewhere"), "一").unwrap();
        fs::remove_file(site.output.join("index.html")).unwrap();
        symlink("../elsewhere", site.output.join("index.html")).unwrap();
        site.publish(EDITION_1).unwrap();
        site.check(EDITION_1);
    }

    #[test]
    fn pipes_are_carried_and_never_opened() {
        let site = Site::with(EDITION_1);
        let made = std::process::Command::new("mkfifo").arg(site.output.join("pipe")).status().unwrap();
        assert!(made.success());
        site.publish(EDITION_2).unwrap();
        site.check(&EDITION_2.iter().chain(&[("pipe", "?")]).copied().collect::<Vec<_>>());
    }

    #[test]
    fn modes_are_kept() {
        let site = Site::with(EDITION_1);
        site.put("bin/run.sh", "#!/bin/sh");
        let set_mode = |path: &str, mode| {
            fs::set_permissions(site.output.join(path), fs::Permissions::from_mode(mode)).unwrap();
        };
        let modes = [("bin/run.sh", 0o755), ("bin", 0o555), ("", 0o2751)];
        modes.iter().for_each(|(path, mode)| set_mode(path, *mode));
        site.publish(EDITION_2).unwrap();
        for (path, mode) in modes {
            assert_eq!(fs::metadata(site.output.join(path)).unwrap().mode() & 0o7777, mode, "{path}");
        }
        site.check_beside();
    }

    #[test]
    fn the_owner_is_kept() {
        let site = Site::with(EDITION_1);
        if fs::metadata(&site.output).unwrap().uid() != 0 {
            return; // Only root may give a folder away, so nobody else can come to this.
        }
        std::os::unix::fs::chown(&site.output, Some(65534), Some(65534)).unwrap();
        site.publish(EDITION_2).unwrap();
        let metadata = fs::metadata(&site.output).unwrap();
        assert_eq!((metadata.uid(), metadata.gid()), (65534, 65534));
    }

    #[test]
    fn what_is_not_ours_keeps_its_very_file() {
        let site = Site::with(EDITION_1);
        site.put(".git/index", "index");
        let before = fs::metadata(site.output.join(".git/index")).unwrap();
        site.publish(EDITION_2).unwrap();
        let after = fs::metadata(site.output.join(".git/index")).unwrap();
        assert_eq!((before.ino(), before.modified().unwrap()), (after.ino(), after.modified().unwrap()));
        assert_eq!(after.nlink(), 1, "the old folder is gone");
    }
}
