//! `{{<roles />}}`: one job family of a plan, or all.

use crate::model::{CallResolver, Noun, PlanId};
use crate::pages::views::RolesView;

use super::component::{Component, ComponentCall, PlanFact};

pub(super) struct Roles {
    plan: PlanId,
    /// As positions in the plan's families.
    families: Vec<usize>,
}

impl Component for Roles {
    type View = RolesView;

    const NAME: &'static str = "roles";
    const OPTIONAL: &'static [&'static str] = &["family"];
    const TEMPLATES: &'static [&'static str] = &["components/roles.html"];

    fn resolve(call: &mut CallResolver<'_>) -> Option<Self> {
        let plan = call.plan()?;
        let families = &call.site[plan].families;
        let families = match call.value("family") {
            Some(_) => {
                let ids = families.iter().map(|family| family.id.as_str());
                vec![call.position("family", Noun::FAMILY, ids, |family| families[family].name.words())?]
            }
            None => (0..families.len()).collect(),
        };
        Some(Self { plan, families })
    }

    fn view(&self, call: &ComponentCall<'_>) -> Option<RolesView> {
        Some(RolesView::of(call.context, self.plan, &self.families))
    }

    fn shows(&self, fact: PlanFact) -> bool {
        matches!(fact, PlanFact::Family(family) if self.families.contains(&family))
    }
}
