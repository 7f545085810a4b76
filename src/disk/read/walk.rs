//! The folders of a site, and what lies in them.

use std::collections::BTreeMap;
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::diagnostics;
use super::kept::{Kept, KeptFiles};
use crate::diagnostic::Diagnostic;
use crate::disk::names;
use crate::disk::path::is_missing;
use crate::source::SourcePath;

/// How many links to folders may lie on one path. Links that lead to links can make a small folder look
/// like one with millions of files, without ever being a loop.
const LINKS_ON_A_PATH_MAX: usize = 2;

/// What was found below some folder.
#[derive(Default)]
pub(super) struct Found {
    pub(super) files: Vec<(SourcePath, Kept)>,
    /// What is wrong with names and folders; what is wrong with a file lies with the file.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether any of it was reached through a link.
    pub(super) linked: bool,
}

impl Found {
    pub(super) fn only(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], ..Self::default() }
    }

    pub(super) fn and(mut self, mut other: Self) -> Self {
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

/// Goes through a site's folder.
pub(super) struct Walk<'a> {
    /// The real path of the site's folder.
    pub(super) site: PathBuf,
    /// What was read the last time.
    pub(super) before: &'a KeptFiles,
}

impl Walk<'_> {
    pub(super) fn top(&self, name: &str) -> Found {
        let path = SourcePath::new(name);
        let place = self.site.join(name);
        match fs::symlink_metadata(&place) {
            Ok(metadata) => self.entry(Entry { path, place, kind: metadata.file_type() }, None),
            // A site without themes uses the one in the program.
            Err(error) if is_missing(&error) => Found::default(),
            Err(error) => Found::only(diagnostics::unreadable(&path, &error)),
        }
    }

    fn entry(&self, entry: Entry, above: Option<&Folder>) -> Found {
        let is_too_long = entry.path.as_str().chars().count() > names::PATH_LENGTH_MAX;
        let too_long = is_too_long.then(|| diagnostics::too_long(&entry.path));
        let diagnostics = names::problem(&entry.path).into_iter().chain(too_long).collect();
        let found = Found { diagnostics, ..Found::default() };
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
            Found::only(diagnostics::not_a_file(&entry.path))
        }
    }

    fn link(&self, link: &Entry, above: Option<&Folder>) -> Found {
        Found { linked: true, ..self.linked(link, above) }
    }

    fn linked(&self, link: &Entry, above: Option<&Folder>) -> Found {
        let target = link.place.canonicalize().and_then(|real| Ok((real.metadata()?.file_type(), real)));
        let (kind, real) = match target {
            Ok(target) => target,
            Err(error) if is_link_loop(&error) => return Found::only(diagnostics::link_loop(&link.path)),
            Err(error) => return Found::only(diagnostics::unreadable(&link.path, &error)),
        };
        if !real.starts_with(&self.site) {
            return Found::only(diagnostics::link_outside(&link.path));
        }
        if !kind.is_dir() {
            return self.content(Entry { path: link.path.clone(), place: real, kind }, above);
        }
        let links = above.map_or(0, |above| above.links) + 1;
        if links > LINKS_ON_A_PATH_MAX || above.is_some_and(|above| above.is_inside(&real)) {
            return Found::only(diagnostics::link_loop(&link.path));
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
            Err(error) => listing.diagnostics.push(diagnostics::unreadable(folder.path, &error)),
        }
        listing.entries.sort_by(|one, other| one.path.cmp(&other.path));
        listing.diagnostics.extend(twins(&listing.entries));
        listing
    }

    fn add(&mut self, folder: &Folder, entry: io::Result<DirEntry>) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return self.diagnostics.push(diagnostics::unreadable(folder.path, &error)),
        };
        let name = entry.file_name();
        let shown = name.to_string_lossy();
        if names::is_ignored(&shown) {
            return;
        }
        let path = SourcePath::new(format!("{}/{shown}", folder.path));
        match entry.file_type() {
            _ if name.to_str().is_none() => self.diagnostics.push(diagnostics::not_unicode(&path)),
            Ok(kind) => self.entries.push(Entry { path, place: entry.path(), kind }),
            Err(error) => self.diagnostics.push(diagnostics::unreadable(&path, &error)),
        }
    }
}

fn twins(entries: &[Entry]) -> Vec<Diagnostic> {
    let mut first_of_key: BTreeMap<String, &SourcePath> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for entry in entries {
        let first = first_of_key.entry(names::twin_key(entry.path.name())).or_insert(&entry.path);
        if *first != &entry.path {
            diagnostics.push(diagnostics::twins(&entry.path, first));
        }
    }
    diagnostics
}

#[cfg(target_os = "linux")]
fn is_link_loop(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

/// std has no name for this error yet; the link is then "unreadable", in the words of the system.
#[cfg(not(target_os = "linux"))]
fn is_link_loop(_: &io::Error) -> bool {
    false
}
