//! A body, step by step: the list that the map of [`markdown`](super) describes.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::{Place, SourcePath, Span};
use crate::unfinished::{self, Setting, scaffold};

use super::body::Body;
use super::flow::{Flow, Settings};
use super::source::Source;
use super::{calls, html, mask, sections, words};

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
    words::check(&source, &flow, &mut diagnostics);
    diagnostics.extend(beside_words(&page, path));
    page.sections = sections::sections(text, body, starts);
    diagnostics.retain(|diagnostic| !flow.hides(diagnostic));
    diagnostics.sort();
    page.shrink();
    (page, diagnostics)
}

/// Headings that `new` wrote, and marks in what components are told to show.
fn beside_words(page: &Body, path: &SourcePath) -> Vec<Diagnostic> {
    let unchanged = page.headings.iter().filter(|heading| scaffold::is_heading(&heading.text, &heading.id));
    let headings =
        unchanged.map(|heading| unfinished::unchanged(Place::at(path, heading.span), &heading.text));
    let arguments = page.calls.iter().flat_map(|call| &call.arguments).flat_map(|argument| {
        let place = |_| Place::at(path, argument.value_span);
        unfinished::report(&argument.value, Setting::Prose, place)
    });
    headings.chain(arguments).collect()
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
