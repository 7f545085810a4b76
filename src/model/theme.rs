//! A theme and those it extends: which they are, and their words in every language of the site. How they look is
//! for `render`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Bilingual, Diagnostic, did_you_mean};
use crate::records::{SiteRecord, SiteWord, SiteWords, ThemeWords, theme_record, theme_words};
use crate::rules;
use crate::source::{Place, SourcePath, Sources, Written};
use crate::values::Languages;

/// A theme and those it extends.
#[derive(Clone, Debug)]
pub struct ThemeChain {
    /// Their names; the theme that the site names comes first, and each extends the next.
    pub names: Vec<String>,
    /// For each language, the words by their keys: a theme's own before those of the themes it extends.
    pub words: Vec<BTreeMap<String, ThemeWords>>,
}

/// The theme that a site names and those it extends; nothing where one of them is missing or cannot be read.
pub fn theme_chain(record: &SiteRecord, sources: &Sources) -> (Option<ThemeChain>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let names = names_of_chain(record, sources, &mut diagnostics);
    let chain = names.map(|names| {
        let mut words = words_of_chain(&names, &record.languages, sources, &mut diagnostics);
        say_in_own_way(&mut words, &record.words, &mut diagnostics);
        ThemeChain { words, names }
    });
    (chain, diagnostics)
}

fn names_of_chain(
    record: &SiteRecord,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<String>> {
    let site = SourcePath::new("content/site.toml");
    let mut chain: Vec<String> = Vec::new();
    let mut next = Some((record.theme.to_string(), Place::at(&site, record.theme.span)));
    while let Some((name, place)) = next {
        let Some(file) = sources.file(&format!("themes/{name}/theme.toml")) else {
            diagnostics.push(missing_theme(&name, place, sources));
            return None;
        };
        if chain.contains(&name) {
            diagnostics.push(Diagnostic::new(
                rules::THEME_LOOP,
                place,
                format!("テーマ `{name}` の extends をたどると自分自身に戻ります"),
                format!("following `extends` leads back to the theme `{name}`"),
            ));
            return None;
        }
        let reading = theme_record(file, &record.languages);
        diagnostics.extend(reading.diagnostics);
        chain.push(name);
        let extends = reading.record?.extends;
        next = extends.map(|extends| (extends.to_string(), Place::at(&file.path, extends.span)));
    }
    Some(chain)
}

fn missing_theme(name: &str, place: Place, sources: &Sources) -> Diagnostic {
    let themes: BTreeSet<&str> = sources
        .files
        .keys()
        .filter_map(|path| path.as_str().strip_prefix("themes/")?.strip_suffix("/theme.toml"))
        .collect();
    let list = themes.iter().copied().collect::<Vec<_>>().join("`, `");
    let there_is = if themes.len() == 1 { "there is only" } else { "there are" };
    Diagnostic::new(
        rules::THEME_MISSING,
        place,
        format!("テーマ `{name}`（themes/{name}/theme.toml）がありません"),
        format!("there is no theme `{name}` (themes/{name}/theme.toml)"),
    )
    .help_if(did_you_mean(name, themes))
    .help(format!("あるのは `{list}` です"), format!("{there_is} `{list}`"))
}

/// The words of the chain: a theme's own before those of the themes it extends.
fn words_of_chain(
    chain: &[String],
    languages: &Languages,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<BTreeMap<String, ThemeWords>> {
    let mut table: Vec<BTreeMap<String, ThemeWords>> = vec![BTreeMap::new(); languages.count()];
    let mut broken = vec![false; languages.count()];
    for theme in chain.iter().rev() {
        for language in languages.iter() {
            let path = format!("themes/{theme}/i18n/{}.toml", languages.code(language));
            if let Some(file) = sources.file(&path) {
                let (words, found) = theme_words(file);
                broken[language.index()] |= !found.is_empty();
                diagnostics.extend(found);
                table[language.index()].extend(words);
            }
        }
    }
    for language in languages.translations() {
        // An easy form of a language (`ja-easy`) may leave out what it shares with the language itself.
        // And words that cannot be read are not missing.
        if languages.code(language).contains('-') || broken[language.index()] || broken[0] {
            continue;
        }
        let missing: Vec<&str> = table[0]
            .keys()
            .filter(|key| !table[language.index()].contains_key(*key))
            .map(String::as_str)
            .collect();
        if !missing.is_empty() {
            let file = SourcePath::new(format!("themes/{}/i18n/{}.toml", chain[0], languages.code(language)));
            let list = missing.join("`, `");
            diagnostics.push(Diagnostic::new(
                rules::THEME_MISSING_WORDS,
                Place::file(&file),
                format!("テーマの語に訳がありません: `{list}`"),
                format!("these words of the theme have no translation: `{list}`"),
            ));
        }
    }
    table
}

/// Puts the words of `[words]` in `site.toml` in the place of those of the theme. A site has no templates, so it
/// can only say in its own way what the theme says.
fn say_in_own_way(
    table: &mut [BTreeMap<String, ThemeWords>],
    own: &SiteWords,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for SiteWord { key, words } in &own.0 {
        if table.iter().all(|known| !known.contains_key(&key.value)) {
            diagnostics.push(unknown_word(&SourcePath::new("content/site.toml"), key, table));
            continue;
        }
        for (language, words) in words {
            table[language.index()].insert(key.value.clone(), words.clone());
        }
    }
}

fn unknown_word(
    path: &SourcePath,
    key: &Written<String>,
    table: &[BTreeMap<String, ThemeWords>],
) -> Diagnostic {
    let name = &key.value;
    let known = || table.iter().flat_map(|words| words.keys()).map(String::as_str);
    // `[words] vision = …` for `plan-kind.vision`: the last part alone, where only one key ends in it.
    let ending = format!(".{name}");
    let whole: BTreeSet<&str> = known().filter(|known| known.ends_with(&ending)).collect();
    let whole = whole.first().filter(|_| whole.len() == 1).map(|whole| {
        Bilingual::new(format!("`\"{whole}\"` ではありませんか"), format!("did you mean `\"{whole}\"`?"))
    });
    Diagnostic::new(
        rules::THEME_UNKNOWN_WORDS,
        Place::at(path, key.span),
        format!("画面の語に `{name}` はありません"),
        format!("the theme has no words `{name}`"),
    )
    .help_if(did_you_mean(name, known()))
    .help_if(whole)
    .help(
        "語の名前は、`shirube theme eject full-copy` で写したテーマの `i18n` フォルダーのファイルにあります",
        "`shirube theme eject full-copy` copies the default theme; its words and their names are in the folder `i18n`",
    )
}
