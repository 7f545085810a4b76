//! A text in rows of cells, and which sign separates them.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use crate::source::Span;

/// A row of a file.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its number as spreadsheet programs count: from 1, with the empty ones.
    pub(super) number: usize,
    pub(super) cells: Vec<Cell>,
}

/// A cell of a file.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// What it says, without quotation marks and without space around it.
    pub(super) text: String,
    /// Where it is written, with its quotation marks.
    pub(super) span: Span,
}

impl Row {
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.is_empty())
    }

    /// What it says in a column; nothing where it is shorter.
    pub(super) fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.as_str())
    }

    /// Where it is written.
    pub(super) fn span(&self) -> Span {
        let end = |cell: Option<&Cell>| cell.map_or(Span::default(), |cell| cell.span);
        Span { start: end(self.cells.first()).start, end: end(self.cells.last()).end }
    }
}

/// The signs that programs save between cells. Excel writes tabs for “Text”, and semicolons where the comma
/// is the decimal sign.
const SEPARATORS: [u8; 3] = [b',', b'\t', b';'];

/// The rows of a text, separated by the sign that makes a table of it.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let mut best: Option<(usize, Vec<Row>)> = None;
    for separator in SEPARATORS {
        let rows = separated(text, separator);
        let wide = rows.iter().filter(|row| row.cells.len() > 1).count();
        if is_even(&rows) {
            return rows;
        }
        if best.as_ref().is_none_or(|(most, _)| wide > *most) {
            best = Some((wide, rows));
        }
    }
    best.map(|(_, rows)| rows).unwrap_or_default()
}

/// Whether all rows have the same number of cells, and more than one.
fn is_even(rows: &[Row]) -> bool {
    let width = rows.first().map_or(0, |row| row.cells.len());
    width > 1 && rows.iter().all(|row| row.cells.len() == width)
}

fn separated(text: &str, separator: u8) -> Vec<Row> {
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    let (mut at, mut number) = (0, 1);
    loop {
        if cells.is_empty() {
            // The reader passes over empty lines without a word.
            let empty = text[at..].len() - text[at..].trim_start_matches('\n').len();
            at += empty;
            number += empty;
        }
        let Some((cell, read, is_last)) = field(&mut reader, text, at) else { return rows };
        let written = text[at..at + read].strip_suffix([char::from(separator), '\n']);
        let end = at + written.map_or(read, str::len);
        cells.push(Cell { text: cell, span: Span::new(at, end) });
        at += read;
        if is_last {
            rows.push(Row { number, cells: std::mem::take(&mut cells) });
            number += 1;
        }
    }
}

/// The cell at a byte, how many bytes it takes, and whether it is the last of its row; nothing at the end.
fn field(reader: &mut Reader, text: &str, at: usize) -> Option<(String, usize, bool)> {
    let input = &text.as_bytes()[at..];
    let mut cell = Vec::new();
    let mut buffer = [0; 256];
    let mut read = 0;
    loop {
        // With nothing left to read, the reader ends the last cell.
        let (result, taken, written) = reader.read_field(&input[read..], &mut buffer);
        read += taken;
        cell.extend_from_slice(&buffer[..written]);
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                return Some((words(&String::from_utf8_lossy(&cell)), read, record_end));
            }
            ReadFieldResult::End => return None,
        }
    }
}

/// What a cell says. Excel is made to keep leading zeros with `="001"`.
fn words(cell: &str) -> String {
    let cell = cell.trim();
    let kept =
        cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).filter(|rest| !rest.contains('"'));
    kept.unwrap_or(cell).to_owned()
}

#[cfg(test)]
mod tests {
    use super::rows;

    fn cells(text: &str) -> Vec<(usize, Vec<(String, String)>)> {
        let row = |row: super::Row| {
            let cell = |cell: super::Cell| (cell.text, text[cell.span.range()].to_owned());
            (row.number, row.cells.into_iter().map(cell).collect())
        };
        rows(text).into_iter().map(row).collect()
    }

    #[test]
    fn cells_know_their_places() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            cells("甲,乙\n\n\"1,\n2\", x \n=\"001\","),
            [
                (1, vec![pair("甲", "甲"), pair("乙", "乙")]),
                (3, vec![pair("1,\n2", "\"1,\n2\""), pair("x", " x ")]),
                (4, vec![pair("001", "=\"001\""), pair("", "")]),
            ]
        );
    }

    #[test]
    fn the_sign_that_makes_a_table_separates() {
        for text in ["甲\t乙\n1\t1,234\n", "甲;乙\n1;1,234\n", "甲,乙\n\"1\t;\",2\n", "表\n甲;乙\n1;2\n"]
        {
            let last = cells(text).pop().unwrap().1;
            assert_eq!(last.len(), 2, "{text}");
        }
        assert_eq!(cells("甲\n乙; 丙\n").len(), 2);
    }
}
