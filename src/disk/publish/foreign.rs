//! What lies in the output and is not ours: `.git`, `.htaccess`, a reader's own file. It is carried into
//! the new folder, and what changed while we did that is rescued from the old one.

use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{self, Manifest};
use super::mount::Mount;
use crate::disk::error::{Error, Refusal};
use crate::disk::path::{exists, kind_at};

pub(super) struct Foreign {
    /// Its path in the output folder.
    pub(super) path: PathBuf,
    /// The same as text with `/` between names. Names that are not Unicode have stand-ins, which no
    /// address of ours holds.
    pub(super) address: String,
    kind: FileType,
}

impl Foreign {
    /// A folder, and not a link to one.
    pub(super) fn is_folder(&self) -> bool {
        self.kind.is_dir()
    }
}

/// Everything in a folder that the manifest does not name, a folder before what it holds; nothing where
/// there is no folder. Links are not followed.
pub(super) fn survey(folder: &Path, ours: &Manifest) -> Result<Vec<Foreign>, Error> {
    if !exists(folder)? {
        return Ok(Vec::new());
    }
    let mut foreign = Survey { folder, ours, mount: Mount::of(folder)? }.folder(Path::new(""), "")?;
    foreign.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(foreign)
}

struct Survey<'a> {
    folder: &'a Path,
    ours: &'a Manifest,
    mount: Mount,
}

impl Survey<'_> {
    fn folder(&self, path: &Path, address: &str) -> Result<Vec<Foreign>, Error> {
        let place = self.folder.join(path);
        self.stay_on_disk(&place)?;
        let mut foreign = Vec::new();
        let mut folders = Vec::new();
        for entry in fs::read_dir(&place).map_err(Error::at(&place))? {
            let entry = entry.map_err(Error::at(&place))?;
            let name = entry.file_name();
            let shown = name.to_string_lossy();
            let address = if address.is_empty() { shown.into_owned() } else { format!("{address}/{shown}") };
            let kind = entry.file_type().map_err(Error::at(&entry.path()))?;
            let found = Foreign { path: path.join(&name), address, kind };
            if kind.is_dir() {
                folders.push((found.path.clone(), found.address.clone()));
            }
            if !self.is_ours(&found) {
                foreign.push(found);
            }
        }
        let below = folders.into_par_iter().map(|(path, address)| self.folder(&path, &address));
        foreign.extend(below.collect::<Result<Vec<_>, _>>()?.into_iter().flatten());
        Ok(foreign)
    }

    fn is_ours(&self, found: &Foreign) -> bool {
        if found.is_folder() {
            self.ours.has_folder(&found.address)
        } else {
            found.address == manifest::NAME || self.ours.hash(&found.address).is_some()
        }
    }

    fn stay_on_disk(&self, place: &Path) -> Result<(), Error> {
        if Mount::of(place)? == self.mount {
            return Ok(());
        }
        let why = Refusal::HoldsMountPoint { path: place.to_path_buf() };
        Err(Error::Refused { path: self.folder.to_path_buf(), why })
    }
}

/// Moves into the new folder what somebody put into the old one, or changed there, after it was
/// surveyed: a commit made in `.git` meanwhile must not go away with the old folder. Where a page of ours
/// or something of another kind has taken the place, that stays.
pub(super) fn rescue(old: &Path, new: &Path) -> Result<(), Error> {
    let ours = Manifest::read(old)?.unwrap_or_default();
    let mut late = survey(old, &ours)?;
    late.retain(|foreign| !is_same(&old.join(&foreign.path), &new.join(&foreign.path)));
    if late.is_empty() {
        return Ok(());
    }
    let ours = Manifest::read(new)?.unwrap_or_default();
    for foreign in late.iter().filter(|foreign| ours.hash(&foreign.address).is_none()) {
        let place = new.join(&foreign.path);
        if !has_place_for(foreign, &place)? {
            continue;
        }
        if foreign.is_folder() {
            fs::create_dir(&place).map_err(Error::at(&place))?;
        } else {
            fs::rename(old.join(&foreign.path), &place).map_err(Error::at(&place))?;
        }
    }
    Ok(())
}

fn has_place_for(foreign: &Foreign, place: &Path) -> Result<bool, Error> {
    let folder = place.parent().map_or(Ok(None), kind_at)?;
    let is_in_folder = folder.is_some_and(|kind| kind.is_dir());
    let is_free = kind_at(place)?.is_none_or(|kind| !kind.is_dir() && !foreign.is_folder());
    Ok(is_in_folder && is_free)
}

/// Whether what lies at two places is the same, judged as `rsync` does: two names of one file always are.
fn is_same(old: &Path, new: &Path) -> bool {
    let (Ok(old_metadata), Ok(new_metadata)) = (fs::symlink_metadata(old), fs::symlink_metadata(new)) else {
        return false;
    };
    if old_metadata.file_type() != new_metadata.file_type() {
        return false;
    }
    if old_metadata.is_symlink() {
        return matches!((fs::read_link(old), fs::read_link(new)), (Ok(old), Ok(new)) if old == new);
    }
    let times = (old_metadata.modified(), new_metadata.modified());
    old_metadata.is_dir()
        || (old_metadata.len() == new_metadata.len() && matches!(times, (Ok(old), Ok(new)) if old == new))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::rescue;

    #[test]
    fn what_came_late_is_rescued_and_pages_stay() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        for place in [&old, &new] {
            fs::create_dir_all(place.join(".git/objects")).unwrap();
            fs::write(place.join(".git/HEAD"), "one").unwrap();
        }
        fs::write(new.join("index.html"), "page").unwrap();
        fs::write(new.join("taken"), "a file").unwrap();
        let manifest = format!("shirube-manifest 1\n{}  index.html\n", "0".repeat(64));
        fs::write(new.join(".shirube-manifest"), manifest).unwrap();

        fs::write(old.join(".git/HEAD"), "a later commit").unwrap();
        fs::write(old.join(".git/objects/new"), "object").unwrap();
        fs::write(old.join("index.html"), "a reader's, too late").unwrap();
        fs::create_dir(old.join("taken")).unwrap();
        fs::write(old.join("taken/file"), "nowhere to go").unwrap();
        rescue(&old, &new).unwrap();

        let text = |path: &str| fs::read_to_string(new.join(path)).unwrap();
        assert_eq!(text(".git/HEAD"), "a later commit");
        assert_eq!(text(".git/objects/new"), "object");
        assert_eq!(text("index.html"), "page");
        assert_eq!(text("taken"), "a file");
    }
}
