//! Server-sent events for each browser that shows a page: what is new, as far as it concerns that page.
//!
//! Headers are written by hand: tiny_http's own way of answering holds bytes back until a body ends.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::Serialize;

use super::address;
use super::headers::HEADERS;
use super::mistakes::Mistakes;
use super::page_cache::{Difference, Found, Version};
use super::preview::{Preview, Snapshot};

pub(super) const EVENTS_PATH: &str = "/_shirube/events";
/// Where a parked tab asks.
pub(super) const LOOK_PATH: &str = "/_shirube/look";

/// How often a silent stream says that it is there. It is also how a closed tab is noticed.
const PING: Duration = Duration::from_secs(2);

#[derive(PartialEq, Serialize, Debug)]
struct News {
    build: u64,
    version: String,
    change: Difference,
    #[serde(flatten)]
    mistakes: Mistakes,
    #[serde(skip_serializing_if = "Option::is_none")]
    follow: Option<String>,
}

struct Asker {
    address: Option<String>,
    version: Version,
}

impl Asker {
    fn of(target: &str) -> Self {
        let page = address::in_query(target, "page").unwrap_or_default();
        let version = address::in_query(target, "version").and_then(|text| Version::parse(&text));
        Self { address: address::of_target(&page), version: version.unwrap_or_default() }
    }

    fn news(&self, snapshot: &Snapshot, preview: &Preview) -> News {
        // First the page: rendering it may find a mistake.
        let version = self.version_now(snapshot, preview);
        News {
            build: snapshot.generation,
            version: version.to_string(),
            change: self.version.until(version),
            mistakes: preview.mistakes(snapshot),
            follow: None,
        }
    }

    fn version_now(&self, snapshot: &Snapshot, preview: &Preview) -> Version {
        let Some(address) = &self.address else { return self.version };
        match preview.at(snapshot, address) {
            Found::Page(page) => page.version,
            Found::Asset(_) => self.version,
            Found::Missing => {
                preview.not_found_page(snapshot, address).map_or(self.version, |page| page.version)
            }
            // Nothing to show instead: what the browser has stays, be it of a server before this one.
            Found::Failed(_) => self.version,
        }
    }
}

/// What is new, for a tab that asks once.
pub(super) fn look(target: &str, preview: &Preview) -> String {
    json(&Asker::of(target).news(&preview.current(), preview))
}

fn json(news: &News) -> String {
    serde_json::to_string(news).expect("texts and numbers are JSON")
}

/// Sends a browser what is new until it closes the connection.
pub(super) fn stream(mut writer: Box<dyn Write + Send>, target: &str, preview: &Arc<Preview>) {
    let value = |name| address::in_query(target, name).unwrap_or_default();
    let parked = preview.streams.enter(&value("browser"), &value("tab"));
    preview.wake();
    // An error means that the browser has closed the connection.
    let _ = send(&mut writer, Asker::of(target), preview, &parked);
    preview.streams.leave(&parked);
}

fn send(writer: &mut impl Write, mut asker: Asker, preview: &Preview, parked: &AtomicBool) -> io::Result<()> {
    // Before the headers: the browser counts on an event for everything that is published after them.
    let mut snapshot = preview.current();
    write!(writer, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n")?;
    for (name, value) in HEADERS {
        write!(writer, "{name}: {value}\r\n")?;
    }
    write!(writer, "\r\n")?;
    let mut sent: Option<News> = None;
    loop {
        if parked.load(Ordering::Relaxed) {
            write!(writer, "event: park\ndata: {{}}\n\n")?;
            return writer.flush();
        }
        let mut news = asker.news(&snapshot, preview);
        let is_first = sent.is_none();
        let is_new = sent
            .as_ref()
            .is_none_or(|sent| sent.mistakes != news.mistakes || news.change != Difference::None);
        news.follow = snapshot.follow.as_deref().map(address::to_path).filter(|_| !is_first);
        if is_new || news.follow.is_some() {
            write!(writer, "data: {}\n\n", json(&news))?;
        }
        writer.flush()?;
        asker.version = Version::parse(&news.version).unwrap_or_default();
        sent = Some(news);
        snapshot = wait(writer, &snapshot, preview, parked)?;
    }
}

/// The next snapshot; meanwhile a line now and then, to learn whether anybody is there.
fn wait(
    writer: &mut impl Write,
    seen: &Snapshot,
    preview: &Preview,
    parked: &AtomicBool,
) -> io::Result<Arc<Snapshot>> {
    loop {
        let snapshot = preview.after(seen.generation, PING, parked);
        if snapshot.generation > seen.generation || parked.load(Ordering::Relaxed) {
            return Ok(snapshot);
        }
        writer.write_all(b":\n\n")?;
        writer.flush()?;
    }
}
