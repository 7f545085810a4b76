//! One new file, for `init`, `new` and `theme eject`, and the files of `schema`.

use std::fs;
use std::io;
use std::path::Path;

use super::edit::replace;
use super::error::Error;
use super::path::exists;

/// Writes a new file and the folders it lies in. An existing file is never touched ([`Error::Exists`]),
/// and there is never half a file: the text is written beside it under another name first.
pub fn write_new(path: &Path, text: impl AsRef<[u8]>) -> Result<(), Error> {
    if exists(path)? {
        return Err(Error::Exists { path: path.to_path_buf() });
    }
    let name = path.file_name().ok_or_else(|| Error::io(path, io::ErrorKind::InvalidFilename.into()))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    if !folder.as_os_str().is_empty() {
        fs::create_dir_all(folder).map_err(Error::at(folder))?;
    }
    let draft = folder.join(format!(".{}.shirube-new", name.to_string_lossy()));
    let written = fs::write(&draft, text).map_err(Error::at(path)).and_then(|()| claim(&draft, path));
    // After a claim by link the draft is a second name of the new file, otherwise a leftover or gone.
    let _ = fs::remove_file(&draft);
    written
}

/// Writes a file that only Shirube makes, and the folders it lies in: one that is there already is replaced. Where
/// it holds this text it is not touched.
pub fn write_generated(path: &Path, text: &str) -> Result<(), Error> {
    if write_unless_there(path, text)? { Ok(()) } else { replace(path, text.as_bytes()) }
}

/// Writes a new file, unless there is one. Returns whether the file now holds this text.
pub fn write_unless_there(path: &Path, text: &str) -> Result<bool, Error> {
    match write_new(path, text) {
        Err(Error::Exists { .. }) => Ok(fs::read(path).map_err(Error::at(path))? == text.as_bytes()),
        written => written.map(|()| true),
    }
}

/// Gives the draft its name, unless somebody else took that name meanwhile. A link fails where the name
/// is taken; a rename would replace that file, and only serves where the disk knows no links.
fn claim(draft: &Path, path: &Path) -> Result<(), Error> {
    match fs::hard_link(draft, path) {
        Ok(()) => Ok(()),
        Err(_) if exists(path)? => Err(Error::Exists { path: path.to_path_buf() }),
        Err(_) => fs::rename(draft, path).map_err(Error::at(path)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Error, write_new};

    #[test]
    fn makes_folders_and_never_replaces() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("content/新しい市/city.toml");
        write_new(&path, "一\n").unwrap();
        assert!(matches!(write_new(&path, "二\n"), Err(Error::Exists { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "一\n");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "a draft was left behind");
    }

    #[cfg(unix)]
    #[test]
    fn a_dangling_link_is_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("elsewhere");
        std::os::unix::fs::symlink(&target, folder.path().join("city.toml")).unwrap();
        assert!(matches!(write_new(&folder.path().join("city.toml"), ""), Err(Error::Exists { .. })));
        assert!(!target.exists());
    }
}
