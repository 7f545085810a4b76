//! Heading levels and ids. An id is written (`{#contents}`) or follows the structure (`s2-1` is the first
//! subheading under the second heading), so that it is the same in every language.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::CowStr;

use super::complaints::Complaints;
use crate::diagnostic::Diagnostic;

/// The level of the headings directly under the page's title.
const FIRST_LEVEL: u8 = 2;

/// What has been seen of the headings so far.
#[derive(Default)]
pub(super) struct Headings {
    /// How many headings of level 2, 3 … there were under the current one of the level above.
    counts: [u32; 5],
    /// The level of the last heading, and 0 before the first.
    last_level: u8,
    /// The written ids and where they are.
    written: HashMap<String, Range<usize>>,
}

/// What the parser found in the braces behind a heading.
pub(super) struct Attributes<'e, 'a> {
    pub(super) id: Option<&'e CowStr<'a>>,
    pub(super) classes: &'e [CowStr<'a>],
    pub(super) others: &'e [(CowStr<'a>, Option<CowStr<'a>>)],
}

impl Headings {
    /// The id of the next heading, and whether it was written. The level is at least 2.
    pub(super) fn next(
        &mut self,
        level: u8,
        attributes: &Attributes<'_, '_>,
        text: &str,
        range: &Range<usize>,
        complaints: &mut Complaints<'_>,
    ) -> (String, bool) {
        let id = self.count(level);
        let braces = braces(text, range);
        if !attributes.classes.is_empty() || !attributes.others.is_empty() {
            complaints.push(not_an_id(braces.clone(), complaints));
        }
        let Some(written) = attributes.id else { return (id, false) };
        match self.refusal(written, braces.clone(), complaints) {
            Some(complaint) => {
                complaints.push(complaint);
                (id, false)
            }
            None => {
                self.written.insert(written.to_string(), braces);
                (written.to_string(), true)
            }
        }
    }

    /// Counts a heading and gives its structural id.
    pub(super) fn count(&mut self, level: u8) -> String {
        let depth = usize::from(level - FIRST_LEVEL);
        self.counts[depth] += 1;
        self.counts[depth + 1..].fill(0);
        let numbers: Vec<String> = self.counts[..=depth].iter().map(u32::to_string).collect();
        format!("s{}", numbers.join("-"))
    }

    /// Complains about a level-1 heading and a skipped level; the level to go on with.
    pub(super) fn check_level(
        &mut self,
        level: u8,
        text: &str,
        range: &Range<usize>,
        complaints: &mut Complaints<'_>,
    ) -> u8 {
        let place = trimmed(text, range);
        if level < FIRST_LEVEL {
            complaints.push(level_of_title(place, complaints));
        } else if level > self.last_level.max(FIRST_LEVEL - 1) + 1 {
            complaints.push(skipped_level(level, self.last_level, place, complaints));
        }
        self.last_level = level.max(FIRST_LEVEL);
        self.last_level
    }

    fn refusal(&self, id: &str, place: Range<usize>, complaints: &Complaints<'_>) -> Option<Diagnostic> {
        let place = complaints.at(place);
        if id.is_empty() || !id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
            let ja = format!("見出しの識別子 `{id}` に使えない文字があります");
            let en = format!("the heading id `{id}` has characters that are not allowed");
            return Some(Diagnostic::error("markdown.heading-id", place, ja, en).help(
                "半角の小文字、数字、`-` だけを使ってください",
                "use only the letters a to z, digits and `-`",
            ));
        }
        if is_reserved(id) {
            let ja = format!("見出しの識別子 `{id}` は自動で付く番号と重なります");
            let en = format!("the heading id `{id}` is kept for automatic numbering");
            return Some(
                Diagnostic::error("markdown.heading-id", place, ja, en)
                    .help("内容を表す語にしてください", "use a word that says what the section is about"),
            );
        }
        let first = self.written.get(id)?;
        let ja = format!("見出しの識別子 `{id}` が2回使われています");
        let en = format!("the heading id `{id}` is used twice");
        let first = complaints.at(first.clone());
        Some(Diagnostic::error("markdown.heading-id", place, ja, en).note(
            first,
            "最初はここで使われています",
            "it is used here first",
        ))
    }
}

/// Whether an id is one that a body gets by itself: `lead`, `s1-2`, `fn-1`, `fnref-1`.
fn is_reserved(id: &str) -> bool {
    let is_numbers = |numbers: &str| {
        numbers.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    ["lead", "title"].contains(&id)
        || ["s", "fn-", "fnref-"].iter().any(|prefix| id.strip_prefix(prefix).is_some_and(is_numbers))
}

/// Where the braces behind a heading are.
fn braces(text: &str, range: &Range<usize>) -> Range<usize> {
    let heading = &text[range.clone()];
    match (heading.rfind('{'), heading.rfind('}')) {
        (Some(start), Some(end)) if start < end => range.start + start..range.start + end + 1,
        _ => trimmed(text, range),
    }
}

/// A range without white space at its end.
fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end().len()
}

fn not_an_id(place: Range<usize>, complaints: &Complaints<'_>) -> Diagnostic {
    Diagnostic::error(
        "markdown.heading-attribute",
        complaints.at(place),
        "見出しに付けられるのは識別子だけです",
        "a heading can only have an id",
    )
    .help("`{#contents}` の形で書いてください", "write it as `{#contents}`")
}

fn level_of_title(place: Range<usize>, complaints: &Complaints<'_>) -> Diagnostic {
    Diagnostic::error(
        "markdown.heading-level",
        complaints.at(place),
        "本文に第1レベルの見出しがあります",
        "the text has a heading of level 1",
    )
    .help(
        "ページの題名が第1レベルの見出しになります。`##` から始めてください",
        "the page's title is the heading of level 1: start with `##`",
    )
}

fn skipped_level(level: u8, last: u8, place: Range<usize>, complaints: &Complaints<'_>) -> Diagnostic {
    let expected = last.max(FIRST_LEVEL - 1) + 1;
    let marks = "#".repeat(usize::from(expected));
    let (ja, en) = if last == 0 {
        (format!("最初の見出しが第{level}レベルです"), format!("the first heading is of level {level}"))
    } else {
        (
            format!("見出しが第{last}レベルから第{level}レベルに飛んでいます"),
            format!("the heading goes from level {last} to level {level}"),
        )
    };
    Diagnostic::error("markdown.heading-level", complaints.at(place), ja, en)
        .help(format!("`{marks}` にしてください"), format!("use `{marks}`"))
}

#[cfg(test)]
mod tests {
    use super::{Headings, is_reserved};

    #[test]
    fn ids_follow_the_structure() {
        let mut headings = Headings::default();
        let ids: Vec<String> = [2, 3, 3, 2, 3, 4].map(|level| headings.count(level)).into();
        assert_eq!(ids, ["s1", "s1-1", "s1-2", "s2", "s2-1", "s2-1-1"]);
    }

    #[test]
    fn automatic_ids_are_reserved() {
        for id in ["s1", "s1-2", "lead", "title", "fn-1", "fnref-12"] {
            assert!(is_reserved(id), "{id}");
        }
        for id in ["s", "s-1", "staff", "s1-", "fn", "fn-a", "leads"] {
            assert!(!is_reserved(id), "{id}");
        }
    }
}
