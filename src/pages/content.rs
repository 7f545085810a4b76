//! The body of a text as a page shows it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::markdown::{Body, Call, Fill, Heading, Image, Link};
use crate::model::{Target, Text};
use crate::values::Language;
use crate::values::signs::signed;

use super::components::component::ComponentCall;
use super::components::list::component_view;
use super::{ComponentView, PageContext, attachment};

/// The text of a page: HTML, and between it what the theme renders.
#[derive(Debug)]
pub struct Content {
    /// The language whose words its components have.
    pub language: Language,
    /// The language that its words are in.
    pub written: Language,
    /// The parts, in order.
    pub parts: Vec<Part>,
}

/// A part of a page's text.
#[derive(Debug)]
pub enum Part {
    /// HTML.
    Html(String),
    /// A component for the theme to render.
    Component(Box<ComponentView>),
}

impl Content {
    /// The text that a page shows; empty without one.
    pub(super) fn of(context: &PageContext<'_>, text: Option<&Text>) -> Self {
        match text {
            Some(text) => RenderedText::of(context, text, 0).whole(),
            None => {
                let language = context.page.language;
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
pub(super) struct RenderedText {
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
pub(super) type TextSection = (Option<String>, Content);

impl RenderedText {
    /// A text, its headings lowered by so many levels.
    pub(super) fn of(context: &PageContext<'_>, text: &Text, heading_shift: u8) -> Self {
        let mut writer = Writer {
            context,
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
            languages: (context.page.language, text.document.language),
            html: context.mark_terms(&html, text.document.language),
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
    pub(super) fn sections(self) -> Vec<TextSection> {
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
    context: &'a PageContext<'a>,
    text: &'a Text,
    heading_shift: u8,
    parts: Vec<Part>,
    hole: usize,
    headings: Vec<String>,
    links: Vec<String>,
}

impl Fill for Writer<'_> {
    fn link(&mut self, link: &Link, index: usize, out: &mut String) {
        let target = self.text.targets.get(index);
        let url = target.and_then(|target| self.context.url_of_target(target));
        attribute("href", url.as_deref().unwrap_or(&link.destination), out);
        if matches!(target, Some(Target::Elsewhere(address)) if address.starts_with("http")) {
            out.push_str(r#" class="external""#);
            self.links.push(link.destination.clone());
        }
    }

    fn link_end(&mut self, link: &Link, index: usize, after: &str, out: &mut String) {
        let Some(Target::Asset(path, _)) = self.text.targets.get(index) else { return };
        let Some(asset) = self.context.site.assets.get(path) else { return };
        let Some(kind) = attachment::kind(path.name()) else { return };
        if attachment::is_said(&kind, path.name(), &link.text, after) {
            return;
        }
        let (number, unit) = attachment::size(asset.bytes);
        let marks = [("{type}", kind.as_str()), ("{number}", &number), ("{unit}", unit)];
        let words = marks
            .iter()
            .fold(self.words("attachment").into_owned(), |text, (mark, value)| text.replace(mark, value));
        out.push_str(r#"<span class="attachment">"#);
        crate::markdown::escape(&words, out);
        out.push_str("</span>");
    }

    fn image(&mut self, image: &Image, index: usize, out: &mut String) {
        let url = self.text.images.get(index).and_then(|target| self.context.url_of_target(target));
        attribute("src", url.as_deref().unwrap_or(&image.source), out);
        if let Some(Target::Asset(path, _)) = self.text.images.get(index)
            && let Some(size) = self.context.site.assets.get(path).and_then(|asset| asset.picture)
        {
            attribute("width", &size.width.to_string(), out);
            attribute("height", &size.height.to_string(), out);
        }
        out.push_str(r#" loading="lazy" decoding="async""#);
    }

    fn after_heading(&mut self, heading: &Heading, out: &mut String) {
        if heading.level > LINKED_LEVEL_MAX || !self.context.kind().links_headings {
            return;
        }
        // Beside the heading and not in it, so that the heading is called what it says.
        let name = self.words_with("heading-link", Some(&heading.text));
        out.push_str(r#"<a class="heading-link""#);
        attribute("href", &format!("#{}", heading.id), out);
        attribute("aria-label", &name, out);
        out.push_str("></a>\n");
    }

    fn call(&mut self, _call: &Call, index: usize, out: &mut String) {
        let Some(Some(component)) = self.text.components.get(index) else { return };
        let call = ComponentCall {
            context: self.context,
            written: self.text.document.language,
            number: self.hole + 1,
        };
        let Some(view) = component_view(&call, component) else { return };
        self.hole += 1;
        self.parts.push(Part::Component(Box::new(view)));
        out.push(COMPONENT);
    }

    fn section(&mut self, heading: &Heading, out: &mut String) {
        self.headings.push(heading.id.clone());
        out.push(SECTION);
    }

    fn id_prefix(&self) -> &str {
        self.context.id_prefix()
    }

    fn heading_shift(&self) -> u8 {
        self.heading_shift
    }

    fn words(&self, key: &'static str) -> Cow<'_, str> {
        self.words_with(key, None).into()
    }
}

impl Writer<'_> {
    /// Words of the theme in the language of the text, with the heading that they name.
    fn words_with(&self, key: &'static str, heading: Option<&str>) -> String {
        let language = self.text.document.language;
        let Some(found) =
            self.context.shared.translator.find(language, key, self.context.plan_words.map(Arc::as_ref))
        else {
            return key.to_owned();
        };
        let own = found.lang.map(|_| self.context.site.languages.tag(language));
        let mut name = String::new();
        signed(heading.unwrap_or_default(), own, &mut name);
        let mut words = String::new();
        signed(&found.words.other.replace("{heading}", &name), found.lang, &mut words);
        words
    }
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
