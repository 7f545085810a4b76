//! The nearest measures of other cities, on a measure's page.

use crate::model::MeasureId;
use crate::pages::{LinkView, PageId, Phrase, views};

views! {
    pub(in crate::pages) struct NearestView(context, id: MeasureId) {
        /// The measures, the nearest first.
        pub measures: Vec<NearMeasure> =
            context.each(&context.shared.by_topic.nearest(context.site, id), NearMeasure::of),
        /// The comparisons of the topics that the measure names.
        pub topics: Vec<LinkView> = context.links(&context.site.main_topics(id), |topic| PageId::TopicComparison(topic, 1)),
    }

    pub(in crate::pages) struct NearMeasure(context, id: MeasureId) {
        let site = context.site;
        let plan_id = site[id].plan;
        /// `city/plan/measure`.
        pub name: String = site.measure_name(id),
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Measure(id)),
        pub city: Phrase = context.phrase(&site[site[plan_id].city].name_alone),
        pub plan: Phrase = context.phrase(&site[plan_id].title),
        pub in_force: bool = site.in_force(plan_id),
        pub category: Phrase = context.phrase(&site[site[id].category].label),
    }
}
