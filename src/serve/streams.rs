//! The streams of events that are open.
//!
//! A browser opens few connections to one host (six, mostly), and an open stream is one of them. So of each
//! browser only [`STREAMS_OF_A_BROWSER`] tabs have a stream; the others are parked and ask every second.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::lock::lock;

const STREAMS_OF_A_BROWSER: usize = 3;
/// All browsers together: what the gate has room for, less what pages need.
const STREAMS_MAX: usize = 48;

/// The streams that are open, the latest last.
#[derive(Default)]
pub(super) struct Streams {
    open: Mutex<Vec<Stream>>,
}

struct Stream {
    browser: String,
    tab: String,
    parked: Arc<AtomicBool>,
}

impl Streams {
    /// A place for a tab. Its older stream is over, and that of another tab may be parked for it.
    pub(super) fn enter(&self, browser: &str, tab: &str) -> Arc<AtomicBool> {
        let parked = Arc::new(AtomicBool::new(false));
        let mut open = lock(&self.open);
        open.retain(|stream| stream.browser != browser || stream.tab != tab || stream.park());
        while open.iter().filter(|stream| stream.browser == browser).count() >= STREAMS_OF_A_BROWSER {
            let Some(oldest) = open.iter().position(|stream| stream.browser == browser) else { break };
            open.remove(oldest).park();
        }
        while open.len() >= STREAMS_MAX {
            open.remove(0).park();
        }
        open.push(Stream { browser: browser.to_owned(), tab: tab.to_owned(), parked: parked.clone() });
        parked
    }

    pub(super) fn leave(&self, parked: &Arc<AtomicBool>) {
        lock(&self.open).retain(|stream| !Arc::ptr_eq(&stream.parked, parked));
    }
}

impl Stream {
    /// Ends it; false, for those that are kept.
    fn park(&self) -> bool {
        self.parked.store(true, Ordering::Relaxed);
        false
    }
}
