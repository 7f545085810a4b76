//! Reading a site folder: every file below `content/` and `themes/`, or a complaint in its place.
//!
//! 1. [`Listing`] is what lies in a folder, sorted, with complaints about names that are twins;
//! 2. [`Walk::entry`] decides what an entry is, and follows a link only where it stays in the site;
//! 3. [`file()`] reads a text or an asset.
//!
//! [`Reader`] does it again and again for the preview, and opens only what has changed ([`kept`]).
//!
//! Nothing but leftovers of systems and editors ([`names::is_ignored`]) is passed over in silence, and
//! nothing is opened that is not a regular file: opening a FIFO waits for ever.

use std::collections::BTreeMap;
use std::fs::{self, DirEntry, File, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::names;
use super::{Error, SITE_FILE, below, exists, is_missing};
use crate::diagnostic::Diagnostic;
use crate::source::{Asset, SourceFile, SourcePath, Sources};

mod complaints;
mod kept;
mod reader;

pub use reader::{Reader, Reading};

use kept::{Kept, KeptFiles};

/// The largest text. The longest plan of a city is under 1 MB; what is larger is not a text.
const TEXT_SIZE_MAX: u64 = 16 << 20;
/// The largest asset: every one is in memory until it is published.
const ASSET_SIZE_MAX: u64 = 200 << 20;
/// How many links to folders may lie on one path. Links that lead to links can make a small folder look
/// like one with millions of files, without ever being a loop.
const LINKS_ON_A_PATH_MAX: usize = 2;

/// The endings of texts, in small letters. Whatever else lies in `content/` is published as it is, or not at
/// all.
const TEXT_ENDINGS: [&str; 3] = ["md", "toml", "csv"];

/// Reads `content/` and `themes/` below a site's folder: texts of `content/` and of a theme's
/// `theme.toml`, `templates/` and `i18n/` become [`Sources::files`], everything else there
/// [`Sources::assets`]. Complaints are sorted by place.
///
/// A folder without `content/site.toml` is an error: nobody meant it to be a site.
pub fn read(root: &Path) -> Result<(Sources, Vec<Diagnostic>), Error> {
    let reading = Reader::new(root).read_everything()?;
    Ok((reading.sources, reading.diagnostics))
}

fn real_site(root: &Path) -> Result<PathBuf, Error> {
    let site = root.canonicalize().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::FolderMissing { path: root.to_path_buf() },
        _ => Error::io(root, error),
    })?;
    if exists(&below(&site, SITE_FILE))? {
        Ok(site)
    } else {
        Err(Error::NotASite { path: root.to_path_buf() })
    }
}

/// What was found below some folder.
#[derive(Default)]
struct Found {
    files: Vec<(SourcePath, Kept)>,
    /// What is wrong with names and folders; what is wrong with a file lies with the file.
    diagnostics: Vec<Diagnostic>,
    /// Whether any of it was reached through a link.
    linked: bool,
}

impl Found {
    fn only(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], ..Self::default() }
    }

    fn and(mut self, mut other: Self) -> Self {
        self.files.append(&mut other.files);
        self.diagnostics.append(&mut other.diagnostics);
        self.linked |= other.linked;
        self
    }
}

/// A file, folder or anything else, before we know whether it is content.
struct Entry {
    path: SourcePath,
    place: PathBuf,
    kind: FileType,
}

/// A folder that is being read, and the folders on the way to it.
struct Folder<'a> {
    path: &'a SourcePath,
    /// Without any link.
    real: PathBuf,
    /// How many links led here.
    links: usize,
    above: Option<&'a Folder<'a>>,
}

impl Folder<'_> {
    /// Whether a folder is, or holds, a folder on the way here: then its content would hold itself.
    fn is_inside(&self, real: &Path) -> bool {
        self.real.starts_with(real) || self.above.is_some_and(|above| above.is_inside(real))
    }
}

struct Walk<'a> {
    /// The real path of the site's folder.
    site: PathBuf,
    /// What was read the last time.
    before: &'a KeptFiles,
}

impl Walk<'_> {
    fn top(&self, name: &str) -> Found {
        let path = SourcePath::new(name);
        let place = self.site.join(name);
        match fs::symlink_metadata(&place) {
            Ok(metadata) => self.entry(Entry { path, place, kind: metadata.file_type() }, None),
            // A site without themes uses the one in the program.
            Err(error) if is_missing(&error) => Found::default(),
            Err(error) => Found::only(complaints::unreadable(&path, &error)),
        }
    }

    fn entry(&self, entry: Entry, above: Option<&Folder>) -> Found {
        let is_too_long = entry.path.as_str().chars().count() > names::PATH_LENGTH_MAX;
        let mut found = Found { diagnostics: complaints::about_name(&entry.path), ..Found::default() };
        if is_too_long {
            found.diagnostics.push(complaints::too_long(&entry.path));
        }
        // What lies in a folder whose path is too long has one too: it is said once.
        if is_too_long && !entry.kind.is_file() { found } else { found.and(self.content(entry, above)) }
    }

    fn content(&self, entry: Entry, above: Option<&Folder>) -> Found {
        if entry.kind.is_symlink() {
            self.link(&entry, above)
        } else if entry.kind.is_dir() {
            let links = above.map_or(0, |above| above.links);
            self.folder(&Folder { path: &entry.path, real: entry.place, links, above })
        } else if entry.kind.is_file() {
            let kept = self.before.again(&entry.path, &entry.place);
            Found { files: vec![(entry.path, kept)], ..Found::default() }
        } else {
            Found::only(complaints::not_a_file(&entry.path))
        }
    }

    fn link(&self, link: &Entry, above: Option<&Folder>) -> Found {
        Found { linked: true, ..self.linked(link, above) }
    }

    fn linked(&self, link: &Entry, above: Option<&Folder>) -> Found {
        let target = link.place.canonicalize().and_then(|real| Ok((real.metadata()?.file_type(), real)));
        let (kind, real) = match target {
            Ok(target) => target,
            Err(error) if is_link_loop(&error) => return Found::only(complaints::link_loop(&link.path)),
            Err(error) => return Found::only(complaints::unreadable(&link.path, &error)),
        };
        if !real.starts_with(&self.site) {
            return Found::only(complaints::link_outside(&link.path));
        }
        if !kind.is_dir() {
            return self.content(Entry { path: link.path.clone(), place: real, kind }, above);
        }
        let links = above.map_or(0, |above| above.links) + 1;
        if links > LINKS_ON_A_PATH_MAX || above.is_some_and(|above| above.is_inside(&real)) {
            return Found::only(complaints::link_loop(&link.path));
        }
        self.folder(&Folder { path: &link.path, real, links, above })
    }

    fn folder(&self, folder: &Folder) -> Found {
        let Listing { entries, diagnostics } = Listing::of(folder);
        entries
            .into_par_iter()
            .map(|entry| self.entry(entry, Some(folder)))
            .reduce(Found::default, Found::and)
            .and(Found { diagnostics, ..Found::default() })
    }
}

/// What lies in a folder, without leftovers.
#[derive(Default)]
struct Listing {
    entries: Vec<Entry>,
    diagnostics: Vec<Diagnostic>,
}

impl Listing {
    /// The entries are in the order of their names.
    fn of(folder: &Folder) -> Self {
        let mut listing = Self::default();
        match fs::read_dir(&folder.real) {
            Ok(entries) => entries.for_each(|entry| listing.add(folder, entry)),
            Err(error) => listing.diagnostics.push(complaints::unreadable(folder.path, &error)),
        }
        listing.entries.sort_by(|one, other| one.path.cmp(&other.path));
        listing.diagnostics.extend(twins(&listing.entries));
        listing
    }

    fn add(&mut self, folder: &Folder, entry: io::Result<DirEntry>) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return self.diagnostics.push(complaints::unreadable(folder.path, &error)),
        };
        let name = entry.file_name();
        let shown = name.to_string_lossy();
        if names::is_ignored(&shown) {
            return;
        }
        let path = SourcePath::new(format!("{}/{shown}", folder.path));
        match entry.file_type() {
            _ if name.to_str().is_none() => self.diagnostics.push(complaints::not_unicode(&path)),
            Ok(kind) => self.entries.push(Entry { path, place: entry.path(), kind }),
            Err(error) => self.diagnostics.push(complaints::unreadable(&path, &error)),
        }
    }
}

fn twins(entries: &[Entry]) -> Vec<Diagnostic> {
    let mut first_of_key: BTreeMap<String, &SourcePath> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for entry in entries {
        let first = first_of_key.entry(names::twin_key(entry.path.name())).or_insert(&entry.path);
        if *first != &entry.path {
            diagnostics.push(complaints::twins(&entry.path, first));
        }
    }
    diagnostics
}

fn is_text(path: &SourcePath) -> bool {
    let names: Vec<&str> = path.as_str().split('/').collect();
    match names.as_slice() {
        ["themes", _, "theme.toml"] | ["themes", _, "templates", _, ..] => true,
        ["content", ..] | ["themes", _, "i18n", _, ..] => has_text_ending(path.name()),
        _ => false,
    }
}

fn has_text_ending(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    TEXT_ENDINGS.iter().any(|text| text.eq_ignore_ascii_case(ending))
}

/// What a file holds, or what keeps it from being read.
#[derive(Clone, Default)]
struct Content {
    file: Option<Arc<SourceFile>>,
    asset: Option<Asset>,
    diagnostics: Vec<Diagnostic>,
}

impl Content {
    fn only(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], ..Self::default() }
    }
}

fn file(path: &SourcePath, place: &Path) -> Content {
    let read = if is_text(path) { text(path, place) } else { asset(path, place) };
    read.unwrap_or_else(|error| Content::only(complaints::unreadable(path, &error)))
}

fn text(path: &SourcePath, place: &Path) -> io::Result<Content> {
    let (file, size) = open(place)?;
    let mut bytes = Vec::with_capacity(size.min(TEXT_SIZE_MAX) as usize + 1);
    file.take(TEXT_SIZE_MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > TEXT_SIZE_MAX {
        return Ok(Content::only(complaints::size(path, TEXT_SIZE_MAX)));
    }
    let file = SourceFile::new(path.clone(), &bytes);
    let diagnostics = complaints::about_text(&file).into_iter().collect();
    Ok(Content { file: Some(Arc::new(file)), asset: None, diagnostics })
}

fn asset(path: &SourcePath, place: &Path) -> io::Result<Content> {
    let (mut file, size) = open(place)?;
    if size > ASSET_SIZE_MAX {
        return Ok(Content::only(complaints::size(path, ASSET_SIZE_MAX)));
    }
    // Read in place: a `Vec` would be copied into its `Arc`, and an asset may be large.
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, size as usize).collect();
    file.read_exact(Arc::make_mut(&mut bytes))?;
    Ok(Content { asset: Some(Asset { path: path.clone(), bytes }), ..Content::default() })
}

fn open(place: &Path) -> io::Result<(File, u64)> {
    let file = File::open(place)?;
    let size = file.metadata()?.len();
    Ok((file, size))
}

#[cfg(target_os = "linux")]
fn is_link_loop(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

/// std does not tell this error apart yet; the link is then "unreadable", in the words of the system.
#[cfg(not(target_os = "linux"))]
fn is_link_loop(_: &io::Error) -> bool {
    false
}

/// Each test makes a site folder, reads it, and names what it expects.
#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::{Duration, Instant};

    use tempfile::TempDir;

    use super::{ASSET_SIZE_MAX, TEXT_SIZE_MAX, read};
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

    /// Asserts that reading complains about these places, `path: code`, and about nothing else.
    #[track_caller]
    fn check(site: &TempDir, expected: &[&str]) {
        let (_, diagnostics) = sources(site);
        let found: Vec<String> = diagnostics
            .iter()
            .map(|complaint| format!("{}: {}", complaint.place.path, complaint.code()))
            .collect();
        assert_eq!(found, expected);
        assert!(diagnostics.iter().all(|complaint| complaint.help.is_some()), "a complaint says what to do");
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
            fs::write(site.path().join("content").join(std::ffi::OsStr::from_bytes(b"\x8d\xcc.md")), "")
                .unwrap();
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
            assert!(sources(&site).1.iter().all(|complaint| complaint.code() == "source.link-loop"));
        }

        #[test]
        fn what_is_not_a_file_is_never_opened() {
            let site = site(&[]);
            assert!(
                Command::new("mkfifo").arg(site.path().join("content/pipe.md")).status().unwrap().success()
            );
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
                    .map(|complaint| format!("{}: {}", complaint.place.path, complaint.code()))
                    .collect();
                assert_eq!(
                    found,
                    ["content/closed: source.unreadable", "content/closed.md: source.unreadable"]
                );
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
}
