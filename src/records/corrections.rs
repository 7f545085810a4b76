//! Finding what stands somewhere else than under its key ([`Elsewhere`]).

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Candidate, Diagnostic, Help, Meant, meant};
use crate::rules;
use crate::source::Span;

use super::declaration::{Declaration, Expected, FieldDeclaration, Need, Shape};
use super::elsewhere::{Elsewhere, How};
use super::enclosing::Enclosing;
use super::reader::Reader;
use super::table::Table;

impl<'a, 'i> Table<'a, 'i> {
    /// The table, with what stands somewhere else; `expected` has all of its keys.
    pub fn expecting(mut self, reader: &mut Reader<'_>, expected: &[Expected]) -> Self {
        self.expected.extend_from_slice(expected);
        let is_known = |key: &str| expected.iter().any(|record| record.keys.contains(&key));
        let has_unknown = self.table.keys().any(|key| !is_known(key.get_ref()));
        let has_headers = reader.has_headers() && !reader.is_inline(self.span);
        if has_unknown || has_headers {
            let fields: Vec<FieldDeclaration> =
                expected.iter().flat_map(|record| (record.declaration)().fields).collect();
            if has_unknown {
                self.find_misspelt(reader, &fields);
                self.find_renamed(reader, &fields);
            }
            if has_headers {
                self.find_misplaced(reader, &fields);
                let keys = fields.iter().map(|field| field.key).collect();
                let written = self.table.keys().map(|key| key.get_ref().to_string()).collect();
                reader.enclosing.push(Enclosing { table: self.span, keys, written });
            }
        }
        self
    }

    fn find_misspelt(&mut self, reader: &Reader<'_>, fields: &[FieldDeclaration]) {
        for (key, value) in self.in_written_order() {
            let name: &str = key.get_ref();
            if fields.iter().any(|field| field.key == name)
                || reader.misplaced(name, reader.span_of(key)).is_some()
            {
                continue;
            }
            let span = reader.span_of(value);
            let is_header = reader.is_under_header(value.get_ref(), span);
            // A list of records goes on under every header of it; any other key is there once.
            let is_free = |field: &&FieldDeclaration| {
                !self.has(field.key)
                    || (is_header && self.is_only_implied(reader, field.key))
                    || (is_header && field.shape.is_list_of_records() && reader.has_header(field.key))
            };
            let free: Vec<&FieldDeclaration> = fields.iter().filter(is_free).collect();
            let Some((field, is_sure)) = meant_field_of(name, value.get_ref(), &free) else { continue };
            let spelled = match is_header {
                true => field.header(field.key),
                false => field.key.to_owned(),
            };
            let proposal = match is_sure {
                true => Help::write(&spelled),
                false => Help::did_you_mean(&spelled),
            };
            let how = How::Misspelt(name.to_owned(), proposal);
            self.elsewhere.push(Elsewhere { key: field.key, value: value.get_ref(), span, how });
        }
    }

    /// Whether a list is there only because a header speaks of what is in it: `[[family.role]]` below a misspelt
    /// `[[famly]]`.
    pub(super) fn is_only_implied(&self, reader: &Reader<'_>, key: &str) -> bool {
        let expected = self.expected.iter().flat_map(|expected| (expected.declaration)().fields);
        let is_list =
            || expected.into_iter().any(|field| field.key == key && field.shape.is_list_of_records());
        self.table
            .get(key)
            .is_some_and(|value| value.get_ref().is_table() && !reader.has_header(key) && is_list())
    }

    /// A key that nobody knows, where one that must be there is not: where there is only one of each, and the value is
    /// one that the key takes, it is that. Reported as two mistakes each would seem to have its own cause.
    fn find_renamed(&mut self, reader: &Reader<'_>, fields: &[FieldDeclaration]) {
        let is_known = |name: &str| fields.iter().any(|field| field.key == name);
        let is_misspelt =
            |name: &str| self.elsewhere.iter().any(|elsewhere| elsewhere.proposal(name).is_some());
        let unknown: Vec<_> = self
            .in_written_order()
            .into_iter()
            .filter(|(key, _)| !is_known(key.get_ref()) && !is_misspelt(key.get_ref()))
            .filter(|(key, _)| reader.misplaced(key.get_ref(), reader.span_of(*key)).is_none())
            .collect();
        let is_missing = |field: &&FieldDeclaration| field.need == Need::Required && !self.has(field.key);
        let missing: Vec<&FieldDeclaration> = fields.iter().filter(is_missing).collect();
        let ([(key, value)], [field]) = (&unknown[..], &missing[..]) else { return };
        let span = reader.span_of(*value);
        if !field.shape.may_be(value.get_ref()) || reader.is_under_header(value.get_ref(), span) {
            return;
        }
        let how = How::Misspelt(key.get_ref().to_string(), Help::did_you_mean(field.key));
        let value = value.get_ref();
        self.elsewhere.push(Elsewhere { key: field.key, value, span, how });
    }

    fn find_misplaced(&mut self, reader: &Reader<'_>, fields: &[FieldDeclaration]) {
        for (key, value) in self.in_written_order() {
            let name: &str = key.get_ref();
            let misspelt = self.elsewhere.iter().find(|elsewhere| elsewhere.proposal(name).is_some());
            let name = misspelt.map_or(name, |misspelt| misspelt.key);
            let Some(shape) = fields.iter().find(|field| field.key == name).map(|field| &field.shape) else {
                continue;
            };
            for table in tables(value.get_ref()) {
                self.take_misplaced(reader, fields, table, shape);
            }
        }
    }

    /// Finds what stands in a table within this one and belongs here.
    fn take_misplaced(
        &mut self,
        reader: &Reader<'_>,
        fields: &[FieldDeclaration],
        table: &'a DeTable<'i>,
        shape: &Shape,
    ) {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name: &str = key.get_ref();
            let Some(field) = fields.iter().find(|field| field.key == name) else { continue };
            let is_own = shape.may_have(name, value.get_ref(), reader);
            if !self.has(name) && !is_own && reader.begins_a_line(reader.span_of(key)) {
                let span = reader.span_of(value);
                let how = How::Misplaced;
                self.elsewhere.push(Elsewhere { key: field.key, value: value.get_ref(), span, how });
            }
        }
    }

    /// For a key of a table within: `[[role]]` that should be `[[family.role]]`.
    pub(super) fn within(
        &self,
        reader: &Reader<'_>,
        name: &str,
        value: &DeValue<'_>,
        span: Span,
    ) -> Option<Help> {
        if !reader.is_under_header(value, span) && !value.is_table() {
            return None;
        }
        let fields = self.expected.iter().flat_map(|expected| (expected.declaration)().fields);
        let spelled = fields.into_iter().find_map(|field| {
            let inner = field.shape.record()?;
            let inner: Vec<&FieldDeclaration> =
                inner.fields.iter().filter(|inner| inner.shape.is_table()).collect();
            let (found, _) = meant_field(name, &inner)?;
            Some(found.header(&format!("{}.{}", field.key, found.key)))
        })?;
        Some(Help::did_you_mean(&spelled))
    }
}

/// The tables that a value is made of.
fn tables<'a, 'i>(value: &'a DeValue<'i>) -> Vec<&'a DeTable<'i>> {
    match value {
        DeValue::Table(table) => vec![table],
        DeValue::Array(items) => items.iter().filter_map(|item| item.get_ref().as_table()).collect(),
        _ => Vec::new(),
    }
}

/// The same where the value is known: a key that must be there and takes it is meant rather than one that may be
/// there, and either rather than one that does not take it.
fn meant_field_of<'f>(
    name: &str,
    value: &DeValue<'_>,
    fields: &[&'f FieldDeclaration],
) -> Option<(&'f FieldDeclaration, bool)> {
    let fitting: Vec<&FieldDeclaration> =
        fields.iter().copied().filter(|field| field.shape.may_be(value)).collect();
    let required: Vec<&FieldDeclaration> =
        fitting.iter().copied().filter(|field| field.need == Need::Required).collect();
    let sure = meant_field(name, fields).filter(|(_, is_sure)| *is_sure);
    sure.or_else(|| meant_field(name, &required))
        .or_else(|| meant_field(name, &fitting))
        .or_else(|| meant_field(name, fields))
}

/// The field that was meant by a key, and whether that is sure.
pub(super) fn meant_field<'f>(
    name: &str,
    fields: &[&'f FieldDeclaration],
) -> Option<(&'f FieldDeclaration, bool)> {
    let candidates: Vec<Candidate<'_>> = fields
        .iter()
        .map(|field| Candidate { id: field.key, words: vec![field.name().to_owned()] })
        .collect();
    let (key, is_sure) = match meant(name, &candidates) {
        Meant::Surely(key) => (key, true),
        Meant::Probably(keys) => (*keys.first().filter(|_| keys.len() == 1)?, false),
        Meant::Unknown => return None,
    };
    fields.iter().find(|field| field.key == key).map(|field| (*field, is_sure))
}

impl FieldDeclaration {
    /// What the key is called in Japanese: the first words of its documentation.
    pub(super) fn name(&self) -> &str {
        let about = &self.about.ja;
        let end = about.find(['。', '（', '：', '、']).unwrap_or(about.len());
        about[..end].trim_end_matches("の id").trim_end_matches(" の").trim()
    }

    /// The header of the table or list that the key is.
    fn header(&self, path: &str) -> String {
        if self.shape.is_list_of_records() { format!("[[{path}]]") } else { format!("[{path}]") }
    }
}

impl Shape {
    pub(super) fn is_list_of_records(&self) -> bool {
        matches!(self, Self::List(items) if matches!(**items, Self::Record(_)))
    }

    fn is_table(&self) -> bool {
        matches!(self, Self::Record(_) | Self::ById(_)) || self.is_list_of_records()
    }

    /// The record of a table, or of the tables of a list.
    pub(super) fn record(&self) -> Option<Declaration> {
        match self {
            Self::Record(declaration) => Some(declaration()),
            Self::List(items) => items.record(),
            _ => None,
        }
    }

    /// Whether a table of this shape may have a value under a key.
    fn may_have(&self, key: &str, value: &DeValue<'_>, reader: &Reader<'_>) -> bool {
        match self {
            Self::ById(values) => values.may_be(value),
            Self::Label(_) => {
                let languages = reader.context.languages.as_ref();
                key == "kana" || languages.is_none_or(|languages| languages.find(key).is_some())
            }
            _ => self.record().is_none_or(|record| record.keys().any(|known| known == key)),
        }
    }

    /// Whether a value looks like one of this shape.
    pub(super) fn may_be(&self, value: &DeValue<'_>) -> bool {
        match self {
            Self::Code(words) => value.as_str().is_some_and(|text| words.contains(&text)),
            Self::Text | Self::Pattern(..) | Self::Reference(..) => value.is_str(),
            Self::Record(_) | Self::Label(_) | Self::ById(_) | Self::Words => value.is_table(),
            _ => true,
        }
    }
}

impl Reader<'_> {
    /// That a key stands below a header to which it does not belong; nothing where it belongs to no table around.
    pub(super) fn misplaced(&self, name: &str, span: Span) -> Option<Diagnostic> {
        let enclosing = self.enclosing.iter().rev().find(|table| table.keys.contains(&name))?;
        if !self.begins_a_line(span) {
            return None;
        }
        let header = self.header_above(span)?;
        // `term` below `[[term]]` is no second list, but a key by another name.
        if header.trim_matches(['[', ']']) == name {
            return None;
        }
        let diagnostic = self.diagnostic(
            rules::RECORD_UNKNOWN_KEY,
            span,
            format!("`{name}` は `{header}` の下に書かれているため、その一部になっています"),
            format!("`{name}` stands below `{header}` and so is a part of it"),
        );
        if enclosing.written.iter().any(|written| written == name) {
            return Some(diagnostic.help(
                format!("`{name}` は上にもう書かれています。この行を消してください"),
                format!("`{name}` is written above already: take this line out"),
            ));
        }
        let (line, first) = self.first_header_after(enclosing.table)?;
        Some(diagnostic.help(
            format!("この行を、{line}行目の `{first}` より上に移してください"),
            format!("move this line above `{first}` in line {line}"),
        ))
    }

    /// Ends the reading of a table.
    pub(super) fn leave(&mut self, table: &Table<'_, '_>) {
        if self.enclosing.last().is_some_and(|enclosing| enclosing.table == table.span) {
            self.enclosing.pop();
        }
    }
}
