//! Every page of the manual, followed from top to bottom in the order of its menu, in Japanese and in English: each
//! command is run, what it prints must be what the page shows, and each file that a page gives is written into a
//! site, which must stay without errors. `tests/first_hour.rs` has the page 「はじめる」.
//!
//! The site is that of `shirube init site` without any answers, the one that these pages speak of. What a page writes
//! is there on the next, except drafts.
//!
//! `UPDATE_EXPECTED=1 cargo test --test guide` writes what is printed into the pages: read the difference, and accept
//! the English ones.

#[path = "support/guide.rs"]
mod guide;
mod support;

use guide::{Block, Desk, Role, blocks, compare};
use shirube::diagnostic::Severity;
use shirube::disk;
use shirube::pipeline::{Input, Timings, understand};
use support::{options, updating};

/// Every page but the first, in order.
const PAGES: [&str; 11] = [
    "_index",
    "preview",
    "writing",
    "records",
    "measures",
    "components",
    "translation",
    "publishing",
    "themes",
    "messages",
    "rules",
];

/// The photograph that pages show how to insert: as much of a JPEG file as says how large it is.
const PHOTO: &[u8] =
    b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x10\x00\x10\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9";

#[test]
fn every_japanese_page_does_what_it_says() {
    follow_all("ja_JP.UTF-8", ".md");
}

#[test]
fn every_english_page_does_what_it_says() {
    follow_all("en_US.UTF-8", ".en.md");
}

fn follow_all(language: &'static str, ending: &str) {
    let mut desk = Desk::new(language);
    desk.run("shirube init site", 0, false);
    for page in PAGES {
        if page == "writing" {
            std::fs::write(desk.site("content/sample-city/vision/photo.jpg"), PHOTO).unwrap();
        }
        let path = format!("content/guide/{page}{ending}");
        let blocks = blocks(&path);
        let printed = follow(&path, &blocks, &mut desk);
        compare(&path, &printed, updating());
        desk.clear_drafts();
        // Elsewhere, so that what the next page builds is a first build.
        desk.run("shirube build --root site --output built", 0, false);
    }
}

/// What was printed where a page shows output.
fn follow<'a>(path: &str, blocks: &'a [Block], desk: &mut Desk) -> Vec<(&'a Block, String)> {
    let mut printed = Vec::new();
    let mut last = String::new();
    let mut correct: Option<(&String, String)> = None;
    for block in blocks {
        match &block.role {
            Role::Command { status, apart } => {
                last = block.text.lines().map(|command| desk.run(command, *status, *apart)).collect();
            }
            Role::Output => {
                assert!(!last.is_empty(), "{path} shows what nothing prints: {}", block.text);
                printed.push((block, std::mem::take(&mut last)));
                if let Some((wrong, text)) = correct.take() {
                    desk.write(wrong, &text);
                }
            }
            Role::Saving(file) => printed.push((block, desk.saving(file))),
            Role::Wrong(file) => {
                correct = Some((file, desk.text(file)));
                desk.file(&block.role, &block.text);
            }
            Role::File(_) | Role::Part(_) | Role::Body(_) => {
                desk.file(&block.role, &block.text);
                has_no_errors(path, block, desk);
            }
            Role::Alone(file) => {
                desk.file(&block.role, &block.text);
                has_no_errors(path, block, desk);
                std::fs::remove_file(desk.site(file)).unwrap();
            }
            Role::Looked => {}
        }
    }
    printed
}

/// Whatever a page says to write can be built.
fn has_no_errors(path: &str, block: &Block, desk: &Desk) {
    let (sources, unread) = disk::read(&desk.site("")).unwrap();
    let outcome = understand(&Input::new(sources, unread), &options(), &mut Timings::new());
    let errors = outcome.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let errors: Vec<String> =
        errors.map(|found| format!("{:?}: {}", found.place, found.message.en)).collect();
    assert!(errors.is_empty(), "{path}, {:?}:\n{}\n{errors:#?}", block.role, block.text);
}

#[test]
fn no_page_is_left_out() {
    let folder = std::fs::read_dir(support::repository("content/guide")).unwrap();
    let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut pages: Vec<String> =
        names.filter_map(|name| Some(name.strip_suffix(".md")?.trim_end_matches(".en").to_owned())).collect();
    pages.sort();
    pages.dedup();
    let mut followed: Vec<&str> = PAGES.into_iter().chain(["start"]).collect();
    followed.sort_unstable();
    assert_eq!(pages, followed);
}

#[test]
fn pages_in_both_languages_have_the_same_blocks() {
    for page in PAGES.into_iter().chain(["start"]) {
        let roles = [".md", ".en.md"].map(|ending| {
            let blocks = blocks(&format!("content/guide/{page}{ending}"));
            blocks.into_iter().map(|block| format!("{:?}", block.role)).collect::<Vec<_>>()
        });
        // Words on screen are shown in the language of the page.
        let roles = roles.map(|roles| roles.join("\n").replace("i18n/en.toml", "i18n/ja.toml"));
        assert_eq!(roles[0], roles[1], "{page}");
    }
}
