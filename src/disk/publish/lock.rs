//! One update of a folder at a time, by a lock of the system and not by a file's existence: the system
//! gives it back when a process dies, however it dies.
//!
//! The file lies beside the output folder, because the folder itself is exchanged. It is removed at the
//! end of an update where that is safe (Unix). A killed build leaves it, and on Windows it always stays:
//! it is empty and means nothing unless a process holds it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::Error;

/// The right to update one output folder. Given back when dropped.
pub(super) struct Lock {
    file: File,
    path: PathBuf,
    /// Folders that were made for the file to lie in, the deepest first.
    made: Vec<PathBuf>,
}

impl Lock {
    /// Takes the lock, or says at once that another has it. Makes the folder that the output lies in.
    pub(super) fn acquire(path: &Path, output: &Path) -> Result<Self, Error> {
        let made = make_folders(path.parent().unwrap_or(path))?;
        loop {
            let file = open(path).map_err(Error::at(path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(Error::Locked { path: output.to_path_buf() }),
                Err(TryLockError::Error(error)) => return Err(Error::io(path, error)),
            }
            // The holder before us may have removed the file after we opened it. Our lock is then on
            // nothing, and the next process would make and lock a new file.
            if is_at(&file, path) {
                return Ok(Self { file, path: path.to_path_buf(), made });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Nothing here can be worth an error: what stays behind is empty and blocks nobody.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
        // An update that published has filled them, and a folder that is not empty is not removed.
        for folder in &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

fn make_folders(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let missing = folder.ancestors().take_while(|folder| !folder.exists());
    let made: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
    fs::create_dir_all(folder).map_err(Error::at(folder))?;
    Ok(made)
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(there)) => identity(held) == identity(there),
        _ => false,
    }
}

/// The file is never removed there.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::{Error, Lock};

    #[test]
    fn one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("made/for/it/.public.shirube-lock");
        let lock = Lock::acquire(&path, folder.path()).unwrap();
        assert!(matches!(Lock::acquire(&path, folder.path()), Err(Error::Locked { .. })));
        drop(lock);
        assert!(cfg!(not(unix)) || !folder.path().join("made").exists(), "nothing stays behind");
        Lock::acquire(&path, folder.path()).unwrap();
    }

    #[test]
    fn a_file_that_was_left_behind_blocks_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".public.shirube-lock");
        std::fs::write(&path, "").unwrap();
        Lock::acquire(&path, folder.path()).unwrap();
    }
}
