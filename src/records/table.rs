//! A table whose keys are read one by one. Asking for a key both reads it and makes it known; what nobody asked
//! for is an unknown key ([`Table::finish`]).

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Bilingual, Diagnostic, did_you_mean};
use crate::rules;
use crate::source::{Place, Span, Written};

use super::reader::{Reader, Value};

/// A table, and which of its keys are known.
pub struct Table<'a, 'i> {
    table: &'a DeTable<'i>,
    pub(super) span: Span,
    /// Whether this is all that a file says: then what is missing is missing nowhere in particular.
    whole_file: bool,
    /// Whether it is all of the TOML: that of a file, or a front matter.
    outermost: bool,
    known: Vec<&'static str>,
}

impl<'a, 'i> Table<'a, 'i> {
    /// All that a file says.
    pub(super) fn file(table: &'a DeTable<'i>, span: Span) -> Self {
        Self { table, span, whole_file: true, outermost: true, known: Vec::new() }
    }

    /// The front matter of a text: what is missing in it is missing at its first line.
    pub(super) fn front_matter(table: &'a DeTable<'i>, first_line: Span) -> Self {
        Self { table, span: first_line, whole_file: false, outermost: true, known: Vec::new() }
    }

    /// A value that is a table.
    pub(super) fn of(value: Value<'a, 'i>) -> Option<Self> {
        let table = value.value.as_table()?;
        Some(Self { table, span: value.span, whole_file: false, outermost: false, known: Vec::new() })
    }

    /// The value of a key that must be there; `choices` is what to write where it is not.
    pub(super) fn required<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        choices: Option<Bilingual>,
        read: impl FnOnce(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        if !self.has(key) {
            reader.report(self.missing(reader, key).help_if(choices));
        }
        self.optional(reader, key, read)
    }

    /// The value of a key that may be there.
    pub(super) fn optional<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        self.known.push(key);
        let value = self.table.get(key)?;
        let span = reader.span_of(value);
        read(reader, Value { key, value: value.get_ref(), span })
    }

    fn missing(&self, reader: &Reader<'_>, key: &str) -> Diagnostic {
        let place = match self.whole_file {
            true => Place::file(reader.path),
            false => reader.place(reader.first_line(self.span)),
        };
        let (ja, en) = (format!("`{key}` がありません"), format!("`{key}` is missing"));
        Diagnostic::new(rules::RECORD_MISSING_KEY, place, ja, en)
    }

    /// Whether it is all of the TOML.
    pub(super) fn is_outermost(&self) -> bool {
        self.outermost
    }

    /// Whether a key is written, whatever its value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Where the value of a key is written.
    pub(super) fn span_of(&self, reader: &Reader<'_>, key: &str) -> Option<Span> {
        self.table.get(key).map(|value| reader.span_of(value))
    }

    /// Where the values of a list are written.
    pub(super) fn spans_of_items(&self, reader: &Reader<'_>, key: &str) -> Vec<Span> {
        let items = self.table.get(key).and_then(|list| list.get_ref().as_array());
        items.map_or_else(Vec::new, |items| items.iter().map(|item| reader.span_of(item)).collect())
    }

    /// Every key and value of a table whose keys are ids, in the order in which they are written.
    pub(super) fn entries<T>(
        self,
        reader: &mut Reader<'_>,
        mut read: impl FnMut(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Vec<(Written<String>, T)> {
        let mut entries = Vec::new();
        for (key, value) in self.in_written_order() {
            let written = Written { value: key.get_ref().to_string(), span: reader.span_of(key) };
            let span = reader.span_of(value);
            let value = read(reader, Value { key: &written.value, value: value.get_ref(), span });
            entries.extend(value.map(|value| (written.clone(), value)));
        }
        entries
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self, reader: &mut Reader<'_>) {
        self.finish_with(reader, |_| None);
    }

    /// The same, with a help of their own for some of them.
    pub(super) fn finish_with(self, reader: &mut Reader<'_>, help: impl Fn(&str) -> Option<Bilingual>) {
        for (key, _) in self.in_written_order() {
            let name: &str = key.get_ref();
            if self.known.contains(&name) {
                continue;
            }
            let free = self.known.iter().copied().filter(|known| !self.has(known));
            let help = help(name).or_else(|| did_you_mean(name, free)).unwrap_or_else(|| self.known_keys());
            let diagnostic = reader.diagnostic(
                rules::RECORD_UNKNOWN_KEY,
                reader.span_of(key),
                format!("`{name}` というキーはありません"),
                format!("unknown key `{name}`"),
            );
            reader.report(diagnostic.help_if(Some(help)));
        }
    }

    fn known_keys(&self) -> Bilingual {
        let known = self.known.join("`, `");
        Bilingual::new(format!("書けるのは `{known}` です"), format!("known here are `{known}`"))
    }

    fn in_written_order(&self) -> Vec<(&'a Spanned<Cow<'i, str>>, &'a Spanned<DeValue<'i>>)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
    }
}
