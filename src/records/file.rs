//! Reading a whole file, or the front matter of one.

use std::ops::Range;

use toml::de::DeTable;

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
    read(file, 0..file.text.len(), context, |reader, table, span| {
        let mut table = Table::file(table, span).expecting(reader, &[Expected::of::<T>()]);
        let record = T::read_keys(reader, &mut table);
        table.finish(reader);
        record
    })
}

/// Reads one key of a file, whatever else is wrong with the file.
pub(super) fn read_key<T: Kind>(file: &SourceFile, key: &'static str, context: &Context) -> Option<T> {
    let reading = read(file, 0..file.text.len(), context, |reader, table, span| {
        Table::file(table, span).optional(reader, key, T::read)
    });
    reading.record
}

/// When what a record file says is published, whatever else is wrong with the file.
pub fn read_release(file: &SourceFile, context: &Context) -> ReleaseRecord {
    let reading = read(file, 0..file.text.len(), context, |reader, table, span| {
        ReleaseRecord::read_keys(reader, &mut Table::file(table, span))
    });
    reading.record.unwrap_or(ReleaseRecord::AT_ONCE)
}

/// Reads front matter, the TOML in a range of a text; `read` takes what it knows of the table and finishes it.
pub fn read_front_matter<T>(
    file: &SourceFile,
    range: Range<usize>,
    first_line: Span,
    context: &Context,
    read_table: impl FnOnce(&mut Reader<'_>, Table<'_, '_>) -> Option<T>,
) -> Reading<T> {
    read(file, range, context, |reader, table, _| read_table(reader, Table::front_matter(table, first_line)))
}

/// Where the TOML is broken nothing else is reported.
fn read<T>(
    file: &SourceFile,
    range: Range<usize>,
    context: &Context,
    read: impl FnOnce(&mut Reader<'_>, &DeTable<'_>, Span) -> Option<T>,
) -> Reading<T> {
    let toml = &file.text[range.clone()];
    let (table, errors) = DeTable::parse_recoverable(toml);
    if !errors.is_empty() {
        // The rest of a broken file may only seem to lack keys: one real mistake beats ten false ones.
        let diagnostics = broken_toml::diagnostics(&file.path, toml, range.start, &errors);
        let declared = DeclaredIds::unknown();
        return Reading { record: None, declared, unwritten: Vec::new(), diagnostics };
    }
    let mut reader = Reader::new(&file.path, &file.text, range.start, context);
    let record = read(&mut reader, table.get_ref(), range.into());
    let Reader { declared, unwritten, diagnostics, .. } = reader;
    Reading { record, declared: declared.unwrap_or_default(), unwritten, diagnostics }
}
