//! What templates may call: `trans`, `marked`, `get_url`, and the filters `phrase` and `number`.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::model::ThemeWords;
use crate::pages;
use crate::values::{Language, Languages};

/// The words of a theme, by language and key.
#[derive(Clone, Debug)]
pub(super) struct WordTable {
    pub(super) languages: Languages,
    pub(super) words: Vec<BTreeMap<String, ThemeWords>>,
}

impl WordTable {
    /// The words for a key: in the language, in its base (`ja` for `ja-easy`), or in the authoritative one.
    pub(super) fn find(&self, language: Language, key: &str) -> Option<&ThemeWords> {
        let base = self.languages.code(language).split('-').next().and_then(|base| self.languages.find(base));
        [Some(language), base, Some(Language::AUTHORITATIVE)]
            .into_iter()
            .flatten()
            .find_map(|language| self.words[language.index()].get(key))
    }
}

/// Registers everything; Tera wants this before the templates.
pub(super) fn register(tera: &mut Tera, words: Arc<WordTable>) {
    tera.register_function("trans", Trans { words: words.clone() });
    tera.register_function("marked", Marked(Trans { words }));
    tera.register_function("get_url", get_url);
    tera.register_filter("phrase", phrase);
    tera.register_filter("number", number);
}

/// `trans(key="measure-count", count=3)`: words of the theme in the page's language. `{count}` in the words
/// stands for the argument `count`.
struct Trans {
    words: Arc<WordTable>,
}

impl Trans {
    /// The words for the key that a template gives.
    fn find(&self, kwargs: &Kwargs, state: &State) -> TeraResult<String> {
        let key: String = kwargs.must_get::<&str>("key")?.to_owned();
        let code: String = state.get::<String>("lang")?.ok_or_else(|| {
            Error::message("`trans` needs the variable `lang`; a component declares it as `@lang`")
        })?;
        let language = self.words.languages.find(&code).unwrap_or(Language::AUTHORITATIVE);
        let words = self
            .words
            .find(language, &key)
            .ok_or_else(|| Error::message(format!("there are no words `{key}` in i18n/{code}.toml")))?;
        let one = kwargs.get::<i64>("count").ok().flatten() == Some(1);
        Ok(words.one.as_ref().filter(|_| one).unwrap_or(&words.other).clone())
    }
}

/// The words with each mark such as `{count}` replaced by what `write` makes of the argument of that name. A
/// count has its thousands apart; a page or a year has not.
fn filled(
    mut text: String,
    kwargs: &Kwargs,
    write: impl Fn(&Value) -> TeraResult<String>,
) -> TeraResult<String> {
    for (name, value) in kwargs.iter() {
        let mark = format!("{{{name}}}");
        if text.contains(&mark) {
            let written = match value.as_i64().filter(|_| name.as_str() == Some("count")) {
                Some(count) => pages::number(count as f64),
                None => write(value)?,
            };
            text = text.replace(&mark, &written);
        }
    }
    Ok(text)
}

impl tera::Function<TeraResult<String>> for Trans {
    fn call(&self, kwargs: Kwargs, state: &State) -> TeraResult<String> {
        filled(self.find(&kwargs, state)?, &kwargs, |value| Ok(plain(value)))
    }
}

/// `marked(key="measure-index.measures-of", name=city.title)`: the same as HTML, with phrases in other languages
/// marked. For text; attributes take `trans`.
struct Marked(Trans);

impl tera::Function<TeraResult<Value>> for Marked {
    fn call(&self, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
        let mut html = String::new();
        crate::markdown::escape(&self.0.find(&kwargs, state)?, &mut html);
        let html = filled(html, &kwargs, |value| {
            let mut html = String::new();
            match phrase_text(value) {
                Some(text) => write_phrase(text, value, &mut html),
                None => crate::markdown::escape(&value.to_string(), &mut html),
            }
            Ok(html)
        })?;
        Ok(Value::safe_string(&html))
    }
}

/// The plain text of an argument; of a phrase, its words.
fn plain(value: &Value) -> String {
    match value.get_from_path("text") {
        Some(text) if !text.is_undefined() => text.to_string(),
        _ => value.to_string(),
    }
}

/// `get_url(path="assets/style.css")`: the URL of a file of the output, relative to this page.
fn get_url(kwargs: Kwargs, state: &State) -> TeraResult<String> {
    let path = kwargs.must_get::<&str>("path")?;
    if path.starts_with('/') || path.starts_with("@/") || path.contains("://") {
        return Err(Error::message(format!(
            "`get_url` takes the address of a file below the output folder, such as `assets/style.css`, not `{path}`"
        )));
    }
    let root: String = state.get::<String>("root")?.unwrap_or_default();
    Ok(format!("{root}{path}"))
}

/// `{{ title | phrase }}`: the words, in a `<span lang>` where they are not in the page's language.
fn phrase(value: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let text = phrase_text(value).ok_or_else(|| {
        Error::message(format!("the filter `phrase` takes words with their language, not a {}", value.name()))
    })?;
    let mut html = String::with_capacity(text.len());
    write_phrase(text, value, &mut html);
    Ok(Value::safe_string(&html))
}

fn phrase_text(value: &Value) -> Option<&str> {
    value.get_from_path("text").and_then(Value::as_str)
}

fn write_phrase(text: &str, phrase: &Value, html: &mut String) {
    match phrase.get_from_path("lang").and_then(Value::as_str) {
        Some(lang) => {
            html.push_str("<span lang=\"");
            crate::markdown::escape(lang, html);
            html.push_str("\">");
            crate::markdown::escape(text, html);
            html.push_str("</span>");
        }
        None => crate::markdown::escape(text, html),
    }
}

/// `{{ plan.measure_count | number }}`: a number with its thousands apart.
fn number(value: &Value, _: Kwargs, _: &State) -> TeraResult<String> {
    let number = value.as_f64().or_else(|| value.as_i64().map(|whole| whole as f64)).ok_or_else(|| {
        Error::message(format!("the filter `number` takes a number, not a {}", value.name()))
    })?;
    Ok(pages::number(number))
}
