//! What templates may call: `trans` (also under the name `marked`), `get_url`, and the filters `phrase`,
//! `in_language` and `number`.

use std::cell::RefCell;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::model::{PlanWordsRecord, ThemeWordTable};
use crate::pages;

use crate::values::{Language, Languages};

use crate::values::signs::{BEGIN, signed};

/// Every filter that templates have, those of Tera among them: it tells nobody which it has.
pub(super) const FILTERS: &[&str] = &[
    "phrase",
    "in_language",
    "number",
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
];

/// Every function that templates may call.
pub(super) const FUNCTIONS: &[&str] = &["trans", "marked", "get_url", "super", "range", "throw"];

/// Everything that may stand after `is`.
pub(super) const TESTS: &[&str] = &[
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];

/// Registers everything for pages in one language; Tera wants this before the templates.
pub(super) fn register(
    tera: &mut Tera,
    words: &Arc<ThemeWordTable>,
    languages: &Languages,
    language: Language,
) {
    let trans = || Trans { words: words.clone(), languages: languages.clone(), language };
    tera.register_function("trans", trans());
    tera.register_function("marked", trans());
    tera.register_function("get_url", get_url);
    tera.register_filter("phrase", phrase);
    tera.register_filter("in_language", in_language);
    tera.register_filter("number", number);
}

thread_local! {
    /// What the plan of the page that this thread renders calls its parts. Tera hands what a page has to its templates,
    /// and not to the components that they call, where most words of the theme stand.
    static PLAN_WORDS: RefCell<Option<Arc<PlanWordsRecord>>> = const { RefCell::new(None) };
}

/// Renders a page of a plan, with what the plan calls its parts.
pub(super) fn in_plan<T>(words: &Option<Arc<PlanWordsRecord>>, render: impl FnOnce() -> T) -> T {
    PLAN_WORDS.set(words.clone());
    let rendered = render();
    PLAN_WORDS.set(None);
    rendered
}

/// `trans(key="measure-count", count=3)`: words of the theme in the page's language. `{count}` in the words
/// stands for the argument `count`. Where the theme has none in that language, and where an argument is a phrase in
/// another, the words are marked, in text and in attributes.
struct Trans {
    words: Arc<ThemeWordTable>,
    languages: Languages,
    language: Language,
}

impl tera::Function<TeraResult<String>> for Trans {
    fn call(&self, kwargs: Kwargs, _: &State) -> TeraResult<String> {
        let key: &str = kwargs.must_get::<&str>("key")?;
        // Words of another language would do: there are none at all.
        let found = PLAN_WORDS.with_borrow(|plan| self.words.find(self.language, key, plan.as_deref()));
        let found = found.ok_or_else(|| Error::message(format!("there are no words `{key}`")))?;
        let one = kwargs.get::<i64>("count").ok().flatten() == Some(1);
        let words = found.words.one.as_ref().filter(|_| one).unwrap_or(&found.words.other);
        // Among words in another language, those of the page are the others.
        let page = found.lang.map(|_| self.languages.tag(self.language));
        let filled = filled(words.clone(), &kwargs, |value| argument(value, page));
        let mut text = String::with_capacity(filled.len());
        signed(&filled, found.lang, &mut text);
        Ok(text)
    }
}

/// The words with each mark such as `{count}` replaced by what `write` makes of the argument of that name. A
/// count has its thousands apart; a page or a year has not.
fn filled(mut text: String, kwargs: &Kwargs, write: impl Fn(&Value) -> String) -> String {
    for (name, value) in kwargs.iter() {
        let mark = format!("{{{name}}}");
        if text.contains(&mark) {
            let written = match value.as_i64().filter(|_| name.as_str() == Some("count")) {
                Some(count) => pages::number(count as f64),
                None => write(value),
            };
            text = text.replace(&mark, &written);
        }
    }
    text
}

/// The words of an argument: of a phrase in its language, of anything else in this one.
fn argument(value: &Value, lang: Option<&str>) -> String {
    let plain = value.to_string();
    let (text, lang) = match phrase_text(value) {
        Some(text) => (text, lang_of(value).or(lang)),
        None => (&*plain, lang.filter(|_| !plain.contains(BEGIN))),
    };
    let mut words = String::with_capacity(text.len());
    signed(text, lang, &mut words);
    words
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

/// `{{ title | phrase }}`: the words, under their language where it is not the page's. In attributes too.
fn phrase(value: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let text = phrase_text(value).ok_or_else(|| {
        Error::message(format!("the filter `phrase` takes words with their language, not a {}", value.name()))
    })?;
    let mut words = String::with_capacity(text.len());
    signed(text, lang_of(value), &mut words);
    let mut html = String::with_capacity(words.len());
    crate::markdown::escape(&words, &mut html);
    Ok(Value::safe_string(&html))
}

/// `{{ component.caption | in_language(lang=component.caption_lang) }}`: the same for a text whose language is
/// told apart from it; nothing for that of the page.
fn in_language(text: &Value, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let mut words = String::new();
    let lang = kwargs.iter().find(|(name, _)| name.as_str() == Some("lang"));
    signed(&text.to_string(), lang.and_then(|(_, lang)| lang.as_str()), &mut words);
    Ok(words)
}

fn phrase_text(value: &Value) -> Option<&str> {
    value.get_from_path("text").and_then(Value::as_str)
}

fn lang_of(value: &Value) -> Option<&str> {
    value.get_from_path("lang").and_then(Value::as_str)
}

/// `{{ plan.measure_count | number }}`: a number with its thousands apart.
fn number(value: &Value, _: Kwargs, _: &State) -> TeraResult<String> {
    let number = value.as_f64().or_else(|| value.as_i64().map(|whole| whole as f64)).ok_or_else(|| {
        Error::message(format!("the filter `number` takes a number, not a {}", value.name()))
    })?;
    Ok(pages::number(number))
}
