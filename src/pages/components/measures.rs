//! `{{<measures />}}`: a list of a plan's measures, all or those of a pillar or category.

use serde::Serialize;

use crate::model::MeasureId;
use crate::pages::views::MeasureCard;

use super::call::ComponentCall;

#[derive(Debug, Serialize)]
pub(super) struct MeasuresView {
    /// In the order of the plan.
    pub measures: Vec<MeasureCard>,
}

pub(super) fn view(call: &ComponentCall<'_>, measures: &[MeasureId]) -> MeasuresView {
    MeasuresView {
        measures: measures.iter().map(|measure| MeasureCard::of(call.context, *measure)).collect(),
    }
}
