//! Short words in the languages of a site.

use std::ops::Deref;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Cause, Diagnostic, Help, nearest};
use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};
use crate::records::table::Table;
use crate::rules;
use crate::source::{SourcePath, Span, Written};
use crate::values::{Label, Language, Languages};

use crate::records::other_language::other_language;

use super::text::check_kana;

impl Kind for Label {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        read_label(reader, value, false)
    }

    fn shape() -> Shape {
        Shape::Label(false)
    }

    fn stand_in() -> Option<Self> {
        Self::new(vec![Some("?".to_owned())], None)
    }
}

macro_rules! labels {
    ($($(#[$about:meta])+ $name:ident;)+) => {
        $(
            $(#[$about])+
            #[derive(Clone, PartialEq, Eq, Debug)]
            pub struct $name(pub(super) Label);

            impl Deref for $name {
                type Target = Label;

                fn deref(&self) -> &Label {
                    &self.0
                }
            }
        )+
    };
}

labels! {
    /// A name that has a reading in hiragana (`kana`).
    Name;
    /// A number as the document prints it: one text for all languages, or one for each.
    PrintedNumber;
}

impl Kind for Name {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        read_label(reader, value, true).map(Self)
    }

    fn shape() -> Shape {
        Shape::Label(true)
    }

    fn stand_in() -> Option<Self> {
        Label::stand_in().map(Self)
    }
}

impl Kind for PrintedNumber {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        if value.text().is_none() {
            return Label::read(reader, value).map(Self);
        }
        let languages = reader.context.languages.as_ref()?.count();
        let mut texts = vec![None; languages];
        texts[0] = Some(reader.text(value)?);
        Label::new(texts, None).map(Self)
    }

    fn shape() -> Shape {
        Shape::Either(vec![Shape::Text, Shape::Label(false)])
    }
}

fn read_label(reader: &mut Reader<'_>, value: Value<'_, '_>, has_kana: bool) -> Option<Label> {
    let languages = reader.context.languages.clone()?;
    let mut texts: Vec<Option<String>> = vec![None; languages.count()];
    let text = value.text().filter(|text| !text.trim().is_empty());
    let instead = || Some(in_languages(value, text.unwrap_or("…"), &languages));
    let Some(table) = Table::of(reader, value, instead) else {
        // One text is the one of the original: what refers to the record by its name finds it.
        texts[0] = Some(text?.to_owned());
        return Label::new(texts, None);
    };
    let mut is_written: Vec<bool> = languages.codes().map(|code| table.has(code)).collect();
    // A reading that cannot be read is not one that is missing.
    let mut kana = table.has("kana").then(String::new).filter(|_| has_kana);
    for (mut key, text) in table.entries(reader, &Shape::Text, words) {
        let is_free = |code: &str| match languages.find(code) {
            Some(language) => !is_written[language.index()],
            None => has_kana && kana.is_none(),
        };
        if let Some(meant) = meant_key(&key.value, &text.value, &languages).filter(|meant| is_free(meant)) {
            reader.report(unknown_key(reader, &key).help_if(Some(Help::write(&meant))));
            is_written
                .iter_mut()
                .zip(languages.codes())
                .for_each(|(is_written, code)| *is_written |= code == meant);
            key.value = meant;
        }
        let is_shown = languages.find(&key.value).is_some() || (has_kana && key.value == "kana");
        if is_shown {
            reader.check_finished(&text.value, text.span);
        }
        if let Some(language) = languages.find(&key.value) {
            texts[language.index()] = Some(text.value);
        } else if has_kana && key.value == "kana" {
            check_kana(reader, &text.value, text.span);
            kana = Some(text.value);
        } else {
            reader.report(not_of_this_site(reader, &key, &languages));
        }
    }
    let is_expected =
        |language: Language| reader.context.expected.contains(&language) || is_title_of_site(reader, value);
    let missing = |language: &Language| {
        !is_written[language.index()] && is_expected(*language) && languages.base(*language).is_none()
    };
    let missing: Vec<&str> =
        languages.translations().filter(missing).map(|language| languages.code(language)).collect();
    if !is_written[0] {
        reader.report(missing_original(reader, value.span, languages.code(Language::AUTHORITATIVE)));
    }
    if !missing.is_empty() {
        reader.report(missing_translation(reader, value.span, &missing.join("`, `")));
    }
    Label::new(texts, kana)
}

/// The words of a language, which may be none of the site: those are shown nowhere.
fn words(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Written<String>> {
    Some(Written { value: reader.text(value)?, span: value.span })
}

/// The same text as a label, to be completed.
fn in_languages(value: Value<'_, '_>, text: &str, languages: &Languages) -> String {
    let others = languages.translations().map(|language| format!(", {} = \"…\"", languages.code(language)));
    let first = languages.codes().next().unwrap_or("ja");
    let label = format!("{{ {first} = \"{text}\"{} }}", others.collect::<String>());
    if value.is_item { label } else { format!("{} = {label}", value.key) }
}

/// Whether a label is the one that says which languages the site has words in.
fn is_title_of_site(reader: &Reader<'_>, value: Value<'_, '_>) -> bool {
    value.key == "title" && reader.path.as_str() == "content/site.toml"
}

/// The words of another site's language are left out, with one note for the site; any other key is a slip.
fn not_of_this_site(reader: &Reader<'_>, key: &Written<String>, languages: &Languages) -> Diagnostic {
    if Languages::is_known(&key.value) {
        return other_language(reader.place(key.span), &key.value, languages);
    }
    let known = languages.codes().collect::<Vec<_>>().join("`, `");
    unknown_key(reader, key).caused_by(Cause::Rule(site(), rules::SITE_LANGUAGE)).help(
        format!("site.toml の languages にあるのは `{known}` です"),
        format!("`languages` in site.toml has `{known}`"),
    )
}

fn unknown_key(reader: &Reader<'_>, key: &Written<String>) -> Diagnostic {
    reader.diagnostic(
        rules::RECORD_UNKNOWN_KEY,
        key.span,
        format!("`{}` は言語の符号ではありません", key.value),
        format!("`{}` is not the code of a language", key.value),
    )
}

fn site() -> SourcePath {
    SourcePath::new("content/site.toml")
}

/// The key that was meant by one in another width or in capitals, or by a slip in `kana`, which what is written under
/// it tells: many short words are codes of languages.
fn meant_key(key: &str, text: &str, languages: &Languages) -> Option<String> {
    let folded: String = key.nfkc().flat_map(char::to_lowercase).collect();
    if languages.find(key).is_some() || key == "kana" {
        return None;
    }
    let is_reading = text.chars().all(|each| matches!(each, 'ぁ'..='ゖ' | 'ー' | '・' | ' '));
    let is_kana = folded == "kana" || (is_reading && nearest(&folded, ["kana"]).is_some());
    if is_kana { Some("kana".to_owned()) } else { languages.find(&folded).map(|_| folded) }
}

fn missing_original(reader: &Reader<'_>, span: Span, code: &str) -> Diagnostic {
    let (ja, en) = missing_words(code);
    reader.diagnostic(rules::RECORD_MISSING_KEY, span, ja, en)
}

fn missing_translation(reader: &Reader<'_>, span: Span, codes: &str) -> Diagnostic {
    let (ja, en) = missing_words(codes);
    reader
        .diagnostic(rules::LABEL_MISSING_TRANSLATION, span, ja, en)
        .help("訳がない間は原文が表示されます", "until there is one, the original is shown")
}

fn missing_words(codes: &str) -> (String, String) {
    (format!("`{codes}` の語がありません"), format!("the text in `{codes}` is missing"))
}
