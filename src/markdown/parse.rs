//! A body, step by step: the list that the map of [`markdown`](super) describes.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::{Place, SourcePath, Span};

use super::body::Body;
use super::flow::{Flow, Settings};
use super::source::Source;
use super::{calls, html, mask, sections};

/// The longest body that is read, in bytes. The longest chapter of the cities' plans is a twentieth of it;
/// a longer file is a mistake (a picture pasted as text, say), and time is better spent on saying so.
const BODY_BYTES_MAX: usize = 1_000_000;

/// Reads the body of a Markdown file. `text` is the whole file, `body` the range of the Markdown in it; every
/// span of the result is a range of the whole file. Diagnostics are sorted by place.
pub fn parse(
    path: &SourcePath,
    text: &str,
    body: Range<usize>,
    settings: &Settings,
) -> (Body, Vec<Diagnostic>) {
    if body.len() > BODY_BYTES_MAX {
        return (Body::default(), vec![too_long(path, text, &body)]);
    }
    let (found, mut diagnostics) = calls::find(path, text, body.clone());
    let masked = mask::mask(path, text, body.clone(), &found, &mut diagnostics);
    let source = Source { path, text, masked };
    let flow = Flow::read(&source, settings);
    let (mut page, starts) = html::write(&source, &flow, found.calls, &mut diagnostics);
    page.sections = sections::sections(text, body, starts);
    diagnostics.retain(|diagnostic| !flow.hides(diagnostic));
    diagnostics.sort();
    page.shrink();
    (page, diagnostics)
}

fn too_long(path: &SourcePath, text: &str, body: &Range<usize>) -> Diagnostic {
    let first_line = text[body.clone()].lines().next().unwrap_or("").len();
    let (size_kb, limit_kb) = (body.len() / 1000, BODY_BYTES_MAX / 1000);
    Diagnostic::new(
        rules::MARKDOWN_SIZE,
        Place::at(path, Span::new(body.start, body.start + first_line)),
        format!("本文が長すぎます（{size_kb} kB、上限 {limit_kb} kB）"),
        format!("the text is too long ({size_kb} kB, the limit is {limit_kb} kB)"),
    )
    .help(
        "章を分けてください。表は `tables/` の CSV に、画像は別のファイルにします",
        "divide it into chapters; put tables into CSV files below `tables/` and images into files of their own",
    )
}
