//! Paths of this system, and what there is at them.

use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::error::Error;

/// Where a path really leads: absolute, links followed.
pub fn real_path(path: &Path) -> Result<PathBuf, Error> {
    fs::canonicalize(path).map_err(Error::at(path))
}

/// The path below a folder. Name by name, because the `\\?\` paths that Windows gives for real paths do
/// not know `/`.
pub(super) fn below(folder: &Path, path: &str) -> PathBuf {
    let mut below = PathBuf::with_capacity(folder.as_os_str().len() + 1 + path.len());
    below.push(folder);
    below.extend(path.split('/').filter(|name| !name.is_empty()));
    below
}

/// What there is at a path, links not followed; `None` if there is nothing. A disk that cannot say is an
/// error and not a "nothing": who takes a folder that cannot be read for a missing one loses what is in it.
pub(super) fn kind_at(path: &Path) -> Result<Option<FileType>, Error> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(Error::io(path, error)),
    }
}

/// Whether there is anything at a path, a link that leads nowhere included.
pub(super) fn exists(path: &Path) -> Result<bool, Error> {
    Ok(kind_at(path)?.is_some())
}

/// Whether an error says that there is nothing at a path.
pub(super) fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::below;

    #[test]
    fn nothing_below_a_folder_is_the_folder() {
        assert_eq!(below(Path::new("public"), ""), Path::new("public"));
        assert_eq!(below(Path::new("public"), "a/b.html"), Path::new("public").join("a").join("b.html"));
    }
}
