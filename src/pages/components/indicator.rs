//! `{{<indicator id="…" />}}`: one indicator of a plan.

use crate::model::{CallResolver, IndicatorId, Noun};

use super::component::{Component, ComponentCall, PlanFact};
use super::indicators::{INDICATORS_TEMPLATE, IndicatorsView, indicators_view};

pub(super) struct Indicator(IndicatorId);

impl Component for Indicator {
    type View = IndicatorsView;

    const NAME: &'static str = "indicator";
    const REQUIRED: &'static [&'static str] = &["id"];
    const TEMPLATES: &'static [&'static str] = &[INDICATORS_TEMPLATE];

    fn resolve(call: &mut CallResolver<'_>) -> Option<Self> {
        let plan = call.plan()?;
        let site = call.site;
        let indicators = site[plan].indicators.iter().map(|id| (site[*id].id.as_str(), *id));
        Some(Self(call.find("id", Noun::INDICATOR, indicators, |id| site[id].name.words())?))
    }

    fn view(&self, call: &ComponentCall<'_>) -> Option<IndicatorsView> {
        Some(indicators_view(call, &[self.0]))
    }

    fn shows(&self, fact: PlanFact) -> bool {
        matches!(fact, PlanFact::Indicator(indicator) if indicator == self.0)
    }
}
