//! Words on a page, each with its language where that is not the page's.

use serde::Serialize;

use crate::model::Texts;
use crate::values::{Date, FiscalYear, Label, Language, Languages, Period, grouped};

/// Words, and their language where it is not the page's. The filter `phrase` writes both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Phrase {
    pub text: String,
    /// Their language; nothing where it is the page's.
    pub lang: Option<String>,
}

impl Phrase {
    /// The words of a label on a page in a language.
    pub fn of(label: &Label, language: Language, languages: &Languages) -> Self {
        let written = |language: Language| Some((label.translation(language)?, language));
        let (text, written) = written(language)
            .or_else(|| written(languages.base(language)?))
            .unwrap_or_else(|| (label.authoritative(), Language::AUTHORITATIVE));
        Self::foreign(text, written, language, languages)
    }

    /// A number as printed: as the translation prints it, or as the original does. `第1章` is Japanese; `①` and
    /// `2-1` belong to no language.
    pub fn number(
        translated: Option<&str>,
        printed: Option<&str>,
        language: Language,
        languages: &Languages,
    ) -> Option<Self> {
        if let Some(text) = translated {
            return Some(Self { text: text.to_owned(), lang: None });
        }
        let printed = printed?;
        let words = printed
            .chars()
            .any(|character| matches!(character, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}'));
        Some(if words {
            Self::foreign(printed, Language::AUTHORITATIVE, language, languages)
        } else {
            Self { text: printed.to_owned(), lang: None }
        })
    }

    /// The title of a text on a page in a language; empty where it has none.
    pub(super) fn title(texts: &Texts, page: Language, languages: &Languages) -> Self {
        let (text, written) = texts.title(page).unwrap_or(("", page));
        Self::foreign(text, written, page, languages)
    }

    /// Words in one language on a page in another.
    pub fn foreign(text: &str, written: Language, page: Language, languages: &Languages) -> Self {
        Self { text: text.to_owned(), lang: languages.lang_on(page, written).map(str::to_owned) }
    }
}

/// A link to another page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkView {
    pub title: Phrase,
    /// Relative to this page.
    pub url: String,
}

/// A day or a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// For `datetime`: `2026-03-31`.
    pub iso: String,
    /// For people, in the page's language.
    pub text: String,
}

/// How dates and years are written in a language.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Calendar {
    /// By the era, in Japanese and its easy forms.
    Japanese,
    English,
    /// In figures that belong to no language: `2026-03-31`, `2026/27`. English words on a page in Portuguese would be
    /// read with a wrong voice, and a fiscal year is not the year of the same number.
    Figures,
}

impl Calendar {
    /// That of the language with a code.
    fn of(code: &str) -> Self {
        match code.split('-').next() {
            Some("ja") => Self::Japanese,
            Some("en") => Self::English,
            _ => Self::Figures,
        }
    }
}

impl DateView {
    /// A date on a page in a language with this code.
    pub fn of(date: Date, code: &str) -> Self {
        let iso = date.to_string();
        let text = match Calendar::of(code) {
            Calendar::Japanese => date.japanese(),
            Calendar::English => date.english(),
            Calendar::Figures => iso.clone(),
        };
        Self { iso, text }
    }
}

impl DateView {
    /// A year of the calendar.
    pub(super) fn of_year(year: u16, code: &str) -> Self {
        let text = match Calendar::of(code) {
            Calendar::Japanese => format!("{year}年"),
            Calendar::English | Calendar::Figures => year.to_string(),
        };
        Self { iso: year.to_string(), text }
    }
}

/// The language and territory that social networks know a language by (Open Graph's `og:locale`); nothing for
/// languages that they have no name for.
pub(super) fn locale(tag: &str) -> Option<&'static str> {
    let language = tag.split('-').next().unwrap_or(tag);
    let is_one_of = |parts: &[&str]| tag.split('-').any(|part| parts.contains(&part));
    Some(match language {
        "ja" => "ja_JP",
        "en" if is_one_of(&["US"]) => "en_US",
        "en" => "en_GB",
        "zh" if is_one_of(&["HK"]) => "zh_HK",
        "zh" if is_one_of(&["Hant", "TW"]) => "zh_TW",
        "zh" => "zh_CN",
        "pt" if is_one_of(&["PT"]) => "pt_PT",
        _ => LOCALES.iter().find(|(known, _)| *known == language)?.1,
    })
}

/// The languages that they have one name for.
const LOCALES: &[(&str, &str)] = &[
    ("ar", "ar_AR"),
    ("bn", "bn_IN"),
    ("de", "de_DE"),
    ("es", "es_ES"),
    ("fa", "fa_IR"),
    ("fil", "tl_PH"),
    ("fr", "fr_FR"),
    ("hi", "hi_IN"),
    ("id", "id_ID"),
    ("it", "it_IT"),
    ("km", "km_KH"),
    ("ko", "ko_KR"),
    ("mn", "mn_MN"),
    ("ms", "ms_MY"),
    ("my", "my_MM"),
    ("ne", "ne_NP"),
    ("pt", "pt_BR"),
    ("ru", "ru_RU"),
    ("si", "si_LK"),
    ("ta", "ta_IN"),
    ("th", "th_TH"),
    ("tl", "tl_PH"),
    ("tr", "tr_TR"),
    ("uk", "uk_UA"),
    ("ur", "ur_PK"),
    ("vi", "vi_VN"),
];

/// A period on a page in a language with this code.
pub(super) fn period(period: Period, code: &str) -> String {
    if !period.is_known() {
        // Of a draft that does not say it yet, as its other words.
        return "?".to_owned();
    }
    match Calendar::of(code) {
        Calendar::Japanese => period.japanese(),
        Calendar::English => period.english(),
        Calendar::Figures => period.figures(),
    }
}

/// A span of fiscal years in words.
pub fn years_in_words(first: FiscalYear, last: Option<FiscalYear>, code: &str) -> String {
    let japanese = Calendar::of(code) == Calendar::Japanese;
    match last {
        Some(last) if last == first && japanese => first.japanese_era(),
        Some(last) if japanese => format!("{}から{}まで", first.japanese_era(), last.japanese_era()),
        None if japanese => format!("{}から", first.japanese_era()),
        end => period(Period { start: first, end }, code),
    }
}

/// A fiscal year on a page in a language with this code.
pub fn fiscal_year(year: FiscalYear, code: &str) -> String {
    match Calendar::of(code) {
        Calendar::Japanese => year.japanese(),
        Calendar::English => year.english(),
        Calendar::Figures => year.figures(),
    }
}

/// A number that is counted for a page, with its thousands apart: `65,438`.
pub fn number(value: f64) -> String {
    grouped(&value.to_string())
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn thousands_are_apart() {
        assert_eq!(number(65438.0), "65,438");
        assert_eq!(number(1_287_275.0), "1,287,275");
        assert_eq!(number(87.4), "87.4");
        assert_eq!(number(-160.0), "-160");
        assert_eq!(number(0.0), "0");
    }
}
