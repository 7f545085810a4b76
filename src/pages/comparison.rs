//! The comparison matrix: topics × cities. And the same of one city: topics × its plans.

use serde::Serialize;

use crate::model::{CityId, PlanId, Subject, TopicId};
use crate::values::{Code, CoverageState};

use super::page::{Making, Outline};
use super::phrase::{LinkView, Phrase};
use super::{Detail, View};

/// What the comparison matrix shows, and the ways on to the other comparisons.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonView {
    /// The cities, in the order of their codes.
    pub cities: Vec<CityColumn>,
    /// The topics, each sub-topic after the one above it.
    pub rows: Vec<TopicRow>,
    /// The comparisons of statements, by kind.
    pub statements: Vec<LinkView>,
    /// The comparisons of indicators that cities share.
    pub indicators: Vec<LinkView>,
    /// What ranks are asked for; nothing where no plan says it.
    pub roles: Option<LinkView>,
    /// The periods of all plans; nothing where there are none.
    pub time_line: Option<LinkView>,
    /// What plans changed in those before them.
    pub changes: Vec<ChangesLink>,
}

/// A city that readers may choose.
#[derive(Clone, Debug, Serialize)]
pub struct CityColumn {
    /// Its id.
    pub id: String,
    /// Its page.
    #[serde(flatten)]
    pub link: LinkView,
}

/// A topic and what is known of it.
#[derive(Clone, Debug, Serialize)]
pub struct TopicRow {
    /// Its id.
    pub id: String,
    /// Its comparison.
    #[serde(flatten)]
    pub link: LinkView,
    /// Whether it is a part of another.
    pub is_part: bool,
    /// What is known, in the order of the columns.
    pub cells: Vec<CoverageCell>,
}

/// What is known of a topic.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageCell {
    /// `stated`, `not-stated`, `not-applicable` or `not-collected`.
    pub state: &'static str,
    /// How many measures there are; more than none only where it is `stated`.
    pub count: usize,
}

/// What a plan changed in the one before it.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesLink {
    /// The way there.
    pub url: String,
    /// The city.
    pub city: Phrase,
    /// The plan.
    pub plan: Phrase,
}

/// What is known of a city's plans, by topic.
#[derive(Clone, Debug, Serialize)]
pub struct PlanCoverage {
    /// The plans, the latest first.
    pub plans: Vec<CoveredPlan>,
    /// The topics.
    pub rows: Vec<TopicRow>,
}

/// A plan in such a table.
#[derive(Clone, Debug, Serialize)]
pub struct CoveredPlan {
    /// The plan.
    #[serde(flatten)]
    pub link: LinkView,
    /// Whether it is in force.
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
}

/// A page that compares, below the comparison matrix.
pub(super) fn outline(making: &Making<'_>, kind: &'static str, detail: Detail) -> Outline<'static> {
    let subject = making.page.subject;
    let below = if subject == Subject::Comparison { None } else { Some(Subject::Comparison) };
    Outline {
        kind,
        title: making.link(subject).title,
        texts: None,
        above: [Some(Subject::Home), below].into_iter().flatten().collect(),
        updated: None,
        contact: None,
        plan: None,
        source_page: None,
        neighbours: (None, None),
        detail,
    }
}

/// A city as a column that readers may choose.
pub(super) fn city_column(making: &Making<'_>, city: CityId) -> CityColumn {
    CityColumn { id: making.site[city].id.to_string(), link: making.link(Subject::City(city)) }
}

pub(super) fn view(making: &Making<'_>) -> View {
    let detail = Detail::Comparison(Box::new(comparison_view(making)));
    making.finish(outline(making, "comparison", detail))
}

fn comparison_view(making: &Making<'_>) -> ComparisonView {
    let site = making.site;
    let cities: Vec<CityId> = site.city_ids().collect();
    let cell = |city: CityId, topic: TopicId| CoverageCell {
        state: site.city_coverage(city, topic).code(),
        count: making.shared.by_topic.in_force(topic, city).len(),
    };
    let mut view = ComparisonView {
        rows: topic_rows(making, &|topic| cities.iter().map(|city| cell(*city, topic)).collect()),
        cities: cities.iter().map(|city| city_column(making, *city)).collect(),
        statements: Vec::new(),
        indicators: Vec::new(),
        roles: None,
        time_line: None,
        changes: Vec::new(),
    };
    for subject in site.comparisons() {
        match subject {
            Subject::StatementComparison(_) => view.statements.push(making.link(subject)),
            Subject::IndicatorComparison(_) => view.indicators.push(making.link(subject)),
            Subject::RoleComparison => view.roles = Some(making.link(subject)),
            Subject::TimeLine => view.time_line = Some(making.link(subject)),
            Subject::Changes(plan) => view.changes.push(ChangesLink {
                url: making.way_to(subject),
                city: making.phrase(&site[site[plan].city].name),
                plan: making.phrase(&site[plan].title),
            }),
            _ => {}
        }
    }
    view
}

/// What is known of each plan of a city, by topic.
pub(super) fn plan_coverage(making: &Making<'_>, city: CityId) -> Option<PlanCoverage> {
    let site = making.site;
    let plans = &site[city].plans;
    let measures = |topic| {
        let by_topic = &making.shared.by_topic;
        by_topic.in_force(topic, city).iter().chain(by_topic.earlier(topic, city))
    };
    let cells = |topic| -> Vec<CoverageCell> {
        let cell = |plan: PlanId| CoverageCell {
            state: site[plan].coverage.get(&topic).copied().unwrap_or(CoverageState::NotCollected).code(),
            count: measures(topic).filter(|measure| site[**measure].plan == plan).count(),
        };
        plans.iter().map(|plan| cell(*plan)).collect()
    };
    (!plans.is_empty() && site.has_comparison()).then(|| PlanCoverage {
        rows: topic_rows(making, &cells),
        plans: plans
            .iter()
            .map(|plan| CoveredPlan {
                link: making.link(Subject::Plan(*plan)),
                in_force: site.in_force(*plan),
                standing: site.standing(*plan).code(),
            })
            .collect(),
    })
}

fn topic_rows(making: &Making<'_>, cells: &dyn Fn(TopicId) -> Vec<CoverageCell>) -> Vec<TopicRow> {
    let row = |topic: TopicId| TopicRow {
        id: making.site[topic].id.to_string(),
        link: making.link(Subject::TopicComparison(topic)),
        is_part: making.site[topic].parent.is_some(),
        cells: cells(topic),
    };
    topics_in_order(making).into_iter().map(row).collect()
}

/// Every topic, each sub-topic after the one above it.
fn topics_in_order(making: &Making<'_>) -> Vec<TopicId> {
    let site = making.site;
    let top = site.topic_ids().filter(|topic| site[*topic].parent.is_none());
    top.flat_map(|topic| {
        let parts = site.topic_ids().filter(move |part| site[*part].parent == Some(topic));
        std::iter::once(topic).chain(parts)
    })
    .collect()
}
