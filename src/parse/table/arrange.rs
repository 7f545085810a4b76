//! A file's rows as a table with headers, as a text shows it.

use std::ops::RangeInclusive;

use crate::diagnostic::Diagnostic;
use crate::grid::{Extent, Fault, Joined, is_of_numbers, lost_column, merge};
use crate::source::{Place, SourcePath};

use super::data_table::DataTable;
use super::mistakes;
use super::separated::{Cell, Row};

/// Which rows and columns are headers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrangement {
    /// The numbers of the rows of the header, as spreadsheet programs count; nothing for the first row.
    pub header: Option<RangeInclusive<usize>>,
    /// How many columns name their rows.
    pub header_columns: usize,
}

/// A table as it is shown.
#[derive(Clone, Debug)]
pub struct ArrangedTable {
    /// The title above the header, where the file has one.
    pub title: Option<String>,
    /// What else stands above the header: units, notes.
    pub above: Vec<String>,
    pub head: Vec<TableRow>,
    pub body: Vec<TableRow>,
    /// The notes below the rows.
    pub below: Vec<String>,
}

pub type TableRow = Vec<TableCell>;

/// A cell that is not part of another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableCell {
    pub text: String,
    pub is_header: bool,
    /// How many rows it takes.
    pub rows: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// Whether its column is one of numbers.
    pub is_number: bool,
}

impl ArrangedTable {
    /// The last row, at most this one, before which the body can be cut without cutting a cell; all of it where there
    /// is none but the first.
    pub fn cut_before(&self, row: usize) -> usize {
        let mut cut = 0;
        let mut end = 0;
        for (at, cells) in self.body.iter().enumerate().take(row + 1) {
            if at >= end {
                cut = at;
            }
            end = end.max(at + cells.iter().map(|cell| cell.rows).max().unwrap_or(1));
        }
        match cut {
            _ if row >= self.body.len() => self.body.len(),
            0 => row,
            cut => cut,
        }
    }
}

impl Arrangement {
    /// The first row is the header, and the first column names the rows.
    pub const USUAL: Self = Self { header: None, header_columns: 1 };
}

impl DataTable {
    /// The table with its headers; nothing where a row or a column cannot be told apart.
    pub fn arranged(&self, arrangement: &Arrangement) -> (Option<ArrangedTable>, Vec<Diagnostic>) {
        let (above, head, body, below) = self.parts(arrangement);
        if body.is_empty() {
            return (None, vec![mistakes::empty(&self.path)]);
        }
        if arrangement.header.is_none()
            && let Some(diagnostic) = mistakes::before_header(&self.path, above, head[0].number)
        {
            return (None, vec![diagnostic]);
        }
        let ragged = self.ragged(head, body);
        if !ragged.is_empty() {
            return (None, ragged);
        }
        let grid = Grid::new(&self.path, head, body, arrangement.header_columns);
        let (head, body, diagnostics) = grid.cells();
        let (title, above) = words_above(above);
        let below = below.iter().map(|row| row.text(0).to_owned()).collect();
        let table = ArrangedTable { title, above, head, body, below };
        (diagnostics.is_empty().then_some(table), diagnostics)
    }

    /// Whether each of these is the number of a row with words.
    pub fn has_rows(&self, numbers: &RangeInclusive<usize>) -> bool {
        numbers.clone().all(|number| self.rows.iter().any(|row| row.number == number))
    }

    /// The rows above the header, those of the header, the others, and the notes at the end.
    fn parts(&self, arrangement: &Arrangement) -> (&[Row], &[Row], &[Row], &[Row]) {
        let at = |number: usize| self.rows.partition_point(|row| row.number < number);
        let (start, end) = match &arrangement.header {
            Some(header) => (at(*header.start()), at(*header.end() + 1)),
            None => {
                let start = self.rows_above();
                (start, start + 1)
            }
        };
        let notes =
            self.rows[end..].iter().rev().take_while(|row| filled(row) == 1 && is_footnote(row.text(0)));
        let below = if self.size().1 > 1 { self.rows.len() - notes.count() } else { self.rows.len() };
        (&self.rows[..start], &self.rows[start..end], &self.rows[end..below], &self.rows[below..])
    }

    /// How many rows at the top do not look like a header: they have one cell, or one with a unit, and the table
    /// has more columns.
    fn rows_above(&self) -> usize {
        let is_above = |at: &usize| {
            let row = &self.rows[*at];
            let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty());
            match (filled.next(), filled.next()) {
                // The corner of a table of two columns may be empty.
                (Some((1, cell)), None) => self.size().1 > 2 || is_note(&cell.text),
                (_, None) => true,
                _ => {
                    self.rows.get(at + 1).is_some_and(|next| words_in(row) < words_in(next)) && has_unit(row)
                }
            }
        };
        let above = (0..self.rows.len()).take_while(is_above).count();
        if above < self.rows.len() { above } else { 0 }
    }

    fn ragged(&self, head: &[Row], body: &[Row]) -> Vec<Diagnostic> {
        let written = head.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let named = head.iter().map(filled).max().unwrap_or(0);
        let problem = |row: &Row| match row.cells.len() {
            _ if filled(row) > written => Some((row.cells.len(), written)),
            cells if cells < named => Some((cells, named)),
            _ => None,
        };
        let rows = head.iter().chain(body);
        rows.filter_map(|row| {
            problem(row).map(|(found, expected)| mistakes::ragged(&self.path, row, found, expected))
        })
        .collect()
    }
}

fn words_in(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.text.is_empty()).count()
}

/// Whether a cell of a row says in what the numbers are, as a title does.
fn has_unit(row: &Row) -> bool {
    row.cells
        .iter()
        .any(|cell| cell.text.trim_start_matches(['（', '(', '［', '[', '【']).starts_with("単位"))
}

/// How many cells a row has up to the last one with words.
fn filled(row: &Row) -> usize {
    row.cells.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1)
}

/// Whether a row that is only these words is a note to the table above it.
fn is_footnote(words: &str) -> bool {
    const BEGINNINGS: [&str; 14] = [
        "※", "＊", "*", "（注", "(注", "注", "〔注", "［注", "備考", "出典", "資料", "Note", "Source",
        "(Note",
    ];
    BEGINNINGS.iter().any(|beginning| words.starts_with(beginning))
}

/// Whether words above a table are no title: a unit, a note.
fn is_note(words: &str) -> bool {
    words.starts_with(['（', '(', '※', '*', '［', '[', '注']) || words.starts_with("単位")
}

/// The title above a table, and the other words. A row such as `#LINK` is for the program that wrote the file.
fn words_above(above: &[Row]) -> (Option<String>, Vec<String>) {
    let cells = above.iter().flat_map(|row| &row.cells).map(|cell| &cell.text);
    let mut notes: Vec<String> =
        cells.filter(|words| !words.is_empty() && !words.starts_with('#')).cloned().collect();
    let title = notes.iter().position(|words| !is_note(words)).map(|title| notes.remove(title));
    (title, notes)
}

/// The rows of a table, for working out its cells.
struct Grid<'a> {
    path: &'a SourcePath,
    head: &'a [Row],
    body: &'a [Row],
    /// The columns with anything in them.
    columns: Vec<usize>,
    header_columns: usize,
}

impl<'a> Grid<'a> {
    fn new(path: &'a SourcePath, head: &'a [Row], body: &'a [Row], header_columns: usize) -> Self {
        let width = head.iter().chain(body).map(filled).max().unwrap_or(0);
        let is_used = |column: &usize| head.iter().chain(body).any(|row| !row.text(*column).is_empty());
        Self { path, head, body, columns: (0..width).filter(is_used).collect(), header_columns }
    }

    /// The cells of the head and of the body, and what is wrong.
    fn cells(&self) -> (Vec<TableRow>, Vec<TableRow>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let head = self.joined_head(&mut diagnostics);
        let body = self.joined_body(&mut diagnostics);
        if !diagnostics.is_empty() {
            return (Vec::new(), Vec::new(), diagnostics);
        }
        let head = self.merged(self.head, &head, false, &mut diagnostics);
        let body = self.merged(self.body, &body, true, &mut diagnostics);
        diagnostics.extend(lost_column(&head, &body).map(|fault| self.reported(&fault, self.head, false)));
        let numbers: Vec<bool> = (0..self.columns.len()).map(|at| self.is_of_numbers(at)).collect();
        let rows = |rows: &[Row], extents: &[Vec<Option<Extent>>], headers: usize| -> Vec<TableRow> {
            rows.iter().zip(extents).map(|(row, extents)| self.row(row, extents, headers, &numbers)).collect()
        };
        let head = rows(self.head, &head, self.columns.len());
        (head, rows(self.body, &body, self.header_columns), diagnostics)
    }

    /// The cells of a row, the first so many of which are headers.
    fn row(&self, row: &Row, extents: &[Option<Extent>], headers: usize, numbers: &[bool]) -> TableRow {
        let cell = |(at, extent): (usize, &Option<Extent>)| {
            let Extent { rows, columns } = (*extent)?;
            let text = unescaped(row.text(self.columns[at])).to_owned();
            // An empty `th` would be a heading without words.
            let is_header = at < headers && !text.is_empty();
            Some(TableCell { text, is_header, rows, columns, is_number: columns == 1 && numbers[at] })
        };
        extents.iter().enumerate().filter_map(cell).collect()
    }

    /// Whether a column has the numbers of a table; those that name its rows are names.
    fn is_of_numbers(&self, at: usize) -> bool {
        if at < self.header_columns {
            return false;
        }
        let texts = self.body.iter().map(|row| row.text(self.columns[at]));
        is_of_numbers(texts.filter(|text| Joined::of(text) == Joined::Alone))
    }

    /// What the cells of the head are joined to. Where it has several rows, merged cells are empty but for the
    /// first, as Excel saves them.
    fn joined_head(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<Vec<Joined>> {
        let mut owners: Vec<Vec<usize>> = Vec::new();
        let mut joined: Vec<Vec<Joined>> = Vec::new();
        let is_nameless = |at: &usize| {
            *at >= self.header_columns.max(1)
                && self.head.iter().all(|row| row.text(self.columns[*at]).is_empty())
        };
        diagnostics.extend((0..self.columns.len()).filter(is_nameless).map(|at| {
            mistakes::nameless_column(self.path, &self.head[self.head.len() - 1], self.columns[at] + 1)
        }));
        for row in self.head {
            let (marks, own) = self.joined_header(row, owners.last());
            owners.push(own);
            joined.push(marks);
        }
        joined
    }

    /// What the cells of a row of the head are joined to, and the column that each belongs to. `above` are those of
    /// the row above.
    fn joined_header(&self, row: &Row, above: Option<&Vec<usize>>) -> (Vec<Joined>, Vec<usize>) {
        let mut own: Vec<usize> = Vec::new();
        let mark = |(at, column): (usize, &usize)| {
            let words = row.text(*column);
            let above = above.map(|above| above[at]);
            let mark = match Joined::of(words) {
                Joined::Alone if !words.is_empty() || self.head.len() == 1 => Joined::Alone,
                // A merged cell ends where the one above it does.
                Joined::Alone if above == Some(at) => Joined::Above,
                Joined::Alone if at > 0 => Joined::Left,
                mark => mark,
            };
            own.push(match mark {
                Joined::Alone => at,
                Joined::Above => above.unwrap_or(at),
                Joined::Left => own.last().copied().unwrap_or(at),
            });
            mark
        };
        let marks = self.columns.iter().enumerate().map(mark).collect();
        (marks, own)
    }

    /// What the cells of the body are joined to. In the columns that name the rows an empty cell is part of a merged
    /// one, as Excel saves it: of the one above, or where that ends at its left, of the one at its left.
    fn joined_body(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<Vec<Joined>> {
        let mut joined: Vec<Vec<Joined>> = Vec::new();
        for row in self.body {
            let mut marks: Vec<Joined> = Vec::new();
            for (at, column) in self.columns.iter().enumerate() {
                let words = row.text(*column);
                let is_part = words.is_empty() && at < self.header_columns;
                marks.push(match (Joined::of(words), marks.last()) {
                    (Joined::Alone, Some(Joined::Alone | Joined::Left)) if is_part => Joined::Left,
                    (Joined::Alone, _) if is_part && !joined.is_empty() => Joined::Above,
                    (mark, _) => mark,
                });
            }
            if marks.first() == Some(&Joined::Alone)
                && self.header_columns > 0
                && row.text(self.columns[0]).is_empty()
            {
                diagnostics.push(mistakes::nameless_row(self.path, row, row.cells.get(self.columns[0])));
            }
            joined.push(marks);
        }
        joined
    }

    fn merged(
        &self,
        rows: &[Row],
        joined: &[Vec<Joined>],
        is_body: bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Vec<Option<Extent>>> {
        let merged = merge(joined);
        diagnostics.extend(merged.faults.iter().map(|fault| self.reported(fault, rows, is_body)));
        merged.cells
    }

    fn reported(&self, fault: &Fault, rows: &[Row], is_body: bool) -> Diagnostic {
        let row = &rows[fault.row];
        let cell: Option<&Cell> = row.cells.get(self.columns[fault.column]);
        let span = cell.map(|cell| cell.span).filter(|span| span.start < span.end);
        fault.reported(Place::at(self.path, span.unwrap_or(row.span())), is_body)
    }
}

/// The signs that join cells, written to be read.
fn unescaped(text: &str) -> &str {
    match text {
        r"\^" | r"\<" | r"\＾" | r"\＜" => &text[1..],
        _ => text,
    }
}
