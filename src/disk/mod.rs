//! The only file system.
//!
//! | in | out |
//! |---|---|
//! | [`read()`] | a site folder becomes [`Sources`](crate::source::Sources), with a complaint for everything that could not be read |
//! | [`Reader`], [`Watcher`] | the same again and again, when something has changed |
//! | [`Publication`] | pages become an output folder: all of them, or none |
//! | [`write_new`] | one new file, for `init`, `new` and `theme eject` |
//! | [`edit_text`] | a change in a file, for `translations accept` |
//!
//! What is wrong with the *content* of a site folder is a diagnostic; an [`Error`] is only what keeps us
//! from working at all. Paths inside the site and inside the output are text with `/` between names,
//! and `below` is the one place that turns them into paths of this system.

use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

mod create;
mod edit;
mod error;
mod names;
mod publish;
mod read;
mod watch;

pub use create::write_new;
pub use edit::edit_text;
pub use error::{Error, Refusal};
pub use publish::{Publication, Published};
pub use read::{Reader, Reading, read};
pub use watch::{Changes, Watched, Watcher};

/// The file that makes a folder a site.
const SITE_FILE: &str = "content/site.toml";

/// The folders of a site that people write in: all that is read, and nothing is ever published there.
const SOURCE_FOLDERS: [&str; 2] = ["content", "themes"];

/// The nearest folder, from `from` upward, that has `content/site.toml`.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    let found = from.ancestors().find(|folder| below(folder, SITE_FILE).is_file())?;
    // The last ancestor of a relative path has no name at all: it is the folder we stand in.
    Some(if found.as_os_str().is_empty() { PathBuf::from(".") } else { found.to_path_buf() })
}

/// Where a path really leads: absolute, links followed.
pub fn real_path(path: &Path) -> Result<PathBuf, Error> {
    fs::canonicalize(path).map_err(Error::at(path))
}

/// The path below a folder. Name by name, because the `\\?\` paths that Windows gives for real paths do
/// not know `/`.
fn below(folder: &Path, path: &str) -> PathBuf {
    let mut below = PathBuf::with_capacity(folder.as_os_str().len() + 1 + path.len());
    below.push(folder);
    below.extend(path.split('/').filter(|name| !name.is_empty()));
    below
}

/// What there is at a path, links not followed; `None` if there is nothing. A disk that cannot say is an
/// error and not a "nothing": who takes a folder that cannot be read for a missing one loses what is in it.
fn kind_at(path: &Path) -> Result<Option<FileType>, Error> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(Error::io(path, error)),
    }
}

/// Whether there is anything at a path, a link that leads nowhere included.
fn exists(path: &Path) -> Result<bool, Error> {
    Ok(kind_at(path)?.is_some())
}

/// Whether an error says that there is nothing at a path.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{below, find_root};

    #[test]
    fn the_root_is_the_nearest_folder_with_a_site_file() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("content/kawasaki/vision-2026");
        fs::create_dir_all(&inner).unwrap();
        assert_eq!(find_root(&inner), None);
        fs::write(folder.path().join("content/site.toml"), "").unwrap();
        assert_eq!(find_root(&inner).as_deref(), Some(folder.path()));
    }

    #[test]
    fn nothing_below_a_folder_is_the_folder() {
        assert_eq!(below(Path::new("public"), ""), Path::new("public"));
        assert_eq!(below(Path::new("public"), "a/b.html"), Path::new("public").join("a").join("b.html"));
    }
}
