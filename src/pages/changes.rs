//! What a plan changed in the one it takes the place of. All of it follows from `follows`, which says which
//! earlier measures a measure takes up; whether their contents changed is for readers to judge.

use serde::Serialize;

use crate::model::{MeasureId, PlanId, Subject};

use super::measure::{MeasureCard, measure_card};
use super::page::{Making, Outline};
use super::phrase::{LinkView, Phrase};
use super::{Detail, View};

/// What a page of changes shows.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesView {
    /// The city.
    pub city: LinkView,
    /// The plan.
    pub plan: ChangedPlan,
    /// The plan it takes the place of.
    pub earlier: ChangedPlan,
    /// The measures that take up none of the earlier plan.
    pub added: Vec<MeasureCard>,
    /// The measures that take up some of the earlier plan, each with those.
    pub continued: Vec<ContinuedMeasure>,
    /// How many measures of the earlier plan are taken up.
    pub taken_up_count: usize,
    /// The measures of the earlier plan that none takes up.
    pub ended: Vec<MeasureCard>,
}

/// A plan of a page of changes.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedPlan {
    /// The plan.
    #[serde(flatten)]
    pub link: LinkView,
    /// The years it covers.
    pub period: String,
    /// How many measures it has.
    pub measure_count: usize,
}

/// A measure that takes up earlier ones.
#[derive(Clone, Debug, Serialize)]
pub struct ContinuedMeasure {
    /// `city/plan/measure`.
    pub name: String,
    /// The measure.
    #[serde(flatten)]
    pub link: LinkView,
    /// How it works.
    pub category: Phrase,
    /// The earlier measures.
    pub earlier: Vec<EarlierMeasure>,
}

/// A measure of the earlier plan.
#[derive(Clone, Debug, Serialize)]
pub struct EarlierMeasure {
    /// `city/plan/measure`.
    pub name: String,
    /// The measure.
    #[serde(flatten)]
    pub link: LinkView,
}

pub(super) fn view(making: &Making<'_>, id: PlanId) -> View {
    let plan = &making.site[id];
    // There is such a page only for a plan with an earlier one.
    let earlier = plan.supersedes.unwrap_or(id);
    making.finish(Outline {
        kind: "changes",
        title: making.words("changes.title"),
        texts: None,
        above: vec![Subject::Home, Subject::City(plan.city), Subject::Plan(id)],
        updated: Some(plan.updated.max(making.site[earlier].updated)),
        contact: Some(plan.department),
        plan: None,
        source_page: None,
        neighbours: (None, None),
        detail: Detail::Changes(Box::new(changes_view(making, id, earlier))),
    })
}

fn changes_view(making: &Making<'_>, id: PlanId, earlier: PlanId) -> ChangesView {
    let site = making.site;
    let takes_up = |measure: &MeasureId| taken_up(making, *measure, earlier).next().is_some();
    let is_taken_up =
        |measure: &MeasureId| site[*measure].followed_by.iter().any(|later| site[*later].plan == id);
    let (continued, added): (Vec<MeasureId>, Vec<MeasureId>) =
        site[id].measures.iter().partition(|measure| takes_up(measure));
    let (kept, ended): (Vec<MeasureId>, Vec<MeasureId>) =
        site[earlier].measures.iter().partition(|measure| is_taken_up(measure));
    ChangesView {
        city: making.link(Subject::City(site[id].city)),
        plan: changed_plan(making, id),
        earlier: changed_plan(making, earlier),
        added: added.iter().map(|measure| measure_card(making, *measure)).collect(),
        continued: continued.iter().map(|measure| continued_measure(making, *measure, earlier)).collect(),
        taken_up_count: kept.len(),
        ended: ended.iter().map(|measure| measure_card(making, *measure)).collect(),
    }
}

/// The measures of an earlier plan that a measure takes up.
fn taken_up<'a>(
    making: &'a Making<'_>,
    measure: MeasureId,
    earlier: PlanId,
) -> impl Iterator<Item = MeasureId> + 'a {
    let site = making.site;
    site[measure].follows.iter().copied().filter(move |followed| site[*followed].plan == earlier)
}

fn changed_plan(making: &Making<'_>, id: PlanId) -> ChangedPlan {
    let plan = &making.site[id];
    ChangedPlan {
        link: making.link(Subject::Plan(id)),
        period: making.period(plan.period),
        measure_count: plan.measures.len(),
    }
}

fn continued_measure(making: &Making<'_>, id: MeasureId, earlier: PlanId) -> ContinuedMeasure {
    let site = making.site;
    ContinuedMeasure {
        name: site.measure_name(id),
        link: making.link(Subject::Measure(id)),
        category: making.phrase(&site[site[id].category].label),
        earlier: taken_up(making, id, earlier)
            .map(|followed| EarlierMeasure {
                name: site.measure_name(followed),
                link: making.link(Subject::Measure(followed)),
            })
            .collect(),
    }
}
