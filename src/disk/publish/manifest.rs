//! `.shirube-manifest`: what in an output folder is ours. Whatever it does not name is somebody else's
//! and is never removed.
//!
//! The first line names the format; after it comes one line per file, sorted by path, as `b3sum` writes
//! them (`tail -n +2 .shirube-manifest | b3sum --check` verifies a copy of the site):
//! ```text
//! shirube-manifest 1
//! 1b0f…c2  kawasaki/index.html
//! ```
//! Nothing in it depends on when or where it was written, so the same sources give the same bytes.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::Path;

use crate::disk::{Error, Refusal};
use crate::source::ContentHash;

pub(super) const NAME: &str = ".shirube-manifest";

const FORMAT: &str = "shirube-manifest 1";

/// The files of a site that was published, or is about to be.
#[derive(Default, PartialEq, Debug)]
pub(super) struct Manifest {
    files: BTreeMap<String, ContentHash>,
    folders: HashSet<String>,
}

impl Manifest {
    /// The manifest of a folder; `None` where there is none.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Error> {
        let unreadable = || Error::Refused { path: folder.to_path_buf(), why: Refusal::ManifestUnreadable };
        match fs::read_to_string(folder.join(NAME)) {
            Ok(text) => Self::parse(&text).map(Some).ok_or_else(unreadable),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(unreadable()),
            Err(error) => Err(Error::io(&folder.join(NAME), error)),
        }
    }

    /// `None` unless every line is as we write it. A manifest that was cut short could pass for whole
    /// only at a line's end; the files that are then missing from it are taken for foreign, and kept.
    fn parse(text: &str) -> Option<Self> {
        let (format, lines) = text.split_once('\n')?;
        let is_whole = lines.is_empty() || lines.ends_with('\n');
        let files = lines.lines().map(parse_line).collect::<Option<Vec<_>>>()?;
        (format == FORMAT && is_whole).then(|| files.into_iter().collect())
    }

    pub(super) fn text(&self) -> String {
        let mut text = format!("{FORMAT}\n");
        for (path, hash) in &self.files {
            text.push_str(&format!("{hash}  {path}\n"));
        }
        text
    }

    /// Whether nothing is ours.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub(super) fn hash(&self, path: &str) -> Option<ContentHash> {
        self.files.get(path).copied()
    }

    /// Whether a file of ours lies somewhere in this folder.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }
}

impl FromIterator<(String, ContentHash)> for Manifest {
    fn from_iter<Files: IntoIterator<Item = (String, ContentHash)>>(files: Files) -> Self {
        let files: BTreeMap<_, _> = files.into_iter().collect();
        let mut folders = HashSet::new();
        for path in files.keys() {
            for folder in folders_of(path) {
                if folders.contains(folder) {
                    break;
                }
                folders.insert(folder.to_owned());
            }
        }
        Self { files, folders }
    }
}

/// The folders that a path lies in, the deepest first: `a/b`, `a` for `a/b/c`.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'))
        .map(|(folder, _)| folder)
}

/// The folder that a path lies in; empty at the top.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a path stays inside the output on every system: plain names with `/` between them.
fn is_address(path: &str) -> bool {
    let is_name = |name: &str| !matches!(name, "" | "." | "..");
    let is_unsafe = |character: char| matches!(character, '\\' | ':') || character.is_control();
    path != NAME && path.split('/').all(is_name) && !path.contains(is_unsafe)
}

/// # Panics
/// If a path could lead out of the output: addresses are made by us, from names that were checked.
pub(super) fn assert_address(path: &str) {
    assert!(is_address(path), "{path:?} is no address: relative, plain names with `/` between, not {NAME:?}");
}

fn parse_line(line: &str) -> Option<(String, ContentHash)> {
    let (hash, path) = line.split_once("  ")?;
    let hash = ContentHash::parse(hash).filter(|_| is_address(path))?;
    Some((path.to_owned(), hash))
}

#[cfg(test)]
mod tests {
    use super::{Manifest, assert_address, folders_of, is_address};
    use crate::source::ContentHash;

    fn manifest() -> Manifest {
        ["kawasaki/index.html", "kawasaki/vision/index.html", "index.html", "採用.pdf"]
            .map(|path| (path.to_owned(), ContentHash::of(path.as_bytes())))
            .into_iter()
            .collect()
    }

    #[test]
    fn reads_what_it_writes() {
        let text = manifest().text();
        assert_eq!(Manifest::parse(&text), Some(manifest()));
        assert_eq!(Manifest::parse(&Manifest::default().text()), Some(Manifest::default()));
        assert!(manifest().has_folder("kawasaki/vision") && !manifest().has_folder("index.html"));
    }

    #[test]
    fn what_is_not_ours_is_not_read() {
        let text = manifest().text();
        for broken in [
            "",
            "shirube-manifest 2\n",
            &text[..text.len() - 1],
            &text.replace("  ", " "),
            &text.replace("index.html", "../index.html"),
            &text.replace("  ", "0  "),
        ] {
            assert_eq!(Manifest::parse(broken), None, "{broken}");
        }
    }

    #[test]
    fn addresses() {
        assert!(["index.html", "a/b.html", ".nojekyll", "採用.pdf", "a b"].into_iter().all(is_address));
        for path in
            ["", "/", "/a", "a/", "a//b", "..", "a/../b", "./a", "a\\b", "C:/a", "a\nb", ".shirube-manifest"]
        {
            assert!(!is_address(path), "{path:?}");
        }
        assert_eq!(folders_of("a/b/c").collect::<Vec<_>>(), ["a/b", "a"]);
    }

    #[test]
    #[should_panic(expected = "is no address")]
    fn our_own_mistakes_panic() {
        assert_address("../index.html");
    }
}
