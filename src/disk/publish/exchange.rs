//! The one step: the stage becomes the output. And what a killed build may have left of it.
//!
//! | a kill during | leaves | the next update |
//! |---|---|---|
//! | the preparation | the old site, a stage | removes the stage |
//! | the two renames, where nothing better is known | **no site**, the old one aside, a stage | puts the old one back |
//! | the removal of the old site | the new site, the rest of the old one aside | removes the rest |

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::beside::Beside;
use super::{foreign, manifest};
use crate::disk::error::{Error, Refusal};
use crate::disk::path::{exists, kind_at};

/// Makes the stage the output, then removes what was the output before.
pub(super) fn publish(output: &Path, beside: &Beside) -> Result<(), Error> {
    let Some(old) = exchange(output, beside)? else { return Ok(()) };
    // The new site stands. What cannot be removed now is removed, or reported, when the next
    // update begins; saying here that publishing failed would be wrong.
    let _ = retire(&old, output);
    Ok(())
}

/// Brings what a killed build left back to one site and nothing beside it.
pub(super) fn recover(output: &Path, beside: &Beside) -> Result<(), Error> {
    // Somebody else's file or link of that name is not what a build left.
    if kind_at(&beside.aside)?.is_some_and(|kind| kind.is_dir()) {
        if exists(output)? {
            retire(&beside.aside, output)?;
        } else {
            fs::rename(&beside.aside, output).map_err(Error::at(output))?;
        }
    }
    remove(&beside.stage).map_err(Error::at(&beside.stage))
}

/// Where the old folder lies afterwards; `None` if there was none.
fn exchange(output: &Path, beside: &Beside) -> Result<Option<PathBuf>, Error> {
    if !exists(output)? {
        fs::rename(&beside.stage, output).map_err(refusal(output))?;
        return Ok(None);
    }
    if !exchange_at_once(&beside.stage, output).map_err(refusal(output))? {
        exchange_in_two_steps(output, beside)?;
        return Ok(Some(beside.aside.clone()));
    }
    // The old folder now has the stage's name. Under its own, a later recovery looks through it for what
    // is foreign before it removes it.
    let old = if fs::rename(&beside.stage, &beside.aside).is_ok() { &beside.aside } else { &beside.stage };
    Ok(Some(old.clone()))
}

/// `false` where the system or the disk cannot.
#[cfg(target_os = "linux")]
fn exchange_at_once(stage: &Path, output: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, stage, CWD, output, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange_at_once(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// The weaker way: between the two renames there is no output. If the second fails the first is undone;
/// if we die between them, [`recover`] undoes it.
fn exchange_in_two_steps(output: &Path, beside: &Beside) -> Result<(), Error> {
    fs::rename(output, &beside.aside).map_err(refusal(output))?;
    fs::rename(&beside.stage, output).map_err(|error| {
        let _ = fs::rename(&beside.aside, output);
        Error::io(output, error)
    })
}

fn refusal(output: &Path) -> impl FnOnce(io::Error) -> Error {
    move |error| match error.kind() {
        io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => {
            Error::Refused { path: output.to_path_buf(), why: Refusal::MountPoint }
        }
        _ => Error::io(output, error),
    }
}

/// Removes a folder that was the output, once nothing in it is anybody's alone.
fn retire(old: &Path, output: &Path) -> Result<(), Error> {
    foreign::rescue(old, output)?;
    remove(old).map_err(Error::at(old))
}

/// Removes a tree, never following a link; nothing there is no error.
pub(super) fn remove(tree: &Path) -> io::Result<()> {
    match fs::symlink_metadata(tree) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return fs::remove_file(tree),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    }
    match remove_manifest_last(tree) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            // Folders that were carried over may forbid that anything is taken out of them.
            open_up(tree)?;
            remove_manifest_last(tree)
        }
        outcome => outcome,
    }
}

/// Until the end the tree must say what in it is ours: if we are killed on the way, the next update looks
/// through the rest for what is foreign, and would bring our old pages back.
fn remove_manifest_last(tree: &Path) -> io::Result<()> {
    let entries = fs::read_dir(tree)?.collect::<io::Result<Vec<_>>>()?;
    let others = entries.into_par_iter().filter(|entry| entry.file_name() != manifest::NAME);
    others.try_for_each(|entry| {
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())
        } else {
            fs::remove_file(entry.path())
        }
    })?;
    fs::remove_dir_all(tree)
}

#[cfg(unix)]
fn open_up(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            open_up(&entry.path())?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn open_up(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use tempfile::TempDir;

    use super::{Beside, exchange_in_two_steps, publish, recover, retire};

    fn folders() -> (TempDir, PathBuf, Beside) {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("public");
        let beside = Beside::of(&output).unwrap();
        (folder, output, beside)
    }

    fn put(folder: &Path, text: &str) {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("page"), text).unwrap();
        fs::write(
            folder.join(".shirube-manifest"),
            format!("shirube-manifest 1\n{}  page\n", "0".repeat(64)),
        )
        .unwrap();
    }

    fn check(folder: &TempDir, expected: &str) {
        assert_eq!(fs::read_to_string(folder.path().join("public/page")).unwrap(), expected);
        let names: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["public"], "nothing else may be left");
    }

    #[test]
    fn at_once_and_in_two_steps() {
        let (folder, output, beside) = folders();
        put(&output, "old");
        put(&beside.stage, "new");
        publish(&output, &beside).unwrap();
        check(&folder, "new");
        put(&beside.stage, "newer");
        exchange_in_two_steps(&output, &beside).unwrap();
        retire(&beside.aside, &output).unwrap();
        check(&folder, "newer");
    }

    #[test]
    fn a_failed_second_step_is_undone() {
        let (folder, output, beside) = folders();
        put(&output, "old");
        assert!(exchange_in_two_steps(&output, &beside).is_err(), "there is no stage");
        check(&folder, "old");
    }

    #[test]
    fn killed_between_the_two_steps() {
        let (folder, output, beside) = folders();
        put(&beside.aside, "old");
        put(&beside.stage, "new");
        recover(&output, &beside).unwrap();
        check(&folder, "old");
    }

    #[test]
    fn killed_while_the_old_site_was_removed() {
        let (folder, output, beside) = folders();
        put(&output, "new");
        put(&beside.aside, "old");
        fs::write(beside.aside.join("a reader's"), "kept").unwrap();
        fs::create_dir(beside.aside.join("folder")).unwrap();
        fs::write(beside.aside.join("folder/file"), "kept").unwrap();
        recover(&output, &beside).unwrap();
        check(&folder, "new");
        assert_eq!(fs::read_to_string(output.join("a reader's")).unwrap(), "kept");
        assert_eq!(fs::read_to_string(output.join("folder/file")).unwrap(), "kept");
    }

    #[test]
    fn killed_during_the_preparation() {
        let (folder, output, beside) = folders();
        put(&output, "old");
        put(&beside.stage, "new");
        recover(&output, &beside).unwrap();
        check(&folder, "old");
    }
}
