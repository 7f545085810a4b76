//! The nearest measures of other cities, on a measure's page.

use serde::Serialize;

use crate::model::MeasureId;
use crate::pages::context::PageContext;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct NearestView {
    /// The measures, the nearest first.
    pub measures: Vec<NearMeasure>,
    /// The comparisons of the topics that the measure names.
    pub topics: Vec<LinkView>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct NearMeasure {
    /// `city/plan/measure`.
    pub name: String,
    #[serde(flatten)]
    pub link: LinkView,
    pub city: Phrase,
    pub plan: Phrase,
    pub in_force: bool,
    pub category: Phrase,
}

pub(in crate::pages) fn nearest_view(context: &PageContext<'_>, id: MeasureId) -> NearestView {
    let site = context.site;
    let measures = context.shared.by_topic.nearest(site, id);
    NearestView {
        measures: measures.into_iter().map(|measure| near_measure(context, measure)).collect(),
        topics: site[id].topics.iter().map(|topic| context.link(PageId::TopicComparison(*topic))).collect(),
    }
}

fn near_measure(context: &PageContext<'_>, id: MeasureId) -> NearMeasure {
    let site = context.site;
    let plan = site[id].plan;
    NearMeasure {
        name: site.measure_name(id),
        link: context.link(PageId::Measure(id)),
        city: context.phrase(&site[site[plan].city].name),
        plan: context.phrase(&site[plan].title),
        in_force: site.in_force(plan),
        category: context.phrase(&site[site[id].category].label),
    }
}
