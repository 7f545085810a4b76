//! The levels and ids of headings.
//!
//! An id is the writer's own (`## 取組内容 {#contents}`), shared by all languages of a text, or made from the
//! position: `s1`, `s1-2`. Ids never come from the words: those differ from language to language.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, Help};
use crate::rules;
use crate::source::{Place, Span};

/// The level of a text's uppermost headings: level 1 is the title of the page.
const TOP: usize = 2;

/// The headings so far: what the next one may be, and its number.
#[derive(Clone)]
pub(super) struct Outline {
    /// How many headings there have been at each level since the last one above it.
    counters: [u32; 7],
    /// The level of the last heading; that of the page's title before the first.
    level: usize,
}

impl Outline {
    pub(super) fn new() -> Self {
        Self { counters: [0; 7], level: TOP - 1 }
    }

    /// What is wrong with the level of the next heading, as it is written.
    pub(super) fn problem(&self, written: usize, place: Place) -> Option<Diagnostic> {
        let deepest = self.level + 1;
        if written < TOP {
            let problem = Diagnostic::new(
                rules::MARKDOWN_HEADING_LEVEL,
                place,
                "本文に `#` の見出しは書けません",
                "`#` cannot be used for a heading in the text",
            );
            return Some(problem.help(
                "ページの題名がいちばん上の見出しです。本文の見出しは `##` から始めます",
                "the title of the page is the first heading: begin with `##`",
            ));
        }
        (written > deepest).then(|| {
            let (written, deepest) = ("#".repeat(written), "#".repeat(deepest));
            Diagnostic::new(
                rules::MARKDOWN_HEADING_LEVEL,
                place,
                format!("見出しの段階が飛んでいます（`{written}`）"),
                format!("the heading skips a level (`{written}`)"),
            )
            .help(
                format!("ここで使えるのは `{deepest}` までです"),
                format!("the deepest heading possible here is `{deepest}`"),
            )
        })
    }

    /// Enters a heading as it is written, and returns the level that it gets.
    pub(super) fn enter(&mut self, written: usize) -> u8 {
        self.level = written.max(TOP);
        self.counters[self.level] += 1;
        self.counters[self.level + 1..].fill(0);
        self.level as u8
    }

    /// The id by position of the heading just entered.
    pub(super) fn id(&self) -> String {
        let numbers: Vec<String> = self.counters[TOP..=self.level].iter().map(u32::to_string).collect();
        format!("s{}", numbers.join("-"))
    }
}

/// The id of a heading in a block for the internal audience. Such headings are counted apart, so that the ids
/// of the others do not depend on who reads.
pub(super) fn internal_id(number: usize) -> String {
    format!("internal-{number}")
}

/// The ids of a text, each with the heading that has it.
#[derive(Default)]
pub(super) struct Ids(HashMap<String, Span>);

impl Ids {
    /// Takes an id for a heading, or says which heading has it already.
    pub(super) fn take(&mut self, id: &str, heading: Span) -> Result<(), Span> {
        match self.0.get(id) {
            Some(first) => Err(*first),
            None => {
                self.0.insert(id.to_owned(), heading);
                Ok(())
            }
        }
    }
}

/// The braces at the end of a heading, as pulldown-cmark finds them: their range in the heading's source, with
/// the braces.
pub(super) fn attributes(heading: &str) -> Option<Range<usize>> {
    let heading = heading.trim_end();
    let is_atx = heading.starts_with('#');
    // Below a heading underlined with `===`, the last line is not part of it.
    let content = if is_atx { heading } else { heading.rsplit_once('\n').map_or(heading, |(text, _)| text) };
    let inner = content.trim_end().strip_suffix('}')?;
    let open = inner.rfind(['{', '}', '<', '>', '\\', '\n'])?;
    inner[open..].starts_with('{').then(|| open..inner.len() + 1)
}

/// The id in the braces at the end of a heading. `braces` is their text.
pub(super) fn explicit_id(braces: &str, place: Place) -> Result<&str, Box<Diagnostic>> {
    let inner = braces.trim_start_matches('{').trim_end_matches('}').trim();
    let Some(id) = inner.strip_prefix('#').filter(|id| !id.contains(char::is_whitespace)) else {
        return Err(Box::new(not_an_id(place, braces)));
    };
    match id {
        _ if !is_well_formed(id) => Err(Box::new(malformed(place, id))),
        _ if is_reserved(id) => Err(Box::new(reserved(place, id))),
        _ => Ok(id),
    }
}

/// Whether an id means something already: the text before the first heading (in the fingerprints of a
/// translation), and what we number ourselves.
fn is_reserved(id: &str) -> bool {
    let is_numbered = |prefix| {
        id.strip_prefix(prefix).is_some_and(|rest: &str| rest.starts_with(|sign: char| sign.is_ascii_digit()))
    };
    ["lead", "title"].contains(&id) || ["fn-", "fnref-", "internal-"].into_iter().any(is_numbered)
}

fn not_an_id(place: Place, braces: &str) -> Diagnostic {
    Diagnostic::new(
        rules::MARKDOWN_HEADING_ATTRIBUTE,
        place,
        format!("見出しの終わりの `{braces}` は使えません"),
        format!("`{braces}` cannot stand at the end of a heading"),
    )
    .help(
        "`{#contents}` のような ID を一つだけ書けます。かっこを文字として見せるには `\\}` と書きます",
        "only one id, such as `{#contents}`, can; to show a brace, write `\\}`",
    )
}

fn is_well_formed(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

fn malformed(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(
        rules::MARKDOWN_HEADING_ID,
        place,
        format!("見出しの ID `{id}` に使えない文字があります"),
        format!("the heading id `{id}` has characters that ids cannot have"),
    )
    .help_if(spelled_as_id(id).map(|id| Help::write(&format!("{{#{id}}}"))))
    .help("半角の英小文字、数字、`-` だけを使います", "use only lower-case letters a to z, digits and `-`")
}

/// The id that was meant by one in another width, or with capitals, spaces or `_`.
fn spelled_as_id(written: &str) -> Option<String> {
    let folded: String = written.nfkc().flat_map(char::to_lowercase).collect();
    Some(folded.replace([' ', '_'], "-")).filter(|id| is_well_formed(id))
}

fn reserved(place: Place, id: &str) -> Diagnostic {
    Diagnostic::new(
        rules::MARKDOWN_HEADING_ID,
        place,
        format!("見出しの ID `{id}` は別の意味に使われています"),
        format!("the heading id `{id}` has a meaning already"),
    )
    .help("別の ID にします", "choose another id")
}

pub(super) fn taken(place: Place, id: &str, first: Place) -> Diagnostic {
    Diagnostic::new(
        rules::MARKDOWN_HEADING_ID,
        place,
        format!("見出しの ID `{id}` が二度使われています"),
        format!("the heading id `{id}` is used twice"),
    )
    .note(first, "一つ目", "the first one")
    .help("どちらかを別の ID にします", "change one of them")
}

pub(super) fn empty(place: Place) -> Diagnostic {
    Diagnostic::new(
        rules::MARKDOWN_EMPTY_HEADING,
        place,
        "見出しに文字がありません",
        "the heading has no words",
    )
    .help("見出しを書くか、`#` の行を消します", "write the heading, or delete the line")
}

#[cfg(test)]
mod tests {
    use super::{Outline, Place, attributes};
    use crate::source::SourcePath;

    #[test]
    fn ids_by_position_count_at_each_level() {
        let mut outline = Outline::new();
        let mut id = |level| {
            outline.enter(level);
            outline.id()
        };
        assert_eq!([2, 3, 3, 4, 2, 3].map(&mut id), ["s1", "s1-1", "s1-2", "s1-2-1", "s2", "s2-1"]);
    }

    #[test]
    fn levels_are_not_skipped() {
        let mut outline = Outline::new();
        let place = Place::file(&SourcePath::new("a.md"));
        let mut is_wrong = |level| {
            let problem = outline.problem(level, place.clone());
            outline.enter(level);
            problem.is_some()
        };
        assert_eq!([2, 4, 3, 2, 1, 3].map(&mut is_wrong), [false, true, false, false, true, false]);
    }

    #[test]
    fn attributes_are_the_last_braces_of_a_heading() {
        let found = |heading: &'static str| attributes(heading).map(|range| &heading[range]);
        assert_eq!(found("## 目標 {#goal}"), Some("{#goal}"));
        assert_eq!(found("目標 {#goal}\n---"), Some("{#goal}"));
        assert_eq!(found("## 目標 {案"), None);
        assert_eq!(found("## 目標 \\{案\\}"), None);
    }
}
