//! What templates may call: `trans`, `get_url`, and the filters `phrase` and `current`.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::parse::ThemeWords;
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
    tera.register_function("trans", Trans { words });
    tera.register_function("get_url", get_url);
    tera.register_filter("phrase", phrase);
}

/// `trans(key="measure-count", count=3)`: words of the theme in the page's language. `{count}` in the words
/// stands for the argument `count`.
struct Trans {
    words: Arc<WordTable>,
}

impl tera::Function<TeraResult<String>> for Trans {
    fn call(&self, kwargs: Kwargs, state: &State) -> TeraResult<String> {
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
        let mut text = words.one.as_ref().filter(|_| one).unwrap_or(&words.other).clone();
        for (name, value) in kwargs.iter() {
            let mark = format!("{{{name}}}");
            if text.contains(&mark) {
                text = text.replace(&mark, &plain(value));
            }
        }
        Ok(text)
    }
}

/// The plain text of an argument; of a phrase, its words.
fn plain(value: &Value) -> String {
    match value.get_from_path("text") {
        Some(text) if !text.is_undefined() => text.to_string(),
        _ => value.to_string(),
    }
}

/// `get_url(path="assets/style.css")`: the way from this page to a file of the output.
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
    let text = value.get_from_path("text").and_then(Value::as_str).ok_or_else(|| {
        Error::message(format!("the filter `phrase` takes words with their language, not a {}", value.name()))
    })?;
    let mut html = String::with_capacity(text.len());
    match value.get_from_path("lang").and_then(Value::as_str) {
        Some(lang) => {
            html.push_str("<span lang=\"");
            crate::markdown::escape(lang, &mut html);
            html.push_str("\">");
            crate::markdown::escape(text, &mut html);
            html.push_str("</span>");
        }
        None => crate::markdown::escape(text, &mut html),
    }
    Ok(Value::safe_string(&html))
}
