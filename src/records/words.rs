//! `[words]` in `site.toml`: words on screen that a site says in its own way.

use toml::de::{DeTable, DeValue};

use crate::records::theme::{ThemeWords, plural};
use crate::source::Written;
use crate::values::Language;

use super::declaration::Shape;
use super::field::Kind;
use super::other_language::other_language;
use super::reader::{Reader, Value};
use super::table::Table;

/// The words that a site says in its own way, by the keys that the theme has for them. A language without words
/// keeps those of the theme.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct SiteWords(pub Vec<SiteWord>);

/// The site's own words for a key of the theme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteWord {
    pub key: Written<String>,
    pub words: Vec<(Language, ThemeWords)>,
}

impl Kind for SiteWords {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let table = Table::of(reader, value, || None)?;
        let mut words = Vec::new();
        read_words(reader, "", table, &mut words);
        Some(Self(words))
    }

    fn shape() -> Shape {
        Shape::Words
    }
}

/// Keys nest as in a theme: `[words.plan-kind] vision = { … }` is `plan-kind.vision`.
fn read_words(reader: &mut Reader<'_>, prefix: &str, table: Table<'_, '_>, words: &mut Vec<SiteWord>) {
    let entries = table.entries(reader, &Shape::Words, |reader, value| {
        let key = if prefix.is_empty() { value.key.to_owned() } else { format!("{prefix}.{}", value.key) };
        match value.value.as_table() {
            Some(inner) if !has_words(inner) && !inner.is_empty() => {
                let inner = Table::of(reader, value, || None)?;
                read_words(reader, &key, inner, words);
                None
            }
            _ => Some((key, words_of(reader, value)?)),
        }
    });
    words.extend(entries.into_iter().map(|(written, (key, of_languages))| SiteWord {
        key: Written { value: key, span: written.span },
        words: of_languages,
    }));
}

/// Whether a table has words by language, and not further keys.
fn has_words(table: &DeTable<'_>) -> bool {
    let is_plural = |value: &DeValue<'_>| {
        value
            .as_table()
            .is_some_and(|forms| forms.keys().all(|key| matches!(&**key.get_ref(), "one" | "other")))
    };
    table.values().any(|value| !matches!(value.get_ref(), DeValue::Table(_)) || is_plural(value.get_ref()))
}

fn words_of(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Vec<(Language, ThemeWords)>> {
    let languages = reader.context.languages.clone()?;
    let instead = || {
        let first = languages.codes().next().unwrap_or("ja");
        value.text().map(|text| format!("{} = {{ {first} = \"{text}\" }}", value.key))
    };
    let table = Table::of(reader, value, instead)?;
    let mut words = Vec::new();
    for (code, of_language) in table.entries(reader, &Shape::Words, words_in_language) {
        match languages.find(&code.value) {
            Some(language) => words.push((language, of_language)),
            None => {
                let place = reader.place(code.span);
                reader.report(other_language(place, &code.value, &languages));
            }
        }
    }
    Some(words)
}

fn words_in_language(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<ThemeWords> {
    if let Some(words) = value.value.as_table().and_then(|forms| plural(forms, value.span)) {
        return Some(words);
    }
    Some(ThemeWords { one: None, other: reader.text(value)?, span: value.span })
}
