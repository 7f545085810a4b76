//! `tables/*.csv`: tables that a plan prints and no record holds.

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::rules;
use crate::source::{Place, SourceFile, Span};
use crate::unfinished::{self, Setting};

/// A table: every row has as many cells as the first.
#[derive(Clone, Debug)]
pub struct DataTable {
    pub header: Vec<String>,
    /// The rows; the first cell of each names the row.
    pub rows: Vec<Vec<String>>,
}

pub(super) fn table(file: &SourceFile) -> (Option<DataTable>, Vec<Diagnostic>) {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file.text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut diagnostics = Vec::new();
    let mut unfinished = Vec::new();
    for record in reader.records() {
        let record = record.expect("a text in memory is read without errors, and is UTF-8");
        let row: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        let line = record.position().map_or(0, |position| position.byte() as usize);
        if let Some(first) = rows.first()
            && first.len() != row.len()
        {
            diagnostics.push(ragged(file, line, row.len(), first.len()));
        }
        unfinished.extend(row.iter().flat_map(|cell| marks_of_cell(file, line, cell)));
        rows.push(row);
    }
    if rows.len() < 2 {
        diagnostics.push(Diagnostic::new(
            rules::TABLE_EMPTY,
            Place::file(&file.path),
            "表には見出しの行と1行以上の中身が要ります",
            "a table needs a header and at least one row",
        ));
    }
    let usable = diagnostics.is_empty().then(|| {
        let header = rows.remove(0);
        DataTable { header, rows }
    });
    diagnostics.append(&mut unfinished);
    (usable, diagnostics)
}

fn ragged(file: &SourceFile, at: usize, found: usize, expected: usize) -> Diagnostic {
    Diagnostic::new(
        rules::TABLE_RAGGED,
        Place::at(&file.path, line_at(&file.text, at)),
        format!("この行のセルは {found} 個ですが、見出しの行は {expected} 個です"),
        format!("this row has {found} cells, the header has {expected}"),
    )
    .help_if(Some(if found > expected {
        Bilingual::new(
            "値にコンマがあるときは引用符（\"）で囲みます",
            "put quotes around a value that has a comma",
        )
    } else {
        Bilingual::new(
            "空の値にもコンマを書いて、個数をそろえてください",
            "write the commas of empty cells too",
        )
    }))
}

/// The marks of unfinished work in a cell of the row at `at`.
fn marks_of_cell(file: &SourceFile, at: usize, cell: &str) -> Vec<Diagnostic> {
    let at = file.text.floor_char_boundary(at);
    // A cell with quotation marks in it is written with more of them: then the row is shown.
    let start = file.text[at..].find(cell).map(|found| at + found);
    unfinished::report(cell, Setting::CellOfFile, |range| {
        let written = start.map(|start| Span::new(start + range.start, start + range.end));
        Place::at(&file.path, written.unwrap_or_else(|| line_at(&file.text, at)))
    })
}

fn line_at(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at);
    let start = at + text[at..].len() - text[at..].trim_start_matches('\n').len();
    let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    Span::new(start, end)
}
