//! Markdown to HTML, and everything else a page wants to know of its text. The one door to pulldown-cmark:
//! none of its types leave this folder.
//!
//! ```text
//! text ─mask→ Masked ─pulldown→ events ─flow→ Flow ─html→ Body
//!  │    reserved characters       in reading order,         HTML with holes, headings,
//!  │    calls, ruby, emphasis     internal blocks gone,     links, images, calls, lead
//!  │                              footnotes apart
//!  └───────────────────────────sections───────────────────→ fingerprints
//! ```
//!
//! 1. [`calls`] finds the lines that call a component; [`mask`] gives pulldown-cmark a text that it reads the
//!    way Japanese is meant ([`emphasis`], [`ruby`], [`alerts`]), and remembers where every byte came from.
//! 2. [`flow`] puts the events in reading order; [`footnotes`] numbers the notes.
//! 3. [`html`] writes, with one file for each thing that can be wrong: [`headings`], [`links`], [`raw_html`].
//!    [`soft_break`] decides which line breaks leave a space. What only a page can know (where a link leads,
//!    which level its headings start at) is left open as holes of the [`Body`].
//! 4. [`sections`] fingerprints the source, so that translations know when they are out of date.
//!
//! A body is written as often as its page is shown ([`Body::write`]): a loop of copies, with a question to
//! the page ([`Fill`]) at every hole. [`TermMatcher`] then marks the glossary's terms in what was written.
//!
//! Everything is linear in the text and nothing recurses: a text of one megabyte of `> ` is read like any other.

#![allow(rustdoc::private_intra_doc_links, reason = "the map is for people who work in here")]

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::{Place, SourcePath, Span};

mod alerts;
mod body;
mod calls;
mod east_asian;
mod emphasis;
mod flow;
mod footnotes;
mod headings;
mod html;
mod inline;
mod links;
mod mask;
mod plain;
mod prose;
mod raw_html;
mod ruby;
mod sections;
mod soft_break;
mod terms;

pub use body::{Argument, Body, Call, Fill, Heading, Image, Lead, Link, Section, escape};
pub use inline::inline;
pub use sections::fingerprint;
pub use terms::TermMatcher;

use flow::Flow;
use mask::Masked;

/// For whom a text is read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Whether `> [!INTERNAL]` blocks are kept. Where they are not, they leave nothing behind: no text, link,
    /// heading, footnote or complaint.
    pub internal: bool,
}

/// The longest body that is read, in bytes. The longest chapter of the cities' plans is a twentieth of it;
/// a longer file is a mistake (a picture pasted as text, say), and time is better spent on saying so.
const BODY_BYTES_MAX: usize = 1_000_000;

/// Where the text being read is: what every step needs to say where something is wrong.
struct Source<'a> {
    path: &'a SourcePath,
    /// The whole file.
    text: &'a str,
    /// The body as pulldown-cmark sees it.
    masked: Masked<'a>,
}

impl Source<'_> {
    /// The place of a span of the file.
    fn at(&self, span: Span) -> Place {
        Place::at(self.path, span)
    }
}

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
