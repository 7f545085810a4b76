//! The state of every translation; with very many texts, the numbers of each city, whose texts have pages of their
//! own.

use crate::model::{CityId, Site, Subject};
use crate::pages::views::{
    TranslatedLanguage, TranslationGroup, cities_have_pages, owner, texts_of_city, texts_of_site,
    translations_are_shown,
};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, only, views};
use crate::values::Language;

views! {
    pub(super) struct TranslationsView(context) {
        let site = context.site;
        let is_divided = cities_have_pages(site);
        let of_site = texts_of_site(site);
        let all = all(site);
        /// The languages other than the authoritative one.
        pub languages: Vec<TranslatedLanguage> = TranslatedLanguage::all(context, &all),
        /// The texts, by where they belong: the site, each city, each plan. Those of the site alone where cities have
        /// pages of their own.
        pub groups: Vec<TranslationGroup> =
            TranslationGroup::all(context, if is_divided { &of_site } else { &all }),
        /// The cities, in the order of their codes; nothing where their texts stand on this page.
        pub cities: Vec<CityTranslations> = cities_with_pages(site)
            .into_iter()
            .map(|city| CityTranslations::of(context, city, &texts_of_city(site, city)))
            .collect(),
    }

    /// How the texts of a city stand.
    pub(super) struct CityTranslations(context, city: CityId, subjects: &[Subject]) {
        let languages = context.site.languages.translations();
        #[serde(flatten)]
        pub link: LinkView = LinkView {
            title: context.phrase(&context.site[city].name_alone),
            url: context.url_of(PageId::CityTranslations(city, 1)),
        },
        pub count: usize = subjects.len(),
        /// For each language, how many of them are translated.
        pub cells: Vec<TranslatedCount> =
            languages.map(|language| TranslatedCount::of(context, language, subjects)).collect(),
    }

    pub(super) struct TranslatedCount(context, language: Language, subjects: &[Subject]) {
        let words = subjects.iter().map(|subject| context.site.texts(*subject).translation(language).word());
        let words: Vec<&str> = words.collect();
        let count = |state: &str| words.iter().filter(|word| **word == state).count();
        /// How many are translated as the original is now, as far as anybody has said.
        pub translated: usize = words.len() - count("outdated") - count("missing"),
        pub outdated: usize = count("outdated"),
        pub missing: usize = count("missing"),
    }
}

pub(super) struct TranslationsPage;

impl Kind for TranslationsPage {
    type About = ();
    type View = TranslationsView;

    const NAME: &'static str = "translations";
    const PAGES: Pages<()> = Pages::OfSite(|site| only(translations_are_shown(site)));
    const DESCRIPTION: Option<&'static str> = Some("description.translations");

    fn has_words(site: &Site, (): (), language: Language) -> bool {
        site.title.has(language) || site.subjects_with_texts().any(|(_, texts)| texts.get(language).is_some())
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<TranslationsView> {
        Outline::of(TranslationsView::of(context))
    }
}

/// Every text that has an original: those of the site, of each city, of each plan.
fn all(site: &Site) -> Vec<Subject> {
    let of_cities: Vec<Subject> = site.city_ids().flat_map(|city| texts_of_city(site, city)).collect();
    let (cities, mut plans): (Vec<_>, Vec<_>) =
        of_cities.into_iter().partition(|subject| matches!(subject, Subject::City(_)));
    // A city's plans stand the latest first; here they stand in the order of the site.
    plans.sort_by_key(|subject| match owner(site, *subject) {
        Subject::Plan(plan) => Some(plan),
        _ => None,
    });
    [texts_of_site(site), cities, plans].concat()
}

fn cities_with_pages(site: &Site) -> Vec<CityId> {
    let has_texts = |city: &CityId| !texts_of_city(site, *city).is_empty();
    if !cities_have_pages(site) {
        return Vec::new();
    }
    site.city_ids().filter(has_texts).collect()
}
