//! Each test makes a site folder, reads it, and names what it expects.

use std::fs;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::file::{ASSET_SIZE_MAX, TEXT_SIZE_MAX};
use super::read;
use crate::diagnostic::Diagnostic;
use crate::disk::Error;
use crate::source::Sources;

/// A site with these files beside `content/site.toml`.
fn site(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in [("content/site.toml", b"" as &[u8])].iter().chain(files) {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
    folder
}

fn sources(site: &TempDir) -> (Sources, Vec<Diagnostic>) {
    let start = Instant::now();
    let read = read(site.path()).unwrap();
    assert!(start.elapsed() < Duration::from_secs(2), "reading must never wait");
    read
}

/// Asserts that reading reports these places, `path: code`, and about nothing else.
#[track_caller]
fn check(site: &TempDir, expected: &[&str]) {
    let (_, diagnostics) = sources(site);
    let found: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| format!("{}: {}", diagnostic.place.path, diagnostic.code()))
        .collect();
    assert_eq!(found, expected);
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.help.is_some()), "a diagnostic says what to do");
}

fn paths<Value>(map: &std::collections::BTreeMap<crate::source::SourcePath, Value>) -> Vec<&str> {
    map.keys().map(|path| path.as_str()).collect()
}

#[test]
fn texts_and_assets() {
    let site = site(&[
        ("content/kawasaki/_index.md", b"+++\n"),
        ("content/kawasaki/map.PNG", b"png"),
        ("content/kawasaki/figure.svg", b"<svg/>"),
        ("content/data.CSV", b"a,b"),
        ("content/.git/config", b""),
        ("content/Thumbs.db", b""),
        ("content/draft.md~", b""),
        ("content/__MACOSX/x.md", b""),
        ("themes/city/theme.toml", b""),
        ("themes/city/README.md", b""),
        ("themes/city/templates/measure.html", b""),
        ("themes/city/templates/partials/card.tera", b""),
        ("themes/city/i18n/ja.toml", b""),
        ("themes/city/static/style.css", b""),
        ("themes/city/static/search.js", b""),
        ("notes.md", b"not ours"),
        ("public/index.html", b"not ours"),
    ]);
    let (sources, diagnostics) = sources(&site);
    assert_eq!(diagnostics, []);
    assert_eq!(
        paths(&sources.files),
        [
            "content/data.CSV",
            "content/kawasaki/_index.md",
            "content/site.toml",
            "themes/city/i18n/ja.toml",
            "themes/city/templates/measure.html",
            "themes/city/templates/partials/card.tera",
            "themes/city/theme.toml",
        ]
    );
    assert_eq!(
        paths(&sources.assets),
        [
            "content/kawasaki/figure.svg",
            "content/kawasaki/map.PNG",
            "themes/city/README.md",
            "themes/city/static/search.js",
            "themes/city/static/style.css",
        ]
    );
    let map = sources.assets.values().nth(1).unwrap();
    assert_eq!(&*map.bytes, b"png");
}

#[test]
fn not_a_site() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(read(&folder.path().join("missing")), Err(Error::FolderMissing { .. })));
    assert!(matches!(read(folder.path()), Err(Error::NotASite { .. })));
    fs::write(folder.path().join("content"), "a file").unwrap();
    let error = read(folder.path()).unwrap_err();
    assert!(matches!(error, Error::NotASite { .. }));
    assert!(error.help().unwrap().ja.contains("shirube init"));
}

#[test]
fn encodings() {
    let site = site(&[
        ("content/mark.md", b"\xEF\xBB\xBFa\r\nb\r\n"),
        ("content/shift-jis.md", b"line\ntitle = \"\x8d\xcc\x97p\"\n"),
        ("content/unknown.md", b"\xE3\x81"),
        ("content/utf-16.csv", b"\xFF\xFEa\0"),
    ]);
    check(
        &site,
        &[
            "content/shift-jis.md: source.encoding",
            "content/unknown.md: source.encoding",
            "content/utf-16.csv: source.encoding",
        ],
    );
    let (sources, diagnostics) = sources(&site);
    assert_eq!(&*sources.file("content/mark.md").unwrap().text, "a\nb\n");
    let file = sources.file("content/shift-jis.md").unwrap();
    let span = diagnostics[0].place.span.unwrap();
    assert_eq!(file.line_and_column(span.start), (2, 10));
    assert_eq!(&file.text[span.range()], "\u{FFFD}");
    assert!(diagnostics[0].message.ja.contains("Shift_JIS"));
}

#[test]
fn control_characters() {
    let site =
        site(&[("content/a.md", "表\t題\nx\u{8}\0".as_bytes()), ("content/b.md", b"tab\tand\r\nlines")]);
    check(&site, &["content/a.md: source.control-character"]);
    let span = sources(&site).1[0].place.span.unwrap();
    assert_eq!((span.start, span.end), (9, 10));
}

#[test]
fn sizes() {
    let site = site(&[]);
    let set_size = |path: &str, size: u64| {
        fs::File::create(site.path().join(path)).unwrap().set_len(size).unwrap();
    };
    set_size("content/large.md", TEXT_SIZE_MAX + 1);
    set_size("content/large.pdf", ASSET_SIZE_MAX + 1);
    set_size("content/fits.pdf", TEXT_SIZE_MAX + 1);
    check(&site, &["content/large.md: source.size", "content/large.pdf: source.size"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    use super::*;

    #[test]
    fn names_that_cannot_travel() {
        let site = site(&[
            ("content/CON.md", b""),
            ("content/Plan.md", b""),
            ("content/plan.md", b""),
            ("content/trailing./a.md", b""),
            ("content/か\u{3099}.md", b""),
            ("content/が.md", b""),
        ]);
        fs::write(site.path().join("content").join(std::ffi::OsStr::from_bytes(b"\x8d\xcc.md")), "").unwrap();
        check(
            &site,
            &[
                "content/CON.md: source.name",
                "content/plan.md: source.twins",
                "content/trailing.: source.name",
                "content/か\u{3099}.md: source.name",
                "content/が.md: source.twins",
                "content/\u{FFFD}\u{FFFD}.md: source.name",
            ],
        );
        let twin = &sources(&site).1[1];
        assert_eq!(twin.related[0].place.path.as_str(), "content/Plan.md");
    }

    #[test]
    fn long_paths_are_said_once() {
        let folder = "あ".repeat(80);
        let site = site(&[(&format!("content/{folder}/{folder}/{folder}/a.md"), b"")]);
        check(&site, &[&format!("content/{folder}/{folder}/{folder}: source.name")]);
    }

    #[test]
    fn links() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "secret").unwrap();
        let site = site(&[("outer/note.md", b"outer"), ("content/a/x.md", b""), ("content/b/x.md", b"")]);
        let link = |target: &Path, path: &str| symlink(target, site.path().join(path)).unwrap();
        link(Path::new("../outer"), "content/inside");
        link(Path::new("../outer/note.md"), "content/inside.md");
        link(&outside.path().join("secret.md"), "content/outside.md");
        link(outside.path(), "content/outside");
        link(Path::new("/dev/zero"), "content/zero.md");
        link(Path::new("nowhere"), "content/nowhere.md");
        link(Path::new("self.md"), "content/self.md");
        link(Path::new(".."), "content/a/up");
        link(Path::new("../.."), "content/a/root");
        link(Path::new("../b"), "content/a/b");
        link(Path::new("../a"), "content/b/a");
        check(
            &site,
            &[
                "content/a/b/a: source.link-loop",
                "content/a/root: source.link-loop",
                "content/a/up: source.link-loop",
                "content/b/a/b: source.link-loop",
                "content/b/a/root: source.link-loop",
                "content/b/a/up: source.link-loop",
                "content/nowhere.md: source.unreadable",
                "content/outside: source.link-outside",
                "content/outside.md: source.link-outside",
                "content/self.md: source.link-loop",
                "content/zero.md: source.link-outside",
            ],
        );
        let (sources, _) = sources(&site);
        assert_eq!(&*sources.file("content/inside/note.md").unwrap().text, "outer");
        assert_eq!(&*sources.file("content/inside.md").unwrap().text, "outer");
        assert!(sources.files.values().all(|file| &*file.text != "secret"));
    }

    #[test]
    fn links_that_lead_to_links_stay_few() {
        let site = site(&[]);
        let folders: Vec<String> = (0..12).map(|number| format!("content/f{number}")).collect();
        folders.iter().for_each(|folder| fs::create_dir(site.path().join(folder)).unwrap());
        for folder in &folders {
            for number in 0..12 {
                symlink(format!("../f{number}"), site.path().join(folder).join(format!("l{number}")))
                    .unwrap();
            }
        }
        assert!(sources(&site).1.iter().all(|diagnostic| diagnostic.code() == "source.link-loop"));
    }

    #[test]
    fn what_is_not_a_file_is_never_opened() {
        let site = site(&[]);
        assert!(Command::new("mkfifo").arg(site.path().join("content/pipe.md")).status().unwrap().success());
        let _socket = UnixListener::bind(site.path().join("content/socket.md")).unwrap();
        check(&site, &["content/pipe.md: source.not-a-file", "content/socket.md: source.not-a-file"]);
    }

    /// As root nothing is unreadable, so this test runs itself once more as nobody.
    #[test]
    fn unreadable_files_and_folders() {
        if let Some(folder) = std::env::var_os("SHIRUBE_TEST_UNREADABLE") {
            let (_, diagnostics) = read(Path::new(&folder)).unwrap();
            let found: Vec<String> = diagnostics
                .iter()
                .map(|diagnostic| format!("{}: {}", diagnostic.place.path, diagnostic.code()))
                .collect();
            assert_eq!(found, ["content/closed: source.unreadable", "content/closed.md: source.unreadable"]);
            return;
        }
        let site =
            site(&[("content/closed.md", b""), ("content/closed/a.md", b""), ("content/open.md", b"")]);
        let set_mode = |path: &str, mode| {
            fs::set_permissions(site.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
        };
        set_mode("", 0o755);
        set_mode("content/closed.md", 0);
        set_mode("content/closed", 0);
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "disk::read::tests::unix::unreadable_files_and_folders"]);
        command.env("SHIRUBE_TEST_UNREADABLE", site.path());
        if is_root(site.path()) {
            command.uid(65534).gid(65534);
        }
        let output = command.output().unwrap();
        set_mode("content/closed", 0o755);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }

    fn is_root(own: &Path) -> bool {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(own).unwrap().uid() == 0
    }
}
