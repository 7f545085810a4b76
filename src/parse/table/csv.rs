//! A table as CSV for readers: every cell of its own, so that programs can read it.

use super::arrange::{ArrangedTable, TableRow};

/// Excel opens CSV as UTF-8 only with a byte order mark.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

impl ArrangedTable {
    /// All rows, merged cells written into each row and column that they take.
    pub fn csv(&self) -> String {
        let mut out = String::from(BYTE_ORDER_MARK);
        for rows in [&self.head, &self.body] {
            for row in unmerged(rows) {
                for (column, words) in row.into_iter().enumerate() {
                    if column > 0 {
                        out.push(',');
                    }
                    push_cell(words, &mut out);
                }
                out.push_str("\r\n");
            }
        }
        out
    }
}

fn unmerged(rows: &[TableRow]) -> Vec<Vec<&str>> {
    // For each column, the words of a cell that began above, and how many more rows it takes.
    let mut above: Vec<(&str, usize)> = Vec::new();
    let mut unmerged = Vec::new();
    for row in rows {
        let mut words: Vec<&str> = Vec::new();
        let mut own = row.iter();
        loop {
            while let Some((text, left)) = above.get_mut(words.len()).filter(|(_, left)| *left > 0) {
                *left -= 1;
                words.push(text);
            }
            let Some(cell) = own.next() else { break };
            for _ in 0..cell.columns {
                let column = words.len();
                above.resize(above.len().max(column + 1), ("", 0));
                above[column] = (cell.text.as_str(), cell.rows - 1);
                words.push(&cell.text);
            }
        }
        unmerged.push(words);
    }
    unmerged
}

fn push_cell(words: &str, out: &mut String) {
    if words.contains([',', '"', '\n']) {
        out.push('"');
        out.push_str(&words.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(words);
    }
}

#[cfg(test)]
mod tests {
    use super::super::arrange::{ArrangedTable, TableCell};

    fn cell(text: &str, rows: usize, columns: usize) -> TableCell {
        TableCell { text: text.to_owned(), is_header: false, rows, columns, is_number: false }
    }

    #[test]
    fn merged_cells_are_written_out_and_never_cut() {
        let table = ArrangedTable {
            title: None,
            above: Vec::new(),
            head: vec![vec![cell("甲", 1, 2), cell("乙,\"丙\"", 1, 1)]],
            body: vec![
                vec![cell("a", 2, 1), cell("b", 1, 1), cell("c", 3, 1)],
                vec![cell("d", 1, 1)],
                vec![cell("e", 1, 2)],
                vec![cell("f", 1, 3)],
            ],
            below: Vec::new(),
        };
        assert_eq!(table.csv(), "\u{FEFF}甲,甲,\"乙,\"\"丙\"\"\"\r\na,b,c\r\na,d,c\r\ne,e,c\r\nf,f,f\r\n");
        assert_eq!([1, 2, 3, 4].map(|row| table.cut_before(row)), [1, 2, 3, 4]);
    }
}
