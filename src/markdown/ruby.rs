//! Readings: `{漢字|かんじ}` over the whole word, `{東京|とう|きょう}` over each character.
//!
//! A reading is recognised in the source, because CommonMark would take its `|` for the edge of a table cell
//! and its braces, at the end of a heading, for attributes. [`mask`](super::mask) swaps the three signs for
//! characters that mean nothing to CommonMark; here they are found again in the text.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::Place;

use super::body::escape;
use super::east_asian::is_variation_selector;
use super::hidden::{RUBY_BAR, RUBY_CLOSE, RUBY_OPEN};

/// The reading at the start of a text: where its bars are, and where it ends.
pub(super) struct Reading {
    pub(super) bars: Vec<usize>,
    pub(super) close: usize,
}

/// The longest reading, in bytes. Bounds the search for a closing brace that is not there.
const READING_BYTES_MAX: usize = 300;

/// Recognises a reading at the start of a text that begins with `{`. Its parts are not empty and hold no
/// sign that Markdown gives a meaning to, so that a reading is always one piece of text.
pub(super) fn recognise(text: &str) -> Option<Reading> {
    let mut bars = Vec::new();
    let mut part_start = 1;
    for (at, byte) in text.bytes().enumerate().take(READING_BYTES_MAX).skip(1) {
        match byte {
            b'|' | b'}' if at == part_start => return None,
            b'|' => {
                bars.push(at);
                part_start = at + 1;
            }
            b'}' => return (!bars.is_empty()).then_some(Reading { bars, close: at }),
            b'{' | b'\n' | b'*' | b'_' | b'~' | b'`' | b'[' | b']' | b'<' | b'>' | b'\\' | b'&' => {
                return None;
            }
            _ => {}
        }
    }
    None
}

#[derive(PartialEq, Debug)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    /// What stands below, and its readings; the range is that of the whole in the text.
    Ruby(&'a str, Vec<&'a str>, Range<usize>),
}

pub(super) fn pieces(masked: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &masked[at..];
        if rest.is_empty() {
            return None;
        }
        let Some(open) = rest.find(RUBY_OPEN) else {
            at = masked.len();
            return Some(Piece::Text(rest));
        };
        if open > 0 {
            at += open;
            return Some(Piece::Text(&rest[..open]));
        }
        let end = rest.find(RUBY_CLOSE).map_or(rest.len(), |close| close + RUBY_CLOSE.len_utf8());
        let inner = rest[..end].trim_start_matches(RUBY_OPEN).trim_end_matches(RUBY_CLOSE);
        let mut parts = inner.split(RUBY_BAR);
        let base = parts.next().unwrap_or("");
        let range = at..at + end;
        at += end;
        Some(Piece::Ruby(base, parts.collect(), range))
    })
}

/// What is wrong with a reading: several, but not one for each character.
pub(super) struct Mismatch {
    pub(super) characters: usize,
    pub(super) readings: usize,
}

pub(super) fn mismatched(place: Place, mismatch: &Mismatch) -> Diagnostic {
    let Mismatch { characters, readings } = mismatch;
    Diagnostic::new(
        rules::MARKDOWN_RUBY,
        place,
        format!("読みの数（{readings}）が文字の数（{characters}）と合いません"),
        format!("there are {readings} readings for {characters} characters"),
    )
    .help(
        "一文字ずつなら `{東京|とう|きょう}`、まとめてなら `{東京|とうきょう}` と書きます",
        "write `{東京|とう|きょう}` for one reading each, or `{東京|とうきょう}` for one over all",
    )
}

/// Writes a reading. Readings that do not fit the characters are written as one over all of them.
pub(super) fn write(base: &str, readings: &[&str], out: &mut String) -> Result<(), Mismatch> {
    out.push_str("<ruby>");
    let characters = if readings.len() == 1 { vec![base] } else { characters(base) };
    let fits = characters.len() == readings.len();
    if fits {
        characters.iter().zip(readings).for_each(|(base, reading)| write_pair(base, reading, out));
    } else {
        write_pair(base, &readings.concat(), out);
    }
    out.push_str("</ruby>");
    if fits { Ok(()) } else { Err(Mismatch { characters: characters.len(), readings: readings.len() }) }
}

fn write_pair(base: &str, reading: &str, out: &mut String) {
    escape(base, out);
    // For browsers without ruby, and for people who copy the text.
    out.push_str("<rp>(</rp><rt>");
    escape(reading, out);
    out.push_str("</rt><rp>)</rp>");
}

/// The characters of a base, each with its variation selector.
fn characters(base: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = base
        .char_indices()
        .filter(|(_, character)| !is_variation_selector(*character))
        .map(|(at, _)| at)
        .collect();
    starts.push(base.len());
    starts.windows(2).map(|pair| &base[pair[0]..pair[1]]).collect()
}

#[cfg(test)]
mod tests {
    use super::{recognise, write};

    #[test]
    fn readings_are_braces_with_bars_and_no_markup() {
        assert!(recognise("{漢字|かんじ}は").is_some_and(|reading| reading.close == 17));
        assert!(recognise("{東京|とう|きょう}").is_some_and(|reading| reading.bars.len() == 2));
        for text in
            ["{漢字}", "{|かんじ}", "{漢字|}", "{漢\n字|かんじ}", "{**漢**|かん}", "{漢字|かんじ", "{"]
        {
            assert!(recognise(text).is_none(), "{text}");
        }
    }

    #[test]
    fn readings_stand_over_the_word_or_over_each_character() {
        let html = |base, readings: &[&str]| {
            let mut out = String::new();
            let fits = write(base, readings, &mut out).is_ok();
            (out, fits)
        };
        let over_word = "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>";
        assert_eq!(html("漢字", &["かんじ"]), (over_word.to_owned(), true));
        let over_each =
            "<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rp>(</rp><rt>きょう</rt><rp>)</rp></ruby>";
        assert_eq!(html("東京", &["とう", "きょう"]), (over_each.to_owned(), true));
        let too_many = "<ruby>漢字<rp>(</rp><rt>かんじい</rt><rp>)</rp></ruby>";
        assert_eq!(html("漢字", &["かん", "じ", "い"]), (too_many.to_owned(), false));
    }
}
