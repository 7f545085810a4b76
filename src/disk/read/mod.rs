//! Reading a site folder: every file below `content/` and `themes/`, or a complaint in its place.
//!
//! 1. [`Listing`] is what lies in a folder, sorted, with complaints about names that are twins;
//! 2. [`Walk::entry`] decides what an entry is, and follows a link only where it stays in the site;
//! 3. [`file()`] reads a text or an asset.
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
use super::{Error, SITE_FILE, SOURCE_FOLDERS, below, exists, is_missing};
use crate::diagnostic::Diagnostic;
use crate::source::{Asset, SourceFile, SourcePath, Sources};

mod complaints;
#[cfg(test)]
mod tests;

/// The largest text. The longest plan of a city is under 1 MB; what is larger is not a text.
const TEXT_SIZE_MAX: u64 = 16 << 20;
/// The largest asset: every one is in memory until it is published.
const ASSET_SIZE_MAX: u64 = 200 << 20;
/// How many links to folders may lie on one path. Links that lead to links can make a small folder look
/// like one with millions of files, without ever being a loop.
const LINKS_ON_A_PATH_MAX: usize = 2;

/// The endings of texts, in small letters.
const TEXT_ENDINGS: [&str; 9] = ["md", "toml", "csv", "html", "xml", "css", "js", "svg", "txt"];

/// Reads `content/` and `themes/` below a site's folder: texts of `content/` and of a theme's
/// `theme.toml`, `templates/` and `i18n/` become [`Sources::files`], everything else there
/// [`Sources::assets`]. Complaints are sorted by place.
///
/// A folder without `content/site.toml` is an error: nobody meant it to be a site.
pub fn read(root: &Path) -> Result<(Sources, Vec<Diagnostic>), Error> {
    let walk = Walk { site: real_site(root)? };
    let found = SOURCE_FOLDERS.iter().map(|name| walk.top(name)).fold(Found::default(), Found::and);
    let mut diagnostics = found.diagnostics;
    diagnostics.sort();
    let sources = Sources {
        files: found.files.into_iter().map(|file| (file.path.clone(), Arc::new(file))).collect(),
        assets: found.assets.into_iter().map(|asset| (asset.path.clone(), asset)).collect(),
    };
    Ok((sources, diagnostics))
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
    files: Vec<SourceFile>,
    assets: Vec<Asset>,
    diagnostics: Vec<Diagnostic>,
}

impl Found {
    fn only(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], ..Self::default() }
    }

    fn and(mut self, mut other: Self) -> Self {
        self.files.append(&mut other.files);
        self.assets.append(&mut other.assets);
        self.diagnostics.append(&mut other.diagnostics);
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

struct Walk {
    /// The real path of the site's folder.
    site: PathBuf,
}

impl Walk {
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
            file(&entry.path, &entry.place)
        } else {
            Found::only(complaints::not_a_file(&entry.path))
        }
    }

    fn link(&self, link: &Entry, above: Option<&Folder>) -> Found {
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

fn file(path: &SourcePath, place: &Path) -> Found {
    let read = if is_text(path) { text(path, place) } else { asset(path, place) };
    read.unwrap_or_else(|error| Found::only(complaints::unreadable(path, &error)))
}

fn text(path: &SourcePath, place: &Path) -> io::Result<Found> {
    let (file, size) = open(place)?;
    let mut bytes = Vec::with_capacity(size.min(TEXT_SIZE_MAX) as usize + 1);
    file.take(TEXT_SIZE_MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > TEXT_SIZE_MAX {
        return Ok(Found::only(complaints::size(path, TEXT_SIZE_MAX)));
    }
    let file = SourceFile::new(path.clone(), &bytes);
    let diagnostics = complaints::about_text(&file).into_iter().collect();
    Ok(Found { files: vec![file], diagnostics, ..Found::default() })
}

fn asset(path: &SourcePath, place: &Path) -> io::Result<Found> {
    let (mut file, size) = open(place)?;
    if size > ASSET_SIZE_MAX {
        return Ok(Found::only(complaints::size(path, ASSET_SIZE_MAX)));
    }
    // Read in place: a `Vec` would be copied into its `Arc`, and an asset may be large.
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, size as usize).collect();
    file.read_exact(Arc::make_mut(&mut bytes))?;
    Ok(Found { assets: vec![Asset { path: path.clone(), bytes }], ..Found::default() })
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
