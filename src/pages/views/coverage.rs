//! What is known of every topic.

use crate::model::{CityId, MeasureId, PlanId, Site, TopicId};
use crate::pages::{LinkView, PageContext, PageId, views};
use crate::values::{Code, CoverageState};

views! {
    /// A topic and what is known of it.
    pub(in crate::pages) struct TopicRow(context, topic: TopicId, known: Vec<CoverageCell>) {
        pub id: String = context.site[topic].id.to_string(),
        /// Its comparison.
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::TopicComparison(topic)),
        /// Whether it is a part of another.
        pub is_part: bool = context.site[topic].parent.is_some(),
        /// What is known, in the order of the columns.
        pub cells: Vec<CoverageCell> = known,
    }

    pub(in crate::pages) struct CoverageCell(known: CoverageState, measures: usize) {
        /// `stated`, `not-stated`, `not-applicable` or `not-collected`.
        pub state: &'static str = known.code(),
        /// How many measures there are; more than none only where it is `stated`.
        pub count: usize = measures,
    }

    /// What is known of each plan of a city, by topic.
    pub(in crate::pages) struct PlanCoverage(context, city: CityId) {
        let site = context.site;
        let city_plans = &site[city].plans;
        let known = |topic| city_plans.iter().map(|plan| plan_cell(context, topic, city, *plan)).collect();
        /// The plans, the latest first.
        pub plans: Vec<CoveredPlan> = context.each(city_plans, CoveredPlan::of),
        pub rows: Vec<TopicRow> = TopicRow::all(context, known),
    }

    pub(in crate::pages) struct CoveredPlan(context, id: PlanId) {
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Plan(id)),
        pub in_force: bool = context.site.in_force(id),
        /// `not-begun`, `in-force` or `ended`.
        pub standing: &'static str = context.site.standing(id).code(),
    }
}

impl TopicRow {
    /// Every topic, each sub-topic after the one above it.
    pub(in crate::pages) fn all(
        context: &PageContext<'_>,
        known: impl Fn(TopicId) -> Vec<CoverageCell>,
    ) -> Vec<Self> {
        topics_in_order(context.site).map(|topic| Self::of(context, topic, known(topic))).collect()
    }
}

fn plan_cell(context: &PageContext<'_>, topic: TopicId, city: CityId, plan: PlanId) -> CoverageCell {
    let site = context.site;
    let by_topic = &context.shared.by_topic;
    let measures = by_topic.in_force(topic, city).iter().chain(by_topic.earlier(topic, city));
    let of_plan = |measure: &&MeasureId| site[**measure].plan == plan;
    let state = site[plan].coverage.get(&topic).copied().unwrap_or(CoverageState::NotCollected);
    CoverageCell::of(state, measures.filter(of_plan).count())
}

fn topics_in_order(site: &Site) -> impl Iterator<Item = TopicId> {
    let top = site.topic_ids().filter(move |topic| site[*topic].parent.is_none());
    top.flat_map(move |topic| {
        let parts = site.topic_ids().filter(move |part| site[*part].parent == Some(topic));
        std::iter::once(topic).chain(parts)
    })
}
