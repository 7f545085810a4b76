//! Fingerprints of a text's parts: by them a translation knows what changed since it was made.

use std::ops::Range;

use crate::source::Span;

use super::body::Section;
use super::soft_break;

/// The fingerprint of a source text: BLAKE3 of the text with its white space folded, the first four bytes.
///
/// White space, line breaks and U+3000 included, becomes nothing between East Asian characters and one space
/// elsewhere; signs of markup between it and a character do not count. So breaking lines anew is no change,
/// and neither is moving a paragraph's indent.
pub fn fingerprint(text: &str) -> [u8; 4] {
    let hash = blake3::hash(fold(text).as_bytes());
    let [first, second, third, fourth, ..] = *hash.as_bytes();
    [first, second, third, fourth]
}

/// The sections of a body. `starts` are the headings that begin one: where, and their ids.
pub(super) fn sections(text: &str, body: Range<usize>, mut starts: Vec<(Span, String)>) -> Vec<Section> {
    starts.sort();
    let mut edges: Vec<usize> = starts.iter().map(|(span, _)| span.start as usize).collect();
    edges.push(body.end);
    let lead = section("lead".to_owned(), text, body.start..edges[0]);
    let lead = Some(lead).filter(|lead| !text[lead.span.range()].trim().is_empty());
    let others =
        starts.into_iter().zip(edges.windows(2)).map(|((_, id), edge)| section(id, text, edge[0]..edge[1]));
    lead.into_iter().chain(others).collect()
}

fn section(id: String, text: &str, range: Range<usize>) -> Section {
    Section { id, fingerprint: fingerprint(&text[range.clone()]), span: Span::from(range) }
}

fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before: Option<&str> = None;
    for word in text.split_whitespace() {
        let last = before.and_then(|word| word.trim_end_matches(is_markup).chars().next_back());
        let next = word.trim_start_matches(is_markup).chars().next();
        if before.is_some() && !soft_break::vanishes(last, next) {
            out.push(' ');
        }
        out.push_str(word);
        before = Some(word);
    }
    out
}

fn is_markup(character: char) -> bool {
    matches!(character, '*' | '_' | '~' | '[' | ']' | '`')
}

#[cfg(test)]
mod tests {
    use super::{fingerprint, fold};

    #[test]
    fn breaking_lines_anew_is_no_change() {
        let texts = [
            "人材の**育成**を 図る。\n  For OJT\nuse",
            "人材の\n**育成**を図る。 For\nOJT   use\n",
            "　人材の**育成**\nを図る。\nFor OJT use",
        ];
        assert!(texts.iter().all(|text| fingerprint(text) == fingerprint(texts[0])), "{:?}", texts.map(fold));
        assert_ne!(fingerprint("人材"), fingerprint("人財"));
        assert_ne!(fingerprint("a b"), fingerprint("ab"));
    }
}
