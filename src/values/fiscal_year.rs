//! Fiscal years (年度), in every spelling that Japanese documents use.

use unicode_normalization::UnicodeNormalization;

/// A fiscal year: from 1 April of the western year it is named after to the next 31 March.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FiscalYear(u16);

/// Why a text is not a fiscal year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WrittenYear {
    /// It is not in any spelling of a fiscal year.
    Unknown,
    /// The era had no such fiscal year (令和0年度, 昭和70年度).
    NotInEra,
    /// Before 1868 or after 2200.
    OutOfRange,
}

/// An era: its name, the letter that forms use for it, and its first day.
struct Era {
    name: &'static str,
    letter: char,
    start: (i32, u8, u8),
}

/// The eras since the Meiji restoration, newest first. First days: 元号法 (1979) and the cabinet orders of
/// 1989 and 2019; 大正 and 昭和 began on the day of accession; 明治 is counted from 1 January 1868, as the
/// edict of that year has it.
const ERAS: [Era; 5] = [
    Era { name: "令和", letter: 'R', start: (2019, 5, 1) },
    Era { name: "平成", letter: 'H', start: (1989, 1, 8) },
    Era { name: "昭和", letter: 'S', start: (1926, 12, 25) },
    Era { name: "大正", letter: 'T', start: (1912, 7, 30) },
    Era { name: "明治", letter: 'M', start: (1868, 1, 1) },
];

impl FiscalYear {
    /// The fiscal year that begins on 1 April of a western year.
    pub fn new(year: i64) -> Result<Self, WrittenYear> {
        u16::try_from(year)
            .ok()
            .filter(|year| (1868..=2200).contains(year))
            .map(Self)
            .ok_or(WrittenYear::OutOfRange)
    }

    /// The fiscal year in one of its spellings: `2026`, `2026年度`, `R8`, `令和8年度`, `令和８年度`,
    /// `令和元年度`, `平成31年度`, `令和8年度（2026年度）`.
    pub fn parse(text: &str) -> Result<Self, WrittenYear> {
        let text: String = text.nfkc().filter(|character| !character.is_whitespace()).collect();
        let text = text.split_once('(').map_or(text.as_str(), |(first, _)| first);
        let text = text.trim_end_matches("年度").trim_end_matches("年");
        if let Ok(year) = text.trim_start_matches("FY").parse() {
            return Self::new(year);
        }
        let (era, number) = ERAS
            .iter()
            .find_map(|era| {
                let rest = text.strip_prefix(era.name).or_else(|| text.strip_prefix(era.letter))?;
                Some((era, rest))
            })
            .ok_or(WrittenYear::Unknown)?;
        let number = if number == "元" { 1 } else { number.parse().map_err(|_| WrittenYear::Unknown)? };
        era.fiscal_year(number)
    }

    /// The western year in which it begins.
    pub fn year(self) -> i32 {
        self.0.into()
    }

    /// 令和8年度（2026年度）. The era is the one of most of the year: 令和元年度 for 2019, as the documents
    /// of that year say, and 平成31年度 is read as the same.
    pub fn japanese(self) -> String {
        format!("{}（{}年度）", self.japanese_era(), self.0)
    }

    /// 令和8年度, without the western year; for tables that say so in their head.
    pub fn japanese_era(self) -> String {
        format!("{}度", era_year(self.year(), 12, 31))
    }

    /// FY2026.
    pub fn english(self) -> String {
        format!("FY{}", self.0)
    }

    /// 2026/27: the two years that it is in, for languages that have no words for it here.
    pub fn figures(self) -> String {
        format!("{}/{:02}", self.0, (self.0 + 1) % 100)
    }

    /// The year after.
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl Era {
    fn fiscal_year(&self, number: i64) -> Result<FiscalYear, WrittenYear> {
        let year = i64::from(self.start.0) + number - 1;
        let newer = ERAS.iter().rev().find(|era| era.start > self.start);
        // 平成31年度 began under 平成: an era still names the fiscal year in which it ended.
        let last = newer.map_or(i64::MAX, |newer| i64::from(newer.start.0));
        if number < 1 || year > last { Err(WrittenYear::NotInEra) } else { FiscalYear::new(year) }
    }
}

/// 令和8年: the year of the era that a day is in.
pub(super) fn era_year(year: i32, month: u8, day: u8) -> String {
    let era = ERAS.iter().find(|era| era.start <= (year, month, day)).unwrap_or(&ERAS[ERAS.len() - 1]);
    match year - era.start.0 + 1 {
        1 => format!("{}元年", era.name),
        number => format!("{}{number}年", era.name),
    }
}

/// The fiscal years that a plan covers, both included.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Period {
    pub start: FiscalYear,
    /// The last; `None` where the document gives none.
    pub end: Option<FiscalYear>,
}

impl Period {
    /// What stands for a period that cannot be read: from the first year that there is. No plan has it.
    pub fn unknown() -> Self {
        Self { start: FiscalYear(1868), end: None }
    }

    /// Whether it is more than a stand-in.
    pub fn is_known(self) -> bool {
        self != Self::unknown()
    }

    /// Whether a fiscal year is in the period.
    pub fn contains(self, year: FiscalYear) -> bool {
        self.start <= year && self.end.is_none_or(|end| year <= end)
    }

    /// 令和8年度（2026年度）から令和19年度（2037年度）まで.
    pub fn japanese(self) -> String {
        match self.end {
            Some(end) if end == self.start => end.japanese(),
            Some(end) => format!("{}から{}まで", self.start.japanese(), end.japanese()),
            None => format!("{}から", self.start.japanese()),
        }
    }

    /// FY2026–FY2037.
    pub fn english(self) -> String {
        match self.end {
            Some(end) if end == self.start => end.english(),
            Some(end) => format!("{}–{}", self.start.english(), end.english()),
            None => format!("from {}", self.start.english()),
        }
    }

    /// 2026/27–2037/38.
    pub fn figures(self) -> String {
        match self.end {
            Some(end) if end == self.start => end.figures(),
            Some(end) => format!("{}–{}", self.start.figures(), end.figures()),
            None => format!("{}–", self.start.figures()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FiscalYear, WrittenYear};

    #[test]
    fn one_year_has_many_spellings() {
        let year = FiscalYear::new(2026).unwrap();
        for text in [
            "2026",
            "2026年度",
            "R8",
            "令和8年度",
            "令和８年度",
            "令和 8 年度",
            "FY2026",
            "令和8年度（2026年度）",
        ] {
            assert_eq!(FiscalYear::parse(text), Ok(year), "{text}");
        }
        assert_eq!(year.japanese(), "令和8年度（2026年度）");
        assert_eq!(year.english(), "FY2026");
        assert_eq!(year.figures(), "2026/27");
    }

    #[test]
    fn the_last_year_of_an_era_is_the_first_of_the_next() {
        let year = FiscalYear::new(2019).unwrap();
        assert_eq!(FiscalYear::parse("令和元年度"), Ok(year));
        assert_eq!(FiscalYear::parse("平成31年度"), Ok(year));
        assert_eq!(FiscalYear::parse("H31"), Ok(year));
        assert_eq!(year.japanese(), "令和元年度（2019年度）");
        assert_eq!(FiscalYear::parse("昭和64年度"), FiscalYear::new(1989));
    }

    #[test]
    fn years_that_never_were() {
        assert_eq!(FiscalYear::parse("令和0年度"), Err(WrittenYear::NotInEra));
        assert_eq!(FiscalYear::parse("平成32年度"), Err(WrittenYear::NotInEra));
        assert_eq!(FiscalYear::parse("来年度"), Err(WrittenYear::Unknown));
        assert_eq!(FiscalYear::parse("1800"), Err(WrittenYear::OutOfRange));
    }

    #[test]
    fn every_year_reads_back_what_it_shows() {
        for year in 1868..=2200 {
            let year = FiscalYear::new(year).unwrap();
            assert_eq!(FiscalYear::parse(&year.japanese()), Ok(year));
            assert_eq!(FiscalYear::parse(&year.japanese_era()), Ok(year));
            assert_eq!(FiscalYear::parse(&year.english()), Ok(year));
        }
    }
}
