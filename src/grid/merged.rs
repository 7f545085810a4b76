//! Merged cells: which cells are one, and whether they make a rectangle.

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::rules;
use crate::source::Place;

/// What a cell is joined to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Joined {
    /// To none: it is a cell of its own.
    Alone,
    Above,
    Left,
}

impl Joined {
    /// What a cell says by its words. The full-width marks are what Japanese input types.
    pub fn of(cell: &str) -> Self {
        match cell {
            "^" | "＾" => Self::Above,
            "<" | "＜" => Self::Left,
            _ => Self::Alone,
        }
    }
}

/// How many rows and columns a cell takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Extent {
    pub rows: usize,
    pub columns: usize,
}

/// A mark that says nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    pub row: usize,
    pub column: usize,
    kind: FaultKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum FaultKind {
    NothingAbove,
    NothingLeft,
    /// No cell begins in its row: all are part of those above.
    LostRow,
    /// No cell begins in its column, in the whole table.
    LostColumn,
    /// The cells that would be one are no rectangle of these many rows and columns.
    NoRectangle(Extent),
}

/// The cells of a table's head, or of its body.
pub struct Merged {
    /// For each cell how far it reaches; nothing for one that belongs to another.
    pub cells: Vec<Vec<Option<Extent>>>,
    pub faults: Vec<Fault>,
}

/// Works out merged cells. All rows are of one length.
pub fn merge(joined: &[Vec<Joined>]) -> Merged {
    let mut faults = Vec::new();
    // For each cell, the row and the column of the one that it belongs to.
    let mut owners: Vec<Vec<(usize, usize)>> = Vec::with_capacity(joined.len());
    for (row, cells) in joined.iter().enumerate() {
        let mut own: Vec<(usize, usize)> = Vec::with_capacity(cells.len());
        for (column, joined) in cells.iter().enumerate() {
            let found = match joined {
                Joined::Alone => Ok((row, column)),
                Joined::Above => owners.last().map(|above| above[column]).ok_or(FaultKind::NothingAbove),
                Joined::Left => own.last().copied().ok_or(FaultKind::NothingLeft),
            };
            own.push(found.unwrap_or_else(|kind| {
                faults.push(Fault { row, column, kind });
                (row, column)
            }));
        }
        owners.push(own);
    }
    let cells = extents(&owners, &mut faults);
    Merged { cells, faults }
}

/// How far each owner reaches: its cells must fill the rectangle around them.
fn extents(owners: &[Vec<(usize, usize)>], faults: &mut Vec<Fault>) -> Vec<Vec<Option<Extent>>> {
    let mut cells: Vec<Vec<Option<Extent>>> = owners.iter().map(|row| vec![None; row.len()]).collect();
    let mut counts: Vec<Vec<usize>> = owners.iter().map(|row| vec![0; row.len()]).collect();
    for (row, own) in owners.iter().enumerate() {
        for (column, (at, from)) in own.iter().enumerate() {
            counts[*at][*from] += 1;
            let extent = cells[*at][*from].get_or_insert(Extent { rows: 1, columns: 1 });
            extent.rows = extent.rows.max(row - at + 1);
            // A cell joined to one at its left by way of the one above can never lie left of its owner.
            extent.columns = extent.columns.max(column - from + 1);
        }
    }
    for (row, counted) in counts.iter().enumerate() {
        for (column, count) in counted.iter().enumerate() {
            if let Some(extent) = cells[row][column]
                && extent.rows * extent.columns != *count
            {
                faults.push(Fault { row, column, kind: FaultKind::NoRectangle(extent) });
            }
        }
    }
    let lost = |(_, row): &(usize, &Vec<Option<Extent>>)| !row.is_empty() && row.iter().all(Option::is_none);
    let lost = cells.iter().enumerate().filter(lost);
    faults.extend(lost.map(|(row, _)| Fault { row, column: 0, kind: FaultKind::LostRow }));
    cells
}

/// The first column of a table in which no cell begins; its place is that in the head.
pub fn lost_column(head: &[Vec<Option<Extent>>], body: &[Vec<Option<Extent>>]) -> Option<Fault> {
    let width = head.first()?.len();
    let mut rows = (0..width).map(|column| (column, head.iter().chain(body)));
    let column = rows.find_map(|(column, mut rows)| {
        rows.all(|row| row.get(column).is_none_or(Option::is_none)).then_some(column)
    })?;
    Some(Fault { row: 0, column, kind: FaultKind::LostColumn })
}

impl Fault {
    /// `is_body`: whether it is in the body of its table, below a head.
    pub fn reported(&self, place: Place, is_body: bool) -> Diagnostic {
        let message = self.kind.message(is_body);
        let help = self.kind.help(is_body);
        Diagnostic::new(rules::TABLE_MERGED, place, message.ja, message.en).help(help.ja, help.en)
    }
}

impl FaultKind {
    fn message(self, is_body: bool) -> Bilingual {
        match self {
            Self::NothingAbove if is_body => Bilingual::new(
                "`^`（上のセルと結合）の上は見出しの行です",
                "`^` joins a cell with the one above, which is a header",
            ),
            Self::NothingAbove => Bilingual::new(
                "`^`（上のセルと結合）の上にセルがありません",
                "there is no cell above this `^`",
            ),
            Self::NothingLeft => Bilingual::new(
                "`<`（左のセルと結合）の左にセルがありません",
                "there is no cell left of this `<`",
            ),
            Self::LostRow => Bilingual::new(
                "この行のセルは、すべて上のセルと結合されています",
                "every cell of this row is merged with the one above",
            ),
            Self::LostColumn => Bilingual::new(
                "この列のセルは、すべて左のセルと結合されています",
                "every cell of this column is merged with the one at its left",
            ),
            Self::NoRectangle(Extent { rows, columns }) => Bilingual::new(
                format!("このセルと結合するセルが、四角形（{rows}行×{columns}列）になりません"),
                format!("the cells merged with this one are no rectangle of {rows} × {columns} cells"),
            ),
        }
    }

    fn help(self, is_body: bool) -> Bilingual {
        match self {
            Self::NothingAbove if is_body => Bilingual::new(
                "見出しの行と中身の行は結合できません。空のセルにするか、値を書きます。`^` という文字なら `\\^` と書きます",
                "a header and the rows below it cannot be merged: leave the cell empty, or write its value; for the sign itself write `\\^`",
            ),
            Self::NothingAbove => Bilingual::new(
                "値を書きます。`^` という文字なら `\\^` と書きます",
                "write a value; for the sign itself write `\\^`",
            ),
            Self::NothingLeft => Bilingual::new(
                "上のセルと結合するなら `^`、`<` という文字なら `\\<` と書きます",
                "to merge it with the cell above write `^`; for the sign itself write `\\<`",
            ),
            Self::LostRow => Bilingual::new(
                "この行を消すか、値のあるセルを書きます",
                "delete the row, or write a value into one of its cells",
            ),
            Self::LostColumn => Bilingual::new(
                "この列を消すか、値のあるセルを書きます",
                "delete the column, or write a value into one of its cells",
            ),
            Self::NoRectangle(_) => Bilingual::new(
                "結合する範囲の残りのセルすべてに、`^`（上と同じ）か `<`（左と同じ）を書きます",
                "write `^` (as above) or `<` (as at the left) into every other cell of the rectangle",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Joined, merge};

    /// A line for each row: `2x1` for a cell of two rows, `.` for one that belongs to another.
    fn merged(rows: &[&str]) -> (String, usize) {
        let joined: Vec<Vec<Joined>> =
            rows.iter().map(|row| row.split(' ').map(Joined::of).collect()).collect();
        let merged = merge(&joined);
        let cell = |cell: &Option<super::Extent>| match cell {
            Some(extent) => format!("{}x{}", extent.rows, extent.columns),
            None => ".".to_owned(),
        };
        let row = |row: &Vec<Option<super::Extent>>| row.iter().map(cell).collect::<Vec<_>>().join(" ");
        (merged.cells.iter().map(row).collect::<Vec<_>>().join("\n"), merged.faults.len())
    }

    #[test]
    fn marks_make_rectangles() {
        assert_eq!(merged(&["a < b", "＾ ^ c", "d e ＜"]), ("2x2 . 1x1\n. . 1x1\n1x1 1x2 .".into(), 0));
        assert_eq!(merged(&["a < < b", "^ < ^ c"]), ("2x3 . . 1x1\n. . . 1x1".into(), 0));
    }

    #[test]
    fn what_is_no_rectangle_is_a_fault() {
        assert_eq!(merged(&["a <", "^ b"]).1, 1);
        assert_eq!(merged(&["a ^", "< b"]).1, 2);
        assert_eq!(merged(&["a < b", "^ ^ ^"]).1, 1);
        assert_eq!(merged(&["a b", "^ <"]).1, 2);
    }
}
