//! The elements of a template, as far as they can be known before it is rendered (html5gum's one door).
//!
//! What Tera reads is taken out first, sign by sign, so that places stay the same: an expression becomes [`HOLE`]s,
//! a tag or a comment becomes spaces. What is left is HTML.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use crate::source::Span;

use super::super::tera_text::end_of_tera;

/// Stands in a value for what only rendering can tell.
pub(super) const HOLE: char = '\u{1a}';

/// An element, by the tag that opens it.
pub(super) struct Element {
    /// In small letters.
    pub(super) name: String,
    /// The tag.
    pub(super) span: Span,
    pub(super) attributes: Vec<Attribute>,
    /// Whether anything stands between the tags of a script or a style.
    pub(super) has_content: bool,
}

pub(super) struct Attribute {
    /// In small letters.
    pub(super) name: String,
    pub(super) value: String,
    /// From its name to its end.
    pub(super) span: Span,
}

impl Element {
    /// The value of an attribute, where the element has it.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| &*attribute.value)
    }
}

/// Every element of a template.
pub(super) fn elements(template: &str) -> Vec<Element> {
    let mut elements = Vec::new();
    collect(&without_tera(template), 0, &mut elements);
    elements
}

/// The elements of a part that begins at a byte of the whole.
fn collect(html: &str, base: usize, elements: &mut Vec<Element>) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => elements.push(element(&tag, html, base)),
            Token::String(text) => {
                let Some(last) = elements.last_mut() else { continue };
                last.has_content |= !text.trim_ascii().is_empty();
                // Without scripts its content is HTML like any other.
                if last.name == "noscript" {
                    collect(&html[text.span.start..text.span.end], base + text.span.start, elements);
                }
            }
            _ => {}
        }
    }
}

fn element(tag: &StartTag<usize>, html: &str, base: usize) -> Element {
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let attributes = tag.attributes.iter().map(|(name, value)| {
        // Without quotes, its end is said to be one sign later than it is.
        let written = html[value.span.start..value.span.end].trim_end_matches(['>', ' ', '\n', '\t']);
        let start = base + value.span.start;
        Attribute { name: words(name), value: words(value), span: Span::new(start, start + written.len()) }
    });
    Element {
        name: words(&tag.name),
        span: Span::new(base + tag.span.start, base + tag.span.end),
        attributes: attributes.collect(),
        has_content: false,
    }
}

/// A template without what Tera reads, every sign that is left at its place.
fn without_tera(template: &str) -> String {
    let mut html = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        html.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = end_of_tera(rest) else {
            html.push('{');
            rest = &rest[1..];
            continue;
        };
        let tera = &rest[..end];
        let stand_in = if tera.starts_with("{{") { HOLE } else { ' ' };
        html.extend(std::iter::repeat_n(stand_in, end));
        rest = &rest[end..];
        if tera.starts_with("{%") && tera[2..].trim_start_matches(['-', ' ']).starts_with("raw") {
            let end = rest.find("{%").unwrap_or(rest.len());
            html.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    html.push_str(rest);
    html
}
