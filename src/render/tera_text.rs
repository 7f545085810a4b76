//! The tags of a template, for what Tera does not tell: where it is wrong, and what names it has.

use crate::source::Span;

/// What Tera reads: `{{ … }}` or `{% … %}`. Comments and what stands between `{% raw %}` and `{% endraw %}` are none.
#[derive(Clone, Copy)]
pub(super) struct Tag<'t> {
    /// With its signs.
    pub(super) span: Span,
    /// Whether it is a `{% … %}`.
    pub(super) is_statement: bool,
    /// What stands between the signs.
    pub(super) text: &'t str,
}

impl<'t> Tag<'t> {
    /// The word that a statement begins with, and what follows it.
    pub(super) fn statement(&self) -> Option<(&'t str, &'t str)> {
        let text = Some(self.text).filter(|_| self.is_statement)?;
        let end = text.find(|sign: char| !is_of_word(sign)).unwrap_or(text.len());
        Some((&text[..end], text[end..].trim_start()))
    }

    /// Where a part of its text is in the template.
    pub(super) fn span_of(&self, template: &str, part: &str) -> Span {
        let start = part.as_ptr() as usize - template.as_ptr() as usize;
        Span::new(start, start + part.len())
    }
}

/// Every tag of a template.
pub(super) fn tags(template: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(next) = template[at..].find('{') {
        let start = at + next;
        let Some(length) = end_of_tera(&template[start..]) else {
            at = start + 1;
            continue;
        };
        at = start + length;
        let whole = &template[start..at];
        let is_statement = whole.starts_with("{%");
        if whole.starts_with("{#") {
            continue;
        }
        let inner = whole[2..].strip_suffix(if is_statement { "%}" } else { "}}" }).unwrap_or(&whole[2..]);
        let text = inner.trim_start_matches('-').trim_end_matches('-').trim();
        let tag = Tag { span: Span::new(start, at), is_statement, text };
        tags.push(tag);
        if is_statement && text == "raw" {
            at = end_of_raw(template, at);
        }
    }
    tags
}

/// Where the `{% endraw %}` begins that ends what begins at a byte.
fn end_of_raw(template: &str, start: usize) -> usize {
    let is_end = |at: &usize| template[at + 2..].trim_start_matches(['-', ' ', '\n']).starts_with("endraw");
    let ends = template[start..].match_indices("{%").map(|(at, _)| start + at);
    ends.into_iter().find(is_end).unwrap_or(template.len())
}

/// Where what Tera reads at the beginning of a text ends: `{{ … }}`, `{% … %}` or `{# … #}`. The ends of the first
/// two may stand in quotes inside.
pub(super) fn end_of_tera(text: &str) -> Option<usize> {
    let end = match text.get(..2)? {
        "{{" => "}}",
        "{%" => "%}",
        "{#" => return Some(text.find("#}").map_or(text.len(), |at| at + 2)),
        _ => return None,
    };
    let mut quote = None;
    for (at, character) in text.char_indices().skip(2) {
        match quote {
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if is_quote(character) => quote = Some(character),
            None if text[at..].starts_with(end) => return Some(at + 2),
            None => {}
        }
    }
    Some(text.len())
}

/// The names that a template gives to its blocks or components, with their places.
pub(super) fn defined<'t>(template: &'t str, kind: &str) -> Vec<(&'t str, Span)> {
    let name = |tag: Tag<'t>| {
        let (_, rest) = tag.statement().filter(|(word, _)| *word == kind)?;
        let end = rest.find(|sign: char| !is_of_word(sign) && sign != '.').unwrap_or(rest.len());
        Some((&rest[..end], tag.span_of(template, &rest[..end])))
    };
    tags(template).into_iter().filter_map(name).collect()
}

/// The template that a template extends.
pub(super) fn extended(template: &str) -> Option<&str> {
    tags(template).iter().find_map(|tag| {
        let (_, rest) = tag.statement().filter(|(word, _)| *word == "extends")?;
        Some(literals(rest).first()?.0)
    })
}

/// A template as one that extends nothing, everything at its place.
pub(super) fn without_extends(template: &str) -> String {
    let mut text = template.to_owned();
    let is_extends = |tag: &Tag<'_>| tag.statement().is_some_and(|(word, _)| word == "extends");
    for tag in tags(template).into_iter().filter(is_extends) {
        text.replace_range(tag.span.range(), &" ".repeat(tag.span.range().len()));
    }
    text
}

/// Every text in quotes, and where it begins.
pub(super) fn literals(text: &str) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(is_quote) {
        let start = at + next + 1;
        let quote = text[start - 1..].chars().next().unwrap_or_default();
        let Some(length) = text[start..].find(quote) else { break };
        found.push((&text[start..start + length], start));
        at = start + length + 1;
    }
    found
}

/// The last statement that is not closed, with what closes it.
pub(super) fn unclosed(template: &str) -> Option<(Tag<'_>, &'static str)> {
    let mut open: Vec<(Tag<'_>, &'static str)> = Vec::new();
    for tag in tags(template) {
        let Some((word, rest)) = tag.statement() else { continue };
        let end = match word {
            "if" => "endif",
            "for" => "endfor",
            "block" => "endblock",
            "filter" => "endfilter",
            "component" => "endcomponent",
            "set" | "set_global" if !rest.contains('=') => "endset",
            _ => {
                open.pop_if(|(_, end)| *end == word);
                continue;
            }
        };
        open.push((tag, end));
    }
    open.pop()
}

pub(super) fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

fn is_quote(sign: char) -> bool {
    matches!(sign, '"' | '\'' | '`')
}

#[cfg(test)]
mod tests {
    use super::{defined, extended, tags, unclosed};

    #[test]
    fn comments_and_raw_text_have_no_tags() {
        let template = "{# {{ a }} #}{{ b ~ '}}' }}{% raw %}{{ c }}{% endraw %}{%- if d -%}";
        let texts: Vec<&str> = tags(template).iter().map(|tag| tag.text).collect();
        assert_eq!(texts, ["b ~ '}}'", "raw", "endraw", "if d"]);
    }

    #[test]
    fn names_are_found_at_their_places() {
        let template = "{% extends \"base.html\" %}{%- block main -%}{% endblock %}";
        assert_eq!(extended(template), Some("base.html"));
        let (name, span) = defined(template, "block")[0];
        assert_eq!((name, &template[span.range()]), ("main", "main"));
    }

    #[test]
    fn what_is_not_closed_is_the_last_that_is_open() {
        let of = |template| unclosed(template).map(|(tag, end)| (tag.text.to_owned(), end));
        assert_eq!(of("{% if a %}{% for b in c %}{% endfor %}"), Some(("if a".to_owned(), "endif")));
        assert_eq!(of("{% set a = 1 %}{% set b %}"), Some(("set b".to_owned(), "endset")));
        assert_eq!(of("{% if a %}{% endif %}"), None);
    }
}
