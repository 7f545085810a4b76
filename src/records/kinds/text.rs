//! Texts and readings.

use std::ops::Deref;

use crate::rules;
use crate::source::Span;
use crate::values::CityCode;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bilingual, Help};
use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};

impl Kind for String {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let text = reader.text(value)?;
        reader.check_finished(&text, value.span);
        Some(text)
    }

    fn shape() -> Shape {
        Shape::Text
    }

    fn stand_in() -> Option<Self> {
        Some("?".to_owned())
    }
}

/// A reading in hiragana.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kana(String);

impl Deref for Kana {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Kind for Kana {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        // A reading that cannot be read is not one that is missing.
        let Some(kana) = reader.text(value) else { return Some(Self(String::new())) };
        check_kana(reader, &kana, value.span);
        reader.check_finished(&kana, value.span);
        Some(Self(kana))
    }

    fn shape() -> Shape {
        Shape::Pattern(KANA, "じんざいいくせい")
    }
}

/// What [`check_kana`] checks, as a regular expression.
pub(in crate::records) const KANA: &str = "^[ぁ-ゖー・ 0-9a-z]*[ぁ-ゖー・0-9a-z][ぁ-ゖー・ 0-9a-z]*$";

/// Sorting in 五十音 order compares readings: kanji or katakana in one would be sorted wrongly in silence.
pub(super) fn check_kana(reader: &mut Reader<'_>, kana: &str, span: Span) {
    let is_reading =
        |character: char| matches!(character, 'ぁ'..='ゖ' | 'ー' | '・' | ' ' | '0'..='9' | 'a'..='z');
    let Some(wrong) = kana.chars().find(|character| !is_reading(*character)) else { return };
    let diagnostic = reader
        .diagnostic(
            rules::RECORD_KANA,
            span,
            format!("読みがなに `{wrong}` は使えません"),
            format!("`{wrong}` cannot be part of a reading"),
        )
        .help(
            "読みがなはひらがなで書きます（長音「ー」、中黒「・」、半角の英小文字と数字も使えます）",
            "write readings in hiragana (also `ー`, `・`, small Latin letters and digits)",
        );
    reader.report(diagnostic);
}

impl Kind for CityCode {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let digits = reader.text(value)?;
        let right = match Self::parse(&digits) {
            Ok(code) => return Some(code),
            Err(right) => right,
        };
        let diagnostic = reader.diagnostic(
            rules::CITY_CODE,
            value.span,
            format!("`{digits}` は全国地方公共団体コードではありません"),
            format!("`{digits}` is not a local government code"),
        );
        reader.report(diagnostic.help_if(Some(right_city_code(&digits, right))));
        None
    }

    fn shape() -> Shape {
        Shape::Pattern("^[0-9]{6}$", "141305")
    }

    fn stand_in() -> Option<Self> {
        // 1 is the check digit of 00000.
        Self::parse("000001").ok()
    }
}

fn right_city_code(digits: &str, right: Option<u8>) -> Help {
    if let Some(digit) = right {
        return Help::from(Bilingual::new(
            format!("検査数字（6桁目）が合いません。5桁目までが正しければ {digit} です"),
            format!("the check digit does not fit; if the first five digits are right, it is {digit}"),
        ));
    }
    let half: String = digits.nfkc().collect();
    if half != digits && CityCode::parse(&half).is_ok() {
        let words = Bilingual::new(
            format!("半角で `{half}` と書いてください"),
            format!("write `{half}` in half-width digits"),
        );
        return Help::from(words).proposing(half);
    }
    let completed = (0..10).map(|digit| format!("{half}{digit}")).find(|code| CityCode::parse(code).is_ok());
    match completed {
        Some(code) => Help::from(Bilingual::new(
            format!("検査数字（6桁目）がありません。5桁目までが正しければ `{code}` です"),
            format!("the check digit is missing; if the five digits are right, it is `{code}`"),
        ))
        .proposing(code),
        None => Help::from(Bilingual::new("半角の数字6桁で書きます", "write six half-width digits")),
    }
}
