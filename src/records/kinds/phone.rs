//! Telephone numbers.

use std::ops::Deref;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Help;
use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};
use crate::rules;

/// A telephone number as it is printed, which is also what a `tel:` link takes (RFC 3966): digits and hyphens,
/// with `+` before a country code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Phone(String);

impl Deref for Phone {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Kind for Phone {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let written = reader.text(value)?;
        if is_phone(&written) {
            return Some(Self(written));
        }
        let diagnostic = reader.diagnostic(
            rules::RECORD_PHONE,
            value.span,
            format!("`{written}` は電話番号の形ではありません"),
            format!("`{written}` is not a telephone number"),
        );
        let diagnostic = diagnostic.help_if(meant(&written).map(|phone| Help::write(&phone)));
        reader.report(diagnostic.help(
            "半角の数字とハイフンで、市外局番から1つだけ書きます（例: `044-200-2111`）",
            "write one number with its area code, in half-width digits and hyphens, such as `044-200-2111`",
        ));
        None
    }

    fn shape() -> Shape {
        Shape::Pattern(PHONE, "044-200-2111")
    }
}

/// What [`is_phone`] checks, as a regular expression: ten or eleven digits from 0 on, or a country code and up to
/// fifteen (ITU-T E.164), with single hyphens between.
const PHONE: &str = r"^(0(-?[0-9]){9,10}|\+[1-9](-?[0-9]){7,14})$";

fn is_phone(text: &str) -> bool {
    let (digits, lengths) = match text.strip_prefix('+') {
        Some(rest) => (rest, 8..=15),
        None => (text, 10..=11),
    };
    let groups = || digits.split('-');
    let begins_well = digits.starts_with('0') != text.starts_with('+');
    begins_well
        && groups().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()))
        && lengths.contains(&groups().map(str::len).sum::<usize>())
}

/// The number that a text has in it: in full-width digits, with the area code in brackets, with other dashes, or
/// with words such as `（代表）` around it.
fn meant(written: &str) -> Option<String> {
    let half: String = written.nfkc().collect();
    let numeric = |character: char| character.is_ascii_digit() || "+-()‐‑–—−ー. ".contains(character);
    let candidates = half.split(|character| !numeric(character)).map(|run| {
        let hyphened: String =
            run.chars().map(|each| if "+0123456789".contains(each) { each } else { '-' }).collect();
        hyphened.split('-').filter(|group| !group.is_empty()).collect::<Vec<_>>().join("-")
    });
    let mut numbers = candidates.filter(|candidate| is_phone(candidate));
    // Of two numbers nobody but the author knows which is the main one.
    numbers.next().filter(|_| numbers.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::{is_phone, meant};

    #[test]
    fn numbers_as_cities_print_them() {
        for phone in ["044-200-2111", "0442002111", "0120-00-0000", "050-1234-5678", "+81-44-200-2111"] {
            assert!(is_phone(phone), "{phone}");
        }
        for other in [
            "",
            "200-2111",
            "044-200-211",
            "044--200-2111",
            "044-200-2111-",
            "+0-44-200-2111",
            "044 200 2111",
        ] {
            assert!(!is_phone(other), "{other}");
        }
    }

    #[test]
    fn what_was_meant_is_a_number() {
        for written in [
            "０４４－２００－２１１１",
            "044(200)2111",
            "（044）200-2111",
            "044ー200ー2111",
            "044-200-2111（代表）",
            "電話 044 200 2111",
        ] {
            assert_eq!(
                meant(written).as_deref().map(|phone| phone.replace('-', "")),
                Some("0442002111".to_owned()),
                "{written}"
            );
        }
        assert_eq!(meant("044-200-2111、044-200-2112"), None);
        assert_eq!(meant("200-2111"), None);
    }
}
