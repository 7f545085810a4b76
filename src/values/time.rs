//! When something was measured: documents count by fiscal years, and print a day or a month where one counts.

use super::{Date, FiscalYear};

/// A fiscal year, or a day or month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Time {
    Year(FiscalYear),
    Date(Date),
}

impl Time {
    /// The fiscal year that it is, or is in.
    pub fn fiscal_year(self) -> FiscalYear {
        match self {
            Self::Year(year) => year,
            Self::Date(date) => date.fiscal_year(),
        }
    }

    /// 令和8年度（2026年度）, or 令和8年（2026年）4月1日.
    pub fn japanese(self) -> String {
        match self {
            Self::Year(year) => year.japanese(),
            Self::Date(date) => date.japanese(),
        }
    }

    /// FY2026, or 1 April 2026.
    pub fn english(self) -> String {
        match self {
            Self::Year(year) => year.english(),
            Self::Date(date) => date.english(),
        }
    }

    /// When it is over. What is known of a whole month or year is known after its last day.
    fn end(self) -> (i32, u8, u8) {
        match self {
            Self::Date(Date { year, month, day: Some(day) }) => (year.into(), month, day),
            Self::Date(Date { year, month, day: None }) => (year.into(), month, 32),
            Self::Year(year) => (year.year() + 1, 3, 33),
        }
    }
}

impl Ord for Time {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.end().cmp(&other.end())
    }
}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Time;
    use crate::values::{Date, FiscalYear};

    #[test]
    fn years_months_and_days_are_in_one_order() {
        let year = |year| Time::Year(FiscalYear::new(year).unwrap());
        let date = |date| Time::Date(Date::parse(date).unwrap());
        let in_order = [
            year(2024),
            date("2025-04-01"),
            date("2025-04-30"),
            date("2025-04"),
            date("2026-03-31"),
            date("2026-03"),
            year(2025),
            date("2026-04-01"),
        ];
        let mut sorted = in_order;
        sorted.reverse();
        sorted.sort();
        assert_eq!(sorted, in_order);
    }
}
