//! The state of the translations of one city, where the site has too many for one page. With very many of its own, a
//! city has several pages.

use crate::model::{CityId, Site, Subject};
use crate::pages::views::{
    PagePart, TranslatedLanguage, TranslationGroup, address_of_part, cities_have_pages, divided_texts,
    in_part, neighbours, numbers, texts_of_city, title_of_part, translations_are_shown,
};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::source::SourcePath;
use crate::values::Language;

views! {
    pub(super) struct CityTranslationsView(context, id: CityId, part: u32, parts: &[Vec<Subject>]) {
        let page = |part| PageId::CityTranslations(id, part);
        /// The page of the city itself.
        pub city: LinkView = context.link(PageId::City(id)),
        /// The languages other than the authoritative one, with the numbers of the whole city.
        pub languages: Vec<TranslatedLanguage> = TranslatedLanguage::all(context, &parts.concat()),
        /// The texts, by where they belong: the city, each plan.
        pub groups: Vec<TranslationGroup> = TranslationGroup::all(context, in_part(parts, part)),
        /// The pages of the list; nothing where there is one.
        pub pages: Vec<PagePart> = PagePart::by_number(context, parts.len(), page),
    }
}

/// A page of a city's translations, counted from 1.
pub(super) struct CityTranslationsPage;

impl Kind for CityTranslationsPage {
    type About = (CityId, u32);
    type View = CityTranslationsView;

    const NAME: &'static str = "city-translations";
    const VARIABLE: Option<&'static str> = Some("city_translations");
    const IS_OPTIONAL: bool = true;
    const PAGES: Pages<(CityId, u32)> = Pages::OfSite(all);
    const DESCRIPTION: Option<&'static str> = Some("description.translations");

    fn address(site: &Site, (city, part): (CityId, u32)) -> String {
        address_of_part(format!("{}/translations", site[city].id), part)
    }

    fn title(context: &PageContext<'_>, (city, part): (CityId, u32)) -> Phrase {
        let name = &context.site[city].name_alone;
        title_of_part(context, context.filled_with("translations-of", "name", name), part)
    }

    fn source(site: &Site, (city, _): (CityId, u32)) -> Option<SourcePath> {
        Some(site[city].path.clone())
    }

    fn has_words(site: &Site, (city, _): (CityId, u32), language: Language) -> bool {
        let mut texts = texts_of_city(site, city).into_iter().map(|subject| site.texts(subject));
        site[city].name.has(language) || texts.any(|texts| texts.has(language))
    }

    fn outline(context: &PageContext<'_>, (city, part): (CityId, u32)) -> Outline<CityTranslationsView> {
        let parts = parts(context.site, city);
        let page = |part| PageId::CityTranslations(city, part);
        Outline {
            above: vec![PageId::Home, PageId::Translations],
            neighbours: neighbours(parts.len(), part, page),
            ..Outline::of(CityTranslationsView::of(context, city, part, &parts))
        }
    }
}

fn all(site: &Site) -> Vec<(CityId, u32)> {
    if !translations_are_shown(site) || !cities_have_pages(site) {
        return Vec::new();
    }
    let has_texts = |city: &CityId| !texts_of_city(site, *city).is_empty();
    let parts = |city| numbers(parts(site, city).len()).map(move |part| (city, part));
    site.city_ids().filter(has_texts).flat_map(parts).collect()
}

fn parts(site: &Site, city: CityId) -> Vec<Vec<Subject>> {
    divided_texts(site, texts_of_city(site, city))
}
