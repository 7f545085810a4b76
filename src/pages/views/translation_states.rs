//! How texts stand in the other languages, by what they belong to: the site, a city or a plan.

use crate::model::{CityId, PlanId, Site, Subject, Translation};
use crate::pages::{LinkView, PageContext, Phrase, views};
use crate::values::{Audience, Language};

use super::divided_pages::divided;

views! {
    pub(in crate::pages) struct TranslatedLanguage(context, language: Language, subjects: &[Subject]) {
        pub name: Phrase = context.language_in_words(language),
        /// How many texts are in each state: the word and the number, only where there are any.
        pub counts: Vec<StateCount> = counts(context.site, language, subjects),
    }

    /// The texts of a plan, a city or the site.
    pub(in crate::pages) struct TranslationGroup(context, owner: Subject, subjects: &[Subject]) {
        /// An id for links within the page.
        pub id: String = match owner {
            Subject::City(city) => context.site[city].id.to_string(),
            Subject::Plan(plan) => context.site.plan_name(plan).replace('/', "-"),
            _ => "site".to_owned(),
        },
        /// What they belong to.
        pub title: Phrase = title_alone(context, owner),
        pub rows: Vec<TranslationRow> = context.each(subjects, TranslationRow::of),
    }

    pub(in crate::pages) struct TranslationRow(context, subject: Subject) {
        let texts = context.site.texts(subject);
        let translations = context.site.languages.translations();
        #[serde(flatten)]
        pub link: LinkView = context.link(subject.into()),
        /// For each language, how it stands.
        pub cells: Vec<TranslationCell> =
            translations.map(|language| TranslationCell::of(&texts.translation(language))).collect(),
    }

    /// How a text stands in a language.
    pub(in crate::pages) struct TranslationCell(translation: &Translation) {
        /// As in [`StateCount::state`].
        pub state: &'static str = translation.word(),
        /// How many sections of the original changed.
        pub outdated_count: usize = match translation {
            Translation::Outdated(_, sections) => sections.len(),
            _ => 0,
        },
    }

    pub(in crate::pages) struct StateCount(word: &'static str, texts: usize) {
        /// `official`, `reviewed`, `provisional`, `machine`, `unstamped`, `outdated` or `missing`.
        pub state: &'static str = word,
        pub count: usize = texts,
    }
}

impl TranslatedLanguage {
    /// The languages other than the authoritative one, and how these texts stand in each.
    pub(in crate::pages) fn all(context: &PageContext<'_>, subjects: &[Subject]) -> Vec<Self> {
        let languages = context.site.languages.translations();
        languages.map(|language| Self::of(context, language, subjects)).collect()
    }
}

impl TranslationGroup {
    /// Texts that stand together, under what they belong to.
    pub(in crate::pages) fn all(context: &PageContext<'_>, subjects: &[Subject]) -> Vec<Self> {
        let owner_of = |subject: &Subject| owner(context.site, *subject);
        let groups = subjects.chunk_by(|left, right| owner_of(left) == owner_of(right));
        groups.map(|group| Self::of(context, owner_of(&group[0]), group)).collect()
    }
}

/// A collection says of every text how far its translation can be trusted. On a city's own site each page says it
/// of itself, and the list is the staff's.
pub(in crate::pages) fn translations_are_shown(site: &Site) -> bool {
    let is_shown = site.is_collection() || site.edition.audience == Audience::Internal;
    is_shown && site.languages.count() > 1
}

/// Whether all texts of the site are too many for one page, so that each city has pages of its own.
pub(in crate::pages) fn cities_have_pages(site: &Site) -> bool {
    let of_cities = site.city_ids().flat_map(|city| texts_of_city(site, city));
    divided_texts(site, texts_of_site(site).into_iter().chain(of_cities)).len() > 1
}

/// Texts, divided so that no page is too heavy: a row has an address and a title, and a state for every language.
pub(in crate::pages) fn divided_texts(
    site: &Site,
    subjects: impl IntoIterator<Item = Subject>,
) -> Vec<Vec<Subject>> {
    let row = 200 + 80 * site.languages.translations().count();
    let bytes = |subject: Subject| match subject {
        // The first of a table of its own.
        Subject::City(_) | Subject::Plan(_) | Subject::Home => row + 600,
        _ => row,
    };
    divided(subjects.into_iter().map(|subject| (subject, bytes(subject))))
}

/// The texts of the site itself.
pub(in crate::pages) fn texts_of_site(site: &Site) -> Vec<Subject> {
    let free_pages = site.free_page_ids().map(Subject::FreePage);
    written(site, std::iter::once(Subject::Home).chain(free_pages))
}

/// The texts of a city and its plans.
pub(in crate::pages) fn texts_of_city(site: &Site, city: CityId) -> Vec<Subject> {
    let of_plan = |plan: PlanId| {
        let chapters = site[plan].chapters.iter().copied().map(Subject::Chapter);
        let measures = site[plan].measures.iter().copied().map(Subject::Measure);
        std::iter::once(Subject::Plan(plan)).chain(chapters).chain(measures)
    };
    let of_plans = site[city].plans.iter().copied().flat_map(of_plan);
    written(site, std::iter::once(Subject::City(city)).chain(of_plans))
}

fn written(site: &Site, subjects: impl Iterator<Item = Subject>) -> Vec<Subject> {
    subjects.filter(|subject| site.texts(*subject).authoritative().is_some()).collect()
}

/// What a text belongs to.
pub(in crate::pages) fn owner(site: &Site, subject: Subject) -> Subject {
    match subject {
        Subject::City(_) | Subject::Plan(_) => subject,
        Subject::Chapter(chapter) => Subject::Plan(site[chapter].plan),
        Subject::Measure(measure) => Subject::Plan(site[measure].plan),
        Subject::Home | Subject::FreePage(_) => Subject::Home,
    }
}

/// What a text belongs to, as it is called among those of all cities: many have a plan of the same title.
fn title_alone(context: &PageContext<'_>, owner: Subject) -> Phrase {
    let (site, title) = (context.site, context.title_of(owner.into()));
    let Subject::Plan(plan) = owner else { return title };
    let (own, city) = (&site[plan].title, &site[site[plan].city].name_alone);
    if !site.plan_ids().any(|other| other != plan && context.phrase(&site[other].title) == title) {
        return title;
    }
    let name = context.phrase(city);
    // Both in one language: where one of them has no translation, the original of both.
    let (name, title) =
        if name.lang == title.lang { (name, title) } else { (context.original(city), context.original(own)) };
    Phrase { text: format!("{} {}", name.text, title.text), lang: title.lang }
}

/// The states in the order of tables.
const STATES: [&str; 7] =
    ["official", "reviewed", "provisional", "machine", "unstamped", "outdated", "missing"];

fn counts(site: &Site, language: Language, subjects: &[Subject]) -> Vec<StateCount> {
    let words: Vec<&str> =
        subjects.iter().map(|subject| site.texts(*subject).translation(language).word()).collect();
    let count =
        |state: &&'static str| StateCount::of(state, words.iter().filter(|word| *word == state).count());
    STATES.iter().map(count).filter(|count| count.count > 0).collect()
}
