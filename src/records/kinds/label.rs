//! Short words in the languages of a site.

use std::ops::Deref;

use crate::diagnostic::Diagnostic;
use crate::records::declaration::Shape;
use crate::records::field::Kind;
use crate::records::reader::{Reader, Value};
use crate::records::table::Table;
use crate::rules;
use crate::source::{Span, Written};
use crate::values::{Label, Languages};

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
    let instead = || text.map(|text| in_languages(value, text, &languages));
    let Some(table) = Table::of(reader, value, instead) else {
        // One text is the one of the original: what refers to the record by its name finds it.
        texts[0] = Some(text?.to_owned());
        return Label::new(texts, None);
    };
    let is_written: Vec<bool> = languages.codes().map(|code| table.has(code)).collect();
    let mut kana = None;
    for (key, text) in table.entries(reader, &Shape::Text, Written::<String>::read) {
        if let Some(language) = languages.find(&key.value) {
            texts[language.index()] = Some(text.value);
        } else if has_kana && key.value == "kana" {
            check_kana(reader, &text.value, text.span);
            kana = Some(text.value);
        } else {
            reader.report(unknown_language(reader, &key, &languages));
        }
    }
    for (language, is_written) in languages.iter().zip(is_written) {
        let code = languages.code(language);
        if !is_written && !is_form_of_another(code, &languages) {
            reader.report(missing_language(reader, value.span, code, language.is_authoritative()));
        }
    }
    Label::new(texts, kana)
}

/// The same text as a label, to be completed.
fn in_languages(value: Value<'_, '_>, text: &str, languages: &Languages) -> String {
    let others = languages.translations().map(|language| format!(", {} = \"…\"", languages.code(language)));
    let first = languages.codes().next().unwrap_or("ja");
    let label = format!("{{ {first} = \"{text}\"{} }}", others.collect::<String>());
    if value.is_item { label } else { format!("{} = {label}", value.key) }
}

/// An easy form of a language (`ja-easy`) may leave out what it shares with the language itself.
fn is_form_of_another(code: &str, languages: &Languages) -> bool {
    code.split_once('-').is_some_and(|(language, _)| languages.find(language).is_some())
}

fn unknown_language(reader: &Reader<'_>, key: &Written<String>, languages: &Languages) -> Diagnostic {
    let known = languages.codes().collect::<Vec<_>>().join("`, `");
    reader
        .diagnostic(
            rules::RECORD_UNKNOWN_KEY,
            key.span,
            format!("`{}` はこのサイトの言語ではありません", key.value),
            format!("`{}` is not a language of this site", key.value),
        )
        .help(
            format!("site.toml の languages にあるのは `{known}` です"),
            format!("`languages` in site.toml has `{known}`"),
        )
}

fn missing_language(reader: &Reader<'_>, span: Span, code: &str, is_authoritative: bool) -> Diagnostic {
    let ja = format!("`{code}` の語がありません");
    let en = format!("the text in `{code}` is missing");
    if is_authoritative {
        return reader.diagnostic(rules::RECORD_MISSING_KEY, span, ja, en);
    }
    reader
        .diagnostic(rules::LABEL_MISSING_TRANSLATION, span, ja, en)
        .help("訳がない間は原文が表示されます", "until there is one, the original is shown")
}
