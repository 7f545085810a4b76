//! The measures that the argument `pillar` chooses.

use crate::model::{CallResolver, MeasureId, Noun, PlanId};

/// Those of the pillar, or without the argument all of the plan.
pub(super) fn measures_of_pillar(call: &mut CallResolver<'_>, plan: PlanId) -> Option<Vec<MeasureId>> {
    let plan = &call.site[plan];
    if call.value("pillar").is_none() {
        return Some(plan.measures.clone());
    }
    let ids = plan.pillars.iter().map(|pillar| pillar.id.as_str());
    let pillar = call.position("pillar", Noun::PILLAR, ids, |pillar| plan.pillars[pillar].words())?;
    Some(plan.pillars[pillar].measures.clone())
}
