//! Dates and fiscal years.

use toml::de::DeValue;

use crate::diagnostic::{Bilingual, Diagnostic, Help};
use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};
use crate::records::written_date;

use super::number::number_in_words;
use crate::rules;
use crate::source::Span;
use crate::values::{Date, FiscalYear, Time, WrittenYear, YearOrDate};

/// A day or a month: `2026-03-31` with or without quotes, `"2026-03"`.
impl Kind for Date {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let written = match value.value {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => {
                reader.report(no_date(reader, value));
                return None;
            }
        };
        let date = Self::parse(&written);
        if date.is_none() {
            reader.report(not_a_date(reader, value.span, &written));
        }
        date
    }

    fn shape() -> Shape {
        Shape::Date
    }

    /// The first day there is: nothing is latest because of it.
    fn stand_in() -> Option<Self> {
        Self::parse("1868-01")
    }
}

/// A value of another type; `20260331` has all of a date but its form.
fn no_date(reader: &Reader<'_>, value: Value<'_, '_>) -> Diagnostic {
    let Bilingual { ja, en } = reader.type_mismatch(value, "日付", "a date");
    let date = written_date::in_numbers(reader.written(value));
    let instead = date.map(|date| format!("{} = {date}", value.key)).map(|instead| Help::write(&instead));
    reader.diagnostic(rules::RECORD_TYPE, value.span, ja, en).help_if(instead).help(
        "`2026-03-31`、月までなら `\"2026-03\"` と書きます",
        "write `2026-03-31`, or `\"2026-03\"` for a month",
    )
}

fn not_a_date(reader: &Reader<'_>, span: Span, written: &str) -> Diagnostic {
    let lengths: Vec<usize> = written.split('-').map(str::len).collect();
    let digits = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if digits && (lengths == [4, 2, 2] || lengths == [4, 2]) {
        return reader
            .diagnostic(
                rules::RECORD_DATE,
                span,
                format!("`{written}` という日付はありません"),
                format!("there is no date `{written}`"),
            )
            .help("月は12まで、日はその月の日数までです", "check the month, and how many days it has");
    }
    let instead = written_date::in_numbers(written).map(|date| Help::write(&format!("\"{date}\"")));
    reader
        .diagnostic(
            rules::RECORD_DATE,
            span,
            format!("`{written}` は日付の書き方ではありません"),
            format!("`{written}` is not written as a date"),
        )
        .help_if(instead)
        .help(
            "`2026-03-31`、月までなら `\"2026-03\"` と書きます",
            "write `2026-03-31`, or `\"2026-03\"` for a month",
        )
}

/// A year of the calendar, `2025`, or a date.
impl Kind for YearOrDate {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        if let DeValue::Integer(number) = value.value
            && let Ok(year) = number.as_str().parse()
            && (1868..=2200).contains(&year)
        {
            return Some(Self::Year(year));
        }
        Date::read(reader, value).map(Self::Date)
    }

    fn shape() -> Shape {
        Shape::Either(vec![Shape::Date, Shape::Integer(Some(1868))])
    }
}

/// A fiscal year in any of its spellings.
impl Kind for FiscalYear {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let written = match value.value {
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            _ => {
                let instead = reader.as_text(value);
                reader.wrong_type(
                    value,
                    "年度",
                    "a fiscal year",
                    instead.map(|text| format!("{} = {text}", value.key)),
                );
                return None;
            }
        };
        match Self::parse(&written) {
            Ok(year) => Some(year),
            Err(error) => {
                reader.report(not_a_fiscal_year(reader, value.span, &written, error));
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::FiscalYear
    }

    fn stand_in() -> Option<Self> {
        Self::new(1868).ok()
    }
}

/// A fiscal year in any of its spellings, or a day or month.
impl Kind for Time {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let is_date = match value.value {
            DeValue::Datetime(_) => true,
            DeValue::String(text) => Date::parse(text).is_some(),
            _ => false,
        };
        if is_date {
            Date::read(reader, value).map(Self::Date)
        } else {
            FiscalYear::read(reader, value).map(Self::Year)
        }
    }

    fn shape() -> Shape {
        Shape::Either(vec![Shape::FiscalYear, Shape::Date])
    }
}

fn not_a_fiscal_year(reader: &Reader<'_>, span: Span, written: &str, error: WrittenYear) -> Diagnostic {
    let (ja, en) = match error {
        WrittenYear::Unknown => {
            (format!("`{written}` は年度ではありません"), format!("`{written}` is not a fiscal year"))
        }
        WrittenYear::NotInEra => {
            (format!("`{written}` という年度はありません"), format!("there was no fiscal year `{written}`"))
        }
        WrittenYear::OutOfRange => (
            format!("年度 `{written}` は1868から2200の間にありません"),
            format!("`{written}` is not between 1868 and 2200"),
        ),
    };
    // A day is in one fiscal year: a plan from 2026-04-01 to 2031-03-31 covers 2026 to 2030.
    let date = Date::parse(written).or_else(|| Date::parse(&written_date::in_numbers(written)?));
    let year_of_date = date.map(|date| date.fiscal_year().year()).map(|year| {
        Bilingual::new(
            format!("その日を含む年度は `{year}` です"),
            format!("the day is in the fiscal year `{year}`"),
        )
    });
    let number = number_in_words(written).filter(|number| FiscalYear::parse(number).is_ok());
    let diagnostic = reader.diagnostic(rules::RECORD_FISCAL_YEAR, span, ja, en).help_if(year_of_date);
    let key = reader.key_of(span).map_or_else(String::new, |key| format!("{key} = "));
    diagnostic.help_if(number.map(|number| Help::write(&format!("{key}{number}")))).help(
        "`2026`、`\"R8\"`、`\"令和8年度\"`、`\"2026年度\"` のいずれかで書きます",
        "write `2026`, `\"R8\"`, `\"令和8年度\"` or `\"2026年度\"`",
    )
}
