//! Numbers.

use toml::de::DeValue;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};
use crate::rules;

/// A whole number.
impl Kind for i64 {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        whole_number(reader, value, |_| true)
    }

    fn shape() -> Shape {
        Shape::Integer(None)
    }
}

/// A whole number from 1: of a page, of pages, of answers.
impl Kind for u32 {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let is_count = |number: i64| number > 0 && Self::try_from(number).is_ok();
        let number = whole_number(reader, value, is_count)?;
        let count = Self::try_from(number).ok().filter(|count| *count > 0);
        if count.is_none() && number > 0 {
            reader.report(too_large(reader, value));
        } else if count.is_none() {
            reader.report(reader.diagnostic(
                rules::RECORD_RANGE,
                value.span,
                format!("`{}` は1以上の数です", value.key),
                format!("`{}` is a number from 1", value.key),
            ));
        }
        count
    }

    fn shape() -> Shape {
        Shape::Integer(Some(1))
    }
}

/// Any number.
impl Kind for f64 {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let number = match value.value {
            DeValue::Integer(number) => {
                i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number as Self)
            }
            DeValue::Float(number) => number.as_str().parse().ok().filter(|number: &Self| number.is_finite()),
            _ => {
                let instead = number_in(value).filter(|number| number.parse().is_ok_and(Self::is_finite));
                not_a_number(reader, value, "数（引用符なし）", "a number without quotes", instead);
                return None;
            }
        };
        if number.is_none() {
            reader.report(too_large(reader, value));
        }
        number
    }

    fn shape() -> Shape {
        Shape::Number
    }
}

/// A whole number; `fits` says which one may be proposed.
fn whole_number(reader: &mut Reader<'_>, value: Value<'_, '_>, fits: impl Fn(i64) -> bool) -> Option<i64> {
    let DeValue::Integer(number) = value.value else {
        let instead = number_in(value).filter(|number| number.parse().is_ok_and(&fits));
        not_a_number(reader, value, "整数", "a whole number", instead);
        return None;
    };
    let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
    if number.is_none() {
        reader.report(too_large(reader, value));
    }
    number
}

fn not_a_number(reader: &mut Reader<'_>, value: Value<'_, '_>, ja: &str, en: &str, instead: Option<String>) {
    let message = reader.type_mismatch(value, ja, en);
    let instead = instead.map(|number| format!("{} = {number}", value.key));
    let diagnostic = reader
        .diagnostic(rules::RECORD_TYPE, value.span, message.ja, message.en)
        .help_if(instead.map(|instead| {
            Bilingual::new(format!("`{instead}` と書いてください"), format!("write `{instead}`"))
        }))
        .help(
            "単位や「万」「約」などを付けずに、半角の数字だけを書いてください",
            "write half-width digits alone, without a unit or words",
        );
    reader.report(diagnostic);
}

/// More digits than a number has here (64 bits), or no number of anything (`inf`).
fn too_large(reader: &Reader<'_>, value: Value<'_, '_>) -> Diagnostic {
    let written = reader.written(value);
    reader
        .diagnostic(
            rules::RECORD_RANGE,
            value.span,
            format!("`{}` の数 `{written}` は扱える大きさではありません", value.key),
            format!("the number `{written}` of `{}` is out of range", value.key),
        )
        .help("桁数を確かめてください", "check how many digits it has")
}

/// The only number in a text: `"3ページ"`, `"15.1%"`, `"１，２３４人"` and `"▲5"` have one. What multiplies it
/// (120万) or gives a range is left to the writer.
fn number_in(value: Value<'_, '_>) -> Option<String> {
    let half: String =
        value.text()?.nfkc().map(half_width_minus).filter(|character| *character != ',').collect();
    let is_part = |character: char| character.is_ascii_digit() || character == '.' || character == '-';
    let mut numbers = half
        .split(|character| !is_part(character))
        .map(|part| part.trim_end_matches(['.', '-']))
        .filter(|part| part.contains(|character: char| character.is_ascii_digit()));
    let number = numbers.next().filter(|_| numbers.next().is_none())?;
    let after = half.split_once(number).map_or("", |(_, after)| after.trim_start());
    let is_multiplied = after.starts_with(['十', '百', '千', '万', '億', '兆']);
    let plain = number.trim_start_matches('+').to_owned();
    (!is_multiplied && plain.parse::<f64>().is_ok()).then_some(plain)
}

/// `-` for the marks that mean minus in Japanese documents.
pub(in crate::records) fn half_width_minus(character: char) -> char {
    match character {
        '−' | '‐' | '‑' | '–' | '—' | 'ー' | '▲' | '△' => '-',
        other => other,
    }
}
