//! The manual as something to follow: the blocks of its pages, each with what it is for, and a desk to follow them at.
//!
//! What a block is for stands behind the language of its fence, where no reader sees it:
//!
//! | fence | what it is |
//! |---|---|
//! | `text command` | commands, one a line; `command 1` ends with that status, `command apart` has a folder of its own |
//! | `text output` | what the commands before it print; a line `…` stands for lines that the page leaves out |
//! | `text output saving FILE` | what the preview of the command before it prints when that file is saved |
//! | `toml file FILE` | the whole of a file |
//! | `toml file FILE alone` | the same, taken away once it has been read |
//! | `toml part FILE` | lines of a file: keys and tables that it has already are written over, others are added |
//! | `text body FILE` | the text below the front matter of a file, or of a new chapter |
//! | `text wrong FILE` | the same with a mistake, until the output after it is shown |
//! | `text layout` | a picture of folders |
//! | `sh elsewhere` | what is typed or set where Shirube is built or served |
//! | `text example` | an example of a rule, which `tests/rules.rs` runs |
//! | `html shape` | how something is written, with nothing for it to stand in |
//!
//! Any other block is refused, so that none is passed over in silence.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use super::support::repository;

/// A block of a page.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) role: Role,
    pub(crate) text: String,
    /// The lines of the page that it takes, without its fences.
    lines: std::ops::Range<usize>,
}

/// What a block is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Command {
        status: i32,
        apart: bool,
    },
    Output,
    Saving(String),
    File(String),
    Alone(String),
    Part(String),
    Body(String),
    Wrong(String),
    /// Recognised, and nothing to do here.
    Looked,
}

impl Role {
    fn of(fence: &str) -> Option<Self> {
        let words: Vec<&str> = fence.split(' ').collect();
        Some(match words[1..] {
            ["command"] => Self::Command { status: 0, apart: false },
            ["command", "1"] => Self::Command { status: 1, apart: false },
            ["command", "apart"] => Self::Command { status: 0, apart: true },
            ["output"] => Self::Output,
            ["output", "saving", path] => Self::Saving(path.to_owned()),
            ["file", path] => Self::File(path.to_owned()),
            ["file", path, "alone"] => Self::Alone(path.to_owned()),
            ["part", path] => Self::Part(path.to_owned()),
            ["body", path] => Self::Body(path.to_owned()),
            ["wrong", path] => Self::Wrong(path.to_owned()),
            ["layout" | "elsewhere" | "example" | "shape"] => Self::Looked,
            _ => return None,
        })
    }
}

/// The blocks of a page of the manual, in their order.
pub(crate) fn blocks(path: &str) -> Vec<Block> {
    let page = std::fs::read_to_string(repository(path)).unwrap();
    let mut blocks = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let fence = &line[..line.len() - line.trim_start_matches('`').len()];
        if fence.len() < 3 {
            continue;
        }
        let block: Vec<&str> =
            lines.by_ref().map(|(_, line)| line).take_while(|line| *line != fence).collect();
        let role = Role::of(&line[fence.len()..]).unwrap_or_else(|| {
            panic!(
                "{path}:{}: `{line}` does not say what the block is for: see tests/support/guide.rs",
                number + 1
            )
        });
        let lines = number + 1..number + 1 + block.len();
        blocks.push(Block { role, text: block.iter().map(|line| format!("{line}\n")).collect(), lines });
    }
    blocks
}

/// Compares what a page shows with what was printed, or writes that into the page.
pub(crate) fn compare(path: &str, printed: &[(&Block, String)], updating: bool) {
    let page = std::fs::read_to_string(repository(path)).unwrap();
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let mut wrong = String::new();
    for (block, printed) in printed.iter().rev() {
        let wanted = shortened(&block.text, printed);
        if wanted != block.text {
            let line = block.lines.start;
            wrong.push_str(&format!("\n{path}:{line} shows\n{}but what is printed is\n{wanted}", block.text));
            lines.splice(block.lines.clone(), wanted.lines().map(str::to_owned));
        }
    }
    if updating {
        std::fs::write(repository(path), lines.join("\n") + "\n").unwrap();
    } else {
        assert!(wrong.is_empty(), "{wrong}\nrun with UPDATE_EXPECTED=1 and read the difference");
    }
}

/// What was printed without the lines that a page leaves out.
fn shortened(shown: &str, printed: &str) -> String {
    let shown: Vec<&str> = shown.lines().collect();
    let printed: Vec<&str> = printed.lines().collect();
    let lines = match shown.iter().position(|line| *line == "…") {
        Some(before) if shown.len() < printed.len() => {
            let after = shown.len() - before - 1;
            [&printed[..before], &["…"], &printed[printed.len() - after..]].concat()
        }
        _ => printed,
    };
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Where somebody sits who follows the manual: a folder with the program, and the site in it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
    language: &'static str,
    preview: Option<Preview>,
}

struct Preview {
    child: Child,
    said: BufReader<std::io::PipeReader>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Desk {
    /// With the language of messages: that of the pages which are followed.
    pub(crate) fn new(language: &'static str) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap(), language, preview: None };
        std::fs::create_dir(desk.path("home")).unwrap();
        // Whoever runs the tests keeps their browser closed.
        for name in ["xdg-open", "open"] {
            let browser = desk.path("browser").join(name);
            std::fs::create_dir_all(browser.parent().unwrap()).unwrap();
            std::fs::write(&browser, "#!/bin/sh\n").unwrap();
            #[cfg(unix)]
            std::fs::set_permissions(&browser, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        }
        desk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// A path in the site.
    pub(crate) fn site(&self, path: &str) -> PathBuf {
        self.path("site").join(path)
    }

    pub(crate) fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.site(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.site(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Runs a command, and gives what it prints as the page would show it.
    #[track_caller]
    pub(crate) fn run(&mut self, command: &str, status: i32, apart: bool) -> String {
        // A preview ends when the next command is typed.
        self.preview = None;
        let folder = self.path(if apart { "apart" } else { "" });
        std::fs::create_dir_all(&folder).unwrap();
        if command.starts_with("shirube serve ") {
            return self.preview(command);
        }
        let (mut child, mut said) = self.start(command, &folder);
        let mut text = String::new();
        said.read_to_string(&mut text).unwrap();
        let ended = child.wait().unwrap().code().unwrap();
        assert_eq!(ended, status, "`{command}`: {text}");
        self.shown(&text)
    }

    /// Both of its outputs in one, as a terminal shows them.
    fn start(&self, command: &str, folder: &Path) -> (Child, std::io::PipeReader) {
        // The network drive of the manual, and an office network, are here this folder and this computer.
        let command = command.replace(r"Z:\hr\", "").replace("0.0.0.0", "127.0.0.1");
        let words = command.strip_prefix("shirube ").expect("commands begin so").split(' ');
        let (reader, writer) = std::io::pipe().unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_shirube"));
        program
            .current_dir(folder)
            .args(words)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", self.language)
            .env("PATH", self.path("browser"))
            .env("HOME", self.path("home"))
            .env("LOCALAPPDATA", self.path("home/.cache"))
            .env("XDG_CACHE_HOME", "")
            .stdin(std::process::Stdio::null())
            .stdout(writer.try_clone().unwrap())
            .stderr(writer);
        (program.spawn().unwrap(), reader)
    }

    /// Starts a preview, asks it for the home page, and gives what it said until then. It runs on until the next
    /// command, or to the end of the page.
    fn preview(&mut self, command: &str) -> String {
        let (child, said) = self.start(&format!("{command} --port 0"), &self.path(""));
        let mut preview = Preview { child, said: BufReader::new(said) };
        let mut text = String::new();
        while !text.contains("http://") {
            assert!(preview.said.read_line(&mut text).unwrap() > 0, "`{command}` ended: {text}");
        }
        let host = text.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        self.preview = Some(preview);
        self.shown(&text)
    }

    /// What the preview says when a file is saved.
    pub(crate) fn saving(&mut self, path: &str) -> String {
        self.write(path, &(self.text(path) + "\n- 研修の後に、面談をします。\n"));
        let mut text = String::new();
        let preview = self.preview.as_mut().expect("a preview runs");
        while !text.contains(path) {
            assert!(preview.said.read_line(&mut text).unwrap() > 0, "the preview ended: {text}");
        }
        self.shown(text.lines().last().unwrap())
    }

    /// What is printed as the manual shows it. This is the one place for what differs between two runs: folders are
    /// those of an officer at a Windows computer, and every time, duration and port is the same.
    fn shown(&self, text: &str) -> String {
        let folder = self.folder.path().to_str().unwrap();
        let text = text.replace(&format!("{folder}/home/.cache"), r"C:\Users\hr\AppData\Local");
        let text = text.replace(folder, r"C:\hr");
        let lines = text.lines().map(|line| {
            let words: Vec<String> = line.split(' ').map(windows_path).collect();
            let line = with_number(&words.join(" "), &[" 秒", " s)"], "0.50");
            let line = with_number(&line, &[" ms"], "40");
            let line = with_port(&line);
            let is_clock = line.get(..8).is_some_and(|start| {
                start
                    .bytes()
                    .enumerate()
                    .all(|(at, byte)| if at % 3 == 2 { byte == b':' } else { byte.is_ascii_digit() })
            });
            if is_clock { format!("14:03:02{}", &line[8..]) } else { line }
        });
        lines.map(|line| format!("{}\n", line.trim_end())).collect()
    }

    /// Throws away what a page began and did not finish.
    pub(crate) fn clear_drafts(&self) {
        for (path, bytes) in super::support::tree(&self.site("content")) {
            if String::from_utf8_lossy(&bytes).lines().any(|line| line.starts_with("draft = true")) {
                std::fs::remove_file(self.site("content").join(path)).unwrap();
            }
        }
    }

    /// Writes the file of a block.
    pub(crate) fn file(&self, role: &Role, text: &str) {
        let (Role::File(path) | Role::Alone(path) | Role::Part(path) | Role::Body(path) | Role::Wrong(path)) =
            role
        else {
            return;
        };
        let earlier = std::fs::read_to_string(self.site(path)).unwrap_or_default();
        let text = match role {
            Role::Part(path) if path.ends_with(".md") => with_front_matter(&earlier, text),
            Role::Part(_) => with_part(&earlier, text),
            Role::Body(_) | Role::Wrong(_) => with_body(&earlier, text),
            _ => text.to_owned(),
        };
        self.write(path, &text);
    }
}

/// A path of the site as Windows writes it.
fn windows_path(word: &str) -> String {
    let is_path = word.starts_with("site/") || word.starts_with(r"C:\") || word.starts_with("site\\");
    if is_path { word.replace('/', "\\") } else { word.to_owned() }
}

/// A line with one number before any of these units.
fn with_number(line: &str, units: &[&str], number: &str) -> String {
    for unit in units {
        let Some(at) = line.find(unit) else { continue };
        let digits = line[..at].trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
        // A whole number of seconds is said of no measurement.
        if line[digits.len()..at].contains('.') || *unit == " ms" {
            return format!("{digits}{number}{}", &line[at..]);
        }
    }
    line.to_owned()
}

fn with_port(line: &str) -> String {
    let Some((before, after)) = line.split_once("http://127.0.0.1:") else { return line.to_owned() };
    format!("{before}http://127.0.0.1:4080{}", after.trim_start_matches(|sign: char| sign.is_ascii_digit()))
}

/// A file with the text of the page below its front matter.
fn with_body(earlier: &str, body: &str) -> String {
    match earlier.rfind("+++\n") {
        Some(end) => format!("{}{body}", &earlier[..end + 4]),
        None => format!("+++\ntitle = \"例\"\n+++\n{body}"),
    }
}

/// A text with lines of the page in its front matter.
fn with_front_matter(earlier: &str, part: &str) -> String {
    let (facts, body) =
        earlier.strip_prefix("+++\n").and_then(|rest| rest.split_once("+++\n")).unwrap_or_default();
    format!("+++\n{}+++\n{body}", with_part(facts, part))
}

/// A record with the lines of the page: a key or table that is there already is written over, all others are added.
fn with_part(earlier: &str, part: &str) -> String {
    let (mut keys, mut tables) = taken_apart(earlier);
    let (new_keys, new_tables) = taken_apart(part);
    let key = |line: &str| line.split_once(" = ").map(|(key, _)| key.to_owned());
    let written: Vec<String> = new_keys.iter().filter_map(|line| key(line)).collect();
    keys.retain(|line| key(line).is_none_or(|key| !written.contains(&key)));
    keys.extend(new_keys);
    for table in new_tables {
        match tables.iter_mut().find(|earlier| name(earlier) == name(&table)) {
            Some(earlier) => *earlier = table,
            None => tables.push(table),
        }
    }
    let lines = keys.into_iter().chain(tables.into_iter().flatten());
    lines.map(|line| format!("{line}\n")).collect()
}

/// The lines before the first table, and those of each.
fn taken_apart(record: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut keys = Vec::new();
    let mut tables: Vec<Vec<String>> = Vec::new();
    for line in record.lines() {
        if line.starts_with('[') {
            tables.push(Vec::new());
        }
        tables.last_mut().unwrap_or(&mut keys).push(line.to_owned());
    }
    (keys, tables)
}

/// What tells one table from others: its heading, and in a list its first key.
fn name(table: &[String]) -> &[String] {
    &table[..table.len().min(if table[0].starts_with("[[") { 2 } else { 1 })]
}
