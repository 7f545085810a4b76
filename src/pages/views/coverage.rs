//! What is known of every topic.

use serde::Serialize;

use crate::model::{CityId, PlanId, TopicId};
use crate::pages::context::PageContext;
use crate::pages::page_id::PageId;
use crate::pages::phrase::LinkView;
use crate::values::{Code, CoverageState};

/// A topic and what is known of it.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct TopicRow {
    pub id: String,
    /// Its comparison.
    #[serde(flatten)]
    pub link: LinkView,
    /// Whether it is a part of another.
    pub is_part: bool,
    /// What is known, in the order of the columns.
    pub cells: Vec<CoverageCell>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct CoverageCell {
    /// `stated`, `not-stated`, `not-applicable` or `not-collected`.
    pub state: &'static str,
    /// How many measures there are; more than none only where it is `stated`.
    pub count: usize,
}

/// What is known of a city's plans, by topic.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct PlanCoverage {
    /// The plans, the latest first.
    pub plans: Vec<CoveredPlan>,
    pub rows: Vec<TopicRow>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct CoveredPlan {
    #[serde(flatten)]
    pub link: LinkView,
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
}

/// What is known of each plan of a city, by topic.
pub(in crate::pages) fn plan_coverage(context: &PageContext<'_>, city: CityId) -> Option<PlanCoverage> {
    let site = context.site;
    let plans = &site[city].plans;
    let measures = |topic| {
        let by_topic = &context.shared.by_topic;
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
        rows: topic_rows(context, &cells),
        plans: plans
            .iter()
            .map(|plan| CoveredPlan {
                link: context.link(PageId::Plan(*plan)),
                in_force: site.in_force(*plan),
                standing: site.standing(*plan).code(),
            })
            .collect(),
    })
}

pub(in crate::pages) fn topic_rows(
    context: &PageContext<'_>,
    cells: &dyn Fn(TopicId) -> Vec<CoverageCell>,
) -> Vec<TopicRow> {
    let row = |topic: TopicId| TopicRow {
        id: context.site[topic].id.to_string(),
        link: context.link(PageId::TopicComparison(topic)),
        is_part: context.site[topic].parent.is_some(),
        cells: cells(topic),
    };
    topics_in_order(context).into_iter().map(row).collect()
}

/// Every topic, each sub-topic after the one above it.
fn topics_in_order(context: &PageContext<'_>) -> Vec<TopicId> {
    let site = context.site;
    let top = site.topic_ids().filter(|topic| site[*topic].parent.is_none());
    top.flat_map(|topic| {
        let parts = site.topic_ids().filter(move |part| site[*part].parent == Some(topic));
        std::iter::once(topic).chain(parts)
    })
    .collect()
}
