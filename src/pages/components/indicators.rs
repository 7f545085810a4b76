//! `{{<indicators />}}`: all indicators of a plan.

use serde::Serialize;

use crate::model::{CallResolver, IndicatorId};
use crate::pages::views::IndicatorView;

use super::component::{Component, ComponentCall, PlanFact};

pub(super) struct Indicators(Vec<IndicatorId>);

#[derive(Debug, Serialize)]
pub(super) struct IndicatorsView {
    /// In the order of the plan.
    pub indicators: Vec<IndicatorView>,
}

pub(super) const INDICATORS_TEMPLATE: &str = "components/indicators.html";

impl Component for Indicators {
    type View = IndicatorsView;

    const NAME: &'static str = "indicators";
    const TEMPLATES: &'static [&'static str] = &[INDICATORS_TEMPLATE];

    fn resolve(call: &mut CallResolver<'_>) -> Option<Self> {
        let plan = call.plan()?;
        Some(Self(call.site[plan].indicators.clone()))
    }

    fn view(&self, call: &ComponentCall<'_>) -> Option<IndicatorsView> {
        Some(indicators_view(call, &self.0))
    }

    fn shows(&self, fact: PlanFact) -> bool {
        matches!(fact, PlanFact::Indicator(indicator) if self.0.contains(&indicator))
    }
}

pub(super) fn indicators_view(call: &ComponentCall<'_>, indicators: &[IndicatorId]) -> IndicatorsView {
    let views = indicators.iter().map(|indicator| IndicatorView::of(call.context, *indicator));
    IndicatorsView { indicators: views.collect() }
}
