//! Measures the preview as a browser sees it: saves a file, listens for the event, fetches the page.
//!
//! ```text
//! cargo build --release
//! cargo run --release --example preview -- . --edits 200
//! cargo run --release --example corpus -- target/corpus
//! cargo run --release --example preview -- target/corpus --edits 200
//! cargo run --release --example preview -- . --edits 1000     # is its memory flat?
//! ```
//!
//! The clock starts when the save has reached the disk (the file is closed). `event` is when the browser has
//! been told, `page` when it has the new page in full. Then comes the memory of the server, and whether it is
//! flat: what the last quarter of the edits holds on average beside what the quarter before it held. Where it
//! is not, this ends with 1. The file that is edited, the first measure, is left as it was.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool of its own, not the program")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Whatever takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(30);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(root) = arguments.first().filter(|first| !first.starts_with("--")) else {
        eprintln!("usage: preview SITE [--edits 200]");
        return ExitCode::from(2);
    };
    let at = arguments.iter().position(|argument| argument == "--edits");
    let edits = at.and_then(|at| arguments.get(at + 1)).and_then(|text| text.parse().ok()).unwrap_or(200);
    let root = Path::new(root);
    let Some(file) = first_measure(&root.join("content")) else {
        eprintln!("there is no measure in {}", root.display());
        return ExitCode::from(2);
    };
    if measure(root, &file, edits) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Edits the file so often, and whether the memory stayed flat.
fn measure(root: &Path, file: &Path, edits: usize) -> bool {
    let mut server = Server::start(root);
    let text = fs::read_to_string(file).expect("the measure can be read");
    let below = file.strip_prefix(root.join("content")).expect("it lies in the site");
    let page = format!("/{}", below.with_extension("html").display());
    let mut events = server.listen(&page);
    let (mut told, mut shown, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    for edit in 0..edits {
        let mark = format!("計測{edit}回目");
        fs::write(file, format!("{text}\n{mark}\n")).expect("the measure can be written");
        let saved = Instant::now();
        wait_for_change(&mut events);
        told.push(saved.elapsed());
        assert!(server.get(&page).contains(&mark), "the page shows what was saved");
        shown.push(saved.elapsed());
        memory.push(server.memory());
        if edit == 0 || (edit + 1) % (edits / 4).max(1) == 0 {
            println!("memory after {:>5} edits: {:>7} kB", edit + 1, memory[edit]);
        }
    }
    fs::write(file, text).expect("the measure can be written");
    wait_for_change(&mut events);
    print_times("event", told);
    print_times("page", shown);
    print_verdict(&memory)
}

/// More than this, in parts of a thousand, is growth: what an allocator holds goes up and down by less.
const GROWTH_MAX: i64 = 20;
/// Fewer edits say nothing: the caches fill first.
const EDITS_MIN: usize = 200;

fn print_verdict(memory: &[u64]) -> bool {
    let edits = memory.len();
    if edits < EDITS_MIN || memory.contains(&0) {
        println!(
            "memory: not judged; that takes {EDITS_MIN} edits, and a system that tells the memory of a program"
        );
        return true;
    }
    let mean = |part: &[u64]| i64::try_from(part.iter().sum::<u64>() / part.len() as u64).unwrap_or(i64::MAX);
    let (third, last) = (mean(&memory[edits / 2..edits * 3 / 4]), mean(&memory[edits * 3 / 4..]));
    let is_flat = last - third <= third * GROWTH_MAX / 1000;
    let verdict = if is_flat { "flat" } else { "GROWS" };
    println!("memory: {verdict}: {third} kB, then {last} kB in the last two quarters of {edits} edits");
    is_flat
}

fn print_times(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    println!("{what:>6}: median {:>7.1} ms, p95 {:>7.1} ms, worst {:>7.1} ms", at(50), at(95), at(100));
}

fn wait_for_change(events: &mut impl BufRead) {
    let mut line = String::new();
    loop {
        line.clear();
        assert!(events.read_line(&mut line).expect("the stream goes on") > 0, "the stream has ended");
        if line.contains("\"change\":\"page\"") {
            return;
        }
    }
}

/// The first measure in the order of names.
fn first_measure(folder: &Path) -> Option<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let is_text = |path: &&PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.ends_with(".md") && name.matches('.').count() == 1 && !name.starts_with('_')
    };
    if folder.ends_with("measures") {
        return entries.iter().find(is_text).cloned();
    }
    entries.iter().filter(|path| path.is_dir()).find_map(|path| first_measure(path))
}

struct Server {
    child: Child,
    host: String,
}

impl Server {
    fn start(root: &Path) -> Self {
        let here = std::env::current_exe().expect("this program is somewhere");
        let program = here.parent().and_then(Path::parent).expect("examples/").join("shirube");
        let mut command = Command::new(program);
        command.args(["serve", "--port", "0", "--messages", "en", "--root"]).arg(root);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("cargo build --release first");
        let mut line = String::new();
        let out = child.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut line).expect("it says where it is");
        let host = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        Self { host: host.expect("it says where it is").to_owned(), child }
    }

    fn ask(&self, target: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time is set");
        write!(stream, "GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host).expect("the server reads");
        stream
    }

    fn get(&self, page: &str) -> String {
        let mut answer = Vec::new();
        self.ask(page).read_to_end(&mut answer).expect("the server answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Listens for a page as a browser that shows it does.
    fn listen(&self, page: &str) -> impl BufRead + use<> {
        let html = self.get(page);
        let version = html.split("data-shirube=\"").nth(1).and_then(|rest| rest.split('"').next());
        let version = version.expect("the page has its version");
        BufReader::new(self.ask(&format!("/_shirube/events?page={page}&version={version}&browser=b&tab=t")))
    }

    /// What it has in memory, in kB; zero where the system does not say.
    fn memory(&mut self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
