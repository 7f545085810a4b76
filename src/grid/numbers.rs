//! Columns of numbers: their digits stand below each other, so they end at the same place.

use unicode_normalization::UnicodeNormalization;

/// What may stand before the digits.
const BEFORE: [&str; 10] = ["-", "−", "+", "±", "△", "▲", "約", "延べ", "¥", "$"];
/// What may stand after them. Years and numbers of order are no quantities, and not here.
const UNITS: [&str; 33] = [
    "%",
    "‰",
    "ポイント",
    "pt",
    "人",
    "名",
    "件",
    "回",
    "日",
    "か月",
    "カ月",
    "ヶ月",
    "週",
    "時間",
    "分",
    "秒",
    "歳",
    "円",
    "千円",
    "万円",
    "百万円",
    "億円",
    "億",
    "万",
    "千",
    "か所",
    "箇所",
    "校",
    "課",
    "割",
    "倍",
    "点",
    "台",
];
/// What stands where there is no number: a dash, or a word that says why.
const NONE: [&str; 19] = [
    "-",
    "−",
    "‐",
    "–",
    "—",
    "―",
    "─",
    "ー",
    "…",
    "...",
    "*",
    "x",
    "n/a",
    "なし",
    "該当なし",
    "未実施",
    "未調査",
    "秘匿",
    "集計中",
];

/// Whether the cells of a column are numbers. Empty cells say nothing, and at least one must be a number.
pub fn is_of_numbers<'a>(cells: impl IntoIterator<Item = &'a str>) -> bool {
    let mut has_number = false;
    for cell in cells {
        for line in cell.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let folded = folded(line);
            if is_number(&folded) {
                has_number = true;
            } else if !NONE.contains(&folded.as_str()) {
                return false;
            }
        }
    }
    has_number
}

/// The value of a cell that is a number and nothing else, besides a sign or a percent sign.
pub fn number(cell: &str) -> Option<f64> {
    let folded = folded(cell);
    let bare = folded.trim_end_matches('%');
    let digits = bare.trim_start_matches(['-', '−', '△', '▲', '+']);
    let is_negative = bare.starts_with(['-', '−', '△', '▲']);
    if !digits.starts_with(|first: char| first.is_ascii_digit()) || digits.contains('e') {
        return None;
    }
    let value: f64 = digits.replace(',', "").parse().ok()?;
    Some(if is_negative { -value } else { value })
}

/// Full-width digits and signs are the same numbers.
fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|character| !character.is_whitespace()).collect()
}

/// `1,234`, `△12`, `12.5%`, `約30人`, `1,234(5.6%)`, `(12)`, each perhaps with the mark of a note behind it.
fn is_number(text: &str) -> bool {
    let text = without_note(text);
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return is_plain(inner);
    }
    match text.strip_suffix(')').and_then(|rest| rest.split_once('(')) {
        Some((number, more)) => is_plain(number) && is_plain(more),
        None => is_plain(text),
    }
}

/// `※1`, `*`, `注2` and `(注)` behind a number.
fn without_note(text: &str) -> &str {
    let bare = text.strip_suffix(')').unwrap_or(text);
    let bare = bare.trim_end_matches(|character: char| character.is_ascii_digit());
    let Some(before) = ["※", "*", "(注", "注"].iter().find_map(|mark| bare.strip_suffix(mark)) else {
        return text;
    };
    if before.is_empty() { text } else { before }
}

fn is_plain(text: &str) -> bool {
    let mut rest = text;
    while let Some(after) = BEFORE.iter().find_map(|sign| rest.strip_prefix(sign)) {
        rest = after;
    }
    let end = rest.find(|character: char| !(character.is_ascii_digit() || ",.".contains(character)));
    let (digits, unit) = rest.split_at(end.unwrap_or(rest.len()));
    let has_form = digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.ends_with(|last: char| last.is_ascii_digit())
        && digits.matches('.').count() <= 1;
    has_form && (unit.is_empty() || UNITS.contains(&unit))
}

#[cfg(test)]
mod tests {
    use super::is_of_numbers;

    #[test]
    fn numbers_as_cities_write_them() {
        for cell in [
            "1,234",
            "△12",
            "▲ 3.5",
            "12.5％",
            "約３０",
            "１，２３４",
            "98人",
            "¥1,000",
            "1,234（5.6％）",
            "(12)",
            "-3",
            "65,438千円",
            "12※1",
            "30 %",
            "5\n6",
        ] {
            assert!(is_of_numbers([cell]), "{cell}");
            assert!(is_of_numbers([cell, "", "－", "―", "集計中"]), "{cell}");
        }
    }

    #[test]
    fn words_and_years_are_none() {
        for cell in
            ["令和8年度", "2026年度", "R6", "10〜20", "3級", "第1回", "1.2.3", "新採用", "1-1", "No.3", "※1"]
        {
            assert!(!is_of_numbers(["1", cell]), "{cell}");
        }
        assert!(!is_of_numbers(["－", ""]));
    }
}
