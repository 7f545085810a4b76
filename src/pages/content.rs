//! The body of a text as a page shows it.

use crate::markdown::{Body, Call, Fill, Heading, Image, Link};
use crate::model::{Subject, Target, Text, relative};

use super::component::{ComponentView, component};
use super::page::Making;

/// The text of a page: HTML, and between it what the theme draws.
#[derive(Clone, Default, Debug)]
pub struct Content {
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
        let Some(text) = text else { return Self::default() };
        let mut writer = Writer { making, text, parts: Vec::new(), hole: 0 };
        let mut html = String::new();
        body_of(text).write(&mut html, &mut writer);
        let mut content = Self { parts: writer.parts };
        content.split_at_components(making.mark_terms(&html, text.document.language));
        content
    }

    /// Components were left in the HTML as [`COMPONENT`] signs, so that terms could be marked in one go.
    fn split_at_components(&mut self, html: String) {
        let components = std::mem::take(&mut self.parts);
        let mut pieces = html.split(COMPONENT);
        let mut parts: Vec<Part> =
            pieces.next().map(|first| Part::Html(first.to_owned())).into_iter().collect();
        for (component, piece) in components.into_iter().zip(pieces) {
            parts.push(component);
            parts.push(Part::Html(piece.to_owned()));
        }
        parts.retain(|part| !matches!(part, Part::Html(html) if html.trim().is_empty()));
        self.parts = parts;
    }
}

/// Stands for a component while the HTML is written. It cannot come from a text: control characters are
/// refused when a file is read.
const COMPONENT: char = '\u{1}';

fn body_of(text: &Text) -> &Body {
    &text.document.body
}

struct Writer<'a> {
    making: &'a Making<'a>,
    text: &'a Text,
    parts: Vec<Part>,
    hole: usize,
}

impl Writer<'_> {
    fn way_to(&self, target: &Target) -> Option<String> {
        let site = self.making.site;
        Some(match target {
            Target::Page(subject, heading) => {
                let mut way = self.making.way_to(*subject);
                if let Some(heading) = heading {
                    way.push('#');
                    way.push_str(heading);
                }
                way
            }
            Target::Heading(id) => format!("#{id}"),
            Target::Asset(path) => {
                let address = path.as_str().trim_start_matches("content/");
                encoded(&relative(
                    &site.address(self.making.page.subject, self.making.page.language),
                    address,
                ))
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
