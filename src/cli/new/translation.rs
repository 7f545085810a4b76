//! The translation of a text: its title and state, and the headings of the original with their ids.

use std::path::Path;

use crate::model::Text;
use crate::unfinished::scaffold::{TRANSLATION_HEADING, TRANSLATION_LEAD, TRANSLATION_TEXT};
use crate::values::Language;

use super::super::ending::Failure;
use super::super::paths::quoted;
use super::choices::Choices;
use super::keys::{Given, Setting};
use super::scaffold::{Scaffold, front_matter};
use super::target;

/// The file of a translation and what is in it.
pub(super) fn file(
    scaffold: &Scaffold<'_>,
    root: &Path,
    path: &Path,
    language: Option<&str>,
) -> Result<(String, String), Failure> {
    let code = self::language(scaffold, path, language)?;
    let original = target::text(scaffold.sources, root, path).ok_or_else(|| no_text(path))?;
    // `first.en` names a translation that is there.
    let original = match original.trim_end_matches(".md").rsplit_once('.') {
        Some((stem, known)) if scaffold.site.languages.find(known).is_some() => format!("{stem}.md"),
        _ => original,
    };
    let texts =
        scaffold.site.subjects_with_texts().filter_map(|(_, texts)| texts.get(Language::AUTHORITATIVE));
    let text = texts.into_iter().find(|text| text.document.path.as_str() == original);
    let text = text.ok_or_else(|| {
        Failure::new(format!("`{original}` に誤りがあります"), format!("`{original}` has errors"))
            .help("`shirube check` で確かめて、先に直してください", "see `shirube check` and fix them first")
    })?;
    let stem = original.trim_end_matches(".md");
    Ok((format!("{stem}.{code}.md"), content(scaffold, text, stem)))
}

/// The code of the language to translate into: the one that was named, or the only one there is.
fn language<'a>(scaffold: &'a Scaffold<'_>, path: &Path, named: Option<&str>) -> Result<&'a str, Failure> {
    let languages = &scaffold.site.languages;
    let codes: Vec<&str> = languages.translations().map(|language| languages.code(language)).collect();
    let Some(named) = named else {
        return match codes[..] {
            [only] => Ok(only),
            _ => Err(Failure::new("訳の言語を書いてください", "which language is the translation in?")
                .help_if(Some(how_to_name(path, &codes)))),
        };
    };
    if let Some(code) = codes.iter().find(|code| **code == named) {
        return Ok(code);
    }
    let authoritative = languages.code(Language::AUTHORITATIVE);
    if named == authoritative {
        return Err(Failure::new(
            format!("`{named}` は原文の言語です"),
            format!("`{named}` is the authoritative language"),
        )
        .help_if(Some(how_to_name(path, &codes))));
    }
    Err(Failure::new(
        format!("`{named}` はこのサイトの言語ではありません"),
        format!("`{named}` is not a language of this site"),
    )
    .help(
        format!("加えるには、content/site.toml の languages に `\"{named}\"` を書き足してください"),
        format!("to add it, write `\"{named}\"` into `languages` in content/site.toml"),
    ))
}

fn how_to_name(path: &Path, codes: &[&str]) -> crate::diagnostic::Bilingual {
    let Some(first) = codes.first() else {
        return crate::diagnostic::Bilingual::new(
            "このサイトに、訳の言語はありません。content/site.toml の languages に書き足してください",
            "this site has no other language; add one to `languages` in content/site.toml",
        );
    };
    let path = quoted(path);
    let listed = codes.join("`, `");
    crate::diagnostic::Bilingual::new(
        format!("訳の言語は `{listed}` です（例: `shirube new translation {path} {first}`）"),
        format!("translations are in `{listed}`: `shirube new translation {path} {first}`"),
    )
}

fn no_text(path: &Path) -> Failure {
    let shown = path.display();
    Failure::new(format!("`{shown}` に原文はありません"), format!("there is no text at `{shown}`")).help(
        "`市/計画/取組` のような名前か、原文のファイル（例: `content/…/x.md`）を書きます",
        "name it as `CITY/PLAN/NAME`, or by its file, such as `content/…/x.md`",
    )
}

fn content(scaffold: &Scaffold<'_>, original: &Text, stem: &str) -> String {
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let kind = if name == "_index" { "index-translation" } else { "translation" };
    let mut given = vec![("draft", scaffold.draft()), ("state", Given::Value("\"provisional\"".to_owned()))];
    if kind == "translation" {
        given.push(("title", Given::Value(format!("\"{name}\""))));
    }
    let writer = scaffold.writer(Choices::default());
    let mut declaration = front_matter(kind);
    // Written by `translations accept` alone.
    declaration.fields.retain(|field| field.key != "translates");
    let keys = writer.keys(&declaration, Setting::FrontMatter, &given);
    let mut text = format!("+++\n{}", scaffold.legend());
    let screen = scaffold.screen;
    for (ja, en, words) in of_original(original) {
        text += &format!("# {}: {words}\n", screen.choose(ja, en));
    }
    text += &format!("{keys}+++\n{TRANSLATION_LEAD}\n");
    for heading in &original.document.body.headings {
        let marks = "#".repeat(heading.level.into());
        text += &format!("\n{marks} {TRANSLATION_HEADING} {{#{}}}\n\n{TRANSLATION_TEXT}\n", heading.id);
    }
    text
}

/// What the translator finds in the original: its title and its headings.
fn of_original(original: &Text) -> Vec<(&'static str, &'static str, String)> {
    let title = original
        .document
        .title
        .as_ref()
        .map(|title| ("原文の題名", "title of the original", title.value.clone()));
    let headings = original.document.body.headings.iter();
    let headings = headings.map(|heading| {
        ("原文の見出し", "heading of the original", format!("{} {{#{}}}", heading.text, heading.id))
    });
    title.into_iter().chain(headings).collect()
}
