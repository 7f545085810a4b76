//! Fingerprints of sections. A translation names the fingerprint of the text it was made from; when that
//! text changes, the translation is out of date.

use std::ops::Range;

use super::Section;
use super::soft_break::fold;
use crate::source::Span;

/// The id of the text before the first heading.
const LEAD: &str = "lead";

/// The sections of a body, from where its top-level headings start. What the audience may see makes no
/// difference: a translation is the same for every audience. `base` is where the body starts in the file.
pub(super) fn sections(text: &str, headings: Vec<(usize, String)>, base: usize) -> Vec<Section> {
    let ends = headings.iter().map(|(start, _)| *start).skip(1).chain([text.len()]);
    let lead_end = headings.first().map_or(text.len(), |(start, _)| *start);
    let under_headings =
        headings.iter().zip(ends).map(|((start, id), end)| section(text, id, *start..end, base));
    let mut sections = Vec::with_capacity(headings.len() + 1);
    if !text[..lead_end].trim().is_empty() {
        sections.push(section(text, LEAD, 0..lead_end, base));
    }
    sections.extend(under_headings);
    sections
}

fn section(text: &str, id: &str, range: Range<usize>, base: usize) -> Section {
    Section {
        id: id.to_owned(),
        fingerprint: fingerprint(&text[range.clone()]),
        span: Span::new(range.start + base, range.end + base),
    }
}

/// The fingerprint of a text. White space makes no difference. Four bytes are enough: it is only compared with
/// the one of the same section before.
pub fn fingerprint(text: &str) -> [u8; 4] {
    let hash = blake3::hash(fold(text).as_bytes());
    let [first, second, third, fourth, ..] = *hash.as_bytes();
    [first, second, third, fourth]
}
