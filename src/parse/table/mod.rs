//! `tables/*.csv`: tables that a plan prints and no record holds, as spreadsheet programs save them.
//!
//! What is wrong with a file whatever it is shown as is found here; which of its rows are headers, only the text
//! that shows it says ([`arrange`]).

mod arrange;
mod mistakes;
mod separated;

use crate::diagnostic::Diagnostic;
use crate::grid::{formula_error, number};
use crate::source::{Place, SourceFile, SourcePath, Span};
use crate::unfinished::{self, Setting};

pub use arrange::{ArrangedTable, Arrangement, TableCell, TableRow};
use separated::{Cell, Row};

/// A table: the rows of its file that are not empty.
#[derive(Clone, Debug)]
pub struct DataTable {
    pub path: SourcePath,
    rows: Vec<Row>,
}

impl DataTable {
    /// How many rows it has, and how many columns with anything in them.
    pub fn size(&self) -> (usize, usize) {
        (self.rows.len(), self.columns().len())
    }

    /// The columns with anything in them.
    fn columns(&self) -> Vec<usize> {
        let width = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let is_used = |column: &usize| self.rows.iter().any(|row| !row.text(*column).is_empty());
        (0..width).filter(is_used).collect()
    }

    /// The numbers of a translation that are not those of the original, which has as many rows and columns.
    pub fn other_numbers(&self, original: &Self) -> Vec<Diagnostic> {
        let columns: Vec<(usize, usize)> = self.columns().into_iter().zip(original.columns()).collect();
        let rows = self.rows.iter().zip(&original.rows);
        rows.flat_map(|(row, other)| {
            let pairs =
                columns.iter().filter_map(|(at, of)| Some((row.cells.get(*at)?, other.cells.get(*of)?)));
            pairs.collect::<Vec<_>>()
        })
        .filter(|(cell, other)| {
            number(&cell.text).zip(number(&other.text)).is_some_and(|(number, other)| number != other)
        })
        .map(|(cell, other)| mistakes::other_number(&self.path, cell, &original.path, other))
        .collect()
    }
}

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
