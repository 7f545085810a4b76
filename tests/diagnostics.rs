//! Every diagnostic, by example: `tests/diagnostics/*.md` are documents that people can read. A heading names
//! the case; each block ```` ```toml content/x.toml ```` is a file of a small site (`support::BASE` is the rest
//! of it; an empty block takes a file of the base away), and the block ```` ```text ```` has the whole report.
//!
//! `UPDATE_EXPECTED=1 cargo test --test diagnostics` writes the reports anew: read the difference.

mod support;

use std::path::Path;

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

#[test]
fn every_code_has_an_example() {
    let examples: String = documents().iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let markdown =
        texts_below("tests/markdown") + &std::fs::read_to_string(repository("tests/markdown.rs")).unwrap();
    let publishing: String = texts_below("src/disk");
    let previewing: String = ["tests/serve.rs", "src/on_demand.rs"]
        .map(|path| std::fs::read_to_string(repository(path)).unwrap())
        .concat();
    let missing: Vec<&str> = rules::ALL
        .iter()
        .map(|rule| rule.code)
        .filter(|code| !examples.contains(&format!("[{code}]")))
        // The diagnostics of Markdown and of reading a disk have tests of their own beside their code.
        .filter(|code| !(code.starts_with("markdown.") && markdown.contains(code)))
        .filter(|code| !(code.starts_with("source.") && publishing.contains(code)))
        // A folder that goes while somebody reads, or a page that cannot be rendered, is an affair of the preview.
        .filter(|code| !previewing.contains(&format!("\"{code}\"")))
        .collect();
    assert!(missing.is_empty(), "write an example into tests/diagnostics/ for: {}", missing.join(", "));
}

fn documents() -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(repository("tests/diagnostics"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.sort();
    paths
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
            let path =
                info.split_whitespace().nth(1).unwrap_or_else(|| panic!("a block names its file: {line}"));
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
    let mut text = String::new();
    collect(&repository(folder), &mut text);
    text
}

fn collect(folder: &Path, text: &mut String) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, text);
        } else if let Ok(content) = std::fs::read_to_string(&path) {
            text.push_str(&content);
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
