//! Links and pictures that CommonMark leaves as text: with a space in their destination, with something between
//! `]` and `(`, or in full-width brackets.

use crate::diagnostic::{Diagnostic, Help};
use crate::rules;
use crate::source::Place;

/// A link or picture that is read as text.
#[derive(PartialEq, Debug)]
pub(super) struct UnreadLink {
    /// From `[` or `![` to the closing bracket, in bytes.
    pub(super) length: usize,
    /// How it is written so that it is read.
    instead: String,
    reason: Reason,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Reason {
    Space,
    Gap,
    WideBrackets,
}

/// What a text begins with, where that was meant as a link or a picture.
pub(super) fn at_start(text: &str) -> Option<UnreadLink> {
    let words_start = if text.starts_with('!') { "![".len() } else { "[".len() };
    let words =
        words(text.get(..words_start).filter(|open| open.ends_with('[')).map(|_| &text[words_start..])?)?;
    let words_end = words_start + words.len() + "]".len();
    let behind = &text[words_end..];
    let gap =
        behind.find(|character| ![' ', '\t', '\u{3000}', '\n'].contains(&character)).unwrap_or(behind.len());
    if behind[..gap].matches('\n').count() > 1 {
        return None;
    }
    let (inner, length) = in_brackets(&behind[gap..])?;
    let (destination, title) = split_title(inner.trim());
    let is_wide = behind[gap..].starts_with('（');
    let reason = match () {
        () if is_wide => Reason::WideBrackets,
        () if gap > 0 => Reason::Gap,
        () if destination.contains([' ', '\t']) => Reason::Space,
        () => return None,
    };
    looks_like_destination(destination).then(|| UnreadLink {
        length: words_end + gap + length,
        instead: written(&text[..words_end], destination, title),
        reason,
    })
}

fn written(head: &str, destination: &str, title: &str) -> String {
    let bare = destination.trim_start_matches('<').trim_end_matches('>');
    // A page's file has no spaces in its name, so the space is a slip, and not part of it.
    let is_page = bare.split('#').next().is_some_and(|file| file.ends_with(".md"));
    let bare: String = bare.chars().filter(|each| !is_page || ![' ', '\t'].contains(each)).collect();
    if bare.contains([' ', '\t', '(', ')']) {
        format!("{head}(<{bare}>{title})")
    } else {
        format!("{head}({bare}{title})")
    }
}

/// The longest words and destinations that are looked at, in bytes: a text of nothing but brackets is read once.
const LENGTH_MAX: usize = 500;

/// The words up to the `]` that belongs to the `[` before them, in one paragraph.
fn words(text: &str) -> Option<&str> {
    let mut open = 1;
    let mut previous = ' ';
    for (at, character) in beginning(text).char_indices() {
        match character {
            '[' if previous != '\\' => open += 1,
            ']' if previous != '\\' => open -= 1,
            '\n' if previous == '\n' => return None,
            _ => {}
        }
        if open == 0 {
            return Some(&text[..at]);
        }
        previous = character;
    }
    None
}

/// What stands in the brackets that a text begins with, on one line, and where they end.
fn in_brackets(text: &str) -> Option<(&str, usize)> {
    let first = text.chars().next().filter(|first| ['(', '（'].contains(first))?;
    let mut open = 0;
    for (at, character) in beginning(text).char_indices() {
        match character {
            '(' | '（' => open += 1,
            ')' | '）' => open -= 1,
            '\n' => return None,
            _ => {}
        }
        if open == 0 {
            return Some((&text[first.len_utf8()..at], at + character.len_utf8()));
        }
    }
    None
}

fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LENGTH_MAX)]
}

/// A destination, and the title in quotation marks behind it, with the space before it.
fn split_title(inner: &str) -> (&str, &str) {
    let quote = inner.chars().next_back().filter(|last| ['"', '\''].contains(last));
    let start = quote.and_then(|quote| inner[..inner.len() - 1].rfind(&format!(" {quote}")));
    start.map_or((inner, ""), |start| (inner[..start].trim_end(), &inner[start..]))
}

/// Whether it could lead anywhere. Words in brackets behind words in brackets are common: `[注] (令和8年 4月)`.
fn looks_like_destination(text: &str) -> bool {
    let file = text.split('#').next().unwrap_or(text).trim_end_matches('>');
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let has_ending = (2..=5).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    let begins = ["../", "./", "@/", "http:", "https:", "www.", "mailto:", "tel:", "<", "..\\", "＃", "#"];
    let is_sentence = text.contains(['。', '、']);
    !is_sentence && (has_ending || begins.iter().any(|start| text.starts_with(start)))
}

impl UnreadLink {
    pub(super) fn reported(&self, place: Place) -> Diagnostic {
        let (ja, en) = match self.reason {
            Reason::Space => {
                ("リンク先に空白があるため、リンクになりません", "a destination with a space makes no link")
            }
            Reason::Gap => (
                "`]` と `(` の間に空白か改行があるため、リンクになりません",
                "with a space or a line break between `]` and `(` it is no link",
            ),
            Reason::WideBrackets => {
                ("全角のかっこでは、リンクになりません", "full-width brackets make no link")
            }
        };
        let instead = &self.instead;
        Diagnostic::new(rules::MARKDOWN_UNREAD_LINK, place, ja, en).help_if(Some(Help::write(instead)))
    }
}

#[cfg(test)]
mod tests {
    use super::at_start;

    fn instead(text: &str) -> Option<String> {
        at_start(text).map(|unread| unread.instead)
    }

    #[test]
    fn what_was_meant_as_a_link_is_found_with_the_way_to_write_it() {
        for (text, expected) in [
            ("[様式](../様式 1.pdf)を", "[様式](<../様式 1.pdf>)"),
            ("![図](../図 1.png)", "![図](<../図 1.png>)"),
            ("[様式](様式 1.docx \"申請\")", "[様式](<様式 1.docx> \"申請\")"),
            ("[統計]\n(../vision.pdf)に", "[統計](../vision.pdf)"),
            ("[統計] (../vision.pdf#page=3)", "[統計](../vision.pdf#page=3)"),
            ("[統計]　(https://example.lg.jp/)", "[統計](https://example.lg.jp/)"),
            ("[統計]（../vision.pdf）", "[統計](../vision.pdf)"),
            ("[a [b] c](../d e (1).pdf)", "[a [b] c](<../d e (1).pdf>)"),
        ] {
            assert_eq!(instead(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_in_brackets_are_left_alone() {
        for text in [
            "[注] (令和8年 4月 1日)",
            "[1] (see below)",
            "[表1]（単位：人）",
            "[出典]（総務省「調査」、令和6年）",
            "[様式](../様式1.pdf)",
            "[a]\n\n(../b.pdf)",
            "[a] b (../c.pdf)",
            "[a] (Ver. 2.0)",
            "[a",
            "!",
            "!注意",
            "［注］（../a.pdf）",
        ] {
            assert_eq!(instead(text), None, "{text}");
        }
    }
}
