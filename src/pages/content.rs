//! The body of a text as a page shows it.

use crate::markdown::{Body, Call, Fill, Heading, Image, Link};
use crate::model::{Subject, Target, Text};
use crate::values::Language;

use super::component::{ComponentView, component};
use super::page::Making;

/// The text of a page: HTML, and between it what the theme draws.
#[derive(Clone, Debug)]
pub struct Content {
    /// The language whose words its components have.
    pub language: Language,
    /// The language it is written in.
    pub written: Language,
    /// The parts, in order.
    pub parts: Vec<Part>,
}

/// A part of a page's text.
#[derive(Clone, Debug)]
pub enum Part {
    /// HTML.
    Html(String),
    /// A component for the theme to draw.
    Component(Box<ComponentView>),
}

impl Content {
    /// The text that a page shows; empty without one.
    pub(super) fn of(making: &Making<'_>, text: Option<&Text>) -> Self {
        match text {
            Some(text) => Written::of(making, text, 0).whole(),
            None => {
                let language = making.page.language;
                Self { language, written: language, parts: Vec::new() }
            }
        }
    }

    /// Components were left in the HTML as [`COMPONENT`] signs, so that terms could be marked in one go.
    fn assemble(
        (language, written): (Language, Language),
        html: &str,
        components: &mut impl Iterator<Item = Part>,
    ) -> Self {
        let mut pieces = html.split(COMPONENT);
        let mut parts: Vec<Part> =
            pieces.next().map(|first| Part::Html(first.to_owned())).into_iter().collect();
        for piece in pieces {
            parts.extend(components.next());
            parts.push(Part::Html(piece.to_owned()));
        }
        parts.retain(|part| !matches!(part, Part::Html(html) if html.trim().is_empty()));
        Self { language, written, parts }
    }
}

/// A text as a page that shows several has it: on paper its links are numbered, and their addresses follow.
pub(super) struct Written {
    /// That of its components, and its own.
    languages: (Language, Language),
    html: String,
    components: Vec<Part>,
    /// The ids of the headings that begin a section, in order.
    headings: Vec<String>,
    /// Where its links to elsewhere lead, in order.
    pub(super) links: Vec<String>,
}

/// A section of a text: the id of its heading, if it has one, and the text with that heading.
pub(super) type WrittenSection = (Option<String>, Content);

impl Written {
    /// A text, its headings lowered by so many levels.
    pub(super) fn of(making: &Making<'_>, text: &Text, heading_shift: u8) -> Self {
        let mut writer = Writer {
            making,
            text,
            heading_shift,
            parts: Vec::new(),
            hole: 0,
            headings: Vec::new(),
            links: Vec::new(),
        };
        let mut html = String::new();
        body_of(text).write(&mut html, &mut writer);
        Self {
            languages: (making.page.language, text.document.language),
            html: making.mark_terms(&html, text.document.language),
            components: writer.parts,
            headings: writer.headings,
            links: writer.links,
        }
    }

    /// All of it.
    pub(super) fn whole(mut self) -> Content {
        self.html.retain(|character| character != SECTION);
        Content::assemble(self.languages, &self.html, &mut self.components.into_iter())
    }

    /// It by its headings.
    pub(super) fn sections(self) -> Vec<WrittenSection> {
        let mut components = self.components.into_iter();
        let ids = std::iter::once(None).chain(self.headings.into_iter().map(Some));
        ids.zip(self.html.split(SECTION))
            .map(|(id, html)| (id, Content::assemble(self.languages, html, &mut components)))
            .filter(|(_, content)| !content.parts.is_empty())
            .collect()
    }
}

/// Stands for a component while the HTML is written. It cannot come from a text: control characters are
/// refused when a file is read.
const COMPONENT: char = '\u{1}';
/// Stands before a heading that begins a section, likewise.
const SECTION: char = '\u{2}';

fn body_of(text: &Text) -> &Body {
    &text.document.body
}

struct Writer<'a> {
    making: &'a Making<'a>,
    text: &'a Text,
    heading_shift: u8,
    parts: Vec<Part>,
    hole: usize,
    headings: Vec<String>,
    links: Vec<String>,
}

impl Writer<'_> {
    fn way_to(&self, target: &Target) -> Option<String> {
        Some(match target {
            Target::Page(subject, heading) => self.making.way_to_heading(*subject, heading.as_deref()),
            Target::Heading(id) => format!("#{}{id}", self.making.id_prefix()),
            Target::Asset(path) => {
                let address = path.as_str().trim_start_matches("content/");
                encoded(&self.making.way_to_file(address))
            }
            Target::Elsewhere | Target::Broken => return None,
        })
    }
}

impl Fill for Writer<'_> {
    fn link(&mut self, link: &Link, index: usize, out: &mut String) {
        let way = self.text.targets.get(index).and_then(|target| self.way_to(target));
        attribute("href", way.as_deref().unwrap_or(&link.destination), out);
        if way.is_none() && link.destination.starts_with("http") {
            out.push_str(r#" class="external""#);
            self.links.push(link.destination.clone());
        }
    }

    fn image(&mut self, image: &Image, index: usize, out: &mut String) {
        let way = self.text.images.get(index).and_then(|target| self.way_to(target));
        attribute("src", way.as_deref().unwrap_or(&image.source), out);
        if let Some(Target::Asset(path)) = self.text.images.get(index)
            && let Some(size) = self.making.site.picture_sizes.get(path)
        {
            attribute("width", &size.width.to_string(), out);
            attribute("height", &size.height.to_string(), out);
        }
        out.push_str(r#" loading="lazy" decoding="async""#);
    }

    fn after_heading(&mut self, heading: &Heading, out: &mut String) {
        if heading.level > LINKED_LEVEL_MAX || !links_headings(self.making.page.subject) {
            return;
        }
        // Beside the heading and not in it, so that the heading is called what it says.
        let name = self.words("heading-link").replace("{heading}", &heading.text);
        out.push_str(r#"<a class="heading-link""#);
        attribute("href", &format!("#{}", heading.id), out);
        attribute("aria-label", &name, out);
        out.push_str("></a>\n");
    }

    fn call(&mut self, _call: &Call, index: usize, out: &mut String) {
        let Some(called) = self.text.components.get(index) else { return };
        let way_to = |target: &Target| self.way_to(target).unwrap_or_default();
        let written = self.text.document.language;
        let Some(view) = component(self.making, called, &way_to, self.hole, written) else { return };
        self.hole += 1;
        self.parts.push(Part::Component(Box::new(view)));
        out.push(COMPONENT);
    }

    fn section(&mut self, heading: &Heading, out: &mut String) {
        self.headings.push(heading.id.clone());
        out.push(SECTION);
    }

    fn id_prefix(&self) -> &str {
        self.making.id_prefix()
    }

    fn heading_shift(&self) -> u8 {
        self.heading_shift
    }

    fn words(&self, key: &'static str) -> &str {
        self.making.shared.words.words(self.text.document.language, key)
    }
}

/// A path as a link has it (RFC 3986): what is not plain ASCII is percent-encoded.
fn encoded(path: &str) -> String {
    let mut link = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            link.push(char::from(byte));
        } else {
            link.push_str(&format!("%{byte:02X}"));
        }
    }
    link
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    crate::markdown::escape(value, out);
    out.push('"');
}

/// The lowest headings that have a link of their own.
const LINKED_LEVEL_MAX: u8 = 4;

/// Whether the headings of a subject's page have links of their own: where it is a text to be read and quoted.
fn links_headings(subject: Subject) -> bool {
    matches!(subject, Subject::Plan(_) | Subject::Chapter(_) | Subject::Measure(_) | Subject::FreePage(_))
}

/// Whether a subject's page carries its plan's navigation.
pub(super) fn carries_navigation(subject: Subject) -> bool {
    matches!(subject, Subject::Chapter(_) | Subject::Measure(_))
}
