//! What browsers are shown: the current snapshot, and the pages of before where it has none.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::on_demand::OnDemandRenderer;
use crate::source::Sources;

use super::lock::lock;
use super::mistakes::{self, Editor, Mistakes};
use super::page_cache::{Found, Page, PageCache, RecentPages};
use super::streams::Streams;

/// What browsers are shown, and how they learn of it.
pub struct Preview {
    current: Mutex<Arc<Snapshot>>,
    published: Condvar,
    editor: Editor,
    /// Pages as they could last be rendered.
    last_good: Mutex<RecentPages>,
    pub(super) streams: Streams,
    found_later: Sender<FoundLater>,
}

/// What was found only when a page was opened.
pub struct FoundLater {
    pub diagnostics: Vec<Diagnostic>,
    /// What they point into.
    pub sources: Arc<Sources>,
}

/// What browsers are shown from one update to the next.
#[derive(Default)]
pub(crate) struct Snapshot {
    pub(crate) generation: u64,
    /// The pages of the last sound site; nothing if there never was one.
    pages: Option<Arc<PageCache>>,
    diagnostics: Vec<Diagnostic>,
    sources: Arc<Sources>,
    /// What was found when a page was rendered.
    when_rendered: Mutex<Vec<Diagnostic>>,
    /// The page of the file that was just saved, if browsers are to open it.
    pub(super) follow: Option<String>,
}

/// What one reading of the sources led to.
pub struct Update {
    /// Renders the site; nothing if it has errors: then the last sound one stays.
    pub renderer: Option<OnDemandRenderer>,
    pub diagnostics: Vec<Diagnostic>,
    /// What the diagnostics point into.
    pub sources: Arc<Sources>,
    /// The page that browsers are to open.
    pub follow: Option<String>,
}

impl Preview {
    /// A preview of nothing yet, and what will be found when pages are opened.
    pub fn new(editor: Editor) -> (Self, Receiver<FoundLater>) {
        let (found_later, received) = mpsc::channel();
        let preview = Self {
            current: Mutex::default(),
            published: Condvar::new(),
            editor,
            last_good: Mutex::default(),
            streams: Streams::default(),
            found_later,
        };
        (preview, received)
    }

    pub fn publish(&self, update: Update) {
        let new = update.renderer.map(|renderer| Arc::new(PageCache::new(renderer)));
        let mut current = lock(&self.current);
        let next = Snapshot {
            generation: current.generation + 1,
            pages: new.or_else(|| current.pages.clone()),
            diagnostics: update.diagnostics,
            sources: update.sources,
            when_rendered: Mutex::default(),
            follow: update.follow,
        };
        // Dropped after the lock: a large snapshot takes its time to be taken apart.
        let before = std::mem::replace(&mut *current, Arc::new(next));
        drop(current);
        self.published.notify_all();
        drop(before);
    }

    pub(crate) fn current(&self) -> Arc<Snapshot> {
        lock(&self.current).clone()
    }

    /// The snapshot after a generation; the current one after the time-out, or when [`wake`](Self::wake) was
    /// called for this thread.
    pub(super) fn after(&self, generation: u64, time: Duration, woken: &AtomicBool) -> Arc<Snapshot> {
        let nothing =
            |current: &mut Arc<Snapshot>| current.generation <= generation && !woken.load(Ordering::Relaxed);
        let waited = self.published.wait_timeout_while(lock(&self.current), time, nothing);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// Wakes every waiting thread, to look at its flag. With the lock, because a thread that has just looked and
    /// does not wait yet would miss it.
    pub(super) fn wake(&self) {
        let current = lock(&self.current);
        self.published.notify_all();
        drop(current);
    }

    /// What is at an address. A page that cannot be rendered any more is shown as it last was.
    pub(super) fn at(&self, snapshot: &Snapshot, address: &str) -> Found {
        let Some(pages) = &snapshot.pages else { return Found::Failed(Vec::new()) };
        match pages.at(address) {
            Found::Page(page) => {
                lock(&self.last_good).keep(address, &page);
                Found::Page(page)
            }
            Found::Failed(found) => {
                let diagnostics = snapshot.add(&found);
                if !diagnostics.is_empty() {
                    // The receiver may be gone, as in a test.
                    let _ =
                        self.found_later.send(FoundLater { diagnostics, sources: snapshot.sources.clone() });
                }
                let earlier = lock(&self.last_good).get(address);
                earlier.map_or(Found::Failed(found), Found::Page)
            }
            other => other,
        }
    }

    /// The page for what is not there, in the language of the address.
    pub(super) fn not_found_page(&self, snapshot: &Snapshot, address: &str) -> Option<Arc<Page>> {
        let language = address.find('/').map_or("", |end| &address[..=end]);
        for folder in [language, ""] {
            if let Found::Page(page) = self.at(snapshot, &format!("{folder}404.html")) {
                return Some(page);
            }
        }
        None
    }

    pub(super) fn mistakes(&self, snapshot: &Snapshot) -> Mistakes {
        let mut all = snapshot.diagnostics.clone();
        all.extend(lock(&snapshot.when_rendered).iter().cloned());
        all.sort();
        all.dedup();
        mistakes::of(&all, &snapshot.sources, &self.editor)
    }
}

impl Snapshot {
    /// Keeps what is wrong with a page, and returns what was not known.
    fn add(&self, found: &[Diagnostic]) -> Vec<Diagnostic> {
        let mut known = lock(&self.when_rendered);
        let is_new = |diagnostic: &&Diagnostic| {
            !known.contains(*diagnostic) && !self.diagnostics.contains(*diagnostic)
        };
        let new: Vec<Diagnostic> = found.iter().filter(is_new).cloned().collect();
        known.extend(new.iter().cloned());
        new
    }
}
