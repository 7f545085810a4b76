//! Tables: which cells are merged, which are headers, which columns are of numbers. All of a table is looked at
//! when it begins, and written as its events come.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::grid::{Extent, Fault, Joined, formula_error, is_of_numbers, lost_column, merge};
use crate::rules;
use crate::source::Place;

use super::super::flow::Item;
use super::open::Table;
use super::writer::Writer;

/// How the HTML of every table ends.
pub(super) const TABLE_END: &str = "</table>\n</div>\n";

/// A cell as it is written.
struct WrittenCell {
    range: Range<usize>,
    joined: Joined,
    /// Its words, line by line.
    words: String,
    /// Whether all of it is bold.
    is_bold: bool,
    /// Whether it is a piece of the line between header and body: `---`.
    is_line: bool,
}

impl Writer<'_> {
    /// A table, in a box that can scroll: a wide one must not make the page scroll.
    pub(super) fn open_table(&mut self, alignments: &[Alignment], following: &[Item<'_>]) {
        let rows = self.written_rows(following);
        // A second line of `---` says that all rows above it are headers.
        let is_line = |row: &Vec<WrittenCell>| !row.is_empty() && row.iter().all(|cell| cell.is_line);
        let line = rows.iter().skip(1).position(is_line).map(|at| at + 1);
        let (head, body) = match line {
            Some(line) => (&rows[..line], &rows[line + 1..]),
            None => rows.split_at(1.min(rows.len())),
        };
        let header_columns = (0..alignments.len()).take_while(|column| names_rows(body, *column)).count();
        let (above, below) = (self.merged(head, false), self.merged(body, true));
        if let Some(fault) = lost_column(&above, &below) {
            self.report_fault(&fault, head, false);
        }
        let hidden = line.map(|_| vec![None; alignments.len()]);
        let extents = above.into_iter().chain(hidden).chain(below).collect();
        let is_of_numbers = |column: usize| {
            let cells = body.iter().filter_map(|row| row.get(column));
            let alone = cells.filter(|cell| cell.joined == Joined::Alone);
            // The first column says what each row is about, also where nobody made it a header.
            let is_name = column < header_columns || column == 0 && alignments.len() > 1;
            !is_name && is_of_numbers(alone.map(|cell| cell.words.as_str()))
        };
        let aligned = |(column, alignment): (usize, &Alignment)| match alignment {
            Alignment::None if is_of_numbers(column) => Alignment::Right,
            alignment => *alignment,
        };
        self.table = Some(Table {
            alignments: alignments.iter().enumerate().map(aligned).collect(),
            given: alignments.to_vec(),
            extents,
            header_rows: head.len(),
            header_columns,
            line,
            row: 0,
            column: 0,
            is_hidden: false,
            has_body: false,
            cell_end: "",
            cells_end: 0,
        });
        self.body.push("<div class=\"table\">\n<table>\n");
    }

    /// The rows of the table that has begun.
    fn written_rows(&mut self, following: &[Item<'_>]) -> Vec<Vec<WrittenCell>> {
        let mut rows: Vec<Vec<WrittenCell>> = Vec::new();
        let end = following.iter().position(|item| matches!(item.event, Event::End(TagEnd::Table)));
        let items = &following[..end.unwrap_or(following.len())];
        for (at, item) in items.iter().enumerate() {
            match item.event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let rest = &items[at + 1..];
                    let end =
                        rest.iter().position(|item| matches!(item.event, Event::End(TagEnd::TableCell)));
                    let cell = self.written_cell(&item.range, &rest[..end.unwrap_or(rest.len())]);
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                _ => {}
            }
        }
        rows
    }

    fn written_cell(&mut self, range: &Range<usize>, items: &[Item<'_>]) -> WrittenCell {
        let source = self.source;
        let written = &source.masked.text[range.clone()];
        let edge = |sign: char| sign == '|' || sign.is_whitespace();
        let bare = written.trim_matches(edge);
        let start = range.start + (written.len() - written.trim_start_matches(edge).len());
        let range = start..start + bare.len();
        let words = words(items);
        self.diagnostics.extend(formula_error(words.trim(), || source.place(&range)));
        let dashes = bare.trim_matches(':');
        let is_line = dashes.len() >= 3 && dashes.bytes().all(|byte| byte == b'-');
        WrittenCell { range, joined: Joined::of(bare), words, is_bold: is_bold(items), is_line }
    }

    fn merged(&mut self, rows: &[Vec<WrittenCell>], is_body: bool) -> Vec<Vec<Option<Extent>>> {
        let joined: Vec<Vec<Joined>> =
            rows.iter().map(|row| row.iter().map(|cell| cell.joined).collect()).collect();
        let merged = merge(&joined);
        for fault in &merged.faults {
            self.report_fault(fault, rows, is_body);
        }
        merged.cells
    }

    fn report_fault(&mut self, fault: &Fault, rows: &[Vec<WrittenCell>], is_body: bool) {
        let place = self.source.place(&rows[fault.row][fault.column].range);
        self.report(fault.reported(place, is_body));
    }

    pub(super) fn close_table_head(&mut self, range: &Range<usize>) {
        self.close_row(range);
        if self.table.as_ref().is_some_and(|table| table.line.is_none()) {
            self.body.push("</thead>\n");
        }
    }

    pub(super) fn open_row(&mut self) {
        let Some(table) = &mut self.table else { return };
        table.column = 0;
        if table.line == Some(table.row) {
            table.is_hidden = true;
            return;
        }
        if table.row >= table.header_rows && !std::mem::replace(&mut table.has_body, true) {
            self.body.push("<tbody>\n");
        }
        self.body.push("<tr>");
    }

    pub(super) fn open_cell(&mut self, following: &[Item<'_>]) {
        let Some(table) = &mut self.table else { return };
        let is_empty =
            matches!(following.first().map(|item| &item.event), Some(Event::End(TagEnd::TableCell)));
        let (row, column) = (table.row, table.column);
        table.column += 1;
        let extent = table.extents.get(row).and_then(|row| *row.get(column)?);
        let Some(extent) = extent else {
            table.is_hidden = true;
            return;
        };
        let scope = if row < table.header_rows {
            Some("col")
        } else {
            (column < table.header_columns).then_some("row")
        };
        // The corner above row names is empty, and an empty `th` would be a heading without words.
        let scope = scope.filter(|_| !is_empty);
        table.cell_end = if scope.is_some() { "</th>" } else { "</td>" };
        // A cell that takes several columns is a word above numbers, or a sum of none of them.
        let alignments = if extent.columns > 1 { &table.given } else { &table.alignments };
        let alignment = *alignments.get(column).unwrap_or(&Alignment::None);
        self.body.push(match scope {
            Some("col") => "<th scope=\"col\"",
            Some(_) => "<th scope=\"row\"",
            None => "<td",
        });
        self.open_extent(extent);
        self.body.push(match alignment {
            Alignment::None => ">",
            Alignment::Left => " class=\"align-left\">",
            Alignment::Center => " class=\"align-center\">",
            Alignment::Right => " class=\"align-right\">",
        });
    }

    fn open_extent(&mut self, extent: Extent) {
        if extent.rows > 1 {
            self.body.push(&format!(" rowspan=\"{}\"", extent.rows));
        }
        if extent.columns > 1 {
            self.body.push(&format!(" colspan=\"{}\"", extent.columns));
        }
    }

    pub(super) fn close_cell(&mut self, range: &Range<usize>) {
        let Some(table) = &mut self.table else { return };
        table.cells_end = range.end;
        if table.line == Some(table.row) {
            return;
        }
        if !std::mem::take(&mut table.is_hidden) {
            self.body.push(table.cell_end);
        }
    }

    pub(super) fn close_row(&mut self, range: &Range<usize>) {
        let Some(table) = &mut self.table else { return };
        let is_line = table.line == Some(table.row);
        table.is_hidden = false;
        table.row += 1;
        self.body.push(if is_line { "</thead>\n" } else { "</tr>\n" });
        // CommonMark drops cells that have no column: nobody would notice what is missing.
        let source = self.source;
        let rest = source.masked.text.get(table.cells_end..range.end).unwrap_or("");
        let is_edge = |sign: char| sign == '|' || sign.is_whitespace();
        let from_lost = rest.trim_start_matches(is_edge);
        if !from_lost.is_empty() {
            let start = range.end - from_lost.len();
            let lost = start..start + from_lost.trim_end_matches(is_edge).len();
            self.report(lost_cells(source.place(&lost)));
        }
    }

    pub(super) fn close_table(&mut self) {
        if self.table.take().is_some_and(|table| table.has_body) {
            self.body.push("</tbody>\n");
        }
        self.body.push(TABLE_END);
    }
}

/// Whether a column names the rows: what is in it is bold.
fn names_rows(body: &[Vec<WrittenCell>], column: usize) -> bool {
    let mut own = body.iter().filter_map(|row| row.get(column)).filter(|cell| cell.joined == Joined::Alone);
    own.next().is_some_and(|cell| cell.is_bold) && own.all(|cell| cell.is_bold)
}

/// Whether all words are bold; the mark of a footnote is none.
fn is_bold(items: &[Item<'_>]) -> bool {
    let mut depth = 0;
    let mut has_words = false;
    for item in items {
        match &item.event {
            Event::Start(Tag::Strong) => depth += 1,
            Event::End(TagEnd::Strong) => depth -= 1,
            Event::Text(text) if depth == 0 && !text.trim().is_empty() => return false,
            Event::Code(_) | Event::Start(Tag::Image { .. }) if depth == 0 => return false,
            Event::Text(_) => has_words |= depth > 0,
            _ => {}
        }
    }
    has_words
}

fn words(items: &[Item<'_>]) -> String {
    let mut words = String::new();
    for item in items {
        match &item.event {
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::InlineHtml(_) | Event::HardBreak | Event::SoftBreak => words.push('\n'),
            _ => {}
        }
    }
    words
}

fn lost_cells(place: Place) -> Diagnostic {
    Diagnostic::new(
        rules::MARKDOWN_TABLE_CELLS,
        place,
        "表の見出しより多い欄があります",
        "the row has more cells than the first one",
    )
    .help(
        "見出しの行に列を足すか、欄の中の `|` を `\\|` と書きます",
        "add a column to the first row, or write a `|` in a cell as `\\|`",
    )
}
