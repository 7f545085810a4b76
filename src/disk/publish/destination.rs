//! May we publish here? What generators did wrong: Zola #1378 and #2251 emptied the project itself, mdBook
//! #436 what else lay in the folder. Everything here is decided on real paths, so that a link to a
//! refused folder is refused as well, and before anything is changed.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf, absolute};

use super::manifest::Manifest;
use super::mount::Mount;
use crate::disk::error::{Error, Refusal};
use crate::disk::names;
use crate::disk::path::is_missing;
use crate::disk::site_folder::SOURCE_FOLDERS;

/// The real path of the output folder, which may not exist yet, or why it is refused.
pub(super) fn check(output: &Path, site_root: &Path, home: Option<&Path>) -> Result<PathBuf, Error> {
    let keep = Keep::new(site_root, home)?;
    let real = real(output)?;
    let refuse = |why| Err(Error::Refused { path: output.to_path_buf(), why });
    // The folder itself, and where the link to it lies: a link inside `content/` is in there too.
    for place in [&real, &place_of_name(output)?] {
        if let Some(why) = keep.refusal(place) {
            return refuse(why);
        }
    }
    match holdings(&real)? {
        Some(why) => refuse(why),
        None => Ok(real),
    }
}

/// What must be kept from us.
struct Keep {
    site: PathBuf,
    home: Option<PathBuf>,
    /// Each folder of sources by its place in the site and, if it is a link, where it really is.
    sources: Vec<(&'static str, PathBuf)>,
}

impl Keep {
    fn new(site_root: &Path, home: Option<&Path>) -> Result<Self, Error> {
        let site =
            canonical(site_root)?.ok_or_else(|| Error::FolderMissing { path: site_root.to_path_buf() })?;
        let mut sources = Vec::new();
        for name in SOURCE_FOLDERS {
            let folder = site.join(name);
            sources.extend(canonical(&folder)?.map(|real| (name, real)));
            sources.push((name, folder));
        }
        let home = home.map_or(Ok(None), canonical)?;
        Ok(Self { site, home, sources })
    }

    fn refusal(&self, place: &Path) -> Option<Refusal> {
        let overlaps = |folder: &Path| folder.starts_with(place) || place.starts_with(folder);
        if place.parent().is_none() {
            Some(Refusal::FileSystemRoot)
        } else if self.home.as_ref().is_some_and(|home| home.starts_with(place)) {
            Some(Refusal::Home)
        } else if self.site.starts_with(place) {
            Some(Refusal::Site)
        } else {
            let folder = self.sources.iter().find(|(_, folder)| overlaps(folder))?.0;
            Some(Refusal::Sources { folder })
        }
    }
}

/// The real path of what is there. What is not there cannot be lost.
fn canonical(path: &Path) -> Result<Option<PathBuf>, Error> {
    match path.canonicalize() {
        Ok(real) => Ok(Some(real)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(Error::io(path, error)),
    }
}

/// Why what is in the folder keeps us from publishing there.
fn holdings(folder: &Path) -> Result<Option<Refusal>, Error> {
    let metadata = match fs::metadata(folder) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io(folder, error)),
    };
    if !metadata.is_dir() {
        return Ok(Some(Refusal::NotAFolder));
    }
    if Mount::of(folder)? != Mount::of(folder.parent().unwrap_or(folder))? {
        return Ok(Some(Refusal::MountPoint));
    }
    if Manifest::read(folder)?.is_some() {
        return Ok(None);
    }
    something_of_a_person(folder)
}

/// Dot files (`.git`, `.nojekyll`) and what systems leave by themselves do not make a folder somebody's:
/// they are carried over anyway.
fn something_of_a_person(folder: &Path) -> Result<Option<Refusal>, Error> {
    for entry in fs::read_dir(folder).map_err(Error::at(folder))? {
        let name = entry.map_err(Error::at(folder))?.file_name().to_string_lossy().into_owned();
        if !names::is_ignored(&name) {
            return Ok(Some(Refusal::NotOurs { holds: name }));
        }
    }
    Ok(None)
}

/// The path without links, of something that may not exist: as far as it exists, as the system says;
/// the rest, where there can be no links, as it is written.
fn real(path: &Path) -> Result<PathBuf, Error> {
    let whole = absolute(path).map_err(Error::at(path))?;
    let parts: Vec<Component> = whole.components().collect();
    for kept in (1..=parts.len()).rev() {
        let head: PathBuf = parts[..kept].iter().collect();
        match head.canonicalize() {
            Ok(real) => return Ok(walk(real, &parts[kept..])),
            Err(_) if head.is_symlink() => {
                return Err(Error::Refused { path: path.to_path_buf(), why: Refusal::DanglingLink });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::io(&head, error)),
        }
    }
    Ok(whole)
}

fn walk(mut place: PathBuf, parts: &[Component]) -> PathBuf {
    for part in parts {
        match part {
            Component::ParentDir => drop(place.pop()),
            part => place.push(part),
        }
    }
    place
}

/// Where the name itself lies: the last name is not followed if it is a link.
fn place_of_name(path: &Path) -> Result<PathBuf, Error> {
    let whole = absolute(path).map_err(Error::at(path))?;
    match (whole.parent(), whole.file_name()) {
        (Some(folder), Some(name)) => Ok(real(folder)?.join(name)),
        _ => real(&whole),
    }
}
