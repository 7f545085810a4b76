//! A table whose keys are read one by one. Asking for a key both reads it and makes it known; what nobody asked
//! for is an unknown key ([`Table::finish`]).

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Bilingual, Diagnostic, Help, before_words, did_you_mean};
use crate::rules;
use crate::source::{Place, Span, Written};

use super::declaration::{Expected, FieldDeclaration, Shape};
use super::elsewhere::{Elsewhere, How};
use super::reader::{Reader, Value};

/// A table, and which of its keys are known.
pub struct Table<'a, 'i> {
    pub(super) table: &'a DeTable<'i>,
    pub(super) span: Span,
    /// Whether this is all that a file says: then what is missing is missing nowhere in particular.
    whole_file: bool,
    known: Vec<&'static str>,
    /// The required keys that are not there, with what to write.
    missing: Vec<(&'static str, Option<Bilingual>)>,
    /// What the keys are that it may have, where that is known before they are read.
    pub(super) expected: Vec<Expected>,
    /// Values that stand somewhere else than their key.
    pub(super) elsewhere: Vec<Elsewhere<'a, 'i>>,
}

impl<'a, 'i> Table<'a, 'i> {
    fn new(table: &'a DeTable<'i>, span: Span, whole_file: bool) -> Self {
        let (known, missing, expected, elsewhere) = Default::default();
        Self { table, span, whole_file, known, missing, expected, elsewhere }
    }

    /// All that a file says.
    pub(super) fn file(table: &'a DeTable<'i>, span: Span) -> Self {
        Self::new(table, span, true)
    }

    /// The front matter of a text: what is missing in it is missing at its first line.
    pub(super) fn front_matter(table: &'a DeTable<'i>, first_line: Span) -> Self {
        Self::new(table, first_line, false)
    }

    /// A table that has only one value, which stands where the table should be.
    pub(super) fn alone(empty: &'a DeTable<'i>, key: &'static str, value: Value<'a, 'i>) -> Self {
        let mut table = Self::new(empty, value.span, false);
        table.elsewhere.push(Elsewhere { key, value: value.value, span: value.span, how: How::Alone });
        table
    }

    /// A value that is a table. What is none is reported, with `instead` as what to write; one that only has a pair
    /// of brackets too many is read all the same.
    pub(super) fn of(
        reader: &mut Reader<'_>,
        value: Value<'a, 'i>,
        instead: impl FnOnce() -> Option<String>,
    ) -> Option<Self> {
        let table = |value: &'a DeValue<'i>, span: Span| Some(Self::new(value.as_table()?, span, false));
        if let Some(table) = table(value.value, value.span) {
            return Some(table);
        }
        let items = value.value.as_array().filter(|items| items.iter().all(|item| item.get_ref().is_table()));
        let Some((first, rest)) = items.and_then(|items| items.split_first()) else {
            reader.wrong_type(value, "表（{ … }）", "a table `{ … }`", instead());
            return None;
        };
        let span = reader.span_of(first);
        if !value.is_corrected {
            let diagnostic = match rest {
                [] => reader.one_as_list(value, span),
                _ => reader.several_for_one(value, span),
            };
            reader.report(diagnostic);
        }
        table(first.get_ref(), span)
    }

    /// The value of a key that must be there; `choices` is what to write where it is not.
    pub(super) fn required<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        choices: Option<Bilingual>,
        read: impl FnMut(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        if self.values(key, reader).is_empty() {
            // Until all keys are read it may only be misspelt.
            self.missing.push((key, choices));
        }
        self.optional(reader, key, read)
    }

    /// The value of a key that may be there.
    pub(super) fn optional<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        self.known.push(key);
        let value = self.values(key, reader).into_iter().next()?;
        let value = Value { several: self.several(key, value.value), ..value };
        reader.aside(value.is_corrected && !reader.is_header(value.span), |reader| read(reader, value))
    }

    /// The key of the list that takes several of what a key takes one of: `targets` for `target`.
    fn several(&self, key: &str, value: &DeValue<'_>) -> Option<&'static str> {
        value.as_array()?;
        let fields: Vec<FieldDeclaration> =
            self.expected.iter().flat_map(|expected| (expected.declaration)().fields).collect();
        let own = fields.iter().find(|field| field.key == key)?.shape.record()?;
        let is_of_same = |field: &&FieldDeclaration| {
            let items = field.shape.is_list_of_records().then(|| field.shape.record()).flatten();
            items.is_some_and(|items| items.about == own.about)
        };
        fields.iter().find(is_of_same).map(|field| field.key)
    }

    /// All values of a key that is a list: those that stand somewhere else too.
    pub(super) fn lists<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'_>, Value<'_, '_>) -> Option<Vec<T>>,
    ) -> Option<Vec<T>> {
        self.known.push(key);
        let values = self.values(key, reader).into_iter();
        let lists: Vec<Vec<T>> = values
            .filter_map(|value| {
                let is_header = reader.is_header(value.span) || reader.is_list_of_headers(value.value);
                reader.aside(value.is_corrected && !is_header, |reader| read(reader, value))
            })
            .collect();
        (!lists.is_empty()).then(|| lists.into_iter().flatten().collect())
    }

    /// The value of a key, and those that are meant for it.
    fn values(&self, key: &'static str, reader: &Reader<'_>) -> Vec<Value<'a, 'i>> {
        let own = self.table.get(key).map(|value| Value::of(key, value.get_ref(), reader.span_of(value)));
        let elsewhere = self.elsewhere.iter().filter(|elsewhere| elsewhere.key == key);
        let elsewhere: Vec<Value<'a, 'i>> = elsewhere.map(Elsewhere::value).collect();
        let is_implied = !elsewhere.is_empty() && self.is_only_implied(reader, key);
        own.filter(|_| !is_implied).into_iter().chain(elsewhere).collect()
    }

    fn missing(&self, reader: &Reader<'_>, key: &str) -> Diagnostic {
        let place = match self.whole_file {
            true => Place::file(reader.path),
            false => reader.place(reader.first_line(self.span)),
        };
        let (ja, en) = (format!("`{key}` がありません"), format!("`{key}` is missing"));
        Diagnostic::new(rules::RECORD_MISSING_KEY, place, ja, en)
    }

    /// Whether a key is written, whatever its value.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key) || self.elsewhere.iter().any(|elsewhere| elsewhere.key == key)
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

    /// Every key and value of a table whose keys are ids, in the order in which they are written; `shape` is that of
    /// the values.
    pub(super) fn entries<T>(
        self,
        reader: &mut Reader<'_>,
        shape: &Shape,
        mut read: impl FnMut(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Vec<(Written<String>, T)> {
        let mut entries = Vec::new();
        for (key, value) in self.in_written_order() {
            let written = Written { value: key.get_ref().to_string(), span: reader.span_of(key) };
            let belongs = shape.may_be(value.get_ref());
            if let Some(misplaced) =
                (!belongs).then(|| reader.misplaced(&written.value, written.span)).flatten()
            {
                reader.report(misplaced);
                continue;
            }
            let span = reader.span_of(value);
            let value = read(reader, Value::of(&written.value, value.get_ref(), span));
            entries.extend(value.map(|value| (written.clone(), value)));
        }
        entries
    }

    /// Reports every key that nobody asked for, and every one that is missing.
    pub fn finish(self, reader: &mut Reader<'_>) {
        self.finish_with(reader, |_| None);
    }

    /// The same, with a help of their own for some of them.
    pub(super) fn finish_with(self, reader: &mut Reader<'_>, help: impl Fn(&str) -> Option<Bilingual>) {
        reader.leave(&self);
        for (key, choices) in &self.missing {
            let diagnostic = self.missing(reader, key).help_if(choices.clone());
            reader.report(diagnostic.help_if(self.line_of(reader, key)));
            reader.unwritten.push(key);
        }
        for (key, value) in self.in_written_order() {
            let name: &str = key.get_ref();
            if self.known.contains(&name) {
                continue;
            }
            let span = reader.span_of(key);
            if let Some(misplaced) = reader.misplaced(name, span) {
                reader.report(misplaced);
                continue;
            }
            let help = help(name)
                .map(Help::from)
                .or_else(|| self.instead(reader, name, value.get_ref(), span))
                .unwrap_or_else(|| self.known_keys().into());
            let diagnostic = reader.diagnostic(
                rules::RECORD_UNKNOWN_KEY,
                span,
                format!("`{name}` というキーはありません"),
                format!("unknown key `{name}`"),
            );
            reader.report(diagnostic.help_if(Some(help)));
        }
    }

    /// What was probably meant by an unknown key.
    fn instead(&self, reader: &Reader<'_>, name: &str, value: &DeValue<'_>, span: Span) -> Option<Help> {
        let free = self.known.iter().copied().filter(|known| !self.table.contains_key(*known));
        self.elsewhere
            .iter()
            .find_map(|elsewhere| elsewhere.proposal(name))
            .or_else(|| self.within(reader, name, value, span))
            .or_else(|| did_you_mean(name, free))
    }

    /// The line to add for a key that must be there.
    fn line_of(&self, reader: &Reader<'_>, key: &str) -> Option<Bilingual> {
        let fields = self.expected.iter().flat_map(|expected| (expected.declaration)().fields);
        let field = fields.into_iter().find(|field| field.key == key)?;
        let line = format!("{key} = {}", field.shape.blank(reader.context.languages.as_ref())?);
        Some(Bilingual::new(
            format!("`{line}`（{}）を書き加えてください", field.name()),
            format!("add `{line}`"),
        ))
    }

    fn known_keys(&self) -> Bilingual {
        let called: Vec<String> = self.known.iter().map(|key| self.with_its_name(key)).collect();
        let known = self.known.join("`, `");
        let ja = format!("書けるのは {}です", before_words(&called.join("、")));
        Bilingual::new(ja, format!("known here are `{known}`"))
    }

    fn with_its_name(&self, key: &str) -> String {
        let fields = self.expected.iter().flat_map(|expected| (expected.declaration)().fields);
        let name = fields.into_iter().find(|field| field.key == key).map(|field| field.name().to_owned());
        name.map_or_else(|| format!("`{key}`"), |name| format!("`{key}`（{name}）"))
    }

    pub(super) fn in_written_order(&self) -> Vec<(&'a Spanned<Cow<'i, str>>, &'a Spanned<DeValue<'i>>)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
    }
}
