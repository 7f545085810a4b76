//! Where the headers of a file are: `[coverage]`, `[[pillar]]`.

use toml::de::DeValue;

use crate::source::Span;

use super::reader::Reader;

impl<'a> Reader<'a> {
    /// Whether the file has headers.
    pub(super) fn has_headers(&self) -> bool {
        let toml = &self.text[self.base..];
        toml.starts_with('[') || toml.contains("\n[")
    }

    /// Whether a table is written under a header of its own.
    pub(super) fn is_header(&self, span: Span) -> bool {
        self.text[span.range()].starts_with('[') && self.begins_a_line(span)
    }

    /// Whether a table is written between braces.
    pub(super) fn is_inline(&self, span: Span) -> bool {
        self.text[span.range()].starts_with('{')
    }

    /// Whether a value is a table under a header, or a list of those.
    pub(super) fn is_under_header(&self, value: &DeValue<'_>, span: Span) -> bool {
        self.is_list_of_headers(value) || (value.is_table() && self.is_header(span))
    }

    pub(super) fn is_list_of_headers(&self, value: &DeValue<'_>) -> bool {
        let items = value.as_array();
        items.and_then(|items| items.first()).is_some_and(|first| self.is_header(self.span_of(first)))
    }

    /// Whether a list has headers in the file.
    pub(super) fn has_header(&self, key: &str) -> bool {
        let header = format!("[[{key}]]");
        self.text[self.base..].lines().any(|line| line.trim_start().starts_with(&header))
    }

    /// The name in the header of a table: `indicator.target`.
    pub(super) fn name_in_header(&self, table: Span) -> &'a str {
        let line = self.written_at(self.first_line(table));
        header(line).unwrap_or(line).trim_matches(['[', ']']).trim()
    }

    /// Whether a place is the first of its line.
    pub(super) fn begins_a_line(&self, span: Span) -> bool {
        let before = self.text[..span.range().start].rsplit('\n').next();
        before.is_none_or(|before| before.trim().is_empty())
    }

    /// The nearest header above a place.
    pub(super) fn header_above(&self, span: Span) -> Option<&'a str> {
        self.text[self.base..span.range().start].lines().rev().find_map(header)
    }

    /// The first header after that of a table: its line, counted from 1, and the header.
    pub(super) fn first_header_after(&self, table: Span) -> Option<(usize, &'a str)> {
        let start = if self.is_header(table) { self.first_line(table).range().end } else { self.base };
        let line = self.text[..start].matches('\n').count();
        self.text[start..].split('\n').enumerate().find_map(|(at, text)| Some((line + at + 1, header(text)?)))
    }
}

/// The header that a line is.
fn header(line: &str) -> Option<&str> {
    let line = line.trim();
    let end = line.rfind(']')?;
    line.starts_with('[').then(|| &line[..=end])
}
