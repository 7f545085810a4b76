//! The home page.

use crate::model::{CityId, PlanId, Site, Texts};
use crate::pages::views::{EndOfCity, PlanCard};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, only, views};
use crate::values::Language;

views! {
    pub(super) struct HomeView(context) {
        /// The cities, in the order of their codes; those that are no more come last.
        pub cities: Vec<HomeCity> = context.each(&cities_in_order(context.site), HomeCity::of),
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

/// How many plans the home page names as the latest.
const LATEST_COUNT: usize = 5;

fn latest(site: &Site) -> Vec<PlanId> {
    let mut latest: Vec<PlanId> = site.plan_ids().collect();
    latest.sort_by_key(|plan| (std::cmp::Reverse(site[*plan].updated), *plan));
    latest.truncate(LATEST_COUNT);
    latest
}
