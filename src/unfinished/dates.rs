//! Dates without their numbers: 「令和　年　月　日」, 「2026年　月」.

use super::around::{Around, counter, is_blank, is_digit};
use super::mark::{Mark, Meaning};

/// An era, and blanks where its year belongs.
pub(super) fn judge_era(around: &Around<'_>) -> Option<Mark> {
    let rest = around.after();
    let year = rest.trim_start_matches(is_blank);
    let is_date = year.len() < rest.len() && year.starts_with('年');
    mark(around, is_date)
}

/// A year, and blanks where its month belongs.
pub(super) fn judge_month(around: &Around<'_>) -> Option<Mark> {
    let month = around.after().trim_start_matches(is_blank);
    let is_date =
        month.starts_with('月') && (around.previous().is_some_and(is_digit) || is_in_sentence(month));
    mark(around, is_date)
}

/// A month, and blanks where its day belongs.
pub(super) fn judge_day(around: &Around<'_>) -> Option<Mark> {
    let day = around.after().trim_start_matches(is_blank);
    mark(around, day.starts_with('日') && around.previous().is_some_and(is_digit))
}

/// 「？？人」, or nothing but question marks.
pub(super) fn judge_question(around: &Around<'_>) -> Option<Mark> {
    let run = around.extended(|character| matches!(character, '?' | '？'));
    if around.previous().is_some_and(|previous| matches!(previous, '?' | '？')) {
        return None;
    }
    let is_number = counter(run.after()).is_some() || run.after().starts_with(['年', '月', '課', '部']);
    let is_all = run.text.trim() == run.written();
    (is_number || is_all).then_some(Mark { range: run.sign, meaning: Meaning::Missing })
}

/// 「　年　月　日現在」. By itself 「年　月　日」 heads a column.
fn is_in_sentence(month: &str) -> bool {
    const AFTER: [&str; 14] = [
        "現在", "時点", "から", "より", "まで", "に", "付", "公表", "策定", "改定", "改訂", "決定", "施行",
        "開催",
    ];
    let day = month.trim_start_matches('月').trim_start_matches(is_blank);
    let after = day.strip_prefix('日').unwrap_or(day);
    AFTER.iter().any(|word| after.starts_with(word))
}

fn mark(around: &Around<'_>, is_date: bool) -> Option<Mark> {
    if !is_date || is_to_fill_in(around) {
        return None;
    }
    let is_of_date =
        |character: char| is_blank(character) || is_digit(character) || "年月日○〇◯".contains(character);
    let rest = around.after();
    let length = rest.find(|character| !is_of_date(character)).unwrap_or(rest.len());
    let length = rest[..length]
        .trim_end_matches(|character| character != '年' && character != '月' && character != '日')
        .len();
    Some(Mark { range: around.sign.start..around.sign.end + length, meaning: Meaning::Date })
}

/// Whether the date is of a form, for whoever fills it in.
fn is_to_fill_in(around: &Around<'_>) -> bool {
    const LABELS: [&str; 14] = [
        "記入日",
        "記入年月日",
        "申請日",
        "申請年月日",
        "提出日",
        "提出年月日",
        "届出",
        "受付",
        "受理",
        "面談日",
        "面接日",
        "生年月日",
        "署名",
        "氏名",
    ];
    let before = around.sentence_before();
    LABELS.iter().any(|label| before.contains(label)) || around.is_example()
}
