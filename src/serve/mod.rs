//! The preview: the only socket, and tiny_http's one door.
//!
//! ```text
//! browser ─ gate ─ passage ─ tiny_http ─ answers ─┬─ pages and files of the current snapshot
//!           who, how many,                        ├─ events: what is new for the page that a browser shows
//!           how long                              └─ the script and the panel
//! the loop ─publish→ Preview (the current snapshot, a generation number)
//! ```
//!
//! - [`gate`]: everything that comes from outside is bounded and judged before tiny_http sees it ([`head`]).
//! - [`Preview::publish`] swaps an `Arc`. Whoever answers takes a copy and lets go of the lock before it
//!   writes: a slow browser holds nobody up. Whoever waits, waits for a generation greater than the one it
//!   has seen, so that no publication is missed.
//! - [`shown`]: pages are drawn when asked for. Each has a version, made of the contents of the page and of
//!   what it loads; a browser says which it shows, and is told only when there is another.
//! - [`answers`]: addresses → files. No request reaches the disk: what is not in the site's table is not there.
//! - [`mistakes`]: diagnostics as data for the panel, which makes text of them, never HTML.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::drawing::Drawing;
use crate::source::Sources;

mod address;
mod answers;
mod events;
mod gate;
mod hash;
mod head;
mod mistakes;
mod passage;
mod reload;
mod shown;

pub use mistakes::Editor;

use gate::Gate;
use head::Hosts;
use mistakes::Mistakes;
use passage::Passage;
use shown::{Found, Page, Shown};

/// What browsers are shown, and how they learn of it.
pub struct Preview {
    current: Mutex<Arc<Snapshot>>,
    published: Condvar,
    editor: Editor,
    /// Pages as they last could be drawn, the latest first to be kept.
    last_good: Mutex<LastGood>,
    streams: events::Streams,
    complaints: Sender<Complaints>,
}

/// What showed only when somebody opened a page.
pub struct Complaints {
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// What they point into.
    pub sources: Arc<Sources>,
}

/// The site at one moment.
pub(crate) struct Snapshot {
    pub(crate) generation: u64,
    /// What there is to see: the last that could be understood. Nothing if nothing ever could.
    shown: Option<Arc<Shown>>,
    diagnostics: Vec<Diagnostic>,
    sources: Arc<Sources>,
    /// What showed when a page was drawn.
    when_drawn: Mutex<Vec<Diagnostic>>,
    /// The page of the file that was just saved, if browsers are to open it.
    follow: Option<String>,
}

/// What the loop made of the sources.
pub struct Edition {
    /// The site; nothing if it could not be understood: then the last one stays.
    pub drawing: Option<Drawing>,
    /// Everything that is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// What the diagnostics point into.
    pub sources: Arc<Sources>,
    /// The page that browsers are to open.
    pub follow: Option<String>,
}

#[derive(Default)]
struct LastGood {
    pages: HashMap<String, Arc<Page>>,
    order: VecDeque<String>,
}

/// As many pages as a writer has open.
const LAST_GOOD_MAX: usize = 64;

impl Preview {
    /// A preview of nothing yet, and what will be wrong with pages when somebody opens them.
    pub fn new(editor: Editor) -> (Self, Receiver<Complaints>) {
        let (complaints, heard) = mpsc::channel();
        let nothing = Snapshot {
            generation: 0,
            shown: None,
            diagnostics: Vec::new(),
            sources: Arc::default(),
            when_drawn: Mutex::default(),
            follow: None,
        };
        let preview = Self {
            current: Mutex::new(Arc::new(nothing)),
            published: Condvar::new(),
            editor,
            last_good: Mutex::default(),
            streams: events::Streams::default(),
            complaints,
        };
        (preview, heard)
    }

    /// Shows an edition from now on.
    pub fn publish(&self, edition: Edition) {
        let new = edition.drawing.map(|drawing| Arc::new(Shown::new(drawing)));
        let mut current = lock(&self.current);
        let next = Snapshot {
            generation: current.generation + 1,
            shown: new.or_else(|| current.shown.clone()),
            diagnostics: edition.diagnostics,
            sources: edition.sources,
            when_drawn: Mutex::default(),
            follow: edition.follow,
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

    /// The snapshot after a generation; the current one when it is time, or when somebody called for it.
    fn after(&self, generation: u64, time: Duration, called: &AtomicBool) -> Arc<Snapshot> {
        let nothing =
            |current: &mut Arc<Snapshot>| current.generation <= generation && !called.load(Ordering::Relaxed);
        let waited = self.published.wait_timeout_while(lock(&self.current), time, nothing);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// Has everybody who waits look whether they were called. With the lock, because one who has just looked
    /// and does not wait yet would miss it.
    fn call(&self) {
        let current = lock(&self.current);
        self.published.notify_all();
        drop(current);
    }

    /// What is at an address. A page that cannot be drawn any more is shown as it last was.
    fn at(&self, snapshot: &Snapshot, address: &str) -> Found {
        let Some(shown) = &snapshot.shown else { return Found::Broken(Vec::new()) };
        match shown.at(address) {
            Found::Page(page) => {
                lock(&self.last_good).keep(address, &page);
                Found::Page(page)
            }
            Found::Broken(found) => {
                let diagnostics = snapshot.complain(&found);
                if !diagnostics.is_empty() {
                    // Whoever listens may be gone, as in a test.
                    let _ =
                        self.complaints.send(Complaints { diagnostics, sources: snapshot.sources.clone() });
                }
                let earlier = lock(&self.last_good).pages.get(address).cloned();
                earlier.map_or(Found::Broken(found), Found::Page)
            }
            other => other,
        }
    }

    fn mistakes(&self, snapshot: &Snapshot) -> Mistakes {
        let mut all = snapshot.diagnostics.clone();
        all.extend(lock(&snapshot.when_drawn).iter().cloned());
        all.sort();
        all.dedup();
        mistakes::of(&all, &snapshot.sources, &self.editor)
    }
}

impl Snapshot {
    /// Keeps what is wrong, and returns what was not known.
    fn complain(&self, found: &[Diagnostic]) -> Vec<Diagnostic> {
        let mut known = lock(&self.when_drawn);
        let is_new = |diagnostic: &&Diagnostic| {
            !known.contains(*diagnostic) && !self.diagnostics.contains(*diagnostic)
        };
        let new: Vec<Diagnostic> = found.iter().filter(is_new).cloned().collect();
        known.extend(new.iter().cloned());
        new
    }
}

impl LastGood {
    fn keep(&mut self, address: &str, page: &Arc<Page>) {
        if self.pages.insert(address.to_owned(), page.clone()).is_none() {
            self.order.push_back(address.to_owned());
        }
        while self.order.len() > LAST_GOOD_MAX {
            self.order.pop_front().map(|oldest| self.pages.remove(&oldest));
        }
    }
}

/// A preview that listens.
pub struct Listening {
    /// Where.
    pub address: SocketAddr,
    listener: TcpListener,
}

impl Listening {
    /// Listens at a port of a host, or at the first free one of those that follow.
    pub fn at(host: &str, port: u16, tries: u16) -> io::Result<Self> {
        let mut refused = None;
        for port in port..=port.saturating_add(tries.saturating_sub(1)) {
            match TcpListener::bind((host, port)) {
                Ok(listener) => return Ok(Self { address: listener.local_addr()?, listener }),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => refused = Some(error),
                Err(error) => return Err(error),
            }
        }
        Err(refused.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
    }

    /// Where other computers find it, as far as this one can know.
    pub fn seen_by_others(&self) -> Option<SocketAddr> {
        if !self.address.ip().is_unspecified() {
            return Some(self.address);
        }
        // A datagram socket that is connected has the address from which it would send. It sends nothing, and
        // the address that it is connected to is one that nobody has (RFC 5737).
        let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
        socket.connect(("192.0.2.1", 9)).ok()?;
        Some(SocketAddr::new(socket.local_addr().ok()?.ip(), self.address.port()))
    }

    /// Answers, in threads of its own, for as long as the program runs.
    pub fn serve(self, preview: Arc<Preview>, name: Option<String>) -> io::Result<()> {
        let passage = Arc::new(Passage::new()?);
        let hosts = Hosts { port: self.address.port(), name };
        let gate = Arc::new(Gate::new(passage.clone(), hosts));
        thread::spawn(move || answers::run(&passage, &preview));
        thread::spawn(move || gate.stand(&self.listener));
        Ok(())
    }
}

/// A panic while a lock was held leaves values that are whole: they are only ever replaced.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
