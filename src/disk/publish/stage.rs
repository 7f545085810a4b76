//! The stage: a folder beside the output where the new site is put together. Nothing of it is seen until
//! it is complete, and it is removed if it never is.

use std::collections::HashSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

use super::foreign::Foreign;
use super::manifest::{self, Manifest};
use super::{exchange, stamp};
use crate::disk::error::Error;
use crate::disk::path::{below, exists, is_missing};
use crate::source::ContentHash;

/// A site that is being put together. Made when the first file goes in; removed when dropped, unless it
/// has become the output.
pub(super) struct Stage {
    root: PathBuf,
    /// The folder it will replace, whose mode and owner it takes over.
    model: Option<Metadata>,
    /// The folders that were made so far; `""` is the stage itself.
    folders: Mutex<HashSet<String>>,
}

impl Stage {
    /// A stage that nothing has gone into.
    pub(super) fn new(root: &Path, output: &Path) -> Result<Self, Error> {
        let model = match fs::metadata(output) {
            Ok(metadata) => Some(metadata),
            Err(error) if is_missing(&error) => None,
            Err(error) => return Err(Error::io(output, error)),
        };
        Ok(Self { root: root.to_path_buf(), model, folders: Mutex::default() })
    }

    pub(super) fn write(&self, path: &str, bytes: &[u8], hash: ContentHash) -> Result<(), Error> {
        self.make_folder(manifest::folder_of(path))?;
        let place = below(&self.root, path);
        let write = || {
            let mut file = File::create_new(&place)?;
            file.write_all(bytes)?;
            stamp::put_on(&file, hash);
            Ok(())
        };
        write().map_err(|error: io::Error| match error.kind() {
            // The disk takes two names for the same that we do not: they differ in case only.
            io::ErrorKind::AlreadyExists => Error::Twice { path: path.to_owned() },
            _ => Error::io(&place, error),
        })
    }

    /// The files that stay as they are, as second names of those in the output.
    pub(super) fn link(&self, output: &Path, paths: &[&str]) -> Result<(), Error> {
        paths.par_iter().try_for_each(|path| {
            self.make_folder(manifest::folder_of(path))?;
            let place = below(output, path);
            link_or_copy(&place, &below(&self.root, path)).map_err(Error::at(&place))
        })
    }

    /// What is not ours, as it is: links as links, folders with their modes.
    pub(super) fn carry(&self, output: &Path, foreign: &[Foreign]) -> Result<(), Error> {
        self.make_folder("")?;
        for foreign in foreign {
            let (from, to) = (output.join(&foreign.path), self.root.join(&foreign.path));
            carry_one(foreign, &from, &to).or_else(unless_gone(&from))?;
        }
        // Modes last, and from the bottom up: a folder may forbid that anything is put into it.
        for folder in foreign.iter().rev().filter(|foreign| foreign.is_folder()) {
            let (from, to) = (output.join(&folder.path), self.root.join(&folder.path));
            copy_mode(&from, &to).or_else(unless_gone(&from))?;
        }
        Ok(())
    }

    /// The manifest, after everything that it names, and the mode of the folder itself.
    pub(super) fn complete(&self, manifest: &Manifest) -> Result<(), Error> {
        let place = self.root.join(manifest::NAME);
        fs::write(&place, manifest.text()).map_err(Error::at(&place))?;
        match &self.model {
            Some(model) => {
                fs::set_permissions(&self.root, model.permissions()).map_err(Error::at(&self.root))
            }
            None => Ok(()),
        }
    }

    /// Puts the stage on the disk itself before it can be seen.
    ///
    /// A killed process needs none of this: what was written is in the system's memory. After a power cut,
    /// though, the exchange may have reached the disk and the new files not: ext4 and XFS write names in
    /// order but contents later, and every new page would be empty. Forcing 21,000 files (250 MB) to the
    /// disk one by one was measured at 3 ms each, over a minute; one call for the whole disk at 0.3 s. It
    /// waits for what other programs have to write, too. It is not done for the first site in a folder:
    /// there is no old one to lose, and the next build writes it again.
    #[cfg(target_os = "linux")]
    pub(super) fn settle(&self) -> Result<(), Error> {
        let settle = || Ok(rustix::fs::syncfs(File::open(&self.root)?)?);
        settle().map_err(Error::at(&self.root))
    }

    /// Other systems have no such call, and forcing each file costs more than it is worth.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn settle(&self) -> Result<(), Error> {
        Ok(())
    }

    /// Makes a folder and those it lies in, each once. Under the lock, so that a thread that finds a folder in
    /// the list finds it on the disk.
    fn make_folder(&self, folder: &str) -> Result<(), Error> {
        self.make_missing(folder, &mut self.folders.lock().expect("nobody panics while holding the list"))
    }

    fn make_missing(&self, folder: &str, made: &mut HashSet<String>) -> Result<(), Error> {
        if made.contains(folder) {
            return Ok(());
        }
        if !folder.is_empty() {
            self.make_missing(manifest::folder_of(folder), made)?;
        }
        let place = below(&self.root, folder);
        fs::create_dir(&place).map_err(Error::at(&place))?;
        if folder.is_empty() {
            self.take_over_owner().map_err(Error::at(&place))?;
        }
        made.insert(folder.to_owned());
        Ok(())
    }

    /// The owner, and a mode under which we can work and folders inherit a group, before anything is put
    /// in; the exact mode comes last ([`Self::complete`]).
    #[cfg(unix)]
    fn take_over_owner(&self) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        let Some(model) = &self.model else { return Ok(()) };
        let own = fs::metadata(&self.root)?;
        if (own.uid(), own.gid()) != (model.uid(), model.gid()) {
            chown(&self.root, Some(model.uid()), Some(model.gid()))?;
        }
        fs::set_permissions(&self.root, fs::Permissions::from_mode(model.mode() | 0o700))
    }

    /// A new folder has the rights of the folder it lies in, as the output has.
    #[cfg(not(unix))]
    fn take_over_owner(&self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What cannot be removed now is removed, or reported, when the next update begins.
        let _ = exchange::remove(&self.root);
    }
}

fn carry_one(foreign: &Foreign, from: &Path, to: &Path) -> io::Result<()> {
    // What lay in a folder of ours may be all that lies there now: then nobody has made the folder.
    let folder = if foreign.is_folder() { Some(to) } else { to.parent() };
    folder.map_or(Ok(()), fs::create_dir_all)?;
    if foreign.is_folder() {
        return Ok(());
    }
    if fs::symlink_metadata(from)?.is_symlink() {
        return copy_link(from, to);
    }
    link_or_copy(from, to)
}

fn copy_mode(from: &Path, to: &Path) -> io::Result<()> {
    fs::set_permissions(to, fs::metadata(from)?.permissions())
}

/// What its owner took away since we saw it (git's `index.lock`, say) is nothing to fail for.
fn unless_gone(from: &Path) -> impl FnOnce(io::Error) -> Result<(), Error> {
    move |error| if exists(from)? { Err(Error::io(from, error)) } else { Ok(()) }
}

/// A second name for a file, or a copy with its mode and time where there can be none: on disks that
/// know no links, and for files of other owners where the system is strict.
fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    let Err(refused) = fs::hard_link(from, to) else { return Ok(()) };
    let metadata = fs::symlink_metadata(from)?;
    if !metadata.is_file() {
        // Opening a pipe to copy it would wait for ever.
        return Err(refused);
    }
    let mut copy = File::create_new(to)?;
    io::copy(&mut File::open(from)?, &mut copy)?;
    copy.set_modified(metadata.modified()?)?;
    copy.set_permissions(metadata.permissions())
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(windows)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    use std::os::windows::fs::{FileTypeExt, symlink_dir, symlink_file};
    let target = fs::read_link(from)?;
    if fs::symlink_metadata(from)?.file_type().is_symlink_dir() {
        symlink_dir(target, to)
    } else {
        symlink_file(target, to)
    }
}
