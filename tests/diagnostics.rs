//! Every diagnostic, by example: `tests/diagnostics/*.md` are documents that people can read. A heading names
//! the case; each block ```` ```toml content/x.toml ```` is a file of a small site (`support::BASE` is the rest
//! of it; an empty block takes a file of the base away), and the block ```` ```text ```` has the whole report.
//!
//! That a diagnostic carries only a rule of the register needs no test: nothing else can make a rule (`rules::Rule`).
//!
//! `UPDATE_EXPECTED=1 cargo test --test diagnostics` writes the reports anew: read the difference.

mod support;

use std::path::{Path, PathBuf};

use shirube::cli::{Messages, report_text};
use shirube::rules;
use support::{build, fixture, options, repository, updating};

#[test]
fn every_example_is_reported_as_written() {
    let mut wrong = Vec::new();
    for path in documents() {
        let text = std::fs::read_to_string(&path).unwrap();
        let (actual, cases) = rewritten(&text);
        assert!(cases > 0, "{} has no case", path.display());
        if actual == text {
            continue;
        }
        if updating() {
            std::fs::write(&path, actual).unwrap();
        } else {
            wrong.push(format!("{}\n{}", path.display(), first_difference(&text, &actual)));
        }
    }
    assert!(wrong.is_empty(), "run with UPDATE_EXPECTED=1 and read the difference:\n{}", wrong.join("\n"));
}

/// The rules that no site in a string breaks: what only a disk, a preview, a command or the bytes of a picture show.
/// Another test breaks them, and names their codes.
const NOT_IN_A_STRING: &[&str] = &[
    "address.gone",
    "asset.private-data",
    "shirube.panic",
    "site.sample",
    "source.control-character",
    "source.encoding",
    "source.link-loop",
    "source.link-outside",
    "source.missing",
    "source.not-a-file",
    "source.size",
    "source.twins",
    "source.unreadable",
    "template.endless",
];

#[test]
fn every_rule_has_an_example() {
    let examples: String = documents().iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let of_markdown = texts_below("tests/markdown");
    let tests = test_code();
    let mut wrong = Vec::new();
    for code in rules::ALL.iter().map(|rule| rule.code) {
        let is_in_string = examples.contains(&format!("[{code}]: "));
        let is_asserted = tests.contains(&format!("{code}\""));
        // The examples of Markdown show more than the report: what the text becomes.
        let is_of_markdown =
            code.starts_with("markdown.") && (of_markdown.contains(&format!("// {code} ")) || is_asserted);
        match (is_in_string || is_of_markdown, NOT_IN_A_STRING.contains(&code)) {
            (true, false) => {}
            (false, false) => wrong.push(format!("{code}: write an example into tests/diagnostics/")),
            (true, true) => wrong.push(format!("{code}: it has an example and is no exception")),
            (false, true) if is_asserted => {}
            (false, true) => wrong.push(format!("{code}: no test names it")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The code of all tests but this one: `tests/*.rs`, and in the sources `tests.rs` and what is below `#[cfg(test)]`.
fn test_code() -> String {
    let sources = files_below("src", "rs").into_iter().map(|path| {
        let text = std::fs::read_to_string(&path).unwrap();
        match text.split_once("#[cfg(test)]") {
            _ if path.ends_with("tests.rs") => text,
            Some((_, tests)) => tests.to_owned(),
            None => String::new(),
        }
    });
    let tests = files_below("tests", "rs").into_iter().filter(|path| !path.ends_with("diagnostics.rs"));
    let tests = tests.map(|path| std::fs::read_to_string(path).unwrap());
    sources.chain(tests).collect()
}

fn documents() -> Vec<PathBuf> {
    files_below("tests/diagnostics", "md")
}

/// The document with the reports as they really are, and how many cases it has.
fn rewritten(text: &str) -> (String, usize) {
    let mut out = String::new();
    let mut files: Vec<(String, String)> = Vec::new();
    let mut cases = 0;
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        out.push_str(line);
        if line.starts_with("## ") {
            files.clear();
        }
        let Some(info) = line.trim_end().strip_prefix("```").filter(|info| !info.is_empty()) else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| line.trim_end() != "```").collect();
        if info == "text" {
            cases += 1;
            out.push_str(&report(&files));
        } else {
            let block = block.concat();
            out.push_str(&block);
            let (_, path) = info.split_once(' ').unwrap_or_else(|| panic!("a block names its file: {line}"));
            files.push((path.to_owned(), block));
        }
        out.push_str("```\n");
    }
    (out, cases)
}

fn report(files: &[(String, String)]) -> String {
    let sources = fixture(files);
    let (_, diagnostics) = build(&sources, &options());
    if diagnostics.is_empty() {
        return "nothing to report\n".to_owned();
    }
    let mut report = report_text(&diagnostics, &sources, Messages::English);
    report.push('\n');
    report
}

fn texts_below(folder: &str) -> String {
    files_below(folder, "md").iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// The files with an ending below a folder of the repository, in order.
fn files_below(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(&repository(folder), ending, &mut files);
    files.sort();
    files
}

fn collect(folder: &Path, ending: &str, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, ending, files);
        } else if path.extension().is_some_and(|known| known == ending) {
            files.push(path);
        }
    }
}

fn first_difference(expected: &str, actual: &str) -> String {
    let at = expected.lines().zip(actual.lines()).take_while(|(left, right)| left == right).count();
    let around = |text: &str| {
        let lines = text.lines().enumerate().skip(at.saturating_sub(3)).take(12);
        lines.map(|(number, line)| format!("{:>5} {line}", number + 1)).collect::<Vec<_>>().join("\n")
    };
    format!("--- expected\n{}\n--- actual\n{}", around(expected), around(actual))
}
