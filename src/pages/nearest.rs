//! The nearest measures of other cities, on a measure's page.

use serde::Serialize;

use crate::model::{MeasureId, Subject};

use super::page::Making;
use super::phrase::{LinkView, Phrase};

/// The nearest measures of other cities.
#[derive(Clone, Debug, Serialize)]
pub struct NearestView {
    /// The measures, the nearest first.
    pub measures: Vec<NearMeasure>,
    /// The comparisons of the topics that the measure names.
    pub topics: Vec<LinkView>,
}

/// A measure of another city.
#[derive(Clone, Debug, Serialize)]
pub struct NearMeasure {
    /// `city/plan/measure`.
    pub name: String,
    /// The measure.
    #[serde(flatten)]
    pub link: LinkView,
    /// Its city.
    pub city: Phrase,
    /// Its plan.
    pub plan: Phrase,
    /// Whether the plan is in force.
    pub in_force: bool,
    /// How it works.
    pub category: Phrase,
}

pub(super) fn nearest_view(making: &Making<'_>, id: MeasureId) -> NearestView {
    let site = making.site;
    let measures = making.shared.by_topic.nearest(site, id);
    NearestView {
        measures: measures.into_iter().map(|measure| near_measure(making, measure)).collect(),
        topics: site[id].topics.iter().map(|topic| making.link(Subject::TopicComparison(*topic))).collect(),
    }
}

fn near_measure(making: &Making<'_>, id: MeasureId) -> NearMeasure {
    let site = making.site;
    let plan = site[id].plan;
    NearMeasure {
        name: site.measure_name(id),
        link: making.link(Subject::Measure(id)),
        city: making.phrase(&site[site[plan].city].name),
        plan: making.phrase(&site[plan].title),
        in_force: site.in_force(plan),
        category: making.phrase(&site[site[id].category].label),
    }
}
