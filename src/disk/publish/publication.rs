//! One update of the output folder, from its beginning to its commit.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use super::beside::Beside;
use super::foreign::Foreign;
use super::lock::Lock;
use super::manifest::{self, Manifest};
use super::stage::Stage;
use super::{destination, exchange, foreign, stamp};
use crate::disk::error::Error;
use crate::disk::path::below;
use crate::source::ContentHash;

/// An update of the output folder that is being prepared. Dropped without [`commit`](Self::commit):
/// nothing has changed.
pub struct Publication {
    /// The real folder, links followed.
    output: PathBuf,
    beside: Beside,
    /// What of ours stands in the output now.
    standing: Manifest,
    written: Mutex<Written>,
    failed: AtomicBool,
    // Dropped in this order: the lock is held until the stage is gone.
    stage: Stage,
    _lock: Lock,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Published {
    /// Files that are new or different.
    pub written: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    pub removed: usize,
    /// The size of the whole site.
    pub bytes: u64,
}

impl Publication {
    /// Begins an update of `output`, which is made if it is missing. Refuses a folder where something
    /// could be lost: anything that holds the site or its sources, lies in them, is the home folder or
    /// the whole disk, or holds files and was not made by Shirube.
    pub fn begin(output: &Path, site_root: &Path, home: Option<&Path>) -> Result<Self, Error> {
        let output = destination::check(output, site_root, home)?;
        let beside = Beside::of(&output)?;
        let lock = Lock::acquire(&beside.lock, &output)?;
        exchange::recover(&output, &beside)?;
        let standing = Manifest::read(&output)?.unwrap_or_default();
        let stage = Stage::new(&beside.stage, &output)?;
        Ok(Self {
            output,
            beside,
            standing,
            written: Mutex::default(),
            failed: AtomicBool::new(false),
            stage,
            _lock: lock,
        })
    }

    /// Adds a file to the new site. Called from many threads; each path once.
    ///
    /// # Panics
    /// If the path is not a plain relative one with `/` between names: no content can cause that.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        manifest::assert_address(path);
        let hash = ContentHash::of(bytes);
        let stands = self.stands(path, hash, bytes);
        let page = Page { hash, size: bytes.len() as u64, stands };
        let claimed = self.written.lock().expect(NEVER_POISONED).claim(path, page);
        let outcome =
            claimed.and_then(|()| if stands { Ok(()) } else { self.stage.write(path, bytes, hash) });
        self.failed.fetch_or(outcome.is_err(), Ordering::Relaxed);
        outcome
    }

    /// The files of ours that stand in the output and are not in the new site.
    pub fn gone(&self) -> Vec<String> {
        let written = self.written.lock().expect(NEVER_POISONED);
        let is_gone = |path: &&str| !written.pages.contains_key(*path);
        self.standing.paths().filter(is_gone).map(str::to_owned).collect()
    }

    /// Whether a file of ours stands in the output.
    pub fn was_there(&self, path: &str) -> bool {
        self.standing.hash(path).is_some()
    }

    /// The text of a file of ours that stands in the output; nothing where somebody took it away.
    pub fn standing_text(&self, path: &str) -> Option<String> {
        fs::read_to_string(below(&self.output, path)).ok().filter(|_| self.was_there(path))
    }

    /// Makes the new site the one that is seen.
    ///
    /// # Panics
    /// If a [`write`](Self::write) failed: publishing what is left would be publishing a torn site.
    pub fn commit(self) -> Result<Published, Error> {
        assert!(!self.failed.into_inner(), "a failed write was passed over: drop the publication instead");
        let written = self.written.into_inner().expect(NEVER_POISONED);
        let published = written.compared_with(&self.standing);
        if published.written == 0 && published.removed == 0 {
            return Ok(published);
        }
        let foreign = foreign::survey(&self.output, &self.standing)?;
        written.make_room_among(&foreign, &self.output)?;
        self.stage.link(&self.output, &written.standing_pages())?;
        self.stage.carry(&self.output, &foreign)?;
        self.stage.complete(&written.manifest())?;
        if !self.standing.is_empty() {
            self.stage.settle()?;
        }
        exchange::publish(&self.output, &self.beside)?;
        Ok(published)
    }

    /// Whether this very file stands in the output already.
    fn stands(&self, path: &str, hash: ContentHash, bytes: &[u8]) -> bool {
        self.standing.hash(path) == Some(hash) && {
            let place = below(&self.output, path);
            fs::symlink_metadata(&place).is_ok_and(|metadata| {
                metadata.is_file()
                    && metadata.len() == bytes.len() as u64
                    && (stamp::is_on(&metadata, hash)
                        || fs::read(&place).is_ok_and(|standing| standing == bytes))
            })
        }
    }
}

const NEVER_POISONED: &str = "nobody panics while holding the list";

struct Page {
    hash: ContentHash,
    size: u64,
    /// It is in the output already, and not in the stage.
    stands: bool,
}

#[derive(Default)]
struct Written {
    pages: HashMap<String, Page>,
    /// Every folder that a page lies in.
    folders: HashSet<String>,
}

impl Written {
    fn claim(&mut self, path: &str, page: Page) -> Result<(), Error> {
        let twice = |path: &str| Error::Twice { path: path.to_owned() };
        for folder in manifest::folders_of(path) {
            if self.pages.contains_key(folder) {
                return Err(twice(folder));
            }
            if self.folders.contains(folder) {
                break;
            }
            self.folders.insert(folder.to_owned());
        }
        if self.folders.contains(path) || self.pages.insert(path.to_owned(), page).is_some() {
            return Err(twice(path));
        }
        Ok(())
    }

    fn compared_with(&self, standing: &Manifest) -> Published {
        let unchanged = self.pages.values().filter(|page| page.stands).count();
        Published {
            written: self.pages.len() - unchanged,
            unchanged,
            removed: standing.paths().filter(|path| !self.pages.contains_key(*path)).count(),
            bytes: self.pages.values().map(|page| page.size).sum(),
        }
    }

    /// An error for something that is not ours where a page or a page's folder must go.
    fn make_room_among(&self, foreign: &[Foreign], output: &Path) -> Result<(), Error> {
        let in_the_way = foreign.iter().find(|foreign| {
            let address = foreign.address.as_str();
            self.pages.contains_key(address)
                || manifest::folders_of(address).any(|folder| self.pages.contains_key(folder))
                || (!foreign.is_folder() && self.folders.contains(address))
        });
        match in_the_way {
            Some(foreign) => Err(Error::Occupied { path: output.join(&foreign.path) }),
            None => Ok(()),
        }
    }

    fn standing_pages(&self) -> Vec<&str> {
        self.pages.iter().filter(|(_, page)| page.stands).map(|(path, _)| path.as_str()).collect()
    }

    fn manifest(&self) -> Manifest {
        self.pages.iter().map(|(path, page)| (path.clone(), page.hash)).collect()
    }
}
