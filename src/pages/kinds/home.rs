//! The home page.

use crate::model::{CityId, PlanId, Site, Texts};
use crate::pages::views::{EndOfCity, PlanCard};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, only, views};
use crate::values::Language;

views! {
    pub(super) struct HomeView(context) {
        let ids: Vec<CityId> = cities_in_order(context.site);
        let has_many = ids.len() > CITIES_WITH_CARDS_MAX;
        /// How many cities there are.
        pub city_count: usize = ids.len(),
        /// The cities, in the order of their codes, those that are no more at the end; nothing where there are very many.
        pub cities: Vec<HomeCity> =
            if has_many { Vec::new() } else { context.each(&ids, HomeCity::of) },
        /// Where there are very many cities: they by prefecture, in the same order.
        pub prefectures: Vec<HomePrefecture> =
            if has_many { HomePrefecture::all(context, &ids) } else { Vec::new() },
        /// The city whose own site this is; nothing in a collection.
        pub own_city: Option<HomeCity> = context.site.own_city().map(|city| HomeCity::of(context, city)),
        /// How many plans there are.
        pub plan_count: usize = context.site.plans.len(),
        pub measure_count: usize = context.site.measures.len(),
        /// The comparison of cities; nothing where there is nothing to compare.
        pub comparison: Option<LinkView> = context.link_if_exists(PageId::Comparison),
        /// The plans last brought up to date, the latest first.
        pub latest: Vec<PlanCard> = context.each(&latest(context.site), PlanCard::of),
    }

    pub(super) struct HomeCity(context, id: CityId) {
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::City(id)),
        pub prefecture: Option<Phrase> = context.phrase_if(&context.site[id].prefecture),
        /// Until when it was there, and what took its place; nothing of a city that is there to stay.
        pub end: Option<EndOfCity> = EndOfCity::of_city(context, id),
        /// Its plans, the latest first.
        pub plans: Vec<PlanCard> = context.each(&context.site[id].plans, PlanCard::of),
    }

    /// The cities of a prefecture.
    pub(super) struct HomePrefecture(context, in_order: &[CityId]) {
        /// Its name; nothing where none of its cities says it.
        pub name: Option<Phrase> =
            in_order.iter().find_map(|city| context.phrase_if(&context.site[*city].prefecture)),
        pub cities: Vec<ListedCity> = context.each(in_order, ListedCity::of),
    }

    /// A city in a long list.
    pub(super) struct ListedCity(context, id: CityId) {
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::City(id)),
        /// Until when it was there; nothing of a city that is there to stay.
        pub end: Option<EndOfCity> = EndOfCity::of_city(context, id),
        pub plan_count: usize = context.site[id].plans.len(),
    }
}

impl HomePrefecture {
    fn all(context: &PageContext<'_>, in_order: &[CityId]) -> Vec<Self> {
        // The first two digits of a code are the number of the prefecture.
        let number = |city: &CityId| context.site[*city].code.as_str()[..2].to_owned();
        // Not moved by this within a prefecture: those that are no more stay at its end.
        let mut by_number = in_order.to_vec();
        by_number.sort_by_cached_key(number);
        let prefectures = by_number.chunk_by(|left, right| number(left) == number(right));
        prefectures.map(|cities| Self::of(context, cities)).collect()
    }
}

pub(super) struct HomePage;

impl Kind for HomePage {
    type About = ();
    type View = HomeView;

    const NAME: &'static str = "home";
    const PAGES: Pages<()> = Pages::OfSite(|_| only(true));
    const ADDRESS: &'static str = "index";

    fn title(context: &PageContext<'_>, (): ()) -> Phrase {
        context.phrase(&context.site.title)
    }

    fn texts(site: &Site, (): ()) -> Option<&Texts> {
        Some(&site.home)
    }

    fn has_words(site: &Site, (): (), language: Language) -> bool {
        match site.home.authoritative() {
            Some(_) => site.home.has(language),
            None => site.title.has(language) || site.cities.iter().any(|city| city.name.has(language)),
        }
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<HomeView> {
        let own_title = context.site.home.title(context.page.language).is_some();
        Outline {
            title: own_title.then(|| context.title(&context.site.home)),
            above: Vec::new(),
            ..Outline::of(HomeView::of(context))
        }
    }
}

/// The cities, in the order of their codes; those that are no more come last.
fn cities_in_order(site: &Site) -> Vec<CityId> {
    let mut cities: Vec<CityId> = site.city_ids().collect();
    cities.sort_by_key(|city| site.is_former_city(*city));
    cities
}

/// So many cities are shown with cards of their plans. Of more, the page would be too long to look through, and too
/// heavy for phones.
const CITIES_WITH_CARDS_MAX: usize = 60;

/// How many plans the home page names as the latest.
const LATEST_COUNT: usize = 5;

fn latest(site: &Site) -> Vec<PlanId> {
    let mut latest: Vec<PlanId> = site.plan_ids().collect();
    latest.sort_by_key(|plan| (std::cmp::Reverse(site[*plan].updated), *plan));
    latest.truncate(LATEST_COUNT);
    latest
}
