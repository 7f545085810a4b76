//! Dates as people write them, in the form that files take.

use unicode_normalization::UnicodeNormalization;

use crate::values::{Date, FiscalYear};

/// `2026-04-01` for `2026/4/1`, `2026年4月1日（水）`, `令和８年４月１日`, `R8.4.1` or `20260401`; `2026-04` for
/// `2026年4月`. `None` for what is no date, so that nobody is advised to write a day that does not exist.
pub fn in_numbers(written: &str) -> Option<String> {
    let half: String = written.nfkc().collect();
    // A time of day, or the day of the week, says nothing more about the day.
    let half = half.split(['(', 'T']).next().unwrap_or("").trim();
    let half = if half.contains('年') { with_digits(&half.replace(' ', "")) } else { half.to_owned() };
    let half = compact(&half).unwrap_or(half);
    let separators = ['/', '.', '-', '年', '月', '日', ' '];
    let parts: Vec<&str> = half.split(separators).map(str::trim).filter(|part| !part.is_empty()).collect();
    let (year, rest) = parts.split_first()?;
    // A year of an era has the same number as the fiscal year that is named after it.
    let year = FiscalYear::parse(year).ok()?.year();
    let rest: Option<Vec<u8>> = rest.iter().map(|part| part.parse().ok()).collect();
    let date = match rest?[..] {
        [month] => format!("{year}-{month:02}"),
        [month, day] => format!("{year}-{month:02}-{day:02}"),
        _ => return None,
    };
    Date::parse(&date).map(|_| date)
}

/// `2026-04-01` for `20260401`.
fn compact(digits: &str) -> Option<String> {
    let is_compact = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_compact.then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
}

/// With digits for numbers in kanji: 令和8年11月20日 for 令和八年十一月二十日.
fn with_digits(text: &str) -> String {
    let mut digits = String::new();
    let mut number: Option<u32> = None;
    for character in text.chars().chain(['\0']) {
        let value =
            "〇一二三四五六七八九".chars().position(|digit| digit == character).map(|value| value as u32);
        match (value, character) {
            (Some(value), _) => number = Some(number.unwrap_or(0) + value),
            (None, '十') => number = Some(number.unwrap_or(1).max(1) * 10),
            (None, other) => {
                digits.extend(number.take().map(|number| number.to_string()));
                digits.extend((other != '\0').then_some(other));
            }
        }
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::in_numbers;

    #[test]
    fn dates_in_every_spelling() {
        for written in [
            "2026/4/1",
            "2026.4.1",
            "2026-4-1",
            "20260401",
            "２０２６／４／１",
            "2026年4月1日",
            "2026年4月1日（水）",
            "2026-04-01T09:00:00",
            "令和8年4月1日",
            "令和８年４月１日",
            "令和 8 年 4 月 1 日",
            "令和八年四月一日",
            "R8.4.1",
            "R8.04.01",
            "Ｒ８．４．１",
        ] {
            assert_eq!(in_numbers(written).as_deref(), Some("2026-04-01"), "{written}");
        }
        assert_eq!(in_numbers("令和八年十一月二十日").as_deref(), Some("2026-11-20"));
        assert_eq!(in_numbers("令和元年十月").as_deref(), Some("2019-10"));
        assert_eq!(in_numbers("令和8年4月").as_deref(), Some("2026-04"));
        for written in
            ["2026", "2026-02-30", "20260230", "来年4月", "044-200-2111", "1,234", "平成40年4月1日", ""]
        {
            assert_eq!(in_numbers(written), None, "{written}");
        }
    }
}
