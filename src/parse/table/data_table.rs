//! A table as its file has it.

use crate::diagnostic::Diagnostic;
use crate::grid::number;
use crate::source::SourcePath;

use super::mistakes;
use super::separated::Row;

/// A table: the rows of its file that are not empty.
#[derive(Clone, Debug)]
pub struct DataTable {
    pub path: SourcePath,
    pub(super) rows: Vec<Row>,
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
