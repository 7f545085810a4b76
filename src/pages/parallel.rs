//! The whole of a plan, original and translation side by side.
use serde::Serialize;

use crate::model::{PlanId, Subject};

use super::page::{Making, Outline};
use super::phrase::LinkView;
use super::{Detail, View};

/// What a parallel text shows.
#[derive(Clone, Debug, Serialize)]
pub struct ParallelView {
    /// The plan's own page.
    pub plan: LinkView,
}

pub(super) fn view(making: &Making<'_>, id: PlanId) -> View {
    let plan = &making.site[id];
    making.finish(Outline {
        kind: "parallel",
        title: making.words("parallel.title"),
        texts: None,
        above: vec![Subject::Home, Subject::City(plan.city), Subject::Plan(id)],
        updated: Some(plan.updated),
        contact: Some(plan.department),
        plan: Some(id),
        source_page: None,
        neighbours: (None, None),
        detail: Detail::Parallel(Box::new(ParallelView { plan: making.link(Subject::Plan(id)) })),
    })
}
