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
    if let Some(late) = cells().find(|cell| begins_late(&file.text, cell)) {
        return (None, vec![mistakes::late_quote(file, late)]);
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

/// Whether a cell has a space before its first quotation mark, and the second in another cell.
fn begins_late(text: &str, cell: &Cell) -> bool {
    let written = &text[cell.span.range()];
    let bare = written.trim_start();
    bare.len() < written.len() && bare.starts_with('"') && bare.matches('"').count() % 2 == 1
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

#[cfg(test)]
mod tests {
    use super::{Arrangement, table};
    use crate::source::{SourceFile, SourcePath};

    const PIECES: [&str; 16] = [
        ",",
        ",",
        ",",
        "\n",
        "\n",
        "甲",
        "12",
        "^",
        "<",
        "\"",
        ";",
        "\t",
        " ",
        "（単位：人）",
        "※1",
        "\"a\n,\"",
    ];

    /// Texts of the same pieces on every run (a linear congruential generator).
    fn texts() -> impl Iterator<Item = String> {
        let mut state = 2026_u64;
        let mut below = move |limit: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % limit
        };
        (0..3_000).map(move |_| (0..1 + below(30)).map(|_| PIECES[below(PIECES.len())]).collect())
    }

    #[test]
    fn whatever_a_file_says_its_table_is_a_rectangle_or_reported() {
        let mut shown = 0;
        for text in texts() {
            let file = SourceFile::new(SourcePath::new("a.csv"), text.as_bytes());
            let (Some(table), _) = table(&file) else { continue };
            for (header, header_columns) in [(None, 1), (None, 0), (Some(1..=2), 2)] {
                if header.as_ref().is_some_and(|rows| !table.has_rows(rows)) {
                    continue;
                }
                let (arranged, diagnostics) = table.arranged(&Arrangement { header, header_columns });
                assert_eq!(arranged.is_some(), diagnostics.is_empty(), "{text:?}");
                let Some(arranged) = arranged else { continue };
                let rows = arranged.head.iter().chain(&arranged.body);
                let cells: usize = rows.clone().flatten().map(|cell| cell.rows * cell.columns).sum();
                assert_eq!(cells % rows.count(), 0, "{text:?}");
                shown += 1;
            }
        }
        assert!(shown > 300, "{shown}");
    }
}
