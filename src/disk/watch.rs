//! Watching a site folder: notify's one door.
//!
//! What happens to a file is never believed in detail: an event says *look there*, and the
//! [`Reader`](super::Reader) says what is different. So every editor's way of saving is the same to us
//! (writing in place, writing and renaming, moving the old file away first), and a mistake in what the system
//! reports costs a look and not a wrong page.
//!
//! - Only folders are watched: a watch on a file ends with the first editor that replaces it.
//! - Looking opens files, which is an event too. Only the closing of a file that was written counts.
//! - A new folder may be full before anybody watches it: it is a reason to look at everything, and the
//!   [`Watcher`] has everything looked at once more when it is quiet ([`LOOK_AGAIN`]).
//! - A queue that overflows, an error, an event without a path: look at everything.
//! - `content` or the site folder itself may vanish and return: they are watched from above, and the watches
//!   are made anew.
//! - Where no events arrive (file shares, some containers) the folder is looked at every second instead: when
//!   it lies on such a disk, when it cannot be watched, or when looking found what no event had reported.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode};

use super::names;
use super::site_folder::SOURCE_FOLDERS;

/// A file that was closed, or renamed into place, is finished. This is for the others of the same save.
const QUIET: Duration = Duration::from_millis(2);
/// A file that is still being written, or gone: most editors finish or put a new one there within this.
const QUIET_UNFINISHED: Duration = Duration::from_millis(30);
/// When 2,000 files are copied in, the first are shown before the last are there.
const BATCH_TIME_MAX: Duration = Duration::from_millis(300);
/// After a look at what was said to have changed, everything is looked at when it has been quiet this long.
const LOOK_AGAIN: Duration = Duration::from_millis(250);
/// How often a folder without events is looked at.
const POLL: Duration = Duration::from_secs(1);
/// How often a folder that is not there is looked for.
const SEARCH: Duration = Duration::from_millis(300);
/// How often everything is looked at although there was no event: whether events arrive at all.
const CHECK_INTERVAL: Duration = Duration::from_secs(10);

/// What may be different from what was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Changes {
    /// Anything.
    Everything,
    /// The files at these places, and nothing else.
    At(BTreeSet<PathBuf>),
}

/// How a folder is watched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Watched {
    /// The system sends events.
    ByEvents,
    /// We look every second.
    ByPolling,
}

/// Watches a site folder, from the moment that it is made.
pub struct Watcher {
    root: PathBuf,
    inbox: Arc<Inbox>,
    how: Watched,
    /// Held for its watches.
    watches: Option<RecommendedWatcher>,
    /// Whether everything is to be looked at once more when it is quiet.
    looks_again: bool,
    /// Whether the last look was only to check that events arrive.
    was_check: bool,
    /// [`CHECK_INTERVAL`], and less in tests.
    check_interval: Duration,
}

/// What the system has reported and [`Watcher::wait`] has not yet returned.
#[derive(Default)]
struct Inbox {
    pending: Mutex<Pending>,
    woken: Condvar,
}

#[derive(Default)]
struct Pending {
    changes: Option<Changes>,
    first: Option<Instant>,
    last: Option<Instant>,
    /// What was written and not closed, or is gone.
    unfinished: BTreeSet<PathBuf>,
    /// Whether a watched folder itself was moved, removed or made.
    lost: bool,
}

impl Watcher {
    /// Watches the site at `root`: `poll` says not to rely on events.
    pub fn new(root: &Path, poll: bool) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let polls = poll || sends_no_events(&root);
        let mut watcher = Self {
            root,
            inbox: Arc::default(),
            how: if polls { Watched::ByPolling } else { Watched::ByEvents },
            watches: None,
            looks_again: false,
            was_check: false,
            check_interval: CHECK_INTERVAL,
        };
        watcher.watch();
        watcher
    }

    /// How the folder is watched: may change while it is.
    pub fn how(&self) -> Watched {
        self.how
    }

    /// Waits until something may have changed, and for the rest of the same save.
    pub fn wait(&mut self) -> Changes {
        if self.how == Watched::ByPolling {
            thread::sleep(POLL);
            return Changes::Everything;
        }
        // From now on and not from the save: a large site has only just been built.
        let limit = match (&self.watches, self.looks_again) {
            (None, _) => SEARCH,
            (Some(_), true) => LOOK_AGAIN,
            (Some(_), false) => self.check_interval,
        };
        let (changes, lost) = self.inbox.wait(limit);
        let had_watches = self.watches.is_some() && !lost;
        if !had_watches {
            self.watch();
        }
        let quick = matches!(changes, Some(Changes::At(_))) && !lost;
        self.was_check = changes.is_none() && !self.looks_again && had_watches;
        self.looks_again = changes.is_some();
        if quick { changes.unwrap_or(Changes::Everything) } else { Changes::Everything }
    }

    /// To be called when looking at everything found a change. If no event reported it, none will: from now on the
    /// folder is polled.
    pub fn found_without_event(&mut self) {
        if self.was_check && self.how == Watched::ByEvents && !self.inbox.anything_within(LOOK_AGAIN) {
            self.watches = None;
            self.how = Watched::ByPolling;
        }
    }

    /// Makes the watches, or leaves none if the content is not there to be watched.
    fn watch(&mut self) {
        if self.how == Watched::ByPolling {
            return;
        }
        self.watches = None;
        let content = self.root.join(SOURCE_FOLDERS[0]);
        let watches = self.watches_of(&content);
        self.rely_on(watches, content.is_dir());
    }

    fn rely_on(&mut self, watches: notify::Result<RecommendedWatcher>, is_there: bool) {
        match watches {
            Ok(watches) => self.watches = Some(watches),
            Err(_) if !is_there => {}
            // As many watches as the system allows are in use, or this disk has none.
            Err(_) => self.how = Watched::ByPolling,
        }
    }

    fn watches_of(&self, content: &Path) -> notify::Result<RecommendedWatcher> {
        use notify::Watcher as _;
        let (inbox, root) = (self.inbox.clone(), self.root.clone());
        let mut watches = notify::recommended_watcher(move |event| inbox.receive(event, &root))?;
        if let Some(above) = self.root.parent() {
            // Only to learn that the site folder itself has gone or come back.
            let _ = watches.watch(above, RecursiveMode::NonRecursive);
        }
        watches.watch(&self.root, RecursiveMode::NonRecursive)?;
        watches.watch(content, RecursiveMode::Recursive)?;
        for folder in &SOURCE_FOLDERS[1..] {
            let folder = self.root.join(folder);
            if folder.is_dir() {
                watches.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(watches)
    }
}

impl Inbox {
    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn receive(&self, event: notify::Result<Event>, root: &Path) {
        let mut pending = self.pending();
        let is_change = match event {
            Ok(event) if event.need_rescan() => pending.anything(),
            Ok(event) => pending.note(&event, root),
            Err(_) => pending.anything(),
        };
        if is_change {
            let now = Instant::now();
            pending.first.get_or_insert(now);
            pending.last = Some(now);
            self.woken.notify_all();
        }
    }

    /// What was reported, when it is quiet again; nothing if there was nothing for so long. And whether watches
    /// were lost.
    fn wait(&self, limit: Duration) -> (Option<Changes>, bool) {
        let until = Instant::now() + limit;
        let mut pending = self.pending();
        loop {
            let ready = pending.ready_at().unwrap_or(until);
            let now = Instant::now();
            if ready <= now {
                let taken = std::mem::take(&mut *pending);
                return (taken.changes, taken.lost);
            }
            pending = self.woken.wait_timeout(pending, ready - now).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn anything_within(&self, time: Duration) -> bool {
        let waiting = |pending: &mut Pending| pending.changes.is_none();
        let waited = self.woken.wait_timeout_while(self.pending(), time, waiting);
        waited.unwrap_or_else(PoisonError::into_inner).0.changes.is_some()
    }
}

impl Pending {
    fn ready_at(&self) -> Option<Instant> {
        let quiet = if self.unfinished.is_empty() { QUIET } else { QUIET_UNFINISHED };
        Some((self.last? + quiet).min(self.first? + BATCH_TIME_MAX))
    }

    fn anything(&mut self) -> bool {
        self.changes = Some(Changes::Everything);
        true
    }

    /// Takes note of an event, if it is about the site's sources.
    fn note(&mut self, event: &Event, root: &Path) -> bool {
        if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
            return false;
        }
        if event.paths.is_empty() {
            return self.anything();
        }
        let is_tree = changes_a_tree(event.kind);
        let mut is_change = false;
        for path in event.paths.iter().filter(|path| is_source(path, root)) {
            self.lost |= is_tree && is_watched_itself(path, root);
            self.finish(path, event.kind);
            match self.changes.get_or_insert_with(|| Changes::At(BTreeSet::new())) {
                Changes::At(places) => drop(places.insert(path.clone())),
                Changes::Everything => {}
            }
            is_change = true;
        }
        if is_change && matches!(event.kind, EventKind::Create(CreateKind::Folder)) {
            self.anything();
        }
        is_change
    }

    fn finish(&mut self, path: &Path, kind: EventKind) {
        match kind {
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => {
                self.unfinished.remove(path);
            }
            EventKind::Create(CreateKind::Folder) | EventKind::Modify(ModifyKind::Metadata(_)) => {}
            // Repeats what `From` and `To` have reported.
            EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => {}
            _ => drop(self.unfinished.insert(path.to_owned())),
        }
    }
}

/// Whether an event says that something is there, gone or moved, and not only what is in it.
fn changes_a_tree(kind: EventKind) -> bool {
    let renames = matches!(kind, EventKind::Modify(ModifyKind::Name(_) | ModifyKind::Any) | EventKind::Any);
    renames || kind.is_create() || kind.is_remove()
}

fn is_watched_itself(path: &Path, root: &Path) -> bool {
    path == root || (path.parent() == Some(root) && is_source(path, root))
}

/// Whether a path is the site, or in it and not left by a system or an editor.
fn is_source(path: &Path, root: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return false };
    let mut parts = below.iter().map(|name| name.to_string_lossy());
    match parts.next() {
        None => true,
        Some(top) => SOURCE_FOLDERS.contains(&&*top) && !parts.any(|name| names::is_ignored(&name)),
    }
}

/// Whether a folder is on a disk that reports nothing of what others do there: a file share, or a folder that
/// a virtual machine shares with its host. The numbers are those of Linux's `statfs`.
#[cfg(target_os = "linux")]
fn sends_no_events(folder: &Path) -> bool {
    const NFS: u32 = 0x6969;
    const SMB: u32 = 0x517b;
    const CIFS: u32 = 0xff53_4d42;
    const SMB2: u32 = 0xfe53_4d42;
    const NINE_P: u32 = 0x0102_1997;
    const VIRTUAL_BOX: u32 = 0x786f_4256;
    rustix::fs::statfs(folder)
        .is_ok_and(|disk| [NFS, SMB, CIFS, SMB2, NINE_P, VIRTUAL_BOX].contains(&(disk.f_type as u32)))
}

/// Elsewhere it shows when looking finds what no event has reported.
#[cfg(not(target_os = "linux"))]
fn sends_no_events(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use std::time::Duration;

    use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, Flag, ModifyKind};
    use notify::{Error, ErrorKind, Event, EventKind};

    use super::{CHECK_INTERVAL, Changes, Inbox, Watched, Watcher};

    const ROOT: &str = "/site";
    const SAVED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));

    fn changes_of(events: impl IntoIterator<Item = notify::Result<Event>>) -> Option<Changes> {
        let inbox = Inbox::default();
        events.into_iter().for_each(|event| inbox.receive(event, Path::new(ROOT)));
        inbox.wait(Duration::ZERO).0
    }

    fn at(kind: EventKind, path: &str) -> notify::Result<Event> {
        Ok(Event::new(kind).add_path(PathBuf::from(path)))
    }

    /// A watcher that believes in its events, and never gets any.
    fn deaf(root: &Path) -> Watcher {
        let mut watcher = Watcher::new(root, false);
        watcher.watches = Some(notify::recommended_watcher(|_| {}).unwrap());
        watcher.inbox = Arc::default();
        watcher.check_interval = Duration::ZERO;
        watcher
    }

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        folder
    }

    #[test]
    fn a_full_queue_an_error_and_an_event_without_a_place_have_everything_looked_at() {
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        for vague in [Ok(overflow), Err(Error::generic("broken")), Ok(Event::new(EventKind::Any))] {
            let words = format!("{vague:?}");
            let file = "/site/content/a.md";
            assert_eq!(
                changes_of([at(SAVED, file), vague, at(SAVED, file)]),
                Some(Changes::Everything),
                "{words}"
            );
        }
        let folder = EventKind::Create(CreateKind::Folder);
        assert_eq!(changes_of([at(folder, "/site/content/new")]), Some(Changes::Everything));
    }

    #[test]
    fn only_what_may_have_changed_the_site_is_reported() {
        let one = BTreeSet::from([PathBuf::from("/site/content/a.md")]);
        assert_eq!(changes_of([at(SAVED, "/site/content/a.md")]), Some(Changes::At(one)));
        let looked = EventKind::Access(AccessKind::Open(AccessMode::Any));
        for (kind, path) in [
            (looked, "/site/content/a.md"),
            (SAVED, "/site/public/a.html"),
            (SAVED, "/site/content/.a.md.swp"),
            (SAVED, "/site/content/a.md~"),
            (SAVED, "/elsewhere/content/a.md"),
        ] {
            assert_eq!(changes_of([at(kind, path)]), None, "{path}");
        }
    }

    #[test]
    fn what_is_still_written_is_waited_for() {
        let inbox = Inbox::default();
        let writing = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        inbox.receive(at(writing, "/site/content/a.md"), Path::new(ROOT));
        let unfinished = inbox.pending().ready_at();
        inbox.receive(at(SAVED, "/site/content/a.md"), Path::new(ROOT));
        assert!(inbox.pending().unfinished.is_empty());
        assert!(inbox.pending().ready_at() < unfinished, "closed: nothing more to wait for");
    }

    #[test]
    fn a_folder_that_sends_no_events_is_polled_once_looking_finds_a_change() {
        let site = site();
        let mut watcher = deaf(site.path());
        assert_eq!((watcher.wait(), watcher.how()), (Changes::Everything, Watched::ByEvents));
        watcher.found_without_event();
        assert_eq!(watcher.how(), Watched::ByPolling);
        assert!(watcher.watches.is_none());
    }

    #[test]
    fn a_folder_whose_events_are_only_late_is_not_polled() {
        let site = site();
        let mut watcher = deaf(site.path());
        watcher.wait();
        let root = watcher.root.clone();
        let file = root.join("content/a.md");
        watcher.inbox.receive(at(SAVED, file.to_str().unwrap()), &root);
        watcher.found_without_event();
        assert_eq!(watcher.how(), Watched::ByEvents);
        // What was reported is not lost.
        assert_eq!(watcher.wait(), Changes::At(BTreeSet::from([file])));
        // The look that follows a change is no check of the events: what it finds is no reason to poll.
        assert_eq!(watcher.wait(), Changes::Everything);
        watcher.found_without_event();
        assert_eq!(watcher.how(), Watched::ByEvents);
    }

    #[test]
    fn where_no_watch_can_be_made_the_folder_is_polled() {
        let site = site();
        let mut watcher = Watcher::new(site.path(), false);
        assert_eq!((watcher.how(), watcher.check_interval), (Watched::ByEvents, CHECK_INTERVAL));
        watcher.rely_on(Err(Error::new(ErrorKind::MaxFilesWatch)), true);
        assert_eq!(watcher.how(), Watched::ByPolling);
        // A folder that is not there is waited for instead.
        let mut watcher = Watcher::new(&site.path().join("nowhere"), false);
        assert_eq!(watcher.how(), Watched::ByEvents);
        watcher.rely_on(Err(Error::new(ErrorKind::PathNotFound)), false);
        assert_eq!(watcher.how(), Watched::ByEvents);
        assert_eq!(Watcher::new(site.path(), true).how(), Watched::ByPolling);
    }
}
