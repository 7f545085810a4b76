//! The gate before tiny_http: who comes in, how many, for how long.
//!
//! tiny_http 0.12 (its last release) has no limits of its own: a thread for each connection and no time-out,
//! heads of any size, and an accept loop that ends at the first error, such as too many open files. So it
//! never sees a socket that came from outside. The gate accepts; reads one head, bounded in size
//! ([`HEAD_SIZE_MAX`]) and time ([`HEAD_TIME`]); judges it ([`Head::admit`]); and only then hands a head
//! that it has written itself through the [`Passage`], and the answer back. Each connection carries one
//! request: on the loopback a new one costs less than what keeping them open asks for in bookkeeping.
//!
//! When there is no room, connections that have been here for longer than any browser needs give way first
//! ([`GRACE`]): those that have not even sent their head, then slow readers. A browser's request is through in
//! a few milliseconds, so it is not the one. Where the system
//! allows fewer open files than we would like, the gate learns it from the first refusal.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use super::events::EVENTS_PATH;
use super::head::{HEAD_SIZE_MAX, Head, Hosts, Refusal, end_of_head};
use super::lock::lock;
use super::passage::{InnerStream, KEY_HEADER, Passage};

/// How long a head may take to arrive in full.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// How long a reader may let us wait before it takes the next bytes.
const WRITE_TIME: Duration = Duration::from_secs(10);
/// How long a connection is spared while there is another to end.
const GRACE: Duration = Duration::from_secs(1);
/// How many connections there are at most. Ten tabs that load a page each at once are about sixty.
const CONNECTIONS_MAX: usize = 128;
/// What is left when the system allows next to nothing.
const CONNECTIONS_MIN: usize = 6;
/// How long to wait when the system has no room for another connection.
const NO_ROOM: Duration = Duration::from_millis(10);
/// Enough for reading a head and copying an answer.
const STACK_SIZE: usize = 128 * 1024;

pub(super) struct Gate {
    passage: Arc<Passage>,
    hosts: Hosts,
    connections: Mutex<HashMap<u64, Connection>>,
    room: AtomicUsize,
    next: AtomicU64,
}

struct Connection {
    stream: Arc<TcpStream>,
    stage: Stage,
    since: Instant,
}

/// What a connection waits for, in the order in which connections give way; streams of events always last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Stage {
    Head,
    Answer,
    Events,
}

/// The least gives way first: how long a connection has been here, and what it waits for.
fn rank(stage: Stage, here: Duration) -> (bool, bool, Stage, Reverse<Duration>) {
    (stage == Stage::Events, here < GRACE, stage, Reverse(here))
}

impl Gate {
    pub(super) fn new(passage: Arc<Passage>, hosts: Hosts) -> Self {
        let room = AtomicUsize::new(CONNECTIONS_MAX);
        Self { passage, hosts, connections: Mutex::default(), room, next: AtomicU64::new(0) }
    }

    pub(super) fn run(self: &Arc<Self>, listener: &TcpListener) {
        loop {
            match listener.accept() {
                Ok((stream, _)) => self.accept(stream),
                // The other side was quicker to leave than we to look.
                Err(error) if is_their_own(&error) => {}
                Err(_) => self.is_full(),
            }
        }
    }

    fn accept(self: &Arc<Self>, stream: TcpStream) {
        while self.connections().len() >= self.room.load(Ordering::Relaxed) && self.make_room() {}
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let stream = Arc::new(stream);
        let since = Instant::now();
        self.connections().insert(number, Connection { stream: stream.clone(), stage: Stage::Head, since });
        let gate = self.clone();
        let serve = move || {
            // Whatever goes wrong with a connection ends the connection.
            let _ = gate.serve(&stream, number);
            gate.connections().remove(&number);
        };
        if thread::Builder::new().stack_size(STACK_SIZE).spawn(serve).is_err() {
            self.connections().remove(&number);
            self.is_full();
        }
    }

    /// The system has no room for another connection: we keep fewer from now on.
    fn is_full(&self) {
        let open = self.connections().len();
        let room = self.room.load(Ordering::Relaxed).min(open * 3 / 4).max(CONNECTIONS_MIN);
        self.room.store(room, Ordering::Relaxed);
        while self.connections().len() >= room && self.make_room() {}
        thread::sleep(NO_ROOM);
    }

    /// Ends the connection that matters least, and whether there was one.
    fn make_room(&self) -> bool {
        let mut connections = self.connections();
        let now = Instant::now();
        let least = connections.iter().min_by_key(|(_, connection)| {
            rank(connection.stage, now.saturating_duration_since(connection.since))
        });
        let Some(number) = least.map(|(number, _)| *number) else { return false };
        if let Some(connection) = connections.remove(&number) {
            // Its thread notices, and ends.
            let _ = connection.stream.shutdown(Shutdown::Both);
        }
        true
    }

    fn connections(&self) -> MutexGuard<'_, HashMap<u64, Connection>> {
        lock(&self.connections)
    }

    fn serve(&self, stream: &TcpStream, number: u64) -> io::Result<()> {
        // On Windows a new socket has the listener's options.
        stream.set_nonblocking(false)?;
        stream.set_nodelay(true)?;
        stream.set_write_timeout(Some(WRITE_TIME))?;
        let head = match read_head(stream)?.and_then(|bytes| Head::parse(&bytes)) {
            Ok(head) => head,
            Err(refusal) => return refuse(stream, refusal),
        };
        if let Err(refusal) = head.admit(&self.hosts, stream.local_addr()?) {
            return refuse(stream, refusal);
        }
        let stage = if head.is_for(EVENTS_PATH) { Stage::Events } else { Stage::Answer };
        if let Some(connection) = self.connections().get_mut(&number) {
            connection.stage = stage;
        }
        self.forward(&head, stream)
    }

    /// Has the request answered. Where tiny_http fell over before it said anything, it is asked once more.
    fn forward(&self, head: &Head, stream: &TcpStream) -> io::Result<()> {
        for _ in 0..3 {
            let Ok(mut inner) = self.passage.connect() else {
                self.is_full();
                continue;
            };
            let asked = inner.write_all(self.forwarded_head(head).as_bytes());
            if asked.is_ok() && copy_response(&mut inner, stream)? {
                return Ok(());
            }
            thread::sleep(NO_ROOM);
        }
        refuse(stream, Refusal::Busy)
    }

    /// The head that tiny_http sees: of what the browser sent, only what an answer depends on.
    fn forwarded_head(&self, head: &Head) -> String {
        let mut forwarded = format!(
            "{} {} HTTP/1.1\r\nHost: shirube\r\nConnection: close\r\n{KEY_HEADER}: {}\r\n",
            head.method, head.target, self.passage.key
        );
        for tag in head.values("if-none-match").filter(|tag| tag.is_ascii()) {
            forwarded.push_str(&format!("If-None-Match: {tag}\r\n"));
        }
        forwarded.push_str("\r\n");
        forwarded
    }
}

fn is_their_own(error: &io::Error) -> bool {
    use ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted)
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

/// The bytes of a head. What comes after it is of no interest: a request with a body is refused.
fn read_head(mut stream: &TcpStream) -> io::Result<Result<Vec<u8>, Refusal>> {
    let until = Instant::now() + HEAD_TIME;
    let mut bytes = Vec::with_capacity(1024);
    let mut chunk = [0; 2048];
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(Err(Refusal::TooSlow));
        }
        stream.set_read_timeout(Some(left))?;
        let from = bytes.len();
        match stream.read(&mut chunk) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
            Err(error) if is_timeout(&error) => return Ok(Err(Refusal::TooSlow)),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
        if let Some(end) = end_of_head(&bytes, from) {
            bytes.truncate(end);
            return Ok(Ok(bytes));
        }
        if bytes.len() > HEAD_SIZE_MAX {
            return Ok(Err(Refusal::TooLarge));
        }
    }
}

/// An answer of the gate itself. It has no text: nobody who gets it should read any.
fn refuse(mut stream: &TcpStream, refusal: Refusal) -> io::Result<()> {
    let (status, reason) = refusal.status();
    let allow = if refusal == Refusal::Method { "Allow: GET, HEAD\r\n" } else { "" };
    let head = format!(
        "HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n{allow}\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.shutdown(Shutdown::Write)?;
    // A socket that is closed with unread bytes takes the answer back. A little of what was sent is read away.
    stream.set_read_timeout(Some(Duration::from_millis(100)))?;
    let mut chunk = [0; 4096];
    for _ in 0..16 {
        if stream.read(&mut chunk)? == 0 {
            break;
        }
    }
    Ok(())
}

/// Copies an answer, and whether there was one. It says that the connection ends with it.
fn copy_response(inner: &mut InnerStream, mut stream: &TcpStream) -> io::Result<bool> {
    let mut chunk = [0; 16 * 1024];
    let mut begun = false;
    loop {
        let count = match inner.read(&mut chunk) {
            Ok(0) => return Ok(begun),
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) if !begun => return Ok(false),
            Err(error) => return Err(error),
        };
        let bytes = &chunk[..count];
        match bytes.windows(2).position(|two| two == b"\r\n").filter(|_| !begun) {
            Some(end) => {
                let (status, rest) = bytes.split_at(end + 2);
                stream.write_all(&[status, b"Connection: close\r\n", rest].concat())?;
            }
            None => stream.write_all(bytes)?,
        }
        begun = true;
    }
}

#[cfg(test)]
mod tests {
    use super::Stage::{Answer, Events, Head};
    use super::{Duration, rank};

    #[test]
    fn a_connection_that_hangs_is_closed_before_a_new_one() {
        let order = [
            (Head, 4_000),
            (Head, 2_000),
            (Answer, 60_000),
            (Answer, 1_500),
            (Head, 5),
            (Answer, 3),
            (Events, 90_000),
        ];
        let ranks: Vec<_> =
            order.iter().map(|(stage, ms)| rank(*stage, Duration::from_millis(*ms))).collect();
        assert!(ranks.is_sorted(), "{order:?}");
    }
}
