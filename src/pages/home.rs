//! The home page.

use serde::Serialize;

use crate::model::{PlanId, Subject};
use crate::values::Code;

use super::page::{Making, Outline};
use super::phrase::{DateView, LinkView, Phrase};
use super::{Detail, View};

/// What the home page shows besides its text.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// The cities, in the order of their codes.
    pub cities: Vec<HomeCity>,
    /// How many plans there are.
    pub plan_count: usize,
    /// How many measures there are.
    pub measure_count: usize,
    /// The comparison of cities; nothing where there is nothing to compare.
    pub comparison: Option<LinkView>,
    /// The plans last brought up to date, the latest first.
    pub latest: Vec<PlanCard>,
}

/// A city on the home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeCity {
    /// The city.
    #[serde(flatten)]
    pub link: LinkView,
    /// Its prefecture.
    pub prefecture: Phrase,
    /// Its plans, the latest first.
    pub plans: Vec<PlanCard>,
}

/// A plan in a list.
#[derive(Clone, Debug, Serialize)]
pub struct PlanCard {
    /// The plan.
    #[serde(flatten)]
    pub link: LinkView,
    /// Its city.
    pub city: Phrase,
    /// The word for its kind: `vision`, `policy`, `action-plan`, `programme`.
    pub kind: &'static str,
    /// The years it covers.
    pub period: String,
    /// Whether it is in force.
    pub in_force: bool,
    /// How many measures it has.
    pub measure_count: usize,
    /// When its pages were last brought up to date.
    pub updated: DateView,
}

/// A plan in a list on a page.
pub(super) fn plan_card(making: &Making<'_>, plan: PlanId) -> PlanCard {
    let facts = &making.site[plan];
    PlanCard {
        link: making.link(Subject::Plan(plan)),
        city: making.phrase(&making.site[facts.city].name),
        kind: facts.kind.code(),
        period: making.period(facts.period),
        in_force: making.site.in_force(plan),
        measure_count: facts.measures.len(),
        updated: making.date(facts.updated),
    }
}

pub(super) fn view(making: &Making<'_>) -> View {
    let site = making.site;
    let cities = site
        .city_ids()
        .map(|city| HomeCity {
            link: making.link(Subject::City(city)),
            prefecture: making.phrase(&site[city].prefecture),
            plans: site[city].plans.iter().map(|plan| plan_card(making, *plan)).collect(),
        })
        .collect();
    let mut latest: Vec<PlanId> = site.plan_ids().collect();
    latest.sort_by_key(|plan| (std::cmp::Reverse(site[*plan].updated), *plan));
    latest.truncate(LATEST_COUNT);
    making.finish(Outline {
        kind: "home",
        title: match site.home.title(making.page.language) {
            Some(_) => making.title(&site.home),
            None => making.phrase(&site.title),
        },
        texts: Some(&site.home),
        above: Vec::new(),
        updated: None,
        contact: None,
        plan: None,
        source_page: None,
        neighbours: (None, None),
        detail: Detail::Home(HomeView {
            cities,
            plan_count: site.plans.len(),
            measure_count: site.measures.len(),
            comparison: site.has_comparison().then(|| making.link(Subject::Comparison)),
            latest: latest.into_iter().map(|plan| plan_card(making, plan)).collect(),
        }),
    })
}

/// How many plans the home page names as the latest.
const LATEST_COUNT: usize = 5;
