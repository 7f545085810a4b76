//! Numbers.

use toml::de::DeValue;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, Help};
use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};
use crate::rules;
use crate::values::Number;

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
            reader.report(
                reader
                    .diagnostic(
                        rules::RECORD_RANGE,
                        value.span,
                        format!("`{}` は1以上の数です", value.key),
                        format!("`{}` is a number from 1", value.key),
                    )
                    .help(
                        "1以上の数を書くか、分からなければこの行を消してください",
                        "write a number from 1, or take the line out",
                    ),
            );
        }
        count
    }

    fn shape() -> Shape {
        Shape::Integer(Some(1))
    }
}

/// Any number, with the digits that were written.
impl Kind for Number {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let number = match value.value {
            DeValue::Integer(number) if number.radix() == 10 => Self::parse(number.as_str()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .ok()
                .and_then(|number| Self::parse(&number.to_string())),
            DeValue::Float(number) => Self::parse(number.as_str()),
            _ => {
                let instead = number_in(value).filter(|number| Self::parse(number).is_some());
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
        .help_if(instead.map(|instead| Help::write(&instead)))
        .help(
            "単位や「万」「約」などを付けずに、半角の数字だけを書いてください",
            "write half-width digits alone, without a unit or words",
        );
    reader.report(diagnostic);
}

/// More digits than are kept, or no number of anything (`inf`).
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

/// The only number in a text value: see [`number_in_words`].
fn number_in(value: Value<'_, '_>) -> Option<String> {
    number_in_words(value.text()?)
}

/// The only number in words: `3ページ`, `p.16`, `15.1%`, `１，２３４人` and `▲5` have one. What multiplies it (120万) or
/// gives a range is left to the writer.
pub(in crate::records) fn number_in_words(words: &str) -> Option<String> {
    let half: String = words.nfkc().map(half_width_minus).filter(|character| *character != ',').collect();
    let mut numbers = half.split(|character: char| !character.is_ascii_digit() && character != '.');
    let mut numbers = numbers.by_ref().map(|part| part.trim_end_matches('.')).filter(|part| !part.is_empty());
    let number = numbers.next().filter(|_| numbers.next().is_none())?;
    let (before, after) = half.split_once(number)?;
    // `.5` is a number, and `p.5` has one.
    let digits = match number.strip_prefix('.') {
        Some(digits) if before.trim_end_matches('-').is_empty() => format!("0.{digits}"),
        Some(digits) => digits.to_owned(),
        None => number.to_owned(),
    };
    // TOML takes no zeros before a number.
    let digits = match digits.trim_start_matches('0') {
        rest if rest.is_empty() || rest.starts_with('.') => format!("0{rest}"),
        rest => rest.to_owned(),
    };
    let sign = if before.ends_with('-') { "-" } else { "" };
    let is_multiplied = after.trim_start().starts_with(['十', '百', '千', '万', '億', '兆', 'e']);
    (!is_multiplied && digits.parse::<f64>().is_ok()).then(|| format!("{sign}{digits}"))
}

/// `-` for the marks that mean minus in Japanese documents.
pub(in crate::records) fn half_width_minus(character: char) -> char {
    match character {
        '−' | '‐' | '‑' | '–' | '—' | 'ー' | '▲' | '△' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::number_in_words;

    #[test]
    fn the_number_in_words() {
        for (words, number) in [
            ("16ページ", "16"),
            ("p.16", "16"),
            ("15.1%", "15.1"),
            ("１，２３４人", "1234"),
            ("▲5", "-5"),
            ("−5", "-5"),
            ("約146", "146"),
            (".5", "0.5"),
            ("007", "7"),
            ("0", "0"),
        ] {
            assert_eq!(number_in_words(words).as_deref(), Some(number), "{words}");
        }
        for words in ["", "なし", "10〜20", "120万", "5千円", "12.3.4", "P16-17"] {
            assert_eq!(number_in_words(words), None, "{words}");
        }
    }
}
