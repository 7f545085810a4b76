//! The home page.

use serde::Serialize;

use crate::model::{PlanId, Site, Texts};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages, only};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};
use crate::pages::views::plan_card::{PlanCard, plan_card};

#[derive(Clone, Debug, Serialize)]
pub(super) struct HomeView {
    /// The cities, in the order of their codes.
    pub cities: Vec<HomeCity>,
    /// How many plans there are.
    pub plan_count: usize,
    pub measure_count: usize,
    /// The comparison of cities; nothing where there is nothing to compare.
    pub comparison: Option<LinkView>,
    /// The plans last brought up to date, the latest first.
    pub latest: Vec<PlanCard>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct HomeCity {
    #[serde(flatten)]
    pub link: LinkView,
    pub prefecture: Phrase,
    /// Its plans, the latest first.
    pub plans: Vec<PlanCard>,
}

pub(super) struct HomePage;

impl Kind for HomePage {
    type About = ();
    type View = HomeView;

    const NAME: &'static str = "home";
    const VARIABLE: Option<&'static str> = Some("home");
    const PAGES: Pages<()> = Pages::OfSite(|_| only(true));

    fn address(_site: &Site, (): ()) -> String {
        "index".to_owned()
    }

    fn title(context: &PageContext<'_>, (): ()) -> Phrase {
        context.phrase(&context.site.title)
    }

    fn texts(site: &Site, (): ()) -> Option<&Texts> {
        Some(&site.home)
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<HomeView> {
        let own_title = context.site.home.title(context.page.language).is_some();
        Outline {
            title: own_title.then(|| context.title(&context.site.home)),
            above: Vec::new(),
            ..Outline::of(home_view(context))
        }
    }
}

fn home_view(context: &PageContext<'_>) -> HomeView {
    let site = context.site;
    let city = |city| HomeCity {
        link: context.link(PageId::City(city)),
        prefecture: context.phrase(&site[city].prefecture),
        plans: site[city].plans.iter().map(|plan| plan_card(context, *plan)).collect(),
    };
    let mut latest: Vec<PlanId> = site.plan_ids().collect();
    latest.sort_by_key(|plan| (std::cmp::Reverse(site[*plan].updated), *plan));
    latest.truncate(LATEST_COUNT);
    HomeView {
        cities: site.city_ids().map(city).collect(),
        plan_count: site.plans.len(),
        measure_count: site.measures.len(),
        comparison: site.has_comparison().then(|| context.link(PageId::Comparison)),
        latest: latest.into_iter().map(|plan| plan_card(context, plan)).collect(),
    }
}

/// How many plans the home page names as the latest.
const LATEST_COUNT: usize = 5;
