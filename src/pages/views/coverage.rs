//! What is known of every topic.

use crate::model::{CityId, MeasureId, PlanId, SchemeId, TopicId};
use crate::pages::{LinkView, PageContext, PageId, Phrase, views};
use crate::values::{Code, CoverageState};

views! {
    /// A topic and what is known of it.
    pub(in crate::pages) struct TopicRow(context, topic: TopicId, known: Vec<CoverageCell>) {
        pub id: String = context.site[topic].id.to_string(),
        /// Its comparison, by its name alone: the scheme stands above it.
        #[serde(flatten)]
        pub link: LinkView = LinkView {
            title: context.phrase(&context.site[topic].label),
            url: context.url_of(PageId::TopicComparison(topic, 1)),
        },
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
        pub schemes: Vec<SchemeRows> = SchemeRows::all(context, known),
    }

    /// The topics of a scheme and what is known of each.
    pub(in crate::pages) struct SchemeRows(context, id: SchemeId, topic_rows: Vec<TopicRow>) {
        #[serde(flatten)]
        pub scheme: SchemeView = SchemeView::of(context, id),
        /// The topics, each sub-topic after the one above it.
        pub rows: Vec<TopicRow> = topic_rows,
    }

    /// A scheme of topics.
    pub(in crate::pages) struct SchemeView(context, scheme: SchemeId) {
        let record = &context.site[scheme];
        /// Nothing for the main one.
        pub id: Option<String> = (scheme.index() > 0).then(|| record.id.to_string()),
        /// Nothing where the site has one scheme.
        pub label: Option<Phrase> =
            (context.site.schemes.len() > 1).then(|| context.phrase(&record.label)),
    }

    pub(in crate::pages) struct CoveredPlan(context, id: PlanId) {
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Plan(id)),
        pub in_force: bool = context.site.in_force(id),
        /// `not-begun`, `in-force` or `ended`.
        pub standing: &'static str = context.site.standing(id).code(),
    }
}

impl SchemeRows {
    /// Every scheme with its topics.
    pub(in crate::pages) fn all(
        context: &PageContext<'_>,
        known: impl Fn(TopicId) -> Vec<CoverageCell>,
    ) -> Vec<Self> {
        let row = |topic: &TopicId| TopicRow::of(context, *topic, known(*topic));
        let rows = |scheme: SchemeId| context.site[scheme].topics.iter().map(row).collect();
        context.site.scheme_ids().map(|scheme| Self::of(context, scheme, rows(scheme))).collect()
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
