//! Markdown: the text of a file becomes a [`Body`]: HTML with holes, and what other stages ask about it.
//! This is the only place that knows pulldown-cmark.
//!
//! 1. `stand_in` makes a copy of the text for the parser, **byte for byte as long as the original**, in
//!    which single characters are hidden behind stand-ins: component calls (`calls`), the bars of ruby
//!    (`ruby`), `[!INTERNAL]` (`alerts`) and letters beside emphasis (`emphasis`).
//! 2. pulldown-cmark reads the copy. Its offsets are offsets in the original, and words are taken from there.
//! 3. `html` turns the events into HTML with holes, asking `headings`, `links`, `footnotes`,
//!    `soft_break` and `raw_html` on the way; each of them adds what is wrong to the `Complaints`.
//! 4. `sections` takes the fingerprint of every section, for translations.
//! 5. Later, for each page, [`Body::write`] copies the HTML and lets the page [`Fill`] the holes: an address
//!    depends on the page a body stands on, the body does not. [`TermMatcher`] then marks glossary terms.
//!
//! **The decision for Japanese emphasis.** CommonMark does not let bold end at `」**で`: the inner neighbour is
//! punctuation and the outer one a letter, which in English is not the edge of a word and in Japanese can be.
//! We follow the rule of tats-u's *markdown-cjk-friendly* specification, and reach it without touching the
//! parser: the outer letter is shown to it as punctuation of the same length, and CommonMark's own rule then
//! gives that answer. Nothing is inserted (the usual trick puts U+1680 beside the asterisks and takes it out
//! again), so no place has to be mapped back and no text can be lost. To go when pulldown-cmark has the rule
//! itself. See `emphasis`.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::{SourcePath, Span};

use complaints::Complaints;

mod alerts;
mod calls;
mod complaints;
mod emphasis;
mod footnotes;
mod headings;
mod html;
mod links;
mod output;
mod raw_html;
mod ruby;
mod sections;
mod soft_break;
mod stand_in;
mod terms;
mod text;

pub use sections::fingerprint;
pub use terms::TermMatcher;
pub use text::escape;

/// Bodies over this are refused: the parser's worst cases grow faster than the text.
const BODY_BYTES_MAX: usize = 1_000_000;

/// What a build wants from a text.
#[derive(Clone, Debug)]
pub struct Settings {
    /// For the internal audience: `> [!INTERNAL]` blocks are kept. For any other they are dropped with all
    /// that is in them.
    pub internal: bool,
}

/// The text of a page: HTML with holes, and what is in it.
#[derive(Clone, Debug, Default)]
pub struct Body {
    html: String,
    holes: Vec<Hole>,
    /// The first paragraph, if the body starts with one.
    pub lead: Option<Lead>,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The links, in order.
    pub links: Vec<Link>,
    /// The images, in order.
    pub images: Vec<Image>,
    /// The component calls, in order.
    pub calls: Vec<Call>,
    /// The text before the first heading and the text under each heading, for the state of translations.
    pub sections: Vec<Section>,
}

/// A place in the HTML that depends on the page it stands on.
#[derive(Clone, Copy, Debug)]
struct Hole {
    /// The byte of the HTML before which something is written.
    at: u32,
    kind: HoleKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum HoleKind {
    /// The attributes of the link with this index.
    Link(u32),
    /// The attributes of the image with this index.
    Image(u32),
    /// The block of the call with this index.
    Call(u32),
    /// What stands before every id of the body.
    IdPrefix,
    /// The digit of a heading's level, before the shift.
    Level(u8),
    /// A word in the page's language.
    Word(&'static str),
}

/// A heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// The id, without [`Fill::id_prefix`].
    pub id: String,
    /// Whether the id was written (`{#contents}`), and is not a number that follows the structure.
    pub explicit: bool,
    /// The words, without markup; of ruby only the base.
    pub text: String,
    /// The words as inline HTML, without links.
    pub html: String,
    /// The heading with its marks.
    pub span: Span,
}

/// A link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// Where to, as written, entities decoded.
    pub destination: String,
    /// The destination alone where it can be found, otherwise the whole link.
    pub destination_span: Span,
    /// The whole link.
    pub span: Span,
    /// The words of the link.
    pub text: String,
}

/// An image.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Image {
    /// Which one, as written, entities decoded.
    pub source: String,
    /// The whole image.
    pub span: Span,
    /// What it shows, in words.
    pub alternative: String,
}

/// A component call: a line `{{<name argument="value" />}}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call {
    /// Of the component.
    pub name: String,
    /// Where the name is.
    pub name_span: Span,
    /// In the order written, no name twice.
    pub arguments: Vec<Argument>,
    /// From `{{<` to `/>}}`.
    pub span: Span,
}

/// An argument of a call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Where the name is.
    pub name_span: Span,
    /// Its value, without quotes and escapes.
    pub value: String,
    /// Where the value is, without the quotes.
    pub value_span: Span,
}

/// The first paragraph of a body that starts with one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lead {
    /// Without markup.
    pub text: String,
    /// As inline HTML, links as their words.
    pub html: String,
}

/// The text from one heading to the next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// The id of its heading; `lead` for the text before the first one.
    pub id: String,
    /// Stays the same when lines are only wrapped differently.
    pub fingerprint: [u8; 4],
    /// From the heading to the next.
    pub span: Span,
}

/// What a page puts into the holes of a body.
pub trait Fill {
    /// Writes the attributes of `<a`, such as ` href="../x.html"`.
    fn link(&mut self, link: &Link, index: usize, out: &mut String);
    /// Writes the attributes of `<img` other than `alt`, such as ` src="…"`.
    fn image(&mut self, image: &Image, index: usize, out: &mut String);
    /// Writes a whole block.
    fn call(&mut self, call: &Call, index: usize, out: &mut String);
    /// Words in the page's language, as text. Keys: `footnotes`, `footnote-back`, `alert-note`, `alert-tip`,
    /// `alert-important`, `alert-warning`, `alert-caution`, `alert-internal`.
    fn words(&self, key: &'static str) -> &str;
    /// Stands before every id in the body and every link to one of its footnotes; for pages that show several
    /// bodies. Needs no escaping.
    fn id_prefix(&self) -> &str {
        ""
    }
    /// Is added to every heading level; the sum stops at 6.
    fn heading_shift(&self) -> u8 {
        0
    }
}

/// Reads Markdown. `text` is the whole file and `body` the range of the Markdown in it; every span is in the
/// whole file.
pub fn parse(
    path: &SourcePath,
    text: &str,
    body: Range<usize>,
    settings: &Settings,
) -> (Body, Vec<Diagnostic>) {
    let mut complaints = Complaints::new(path, body.start);
    if body.len() > BODY_BYTES_MAX {
        complaints.push(too_large(&complaints));
        return (Body::default(), complaints.finish());
    }
    let text = &text[body];
    complain_about_ogham_space(text, &mut complaints);
    let (body, section_starts) = html::body(text, settings, &mut complaints);
    let sections = sections::sections(text, section_starts, complaints.base);
    (Body { sections, ..body }, complaints.finish())
}

fn too_large(complaints: &Complaints<'_>) -> Diagnostic {
    Diagnostic::error(
        "markdown.size",
        complaints.file(),
        "本文が1MBを超えています",
        "the text is larger than 1 MB",
    )
    .help("いくつかのファイルに分けてください", "divide it into several files")
}

/// U+1680 is the only white space that is drawn, as a dash. CommonMark takes it for a space beside emphasis,
/// a reader for a dash; nobody means it.
fn complain_about_ogham_space(text: &str, complaints: &mut Complaints<'_>) {
    for (at, space) in text.match_indices('\u{1680}') {
        complaints.push(
            Diagnostic::error(
                "markdown.reserved-character",
                complaints.at(at..at + space.len()),
                "使えない文字 U+1680 があります",
                "the character U+1680 is not allowed",
            )
            .help("この文字を消してください", "remove the character"),
        );
    }
}

impl Body {
    /// Writes the HTML, asking `fill` at every hole.
    pub fn write(&self, out: &mut String, fill: &mut dyn Fill) {
        let mut from = 0;
        for hole in &self.holes {
            let at = hole.at as usize;
            out.push_str(&self.html[from..at]);
            from = at;
            self.fill(hole.kind, out, fill);
        }
        out.push_str(&self.html[from..]);
    }

    fn fill(&self, hole: HoleKind, out: &mut String, fill: &mut dyn Fill) {
        match hole {
            HoleKind::Link(index) => fill.link(&self.links[index as usize], index as usize, out),
            HoleKind::Image(index) => fill.image(&self.images[index as usize], index as usize, out),
            HoleKind::Call(index) => fill.call(&self.calls[index as usize], index as usize, out),
            HoleKind::IdPrefix => out.push_str(fill.id_prefix()),
            HoleKind::Level(level) => {
                let level = level.saturating_add(fill.heading_shift()).min(6);
                out.push(char::from(b'0' + level));
            }
            HoleKind::Word(key) => escape(fill.words(key), out),
        }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.holes.is_empty()
    }

    /// The words without markup, of ruby only the base; blocks are separated by line breaks. For the search
    /// index.
    pub fn plain_text(&self) -> String {
        text::text_of(&self.html)
    }
}

/// Inline Markdown of one line (a title, a label, the text of a statement), as HTML. Links become their words:
/// such texts are shown inside links.
pub fn inline(text: &str) -> String {
    if !text.contains(['*', '_', '`', '[', '!', '<', '&', '\\', '{', '~', '\n']) {
        let mut out = String::with_capacity(text.len());
        escape(text.trim(), &mut out);
        return out;
    }
    // Records have their own complaints; here what is not Markdown is text.
    let nowhere = SourcePath::new("");
    html::line(text, &mut Complaints::new(&nowhere, 0))
}
