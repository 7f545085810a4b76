//! A theme and those it extends: which they are, and their words in every language of the site. How they look is
//! for `render`.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::records::{SiteRecord, theme_record};
use crate::rules;
use crate::source::{Place, SourcePath, Sources};

use super::theme_words::ThemeWordTable;

/// A theme and those it extends.
#[derive(Clone, Debug)]
pub struct ThemeChain {
    /// Their names; the theme that the site names comes first, and each extends the next.
    pub names: Vec<String>,
    pub words: ThemeWordTable,
}

/// The theme that a site names and those it extends; nothing where one of them is missing or cannot be read.
pub fn theme_chain(record: &SiteRecord, sources: &Sources) -> (Option<ThemeChain>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let names = names_of_chain(record, sources, &mut diagnostics);
    let chain = names.map(|names| {
        let mut words = ThemeWordTable::of(&names, &record.languages, sources, &mut diagnostics);
        words.say_in_own_way(&record.words, &record.languages, &mut diagnostics);
        diagnostics.extend(words.fill_in_usual_words(&names, sources));
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
        let reading = theme_record(file);
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
