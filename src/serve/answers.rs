//! Requests → answers, through tiny_http. The gate has judged them; here it is only asked what there is.

use std::io::Cursor;
use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tiny_http::{Header, Request, Response, Server};

use super::address;
use super::events::{self, EVENTS_PATH, LOOK_PATH};
use super::headers::HEADERS;
use super::page_cache::{Found, Version};
use super::passage::{KEY_HEADER, Passage};
use super::preview::{Preview, Snapshot};
use super::reload::{OWN_FOLDER, PANEL, SCRIPT, WAITING_PAGE, with_script};
use super::short_hash::short_hash;

/// How long to wait before tiny_http is started again.
const RESTART_DELAY: Duration = Duration::from_millis(20);

/// Answers for as long as the program runs. tiny_http stops listening at the first error of its socket; then
/// there is a new one, on the same socket.
pub(super) fn run(passage: &Passage, preview: &Arc<Preview>) {
    loop {
        let server = passage.listener().ok().and_then(|listener| Server::from_listener(listener, None).ok());
        // Never dropped: to wake its accept loop, which has ended by then, tiny_http 0.12 connects to the path of
        // its socket, and panics where that is a Unix socket without one. What stays is a few hundred bytes.
        let server = ManuallyDrop::new(server);
        while let Some(request) = server.as_ref().and_then(|server| server.recv().ok()) {
            let (preview, key) = (preview.clone(), passage.key.clone());
            // As many threads as the gate lets requests through.
            let _ = thread::Builder::new().spawn(move || answer(request, &key, &preview));
        }
        thread::sleep(RESTART_DELAY);
    }
}

fn answer(request: Request, key: &str, preview: &Arc<Preview>) {
    let value = |name: &'static str| {
        request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
    };
    if value(KEY_HEADER) != Some(key) {
        let _ = request.respond(Response::empty(403));
        return;
    }
    let target = request.url().to_owned();
    let path = target.split('?').next().unwrap_or_default();
    if path == EVENTS_PATH && request.method().as_str() == "GET" {
        return events::stream(request.into_writer(), &target, preview);
    }
    let answer = if path.starts_with(OWN_FOLDER) {
        own(path, &target, preview)
    } else {
        of_site(&target, &preview.current(), preview)
    };
    let known = value("If-None-Match").is_some_and(|tags| answer.is_known(tags));
    let _ = request.respond(answer.response(known));
}

struct Answer {
    status: u16,
    media_type: &'static str,
    /// Shared with the site, not copied: thirty slow readers of a film must not be thirty films in memory.
    body: Arc<[u8]>,
    location: Option<String>,
}

impl Answer {
    /// `name` is that of a file of the same type.
    fn new(status: u16, name: &str, body: impl Into<Arc<[u8]>>) -> Self {
        Self { status, media_type: address::media_type(name), body: body.into(), location: None }
    }

    fn tag(&self) -> String {
        format!("\"{}\"", short_hash(&self.body))
    }

    /// Whether a browser that names these tags has it.
    fn is_known(&self, tags: &str) -> bool {
        let tag = self.tag();
        let known = |named: &str| named.trim().trim_start_matches("W/") == tag || named.trim() == "*";
        self.status == 200 && tags.split(',').any(known)
    }

    fn response(self, known: bool) -> Response<Cursor<Arc<[u8]>>> {
        let mut headers: Vec<Header> = HEADERS.iter().filter_map(|(name, text)| header(name, text)).collect();
        headers.extend(header("Content-Type", self.media_type));
        headers.extend(header("ETag", &self.tag()).filter(|_| self.status == 200));
        headers.extend(header("Accept-Ranges", "none"));
        headers.extend(self.location.and_then(|location| header("Location", &location)));
        let (status, body) = if known { (304, Arc::default()) } else { (self.status, self.body) };
        let length = body.len();
        // Not in chunks, whatever its length: the length is known, and `HEAD` says it too.
        Response::new(status.into(), headers, Cursor::new(body), Some(length), None)
            .with_chunked_threshold(usize::MAX)
    }
}

/// A header; nothing if its value would be none.
fn header(name: &str, value: &str) -> Option<Header> {
    // tiny_http would write a line break as it is, and with it headers of somebody else's making.
    let sound = value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    Header::from_bytes(name, value).ok().filter(|_| sound)
}

fn own(path: &str, target: &str, preview: &Preview) -> Answer {
    match path.trim_start_matches(OWN_FOLDER) {
        name @ "reload.js" => Answer::new(200, name, SCRIPT.as_bytes()),
        name @ "panel.css" => Answer::new(200, name, PANEL.as_bytes()),
        _ if path == LOOK_PATH => Answer::new(200, ".json", events::look(target, preview).into_bytes()),
        // `HEAD`: what is there, without opening it.
        _ if path == EVENTS_PATH => {
            Answer { media_type: "text/event-stream; charset=utf-8", ..Answer::new(200, "", []) }
        }
        _ => Answer::new(404, ".txt", []),
    }
}

fn of_site(target: &str, snapshot: &Snapshot, preview: &Preview) -> Answer {
    let Some(address) = address::of_target(target) else {
        return Answer::new(404, ".txt", *b"404\n");
    };
    match preview.at(snapshot, &address) {
        Found::Page(page) => Answer::new(200, ".html", with_script(&page.html, page.version)),
        Found::Asset(bytes) => Answer::new(200, &address, bytes),
        Found::Missing => missing(&address, snapshot, preview),
        Found::Failed(_) => Answer::new(503, ".html", with_script(WAITING_PAGE, Version::default())),
    }
}

/// A folder without its `/` leads to its page; for everything else there is the site's own page that says so.
fn missing(address: &str, snapshot: &Snapshot, preview: &Preview) -> Answer {
    if let Found::Page(_) = preview.at(snapshot, &format!("{address}/index.html")) {
        let location = Some(format!("{}/", address::to_path(address)));
        return Answer { location, ..Answer::new(302, ".txt", []) };
    }
    let page = preview.not_found_page(snapshot, address);
    let body = page.map_or(b"404\n".to_vec(), |page| with_script(&page.html, page.version));
    Answer::new(404, ".html", body)
}
