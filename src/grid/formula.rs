//! What a spreadsheet program shows instead of a value.

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::Place;

/// The words for errors in Excel and in LibreOffice.
const ERRORS: [&str; 13] = [
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#GETTING_DATA",
    "Err:502",
];

/// Reports a cell that holds a formula or its error, or signs in place of a number that did not fit its column.
pub fn formula_error(cell: &str, place: impl FnOnce() -> Place) -> Option<Diagnostic> {
    let is_error = ERRORS.iter().any(|error| error.eq_ignore_ascii_case(cell));
    let is_too_narrow = cell.len() >= 3 && cell.bytes().all(|byte| byte == b'#');
    let is_formula =
        cell.strip_prefix('=').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()));
    if is_formula {
        return Some(formula(cell, place()));
    }
    if !is_error && !is_too_narrow {
        return None;
    }
    let diagnostic = Diagnostic::new(
        rules::TABLE_FORMULA,
        place(),
        format!("表計算ソフトのエラー `{cell}` が、値の代わりに入っています"),
        format!("`{cell}`, an error of the spreadsheet program, stands here instead of a value"),
    );
    Some(if is_too_narrow {
        diagnostic.help(
            "Excelで列の幅を広げて数を確かめ、その数を書きます",
            "widen the column in Excel, and write the number that it shows",
        )
    } else {
        diagnostic.help(
            "Excelで式を直して保存し直すか、正しい値を書きます。値がないなら `－` と書きます",
            "mend the formula in Excel and save again, or write the value; where there is none, write `－`",
        )
    })
}

fn formula(cell: &str, place: Place) -> Diagnostic {
    Diagnostic::new(
        rules::TABLE_FORMULA,
        place,
        format!("表計算ソフトの式 `{cell}` が、値の代わりに入っています"),
        format!("`{cell}`, a formula of the spreadsheet program, stands here instead of its value"),
    )
    .help(
        "式の計算結果を書きます。Excelで「CSV UTF-8」として保存すると、結果が入ります",
        "write what it comes to; saved by Excel as CSV UTF-8, the file has the values",
    )
}
