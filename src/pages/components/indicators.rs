//! `{{<indicator id="…" />}}` and `{{<indicators />}}`: one indicator, or all of a plan.

use serde::Serialize;

use crate::model::IndicatorId;
use crate::pages::views::IndicatorView;

use super::call::ComponentCall;

#[derive(Debug, Serialize)]
pub(super) struct IndicatorsView {
    /// In the order of the plan.
    pub indicators: Vec<IndicatorView>,
}

pub(super) fn view(call: &ComponentCall<'_>, indicators: &[IndicatorId]) -> IndicatorsView {
    let views = indicators.iter().map(|indicator| IndicatorView::of(call.context, *indicator));
    IndicatorsView { indicators: views.collect() }
}
