//! Reading a whole file, or the front matter of one.

use std::ops::Range;

use toml::de::{DeTable, Error};

use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

use super::broken_toml;
use super::declaration::Expected;
use super::declared_ids::DeclaredIds;
use super::field::{Kind, Record};
use super::front_matter::ReleaseRecord;
use super::reader::{Context, Reader};
use super::table::Table;

/// What reading a record gave.
pub struct Reading<T> {
    /// What the file says; `None` where it cannot be used.
    pub record: Option<T>,
    /// The ids that it declares, whatever else is wrong.
    pub declared: DeclaredIds,
    /// The required keys that are not there.
    pub unwritten: Vec<&'static str>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file that is one record.
pub fn read_file<T: Record>(file: &SourceFile, context: &Context) -> Reading<T> {
    let expected = [Expected::of::<T>()];
    read(file, 0..file.text.len(), context, &expected, |reader, table, span| {
        let mut table = Table::file(table, span).expecting(reader, &expected);
        let record = T::read_keys(reader, &mut table);
        table.finish(reader);
        record
    })
}

/// Reads one key of a file, whatever else is wrong with the file.
pub(super) fn read_key<T: Kind>(file: &SourceFile, key: &'static str, context: &Context) -> Option<T> {
    let reading = read(file, 0..file.text.len(), context, &[], |reader, table, span| {
        Table::file(table, span).optional(reader, key, T::read)
    });
    reading.record
}

/// When what a record file says is published, whatever else is wrong with the file.
pub fn read_release(file: &SourceFile, context: &Context) -> ReleaseRecord {
    let reading = read(file, 0..file.text.len(), context, &[], |reader, table, span| {
        ReleaseRecord::read_keys(reader, &mut Table::file(table, span))
    });
    reading.record.unwrap_or(ReleaseRecord::AT_ONCE)
}

/// Reads front matter, the TOML in a range of a text, which has the expected keys; `read` takes what it knows of the
/// table and finishes it.
pub fn read_front_matter<T>(
    file: &SourceFile,
    range: Range<usize>,
    first_line: Span,
    context: &Context,
    expected: &[Expected],
    read_table: impl FnOnce(&mut Reader<'_>, Table<'_, '_>) -> Option<T>,
) -> Reading<T> {
    read(file, range, context, expected, |reader, table, _| {
        let table = Table::front_matter(table, first_line).expecting(reader, expected);
        read_table(reader, table)
    })
}

/// Where the TOML is broken nothing else of the file is reported: the rest may only seem to lack keys, and one real
/// mistake beats ten false ones. What can be read stands in for it all the same.
fn read<T>(
    file: &SourceFile,
    range: Range<usize>,
    context: &Context,
    expected: &[Expected],
    read: impl FnOnce(&mut Reader<'_>, &DeTable<'_>, Span) -> Option<T>,
) -> Reading<T> {
    let toml = &file.text[range.clone()];
    let (table, errors) = DeTable::parse_recoverable(toml);
    let errors = broken_toml::without_japanese_keys(toml, errors);
    let mut reader = Reader::new(&file.path, &file.text, range.start, context);
    reader.unquoted = broken_toml::unquoted_words(toml, range.start, &errors);
    let is_unquoted = |at: &usize| reader.unquoted.iter().any(|span| span.range().start == *at);
    let broken = errors.iter().filter_map(Error::span).map(|at| range.start + at.start);
    reader.broken = broken.filter(|at| !is_unquoted(at)).collect();
    let record = read(&mut reader, table.get_ref(), range.clone().into());
    // Words without quotes that are also the wrong words are reported as those, with both mended.
    let is_claimed = |start: usize| reader.claimed.iter().any(|span| span.range().start == start);
    let is_left = |error: &Error| error.span().is_none_or(|at| !is_claimed(range.start + at.start));
    let errors: Vec<Error> = errors.into_iter().filter(is_left).collect();
    if !errors.is_empty() {
        let mut diagnostics = broken_toml::diagnostics(&file.path, toml, range.start, &errors, expected);
        let of_claimed =
            |found: &Diagnostic| found.place.span.is_some_and(|span| is_claimed(span.range().start));
        diagnostics.extend(reader.diagnostics.iter().filter(|found| of_claimed(found)).cloned());
        let declared = DeclaredIds::unknown();
        return Reading { record, declared, unwritten: Vec::new(), diagnostics };
    }
    let Reader { declared, unwritten, diagnostics, .. } = reader;
    Reading { record, declared: declared.unwrap_or_default(), unwritten, diagnostics }
}
