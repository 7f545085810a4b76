//! `tables/*.csv`: tables that a plan prints and no record holds, as spreadsheet programs save them.
//!
//! What is wrong with a file whatever it is shown as is found here; which of its rows are headers, only the text
//! that shows it says ([`arrange`]).

mod arrange;
mod csv;
mod data_table;
mod mistakes;
mod separated;

use crate::diagnostic::Diagnostic;
use crate::grid::formula_error;
use crate::source::{Place, SourceFile, Span};
use crate::unfinished::{self, Setting};

pub use arrange::{ArrangedTable, Arrangement, TableCell, TableRow};
pub use data_table::DataTable;
use separated::Cell;

pub(super) fn table(file: &SourceFile) -> (Option<DataTable>, Vec<Diagnostic>) {
    if let Some(diagnostic) = mistakes::not_csv(file) {
        return (None, vec![diagnostic]);
    }
    let mut rows = separated::rows(&file.text);
    let cells = || rows.iter().flat_map(|row| &row.cells);
    if let Some(open) = cells().find(|cell| is_open(&file.text, cell)) {
        return (None, vec![mistakes::open_quote(file, open)]);
    }
    let mut diagnostics: Vec<Diagnostic> =
        cells().filter_map(|cell| formula_error(&cell.text, || Place::at(&file.path, cell.span))).collect();
    diagnostics.extend(cells().flat_map(|cell| marks_of_cell(file, cell)));
    rows.retain(|row| !row.is_empty());
    if let Some(diagnostic) = mistakes::other_separator(file, &rows) {
        return (None, vec![diagnostic]);
    }
    if rows.len() < 2 {
        diagnostics.push(mistakes::empty(&file.path));
        return (None, diagnostics);
    }
    (Some(DataTable { path: file.path.clone(), rows }), diagnostics)
}

/// Whether the quotation mark that a cell begins with is closed nowhere.
fn is_open(text: &str, cell: &Cell) -> bool {
    let written = &text[cell.span.range()];
    written.starts_with('"') && written.matches('"').count() % 2 == 1
}

/// The marks of unfinished work in a cell.
fn marks_of_cell(file: &SourceFile, cell: &Cell) -> Vec<Diagnostic> {
    // A cell with quotation marks in it is written with more of them: then the whole cell is shown.
    let start = file.text[cell.span.range()].find(&cell.text).map(|found| cell.span.start as usize + found);
    unfinished::report(&cell.text, Setting::CellOfFile, |range| {
        let written = start.map(|start| Span::new(start + range.start, start + range.end));
        Place::at(&file.path, written.unwrap_or(cell.span))
    })
}
