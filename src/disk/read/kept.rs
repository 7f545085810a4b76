//! What is kept of every file between two readings, and when it may stand for the file.
//!
//! A file whose stamp (size, times, number on the disk) is the same was not changed, with one exception: the
//! clocks of disks tick slowly (some milliseconds on Linux, two seconds on FAT, anything on a file share),
//! and a second save in the same tick leaves the same stamp. So a stamp that is as young as the youngest of
//! the site is not believed at once: the file is read again until its stamp has outlived a tick.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use super::file::{Content, file};
use crate::source::{SourcePath, Sources};

/// Longer than any clock of a disk takes for a tick.
const TICK_MAX: Duration = Duration::from_secs(2);

/// A file as it was read.
#[derive(Clone)]
pub(super) struct Kept {
    pub(super) content: Content,
    stamp: Option<Stamp>,
    /// When the stamp was first seen.
    since: Instant,
    /// Whether the stamp has outlived a tick: then a later save cannot have the same.
    settled: bool,
}

impl Kept {
    /// Whether two readings found the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let text = |kept: &Self| kept.content.file.as_ref().map(|file| file.hash);
        let bytes = |kept: &Self| kept.content.asset.as_ref().map(|asset| asset.bytes.clone());
        text(self) == text(other)
            && bytes(self) == bytes(other)
            && self.content.diagnostics == other.content.diagnostics
    }

    /// Puts the file among the sources, in the place of what was there.
    pub(super) fn show(&self, path: &SourcePath, sources: &mut Sources) {
        match &self.content.file {
            Some(file) => drop(sources.files.insert(path.clone(), file.clone())),
            None => drop(sources.files.remove(path)),
        }
        match &self.content.asset {
            Some(asset) => drop(sources.assets.insert(path.clone(), asset.clone())),
            None => drop(sources.assets.remove(path)),
        }
    }
}

/// What the disk says of a file without its being opened.
#[derive(Clone, PartialEq, Eq)]
struct Stamp {
    size: u64,
    changed: Option<SystemTime>,
    number: (u64, u64, i64, i64),
}

impl Stamp {
    fn of(place: &Path) -> Option<Self> {
        let metadata = fs::metadata(place).ok()?;
        let (size, changed) = (metadata.len(), metadata.modified().ok());
        Some(Self { size, changed, number: number(&metadata) })
    }
}

/// Which file it is, and when anything about it last changed: an old file that is moved here keeps its time.
#[cfg(unix)]
fn number(metadata: &Metadata) -> (u64, u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> (u64, u64, i64, i64) {
    (0, 0, 0, 0)
}

/// Every file of the last reading.
#[derive(Default)]
pub(super) struct KeptFiles {
    pub(super) files: BTreeMap<SourcePath, Kept>,
}

impl KeptFiles {
    /// Every file that could be read.
    pub(super) fn sources(&self) -> Sources {
        let files = self.files.iter();
        let text = |(path, kept): (&SourcePath, &Kept)| Some((path.clone(), kept.content.file.clone()?));
        let asset = |(path, kept): (&SourcePath, &Kept)| Some((path.clone(), kept.content.asset.clone()?));
        Sources { files: files.clone().filter_map(text).collect(), assets: files.filter_map(asset).collect() }
    }

    /// A file as it is now: from memory, if its stamp can be believed.
    pub(super) fn again(&self, path: &SourcePath, place: &Path) -> Kept {
        let stamp = Stamp::of(place);
        let before = self.files.get(path).filter(|kept| stamp.is_some() && kept.stamp == stamp);
        match before {
            Some(kept) if kept.settled => kept.clone(),
            before => Self::read(path, place, stamp, before),
        }
    }

    /// A file read anew. The stamp was taken before, so that a change while reading is seen the next time.
    fn read(path: &SourcePath, place: &Path, stamp: Option<Stamp>, before: Option<&Kept>) -> Kept {
        let now = Instant::now();
        let since = before.map_or(now, |kept| kept.since);
        let mut content = file(path, place);
        let settled = before.is_some() && now.duration_since(since) > TICK_MAX;
        // The same text is the same value: what others remember by it stays.
        if let (Some(old), Some(new)) = (before.and_then(|kept| kept.content.file.as_ref()), &content.file)
            && old.hash == new.hash
        {
            content.file = Some(old.clone());
        }
        Kept { content, stamp, since, settled }
    }

    /// Believes what is older than the youngest file of the site by more than a tick.
    pub(super) fn settle(&mut self) {
        let time = |kept: &Kept| kept.stamp.as_ref().and_then(|stamp| stamp.changed);
        let Some(youngest) = self.files.values().filter_map(time).max() else { return };
        for kept in self.files.values_mut().filter(|kept| !kept.settled) {
            let age = time(kept).and_then(|changed| youngest.duration_since(changed).ok());
            kept.settled = age.is_some_and(|age| age > TICK_MAX);
        }
    }
}
