//! Days and months as documents print them.

use std::fmt;

/// A day, or a month where the document gives no day. Western calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    /// Of the western calendar.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1; `None` for the month as a whole.
    pub day: Option<u8>,
}

impl Date {
    /// The day or month written as `2026-03-31` or `2026-03`, if there is such a day.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = number(parts.next()?, 4)?;
        let month = number(parts.next()?, 2)? as u8;
        let day = match parts.next() {
            Some(day) => Some(number(day, 2)? as u8),
            None => None,
        };
        let real = parts.next().is_none()
            && (1868..=2200).contains(&year)
            && (1..=12).contains(&month)
            && day.is_none_or(|day| (1..=days_of(year, month)).contains(&day));
        real.then_some(Self { year, month, day })
    }

    /// As a Japanese page shows it: `令和8年（2026年）3月31日`.
    pub fn japanese(self) -> String {
        let year = super::fiscal_year::era_year(self.year.into(), self.month, self.day.unwrap_or(1));
        match self.day {
            Some(day) => format!("{year}（{}年）{}月{day}日", self.year, self.month),
            None => format!("{year}（{}年）{}月", self.year, self.month),
        }
    }

    /// The fiscal year that the day is in; a month counts as a whole.
    pub fn fiscal_year(self) -> super::FiscalYear {
        let year = if self.month < 4 { self.year - 1 } else { self.year };
        super::FiscalYear::new(year.max(1868).into()).expect("a date is between 1868 and 2200")
    }

    /// The day itself, or the first of the month.
    pub fn first_day(self) -> Self {
        Self { day: Some(self.day.unwrap_or(1)), ..self }
    }

    /// The day itself, or the last of the month.
    pub fn last_day(self) -> Self {
        Self { day: Some(self.day.unwrap_or_else(|| days_of(self.year, self.month))), ..self }
    }

    /// As an English page shows it: `31 March 2026`.
    pub fn english(self) -> String {
        let month = MONTHS[usize::from(self.month) - 1];
        match self.day {
            Some(day) => format!("{day} {month} {}", self.year),
            None => format!("{month} {}", self.year),
        }
    }
}

/// A year, or a day or month where more is known: of a census, of a register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum YearOrDate {
    /// Of the western calendar.
    Year(u16),
    Date(Date),
}

/// `2026-03-31` or `2026-03`: the form of HTML's `datetime` and of the sitemap.
impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year, self.month)?;
        self.day.map_or(Ok(()), |day| write!(formatter, "-{day:02}"))
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn number(digits: &str, length: usize) -> Option<u16> {
    (digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

fn days_of(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn only_real_days_are_dates() {
        for good in ["2026-03", "2026-03-31", "2024-02-29", "2000-02-29"] {
            assert_eq!(Date::parse(good).unwrap().to_string(), good);
        }
        for bad in ["2026", "2026-13", "2026-02-29", "1900-02-29", "2026-3-1", "2026-03-31-1", "令和8年3月"]
        {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn eras_change_on_their_day() {
        assert_eq!(Date::parse("2019-04-30").unwrap().japanese(), "平成31年（2019年）4月30日");
        assert_eq!(Date::parse("2019-05-01").unwrap().japanese(), "令和元年（2019年）5月1日");
        assert_eq!(Date::parse("2026-03").unwrap().japanese(), "令和8年（2026年）3月");
        assert_eq!(Date::parse("2026-03-05").unwrap().english(), "5 March 2026");
    }
}
