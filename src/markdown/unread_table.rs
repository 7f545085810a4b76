//! Tables that CommonMark reads as a paragraph: without their line of `---`, with one of another length, or behind an
//! empty line in the middle of a table.

use std::ops::Range;

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::rules;
use crate::source::Place;

/// What was meant as a table.
pub(super) struct Unread {
    /// The line that shows it, within the paragraph.
    pub(super) line: Range<usize>,
    why: Why,
}

enum Why {
    /// The first row and the line have so many columns.
    OtherWidth(usize, usize),
    /// The line, or the rows, are written with full-width signs.
    WideSigns,
    /// There is a row of it above an empty line.
    EmptyLine,
    NoLine,
}

/// Looks for a table in a paragraph.
pub(super) fn find(paragraph: &str, follows_table: bool) -> Option<Unread> {
    if !paragraph.contains(['|', '｜']) {
        return None;
    }
    let lines: Vec<(usize, &str)> = lines(paragraph).collect();
    let unread = |(at, line): (usize, &str), why| Some(Unread { line: at..at + line.len(), why });
    let ruler = (1..lines.len()).find(|at| is_ruler(lines[*at].1) && is_row(lines[at - 1].1));
    if let Some(ruler) = ruler {
        let (above, line) = (lines[ruler - 1].1, lines[ruler].1);
        let is_wide = line.contains(['｜', '：', '－', 'ー', '―', '─']) || above.starts_with('｜');
        let why = if is_wide { Why::WideSigns } else { Why::OtherWidth(width(above), width(line)) };
        return unread(lines[ruler], why);
    }
    let first = *lines.first()?;
    if follows_table && first.1.starts_with('|') && is_row(first.1) {
        return unread(first, Why::EmptyLine);
    }
    let is_edged = |line: &str| line.starts_with(['|', '｜']) && line.ends_with(['|', '｜']);
    if !lines.iter().all(|(_, line)| is_row(line) && is_edged(line)) {
        return None;
    }
    let is_wide = first.1.starts_with('｜');
    let is_certain = lines.len() > 1 || signs(first.1) > 2;
    is_certain.then_some(()).and_then(|()| unread(first, if is_wide { Why::WideSigns } else { Why::NoLine }))
}

/// The lines and where they begin, without the signs of a quotation around them.
fn lines(paragraph: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = paragraph.as_ptr() as usize;
    paragraph.lines().map(move |line| {
        let line = line.trim_start_matches([' ', '>', '\t']).trim_end();
        (line.as_ptr() as usize - base, line)
    })
}

/// Whether a line is the one below the first row: `|---|--:|`, or what was meant as such.
fn is_ruler(line: &str) -> bool {
    const SIGNS: &str = "|｜:：-－ー―─ \t";
    line.contains(['|', '｜'])
        && line.contains(['-', '－', 'ー', '―', '─'])
        && line.chars().all(|sign| SIGNS.contains(sign))
}

fn is_row(line: &str) -> bool {
    let signs = signs(line);
    signs > 1 || signs == 1 && !line.starts_with(['|', '｜']) && !line.ends_with(['|', '｜'])
}

fn signs(line: &str) -> usize {
    line.matches(['|', '｜']).count() - line.matches("\\|").count()
}

/// How many columns a row has.
fn width(line: &str) -> usize {
    signs(line.trim_matches('|')) + 1
}

impl Unread {
    pub(super) fn reported(&self, place: Place) -> Diagnostic {
        let (message, help) = match self.why {
            Why::OtherWidth(row, line) => (
                Bilingual::new(
                    format!(
                        "表として読めません。見出しの行は{row}列ですが、区切りの行（`|---|`）は{line}列です"
                    ),
                    format!(
                        "this is not read as a table: its first row has {row} columns, the line below it {line}"
                    ),
                ),
                if row == line {
                    Bilingual::new("表の前に空の行を入れてください", "leave an empty line before the table")
                } else {
                    Bilingual::new(
                        format!("区切りの行を `|{}` にします", "---|".repeat(row)),
                        format!("write `|{}` below the first row", "---|".repeat(row)),
                    )
                },
            ),
            Why::WideSigns => (
                Bilingual::new(
                    "表として読めません。全角の記号で書かれています",
                    "this is not read as a table: it is written with full-width signs",
                ),
                Bilingual::new(
                    "縦線は半角の `|`、区切りの行は半角の `|---|` で書きます",
                    "write `|` between the cells and `|---|` below the first row, half-width",
                ),
            ),
            Why::EmptyLine => (
                Bilingual::new(
                    "表の途中に空の行があるため、ここから下は表になりません",
                    "an empty line ends the table above, so this is none of its rows",
                ),
                Bilingual::new(
                    "上の空の行を消します。別の表なら、見出しの行と `|---|` の行を書きます",
                    "delete the empty line above; for another table write its header and a line `|---|`",
                ),
            ),
            Why::NoLine => (
                Bilingual::new(
                    "表として読めません。見出しの行の下に、区切りの行（`|---|`）がありません",
                    "this is not read as a table: there is no line `|---|` below its first row",
                ),
                Bilingual::new(
                    "1行目を見出しにして、2行目に、列の数だけ `|---|---|` のように書きます",
                    "make the first line the header, and write `|---|---|`, a piece for each column, below it",
                ),
            ),
        };
        Diagnostic::new(rules::MARKDOWN_UNREAD_TABLE, place, message.ja, message.en).help(help.ja, help.en)
    }
}
