//! The state of every translation.

use serde::Serialize;

use crate::model::{Site, Subject, Translation};
use crate::values::Language;

use super::page::{Making, Outline};
use super::phrase::{LinkView, Phrase};
use super::{Detail, View};

/// What the overview of translations shows.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationsView {
    /// The languages other than the authoritative one.
    pub languages: Vec<TranslatedLanguage>,
    /// The texts, by where they belong: the site, each city, each plan.
    pub groups: Vec<TranslationGroup>,
}

/// A language and how far it is.
#[derive(Clone, Debug, Serialize)]
pub struct TranslatedLanguage {
    /// Its code.
    pub lang: String,
    /// How many texts are in each state: the word and the number, only where there are any.
    pub counts: Vec<StateCount>,
}

/// How many texts are in a state.
#[derive(Clone, Debug, Serialize)]
pub struct StateCount {
    /// `official`, `reviewed`, `provisional`, `machine`, `unstamped`, `outdated` or `missing`.
    pub state: &'static str,
    /// How many.
    pub count: usize,
}

/// The texts of a plan, a city or the site.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationGroup {
    /// For links within the page.
    pub id: String,
    /// What they belong to.
    pub title: Phrase,
    /// The texts.
    pub rows: Vec<TranslationRow>,
}

/// A text and its translations.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationRow {
    /// The page.
    #[serde(flatten)]
    pub link: LinkView,
    /// For each language, how it stands.
    pub cells: Vec<TranslationCell>,
}

/// How a text stands in a language.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationCell {
    /// The word.
    pub state: &'static str,
    /// How many sections of the original changed.
    pub outdated_count: usize,
}

/// The states in the order of tables.
const STATES: [&str; 7] =
    ["official", "reviewed", "provisional", "machine", "unstamped", "outdated", "missing"];

pub(super) fn view(making: &Making<'_>) -> View {
    let site = making.site;
    let languages: Vec<Language> = site.languages.translations().collect();
    let groups: Vec<TranslationGroup> = groups(site)
        .into_iter()
        .map(|(id, owner, subjects)| TranslationGroup {
            id,
            title: making.link(owner).title,
            rows: subjects.into_iter().map(|subject| row(making, subject, &languages)).collect(),
        })
        .filter(|group| !group.rows.is_empty())
        .collect();
    let languages = languages
        .iter()
        .enumerate()
        .map(|(at, language)| TranslatedLanguage {
            lang: site.languages.code(*language).to_owned(),
            counts: counts(&groups, at),
        })
        .collect();
    making.finish(Outline {
        kind: "translations",
        title: making.words("translations"),
        texts: None,
        above: vec![Subject::Home],
        updated: None,
        contact: None,
        plan: None,
        source_page: None,
        neighbours: (None, None),
        detail: Detail::Translations(TranslationsView { languages, groups }),
    })
}

/// What texts belong to, with an id for links, and the pages that have a text.
fn groups(site: &Site) -> Vec<(String, Subject, Vec<Subject>)> {
    let mut groups: Vec<(String, Subject, Vec<Subject>)> =
        vec![("site".to_owned(), Subject::Home, Vec::new())];
    groups.extend(site.city_ids().map(|city| (site[city].id.to_string(), Subject::City(city), Vec::new())));
    groups.extend(
        site.plan_ids().map(|plan| (site.plan_name(plan).replace('/', "-"), Subject::Plan(plan), Vec::new())),
    );
    let originals = site.subjects_with_texts().filter(|(_, texts)| texts.authoritative().is_some());
    for (subject, _) in originals {
        let owner = match subject {
            Subject::City(_) | Subject::Plan(_) => subject,
            Subject::Chapter(chapter) => Subject::Plan(site[chapter].plan),
            Subject::Measure(measure) => Subject::Plan(site[measure].plan),
            _ => Subject::Home,
        };
        if let Some((_, _, subjects)) = groups.iter_mut().find(|(_, known, _)| *known == owner) {
            subjects.push(subject);
        }
    }
    groups
}

fn row(making: &Making<'_>, subject: Subject, languages: &[Language]) -> TranslationRow {
    let texts = making.site.texts(subject);
    let cell = |language: &Language| {
        let translation = texts.map_or(Translation::Missing, |texts| texts.translation(*language));
        let outdated_count = match &translation {
            Translation::Outdated(_, sections) => sections.len(),
            _ => 0,
        };
        TranslationCell { state: translation.word(), outdated_count }
    };
    TranslationRow { link: making.link(subject), cells: languages.iter().map(cell).collect() }
}

fn counts(groups: &[TranslationGroup], language: usize) -> Vec<StateCount> {
    let cells = || groups.iter().flat_map(|group| &group.rows).map(|row| row.cells[language].state);
    STATES
        .iter()
        .map(|state| StateCount { state, count: cells().filter(|cell| cell == state).count() })
        .filter(|count| count.count > 0)
        .collect()
}
