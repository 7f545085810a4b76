//! The state of every translation.

use crate::model::{Site, Subject, Translation};
use crate::pages::{Kind, LinkView, Outline, PageContext, Pages, Phrase, only, views};
use crate::values::{Audience, Language};

views! {
    pub(super) struct TranslationsView(context) {
        let groups_with_rows = translation_groups(context);
        let translations = context.site.languages.translations().enumerate();
        /// The languages other than the authoritative one.
        pub languages: Vec<TranslatedLanguage> = translations
            .map(|(at, language)| TranslatedLanguage::of(context, language, at, &groups_with_rows))
            .collect(),
        /// The texts, by where they belong: the site, each city, each plan.
        pub groups: Vec<TranslationGroup> = groups_with_rows,
    }

    pub(super) struct TranslatedLanguage(context, language: Language, at: usize, groups: &[TranslationGroup]) {
        pub name: Phrase = context.language_in_words(language),
        /// How many texts are in each state: the word and the number, only where there are any.
        pub counts: Vec<StateCount> = counts(groups, at),
    }

    /// The texts of a plan, a city or the site.
    pub(super) struct TranslationGroup(context, belongs: (String, Subject), subjects: &[Subject]) {
        /// An id for links within the page.
        pub id: String = belongs.0,
        /// What they belong to.
        pub title: Phrase = title_alone(context, belongs.1),
        pub rows: Vec<TranslationRow> = context.each(subjects, TranslationRow::of),
    }

    pub(super) struct TranslationRow(context, subject: Subject) {
        let texts = context.site.texts(subject);
        let translations = context.site.languages.translations();
        #[serde(flatten)]
        pub link: LinkView = context.link(subject.into()),
        /// For each language, how it stands.
        pub cells: Vec<TranslationCell> =
            translations.map(|language| TranslationCell::of(&texts.translation(language))).collect(),
    }

    /// How a text stands in a language.
    pub(super) struct TranslationCell(translation: &Translation) {
        /// As in [`StateCount::state`].
        pub state: &'static str = translation.word(),
        /// How many sections of the original changed.
        pub outdated_count: usize = match translation {
            Translation::Outdated(_, sections) => sections.len(),
            _ => 0,
        },
    }

    pub(super) struct StateCount(word: &'static str, texts: usize) {
        /// `official`, `reviewed`, `provisional`, `machine`, `unstamped`, `outdated` or `missing`.
        pub state: &'static str = word,
        pub count: usize = texts,
    }
}

pub(super) struct TranslationsPage;

impl Kind for TranslationsPage {
    type About = ();
    type View = TranslationsView;

    const NAME: &'static str = "translations";
    const PAGES: Pages<()> = Pages::OfSite(|site| only(site.languages.count() > 1 && is_shown(site)));
    const DESCRIPTION: Option<&'static str> = Some("description.translations");

    fn has_words(site: &Site, (): (), language: Language) -> bool {
        site.title.has(language) || site.subjects_with_texts().any(|(_, texts)| texts.get(language).is_some())
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<TranslationsView> {
        Outline::of(TranslationsView::of(context))
    }
}

/// A collection says of every text how far its translation can be trusted. On a city's own site each page says it
/// of itself, and the list is the staff's.
fn is_shown(site: &Site) -> bool {
    site.is_collection() || site.edition.audience == Audience::Internal
}

fn translation_groups(context: &PageContext<'_>) -> Vec<TranslationGroup> {
    let groups = groups(context.site).into_iter();
    let groups = groups.map(|(id, owner, subjects)| TranslationGroup::of(context, (id, owner), &subjects));
    groups.filter(|group| !group.rows.is_empty()).collect()
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

fn counts(groups: &[TranslationGroup], language: usize) -> Vec<StateCount> {
    let cells = || groups.iter().flat_map(|group| &group.rows).map(|row| row.cells[language].state);
    let count = |state: &&'static str| StateCount::of(state, cells().filter(|cell| cell == state).count());
    STATES.iter().map(count).filter(|count| count.count > 0).collect()
}
