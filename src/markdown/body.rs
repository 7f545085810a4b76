//! A text that has been read: HTML with holes, and what is in it.

use std::borrow::Cow;

use crate::source::Span;

use super::plain;

/// The body of a Markdown file.
///
/// Its HTML has holes where only the page that shows it knows what to write: [`write`](Body::write) asks a
/// [`Fill`] for each.
#[derive(Clone, Default, Debug)]
pub struct Body {
    pub(super) html: String,
    pub(super) holes: Vec<Hole>,
    /// The first paragraph, if the text begins with one.
    pub lead: Option<Lead>,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub images: Vec<Image>,
    pub calls: Vec<Call>,
    /// The text by headings; their fingerprints show whether a translation is up to date.
    pub sections: Vec<Section>,
}

/// A place in the HTML where something is missing.
#[derive(Clone, Debug)]
pub(super) struct Hole {
    /// The byte of the HTML that follows the hole.
    at: u32,
    kind: HoleKind,
}

/// What is missing; what each asks the page for stands at [`Fill`]. A number is the index of a link, an image, a
/// call or a heading of the body.
#[derive(Clone, Debug)]
pub(super) enum HoleKind {
    Link(u32),
    LinkEnd(u32),
    Image(u32),
    Call(u32),
    IdPrefix,
    Section(u32),
    /// The number of a heading's level.
    Level(u8),
    UiString(UiString),
    AfterHeading(u32),
}

/// A string of the user interface: it belongs to the page, not to the text.
#[derive(Clone, Copy, Debug)]
pub(super) enum UiString {
    Footnotes,
    FootnoteBack,
    AlertNote,
    AlertTip,
    AlertImportant,
    AlertWarning,
    AlertCaution,
    AlertInternal,
}

impl UiString {
    fn key(self) -> &'static str {
        match self {
            Self::Footnotes => "footnotes",
            Self::FootnoteBack => "footnote-back",
            Self::AlertNote => "alert-note",
            Self::AlertTip => "alert-tip",
            Self::AlertImportant => "alert-important",
            Self::AlertWarning => "alert-warning",
            Self::AlertCaution => "alert-caution",
            Self::AlertInternal => "alert-internal",
        }
    }
}

/// The first paragraph of a text: what other pages show of it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Lead {
    pub text: String,
    /// As inline HTML; links are their text, images their alternative text, and footnotes are left out.
    pub html: String,
}

#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Heading {
    /// 2 to 6; level 1 is the page's title.
    pub level: u8,
    /// The id, unique in the text: the writer's own, or one by position such as `s1-2`.
    pub id: String,
    pub explicit: bool,
    /// The words, without readings.
    pub text: String,
    /// The words as inline HTML without links and footnotes.
    pub html: String,
    pub span: Span,
}

#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Link {
    /// Where it leads, as written, entities decoded.
    pub destination: String,
    /// Where the destination is written; where that is not known, the whole link.
    pub destination_span: Span,
    pub span: Span,
    /// Its words, without readings; those of its images where it has no others.
    pub text: String,
}

#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Image {
    /// Where it is, as written, entities decoded.
    pub source: String,
    pub span: Span,
    /// What it says to people who do not see it.
    pub alternative: String,
}

#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Call {
    pub name: String,
    pub name_span: Span,
    /// The arguments, in order, no name twice.
    pub arguments: Vec<Argument>,
    /// The whole call, from `{{<` to `/>}}`.
    pub span: Span,
}

#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Argument {
    pub name: String,
    pub name_span: Span,
    /// Its value, `\"` and `\\` decoded.
    pub value: String,
    /// Where the value is written, without its quotes.
    pub value_span: Span,
}

/// A part of a text, from one heading to the next.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Section {
    /// The id of its heading; `lead` for the text before the first one.
    pub id: String,
    /// The [`fingerprint`](super::fingerprint()) of its source text.
    pub fingerprint: [u8; 4],
    pub span: Span,
}

/// What a page knows and a text does not.
pub trait Fill {
    /// Writes the attributes of a link, each with a space before it: ` href="../x.html"`.
    fn link(&mut self, link: &Link, index: usize, out: &mut String);
    /// Writes what follows the words of a link to a file, inside the link. `after` is the HTML that follows the link.
    fn link_end(&mut self, _link: &Link, _index: usize, _after: &str, _out: &mut String) {}
    /// Writes the attributes of an image, each with a space before it: ` src="…"`. `alt` is already there.
    fn image(&mut self, image: &Image, index: usize, out: &mut String);
    fn call(&mut self, call: &Call, index: usize, out: &mut String);
    /// Where a section begins, before its heading; a heading within a list or a quotation begins none.
    fn section(&mut self, _heading: &Heading, _out: &mut String) {}
    /// The words for a key, in the language of the page: `footnotes` (the name of the list of footnotes),
    /// `footnote-back` (the name of the way back from one; its number follows), `alert-note`, `alert-tip`,
    /// `alert-important`, `alert-warning`, `alert-caution` and `alert-internal` (the title of the box).
    fn words(&self, key: &'static str) -> Cow<'_, str>;
    /// Writes what follows a heading: the link to it, on pages that have one.
    fn after_heading(&mut self, _heading: &Heading, _out: &mut String) {}
    /// What to put before every id, and before every link to one that the text makes by itself (footnotes).
    fn id_prefix(&self) -> &str {
        ""
    }
    /// How many levels to lower the headings by; none goes below the sixth.
    fn heading_shift(&self) -> u8 {
        0
    }
}

impl Body {
    pub fn write(&self, out: &mut String, fill: &mut dyn Fill) {
        out.reserve(self.html.len() + self.holes.len() * 8);
        let mut copied = 0;
        for hole in &self.holes {
            let at = hole.at as usize;
            out.push_str(&self.html[copied..at]);
            copied = at;
            self.fill(hole, out, fill);
        }
        out.push_str(&self.html[copied..]);
    }

    fn fill(&self, hole: &Hole, out: &mut String, fill: &mut dyn Fill) {
        match hole.kind {
            HoleKind::Link(index) => fill.link(&self.links[index as usize], index as usize, out),
            HoleKind::LinkEnd(index) => {
                let after = self.html[hole.at as usize..].trim_start_matches("</a>");
                fill.link_end(&self.links[index as usize], index as usize, after, out);
            }
            HoleKind::Image(index) => fill.image(&self.images[index as usize], index as usize, out),
            HoleKind::Call(index) => fill.call(&self.calls[index as usize], index as usize, out),
            HoleKind::Section(index) => fill.section(&self.headings[index as usize], out),
            HoleKind::IdPrefix => escape(fill.id_prefix(), out),
            HoleKind::Level(level) => {
                out.push(char::from(b'0' + level.saturating_add(fill.heading_shift()).min(6)))
            }
            HoleKind::AfterHeading(index) => fill.after_heading(&self.headings[index as usize], out),
            HoleKind::UiString(string) => escape(&fill.words(string.key()), out),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// The text without any markup: readings are left out, each block begins a new line, and what components
    /// render to is not in it.
    pub fn plain_text(&self) -> String {
        plain::blocks(&self.html)
    }

    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    pub(super) fn push_escaped(&mut self, text: &str) {
        escape(text, &mut self.html);
    }

    pub(super) fn push_hole(&mut self, kind: HoleKind) {
        self.holes.push(Hole { at: self.html.len() as u32, kind });
    }

    /// Takes back the HTML from a byte on.
    pub(super) fn truncate(&mut self, html_len: usize) {
        self.html.truncate(html_len);
        let kept = self.holes.partition_point(|hole| (hole.at as usize) < html_len);
        self.holes.truncate(kept);
    }

    /// Gives back memory that was reserved and not used: many thousand bodies are kept.
    pub(super) fn shrink(&mut self) {
        self.html.shrink_to_fit();
        self.holes.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.links.shrink_to_fit();
        self.images.shrink_to_fit();
        self.calls.shrink_to_fit();
        self.sections.shrink_to_fit();
    }
}

/// Escapes text for HTML content and double-quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[copied..at]);
        out.push_str(entity);
        copied = at + 1;
    }
    out.push_str(&text[copied..]);
}
