//! The times of a schedule: fiscal years, and halves and quarters of them.

use super::{Bilingual, FiscalYear, Period};

/// A fiscal year or a part of one, or several years in a row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Stretch {
    pub first: FiscalYear,
    /// The same as the first, where it is one year or a part of it.
    pub last: FiscalYear,
    pub part: YearPart,
}

/// Which part of a fiscal year.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum YearPart {
    Whole,
    /// 上半期 (1) or 下半期 (2).
    Half(u32),
    /// 第1四半期 to 第4四半期.
    Quarter(u32),
}

impl Stretch {
    /// Every fiscal year that it touches.
    pub fn years(self) -> impl Iterator<Item = FiscalYear> {
        std::iter::successors(Some(self.first), |year| Some(year.next()))
            .take_while(move |year| *year <= self.last)
    }

    /// Whether it touches a fiscal year.
    pub fn contains(self, year: FiscalYear) -> bool {
        self.first <= year && year <= self.last
    }

    /// For messages: 令和8年度（2026年度）の上半期, the first half of FY2026.
    pub fn in_words(self) -> Bilingual {
        let period = Period { start: self.first, end: Some(self.last) };
        let (ja, en) = (period.japanese(), period.english());
        match self.part {
            YearPart::Whole => Bilingual::new(ja, en),
            YearPart::Half(1) => Bilingual::new(format!("{ja}の上半期"), format!("the first half of {en}")),
            YearPart::Half(_) => Bilingual::new(format!("{ja}の下半期"), format!("the second half of {en}")),
            YearPart::Quarter(quarter) => {
                Bilingual::new(format!("{ja}の第{quarter}四半期"), format!("quarter {quarter} of {en}"))
            }
        }
    }

    /// When it begins and when it is over, in quarters: what begins first comes first, and of two that begin
    /// together the longer one, so that a year stands before its parts.
    fn quarters(self) -> (i32, i32) {
        let (begin, end) = match self.part {
            YearPart::Whole => (1, 4),
            YearPart::Half(half) => (half * 2 - 1, half * 2),
            YearPart::Quarter(quarter) => (quarter, quarter),
        };
        let quarter = |year: FiscalYear, quarter: u32| year.year() * 4 + quarter.min(4) as i32;
        (quarter(self.first, begin), -quarter(self.last, end))
    }
}

impl Ord for Stretch {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.quarters().cmp(&other.quarters())
    }
}

impl PartialOrd for Stretch {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::{Stretch, YearPart};
    use crate::values::FiscalYear;

    #[test]
    fn a_year_stands_before_its_parts_and_after_what_began_earlier() {
        let stretch = |first, last, part| Stretch {
            first: FiscalYear::new(first).unwrap(),
            last: FiscalYear::new(last).unwrap(),
            part,
        };
        let in_order = [
            stretch(2024, 2028, YearPart::Whole),
            stretch(2026, 2027, YearPart::Whole),
            stretch(2026, 2026, YearPart::Whole),
            stretch(2026, 2026, YearPart::Half(1)),
            stretch(2026, 2026, YearPart::Quarter(1)),
            stretch(2026, 2026, YearPart::Quarter(2)),
            stretch(2026, 2026, YearPart::Half(2)),
            stretch(2026, 2026, YearPart::Quarter(4)),
            stretch(2027, 2027, YearPart::Whole),
        ];
        let mut sorted = in_order;
        sorted.reverse();
        sorted.sort();
        assert_eq!(sorted, in_order);
        assert_eq!(in_order[0].years().count(), 5);
    }
}
