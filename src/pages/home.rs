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
    /// The name of its city where the title does not begin with it: what goes before the title in a list of the
    /// plans of many cities.
    pub city_before: Option<Phrase>,
    /// The word for its kind: `vision`, `policy`, `action-plan`, `programme`.
    pub kind: &'static str,
    /// The years it covers.
    pub period: String,
    /// Whether it is in force.
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    /// How many measures it has.
    pub measure_count: usize,
    /// When its pages were last brought up to date.
    pub updated: DateView,
}

/// A plan in a list on a page.
pub(super) fn plan_card(making: &Making<'_>, plan: PlanId) -> PlanCard {
    let facts = &making.site[plan];
    let city = making.phrase(&making.site[facts.city].name);
    let link = making.link(Subject::Plan(plan));
    PlanCard {
        city_before: (!begins_with_name(&link.title.text, &city.text)).then(|| city.clone()),
        link,
        city,
        kind: facts.kind.code(),
        period: making.period(facts.period),
        in_force: making.site.in_force(plan),
        standing: making.site.standing(plan).code(),
        measure_count: facts.measures.len(),
        updated: making.date(facts.updated),
    }
}

/// Whether a title begins with a name, as a whole word where words are told apart by spaces: `Kawagoe City HR
/// Policy` does begin with `Kawagoe`, `Otawara Vision` does not with `Ota`.
fn begins_with_name(title: &str, name: &str) -> bool {
    let rest = title.strip_prefix(name);
    rest.is_some_and(|rest| !name.is_ascii() || !rest.starts_with(|next: char| next.is_ascii_alphanumeric()))
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

#[cfg(test)]
mod tests {
    use super::begins_with_name;

    #[test]
    fn a_city_is_named_once() {
        assert!(begins_with_name("川越市人材育成基本方針", "川越市"));
        assert!(begins_with_name("Kawagoe City HR Policy", "Kawagoe"));
        assert!(!begins_with_name("Otawara Vision", "Ota"));
        assert!(!begins_with_name("人材育成基本方針", "川越市"));
    }
}
