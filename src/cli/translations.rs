//! `shirube translations`: the state of every translation, and `accept`, which stamps one as up to date.

use std::path::{Path, PathBuf};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::diagnostic::Severity;
use crate::disk;
use crate::model::{Site, Text, Translation};
use crate::parse::stamped;
use crate::pipeline::{Outcome, Understanding};
use crate::values::Language;

use super::args::{AcceptArguments, TranslationsArguments, TranslationsCommand, TranslationsFormat};
use super::ending::{Ending, Failure};
use super::report::report;
use super::screen::Screen;
use super::{paths, site};

pub(super) fn run(arguments: &TranslationsArguments, screen: &Screen) -> Result<Ending, Failure> {
    match &arguments.command {
        None => list(arguments, screen),
        Some(TranslationsCommand::Accept(arguments)) => accept(arguments, screen),
    }
}

/// A translation and how it stands.
#[derive(Serialize)]
struct Row {
    /// The file; where it is missing, the one that would be written.
    path: String,
    /// The code of its language.
    language: String,
    /// `official`, `reviewed`, `provisional`, `machine`, `unstamped`, `outdated` or `missing`.
    state: &'static str,
    /// The sections of the original that changed since.
    outdated: Vec<String>,
}

fn list(arguments: &TranslationsArguments, screen: &Screen) -> Result<Ending, Failure> {
    let Some(site) = sound_site(&arguments.site.folder()?, screen)? else { return Ok(Ending::ContentErrors) };
    let rows = rows(&site);
    match arguments.format {
        TranslationsFormat::Human => table(&rows, screen),
        TranslationsFormat::Json => {
            screen.print(serde_json::to_string_pretty(&rows).expect("rows are texts and lists"));
        }
    }
    Ok(Ending::of(rows.iter().any(|row| arguments.fail_on.iter().any(|state| state.is(row.state)))))
}

/// The site, or `None` because it has errors, which are reported.
fn sound_site(root: &Path, screen: &Screen) -> Result<Option<Site>, disk::Error> {
    let input = site::input(root)?;
    let Outcome { understanding, diagnostics: mut errors } = site::understood(&input);
    match understanding {
        Understanding::Sound(sound) => Ok(Some(sound.into_site())),
        Understanding::Unsound(_) => {
            errors.retain(|diagnostic| diagnostic.severity == Severity::Error);
            screen.say(&report(&errors, &input.sources, screen));
            Ok(None)
        }
    }
}

fn rows(site: &Site) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (_, texts) in site.subjects_with_texts() {
        let Some(original) = texts.authoritative() else { continue };
        for language in site.languages.translations() {
            let translation = texts.translation(language);
            let code = site.languages.code(language);
            let path = match texts.get(language) {
                Some(text) => text.document.path.to_string(),
                None => translated_path(original, code),
            };
            let state = translation.word();
            let outdated = match translation {
                Translation::Outdated(_, sections) => sections,
                _ => Vec::new(),
            };
            rows.push(Row { path, language: code.to_owned(), state, outdated });
        }
    }
    rows.sort_by(|left, right| left.path.cmp(&right.path));
    rows
}

fn translated_path(original: &Text, code: &str) -> String {
    let path = original.document.path.as_str();
    format!("{}.{code}.md", path.strip_suffix(".md").unwrap_or(path))
}

fn table(rows: &[Row], screen: &Screen) {
    let width = rows.iter().map(|row| state_words(row.state, screen).width()).max().unwrap_or(0);
    for row in rows {
        let word = state_words(row.state, screen);
        let gap = " ".repeat(width - word.width());
        let sections =
            if row.outdated.is_empty() { String::new() } else { format!("  [{}]", row.outdated.join(", ")) };
        screen.print(format!("{word}{gap}  {}{sections}", row.path));
    }
    let mut counts: Vec<String> = Vec::new();
    for (state, _) in STATES {
        let count = rows.iter().filter(|row| row.state == state).count();
        if count > 0 {
            counts.push(format!("{} {count}", state_words(state, screen)));
        }
    }
    screen.result(
        format!("訳 {} 件（{}）", rows.len(), counts.join("、")),
        format!("{} translations: {}", rows.len(), counts.join(", ")),
    );
}

/// The states in the order in which they are counted, with their Japanese words. The English ones are the same as
/// for tools.
const STATES: [(&str, &str); 7] = [
    ("official", "公式"),
    ("reviewed", "確認済み"),
    ("provisional", "暫定"),
    ("machine", "機械翻訳"),
    ("unstamped", "未確定"),
    ("outdated", "原文に変更あり"),
    ("missing", "訳なし"),
];

fn state_words(state: &'static str, screen: &Screen) -> &'static str {
    let japanese = STATES.iter().find(|(known, _)| *known == state).map_or(state, |(_, japanese)| japanese);
    screen.choose(japanese, state)
}

fn accept(arguments: &AcceptArguments, screen: &Screen) -> Result<Ending, Failure> {
    let root = site::folder_of(&arguments.site, arguments.paths.first().map(PathBuf::as_path))?;
    let Some(site) = sound_site(&root, screen)? else { return Ok(Ending::ContentErrors) };
    let translations = translations(&site);
    let mut chosen: Vec<&(String, Vec<(String, String)>)> = Vec::new();
    for path in &arguments.paths {
        let named = paths::source_path(&root, path)?;
        let before = chosen.len();
        chosen.extend(translations.iter().filter(|(translation, _)| is_named(translation, &named)));
        if chosen.len() == before {
            return Err(no_translation(path));
        }
    }
    chosen.sort();
    chosen.dedup();
    let mut changed = 0;
    for (path, fingerprints) in &chosen {
        if disk::edit_text(&root.join(path), |text| stamped(text, fingerprints))? {
            changed += 1;
            screen.result(format!("{path} を最新の訳としました"), format!("{path} is now up to date"));
        }
    }
    let same = chosen.len() - changed;
    if same > 0 {
        let were = if same == 1 { "was" } else { "were" };
        screen.result(format!("{same} 件はすでに最新でした"), format!("{same} {were} up to date already"));
    }
    Ok(Ending::Done)
}

/// Every translation: its file, and the fingerprints of its original.
fn translations(site: &Site) -> Vec<(String, Vec<(String, String)>)> {
    let mut translations = Vec::new();
    for (_, texts) in site.subjects_with_texts() {
        let Some(original) = texts.get(Language::AUTHORITATIVE) else { continue };
        let fingerprints: Vec<_> =
            original.fingerprints().map(|(id, fingerprint)| (id.to_owned(), fingerprint)).collect();
        translations
            .extend(texts.translations().map(|text| (text.document.path.to_string(), fingerprints.clone())));
    }
    translations
}

/// Whether a translation is the file named, a translation of it, or in the folder named.
fn is_named(translation: &str, named: &str) -> bool {
    let original =
        translation.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.')).map(|(stem, _)| stem);
    translation == named
        || original.is_some_and(|stem| named.strip_suffix(".md") == Some(stem))
        || named.is_empty()
        || translation.strip_prefix(named).is_some_and(|rest| rest.starts_with('/'))
}

fn no_translation(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(format!("`{path}` に訳はありません"), format!("there is no translation at `{path}`")).help(
        "訳のファイル（例: `….en.md`）、原文のファイル、またはフォルダーを指定します",
        "name a translation (such as `….en.md`), an original, or a folder",
    )
}
