//! `{{<measures />}}`: a list of a plan's measures, all or those of a pillar or category.

use serde::Serialize;

use crate::model::MeasureId;
use crate::pages::views::measure_card::{MeasureCard, measure_card};

use super::call::ComponentCall;

#[derive(Debug, Serialize)]
pub(super) struct MeasuresView {
    /// In the order of the plan.
    pub measures: Vec<MeasureCard>,
}

pub(super) fn view(call: &ComponentCall<'_>, measures: &[MeasureId]) -> MeasuresView {
    MeasuresView { measures: measures.iter().map(|measure| measure_card(call.context, *measure)).collect() }
}
