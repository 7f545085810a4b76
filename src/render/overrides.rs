//! What a theme means to override, and misses by a letter: words and templates that nothing uses. And words that
//! templates ask for and no theme has, before a page is rendered.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, nearest};
use crate::pages::{KINDS, component_templates};
use crate::rules;
use crate::source::{Place, SourceFile, Span};
use crate::values::Language;

use super::tera_errors::TeraErrors;
use super::tera_text::{Tag, defined, is_of_word, literals, tags};

/// What is wrong with the names in the themes of a chain. `others` are the templates that pages need besides those of
/// kinds and components.
pub(super) fn check(errors: &TeraErrors<'_>, others: &[&str]) -> Vec<Diagnostic> {
    let templates = errors.templates();
    let mut found = unknown_words(&templates, errors);
    let last = errors.chain.last().map(|theme| format!("{theme}/")).unwrap_or_default();
    let own = texts_of(templates.iter().filter(|(name, _)| !name.starts_with(&last)));
    // The beginning of a key that is put together: `trans(key="plan-kind." ~ kind)`.
    let is_begun = |key: &str| own.iter().any(|text| text.ends_with(['.', '-']) && key.starts_with(*text));
    found.extend(errors.words.misspelt_overrides(|key| own.contains(key) || is_begun(key)));
    let kinds = KINDS.iter().map(|kind| format!("{}.html", kind.name));
    let mut used: BTreeSet<String> = kinds.collect();
    used.extend(component_templates().into_iter().chain(others.iter().copied()).map(str::to_owned));
    used.extend(texts_of(templates.iter()).into_iter().map(str::to_owned));
    found.extend(misspelt_templates(&templates, &used, errors));
    found
}

/// Every text in quotes that stands in a tag of a template.
fn texts_of<'t>(templates: impl Iterator<Item = &'t (String, &'t SourceFile)>) -> BTreeSet<&'t str> {
    let tags = templates.flat_map(|(_, file)| tags(&file.text));
    tags.flat_map(|tag| literals(tag.text)).map(|(text, _)| text).collect()
}

/// The words that templates ask for by a whole key, and that no theme has.
fn unknown_words(templates: &[(String, &SourceFile)], errors: &TeraErrors<'_>) -> Vec<Diagnostic> {
    let of_template = |file: &SourceFile| -> Vec<(String, Span)> {
        let asked = tags(&file.text).into_iter().flat_map(|tag| {
            let asked = words_asked(&tag).into_iter();
            asked.map(|key| (key.to_owned(), tag.span_of(&file.text, key))).collect::<Vec<_>>()
        });
        asked.filter(|(key, _)| errors.words.find(Language::AUTHORITATIVE, key, None).is_none()).collect()
    };
    let unknown = templates.iter().flat_map(|(_, file)| {
        of_template(file).into_iter().map(|(key, span)| errors.no_words(&key, Place::at(&file.path, span)))
    });
    unknown.collect()
}

/// The keys in `trans(key="…")` and `marked(key="…")`; not the beginnings of those that are put together with `~`.
fn words_asked<'t>(tag: &Tag<'t>) -> Vec<&'t str> {
    let calls = ["trans(", "marked("].into_iter().flat_map(|call| {
        let is_call = |at: &usize| !tag.text[..*at].ends_with(is_of_word);
        tag.text
            .match_indices(call)
            .map(|(at, _)| at)
            .filter(is_call)
            .map(move |at| &tag.text[at + call.len()..])
    });
    calls
        .filter_map(|arguments| {
            let at = arguments.find("key")?;
            let value = arguments[at + "key".len()..].trim_start().strip_prefix('=')?.trim_start();
            let (key, start) = *literals(value).first().filter(|(_, start)| *start == 1)?;
            let after = value[start + key.len() + 1..].trim_start();
            after.starts_with([')', ',']).then_some(key)
        })
        .collect()
}

/// Templates of a theme that are nearly called as one of those that it extends, and that nothing uses.
fn misspelt_templates(
    templates: &[(String, &SourceFile)],
    used: &BTreeSet<String>,
    errors: &TeraErrors<'_>,
) -> Vec<Diagnostic> {
    let split = |name: &'_ str| name.split_once('/').map(|(theme, own)| (theme.to_owned(), own.to_owned()));
    let misspelt = templates.iter().filter_map(|(whole, file)| {
        let (theme, name) = split(whole)?;
        let extended = errors.chain.iter().skip_while(|known| **known != theme).skip(1);
        let of_extended: Vec<String> = templates
            .iter()
            .filter_map(|(whole, _)| split(whole))
            .filter(|(of, _)| extended.clone().any(|known| known == of))
            .map(|(_, name)| name)
            .collect();
        let has_components = !defined(&file.text, "component").is_empty();
        if has_components || used.contains(&name) || used.contains(whole) || of_extended.contains(&name) {
            return None;
        }
        // What all names end in makes none alike.
        let stem = |name: &str| name.trim_end_matches(".html").to_owned();
        let stems: Vec<String> = of_extended.iter().map(|name| stem(name)).collect();
        let near = nearest(&stem(&name), stems.iter().map(String::as_str))?;
        Some(unused_template(file, &name, &format!("{near}.html")))
    });
    misspelt.collect()
}

fn unused_template(file: &SourceFile, name: &str, near: &str) -> Diagnostic {
    Diagnostic::new(
        rules::TEMPLATE_UNUSED,
        Place::file(&file.path),
        format!("テンプレート `{name}` は、どこでも使われません"),
        format!("nothing uses the template `{name}`"),
    )
    .help(
        format!("元のテーマの `{near}` を置き換えるものなら、ファイルの名前を `{near}` にしてください。使わないなら、消してください"),
        format!("if it is to replace `{near}` of the theme that yours extends, call the file `{near}`; else take it out"),
    )
}
