//! The state of every translation.

use serde::Serialize;

use crate::model::{Site, Subject, Translation};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages, only};
use crate::pages::outline::Outline;
use crate::pages::phrase::{LinkView, Phrase};
use crate::values::Language;

#[derive(Clone, Debug, Serialize)]
pub(super) struct TranslationsView {
    /// The languages other than the authoritative one.
    pub languages: Vec<TranslatedLanguage>,
    /// The texts, by where they belong: the site, each city, each plan.
    pub groups: Vec<TranslationGroup>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct TranslatedLanguage {
    pub lang: String,
    /// How many texts are in each state: the word and the number, only where there are any.
    pub counts: Vec<StateCount>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct StateCount {
    /// `official`, `reviewed`, `provisional`, `machine`, `unstamped`, `outdated` or `missing`.
    pub state: &'static str,
    pub count: usize,
}

/// The texts of a plan, a city or the site.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TranslationGroup {
    /// An id for links within the page.
    pub id: String,
    /// What they belong to.
    pub title: Phrase,
    pub rows: Vec<TranslationRow>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct TranslationRow {
    #[serde(flatten)]
    pub link: LinkView,
    /// For each language, how it stands.
    pub cells: Vec<TranslationCell>,
}

/// How a text stands in a language.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TranslationCell {
    /// As in [`StateCount::state`].
    pub state: &'static str,
    /// How many sections of the original changed.
    pub outdated_count: usize,
}

pub(super) struct TranslationsPage;

impl Kind for TranslationsPage {
    type About = ();
    type View = TranslationsView;

    const NAME: &'static str = "translations";
    const VARIABLE: Option<&'static str> = Some("translations");
    const PAGES: Pages<()> = Pages::OfSite(|site| only(site.languages.count() > 1));
    const DESCRIPTION: Option<&'static str> = Some("description.translations");

    fn address(_site: &Site, (): ()) -> String {
        "translations".to_owned()
    }

    fn title(context: &PageContext<'_>, (): ()) -> Phrase {
        context.translated("translations")
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<TranslationsView> {
        Outline::of(translations_view(context))
    }
}

fn translations_view(context: &PageContext<'_>) -> TranslationsView {
    let site = context.site;
    let languages: Vec<Language> = site.languages.translations().collect();
    let groups = groups(site).into_iter().map(|(id, owner, subjects)| TranslationGroup {
        id,
        title: context.title_of(owner.into()),
        rows: subjects.into_iter().map(|subject| row(context, subject, &languages)).collect(),
    });
    let groups: Vec<TranslationGroup> = groups.filter(|group| !group.rows.is_empty()).collect();
    let translated = |(at, language): (usize, &Language)| TranslatedLanguage {
        lang: site.languages.code(*language).to_owned(),
        counts: counts(&groups, at),
    };
    TranslationsView { languages: languages.iter().enumerate().map(translated).collect(), groups }
}

/// The states in the order of tables.
const STATES: [&str; 7] =
    ["official", "reviewed", "provisional", "machine", "unstamped", "outdated", "missing"];

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

fn row(context: &PageContext<'_>, subject: Subject, languages: &[Language]) -> TranslationRow {
    let texts = context.site.texts(subject);
    let cell = |language: &Language| {
        let translation = texts.translation(*language);
        let outdated_count = match &translation {
            Translation::Outdated(_, sections) => sections.len(),
            _ => 0,
        };
        TranslationCell { state: translation.word(), outdated_count }
    };
    TranslationRow { link: context.link(subject.into()), cells: languages.iter().map(cell).collect() }
}

fn counts(groups: &[TranslationGroup], language: usize) -> Vec<StateCount> {
    let cells = || groups.iter().flat_map(|group| &group.rows).map(|row| row.cells[language].state);
    STATES
        .iter()
        .map(|state| StateCount { state, count: cells().filter(|cell| cell == state).count() })
        .filter(|count| count.count > 0)
        .collect()
}
