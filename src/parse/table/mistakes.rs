//! What can be wrong with a file of a table.

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::rules;
use crate::source::{Place, SourceFile, SourcePath, Span};

use super::separated::{Cell, Row};

/// A web page that was saved under the name of a table.
pub(super) fn not_csv(file: &SourceFile) -> Option<Diagnostic> {
    let start = file.text.trim_start();
    let head = start[..start.floor_char_boundary(64)].to_lowercase();
    let is_page =
        ["<!doctype", "<html", "<table", "<?xml", "<head", "<meta"].iter().any(|tag| head.starts_with(tag));
    is_page.then(|| {
        let start = file.text.len() - start.len();
        let end = file.text[start..].find('\n').map_or(file.text.len(), |length| start + length);
        Diagnostic::new(
            rules::TABLE_NOT_CSV,
            Place::at(&file.path, Span::new(start, end)),
            "中身が CSV ではなく、ウェブページ（HTML か XML）です",
            "this is a web page (HTML or XML), not CSV",
        )
        .help(
            "Excelで開き、「CSV UTF-8（コンマ区切り）」で保存し直してください",
            "open it in Excel, and save it as `CSV UTF-8 (comma delimited)`",
        )
    })
}

/// Signs that people type, or copy from Markdown, between cells.
const OTHER_SEPARATORS: [char; 5] = ['，', '、', '｜', '|', '；'];

/// A table whose rows have one cell each, with the same sign in all of them.
pub(super) fn other_separator(file: &SourceFile, rows: &[Row]) -> Option<Diagnostic> {
    if rows.len() < 2 || rows.iter().any(|row| row.cells.len() > 1) {
        return None;
    }
    let count = |row: &Row, sign: char| row.cells[0].text.matches(sign).count();
    let sign = OTHER_SEPARATORS.into_iter().find(|sign| {
        let first = count(&rows[0], *sign);
        first > 0 && rows.iter().all(|row| count(row, *sign) == first)
    })?;
    let diagnostic = Diagnostic::new(
        rules::TABLE_NOT_CSV,
        Place::at(&file.path, rows[0].span()),
        format!("セルが `{sign}` で区切られているようです。このままでは1列の表になります"),
        format!("the cells seem to be separated by `{sign}`, so this is a table of one column"),
    );
    Some(diagnostic.help(
        "区切りは半角のコンマ `,` にします。メモ帳の置換でまとめて直せます",
        "separate the cells by commas: replace all of the signs at once in Notepad",
    ))
}

pub(super) fn open_quote(file: &SourceFile, cell: &Cell) -> Diagnostic {
    let start = cell.span.start as usize;
    let end = file.text[start..].find('\n').map_or(file.text.len(), |length| start + length);
    Diagnostic::new(
        rules::TABLE_QUOTE,
        Place::at(&file.path, Span::new(start, end)),
        "この引用符（\"）が閉じられていません",
        "this quotation mark is not closed",
    )
    .help(
        "値の終わりにも `\"` を書きます。値の中の引用符は `\"\"` と2つ続けて書きます",
        "write a `\"` at the end of the value too; a quotation mark within it is written twice, `\"\"`",
    )
}

/// A quotation mark behind a space, which begins nothing.
pub(super) fn late_quote(file: &SourceFile, cell: &Cell) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        rules::TABLE_QUOTE,
        Place::at(&file.path, cell.span),
        "引用符（\"）の前に空白があるため、引用符として読めません",
        "there is a space before this quotation mark, so it does not begin a quoted value",
    );
    diagnostic.help(
        "コンマと引用符の間の空白を消してください",
        "delete the space between the comma and the quotation mark",
    )
}

pub(super) fn empty(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        rules::TABLE_EMPTY,
        Place::file(path),
        "表には見出しの行と1行以上の中身が要ります",
        "a table needs a header and at least one row",
    )
}

/// `found` and `expected` are numbers of cells.
pub(super) fn ragged(path: &SourcePath, row: &Row, found: usize, expected: usize) -> Diagnostic {
    let has = |signs: &[char]| row.cells.iter().any(|cell| cell.text.contains(signs));
    let has_wide_comma = has(&['，']);
    let help = if found > expected && has(&['“', '”', '＂', '「']) {
        Bilingual::new(
            "コンマのある値を囲めるのは、半角の引用符 `\"` だけです。全角の引用符やかぎかっこの中のコンマは、区切りになります",
            "only straight quotation marks `\"` keep a comma within a value; in others it separates",
        )
    } else if found > expected {
        Bilingual::new(
            "値にコンマがあるときは引用符（\"）で囲みます",
            "put quotes around a value that has a comma",
        )
    } else if has_wide_comma {
        Bilingual::new(
            "全角のコンマ `，` は区切りになりません。半角の `,` に直してください",
            "a full-width comma `，` separates nothing: write `,`",
        )
    } else {
        Bilingual::new(
            "空の値にもコンマを書いて、個数をそろえてください",
            "write the commas of empty cells too",
        )
    };
    Diagnostic::new(
        rules::TABLE_RAGGED,
        Place::at(path, row.span()),
        format!("この行のセルは {found} 個ですが、見出しの行は {expected} 個です"),
        format!("this row has {found} cells, the header has {expected}"),
    )
    .help(help.ja, help.en)
}

/// Rows above the header: a title, a unit, a mark for another program. `header` is the number of the first row that
/// looks like one.
pub(super) fn before_header(path: &SourcePath, above: &[Row], header: usize) -> Option<Diagnostic> {
    let (first, last) = (above.first()?, above.last()?);
    let (ja, en) = match first.number == last.number {
        true => (format!("{}行目", first.number), format!("row {}", first.number)),
        false => {
            let (first, last) = (first.number, last.number);
            (format!("{first}〜{last}行目"), format!("rows {first}–{last}"))
        }
    };
    let diagnostic = Diagnostic::new(
        rules::TABLE_BEFORE_HEADER,
        Place::at(path, first.span()),
        format!("見出しの行より上に、表の題や単位などの行があります（{ja}）"),
        format!("there is a title, a unit or the like above the header ({en})"),
    );
    Some(diagnostic.help(
        format!("{ja}を消して、題は部品 `table` の `caption` に、単位は列の見出しに書きます。行を残すなら、部品に `header=\"{header}\"`（見出しの行の番号）と書きます"),
        format!("delete {en}, and write the title as `caption` of the component and the unit into the headers; or keep them and write `header=\"{header}\"`, the number of the header, into the component"),
    ))
}

/// A column with values and without a header. `column` counts from 1.
pub(super) fn nameless_column(path: &SourcePath, row: &Row, column: usize) -> Diagnostic {
    let place = row.cells.get(column - 1).map(|cell| cell.span).filter(|span| span.start < span.end);
    Diagnostic::new(
        rules::TABLE_HEADER,
        Place::at(path, place.unwrap_or(row.span())),
        format!("{column}列目に見出しがありません"),
        format!("column {column} has no header"),
    )
    .help(
        "見出しを書きます。左の列の見出しと結合しているなら `<` と書きます",
        "write its header; if it is merged with the header at its left, write `<`",
    )
}

/// A row without a name, where there is none above that it could have.
pub(super) fn nameless_row(path: &SourcePath, row: &Row, cell: Option<&Cell>) -> Diagnostic {
    let place = cell.map(|cell| cell.span).filter(|span| span.start < span.end);
    Diagnostic::new(
        rules::TABLE_HEADER,
        Place::at(path, place.unwrap_or(row.span())),
        "この行に見出し（左端のセル）がありません",
        "this row has no header, its first cell is empty",
    )
    .help(
        "左端のセルに、何の行かを書きます。見出しの行が2行あるなら、部品 `table` に `header=\"1-2\"` のように行の番号を書きます",
        "write into its first cell what the row is about; where the header takes two rows, write their numbers into the component, such as `header=\"1-2\"`",
    )
}

/// A number of a translation that is not that of the original.
pub(super) fn other_number(
    path: &SourcePath,
    cell: &Cell,
    original_path: &SourcePath,
    original: &Cell,
) -> Diagnostic {
    let (found, wanted) = (&cell.text, &original.text);
    Diagnostic::new(
        rules::TABLE_VALUE,
        Place::at(path, cell.span),
        format!("訳の表の数 `{found}` が、原文の表の数 `{wanted}` と違います"),
        format!("the number `{found}` of the translated table differs from the original, `{wanted}`"),
    )
    .note(Place::at(original_path, original.span), "原文の表", "the original")
    .help(
        format!("原文が正しければ `{wanted}` に直します"),
        format!("if the original is right, write `{wanted}`"),
    )
}
