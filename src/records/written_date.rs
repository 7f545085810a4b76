//! Dates as people write them, in the form that files take.

use crate::values::{Date, FiscalYear};

/// `2026-04-01` for `2026/4/1`, `2026年4月1日`, `令和8年4月1日` or `R8.4.1`; `2026-04` for `2026年4月`. `None`
/// for what is no date, so that nobody is advised to write a day that does not exist.
pub fn in_numbers(written: &str) -> Option<String> {
    let separators = ['/', '.', '-', '年', '月', '日'];
    let parts: Vec<&str> = written.split(separators).map(str::trim).filter(|part| !part.is_empty()).collect();
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

#[cfg(test)]
mod tests {
    use super::in_numbers;

    #[test]
    fn dates_in_every_spelling() {
        for written in
            ["2026/4/1", "2026.4.1", "2026-4-1", "2026年4月1日", "令和8年4月1日", "R8.4.1", "R8.04.01"]
        {
            assert_eq!(in_numbers(written).as_deref(), Some("2026-04-01"), "{written}");
        }
        assert_eq!(in_numbers("令和8年4月").as_deref(), Some("2026-04"));
        for written in ["2026", "2026-02-30", "来年4月", "044-200-2111", "1,234", ""] {
            assert_eq!(in_numbers(written), None, "{written}");
        }
    }
}
