//! Numbers.

use toml::de::DeValue;

use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};
use crate::rules;

/// A whole number.
impl Kind for i64 {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let number = match value.value {
            DeValue::Integer(number) => Self::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            reader.wrong_type(value, "整数", "a whole number", without_quotes(value));
        }
        number
    }

    fn shape() -> Shape {
        Shape::Integer(None)
    }
}

/// A whole number from 1: of a page, of pages, of answers.
impl Kind for u32 {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let number = i64::read(reader, value)?;
        let count = Self::try_from(number).ok().filter(|count| *count > 0);
        if count.is_none() {
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
            _ => None,
        };
        if number.is_none() {
            reader.wrong_type(value, "数（引用符なし）", "a number without quotes", without_quotes(value));
        }
        number
    }

    fn shape() -> Shape {
        Shape::Number
    }
}

/// The number that a text is: `"3"` only has quotes too many.
fn without_quotes(value: Value<'_, '_>) -> Option<String> {
    let number = value.text()?.trim();
    number.parse::<f64>().is_ok_and(f64::is_finite).then(|| format!("{} = {number}", value.key))
}
