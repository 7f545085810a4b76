//! `{{<statements kind="…" />}}`: what a plan states of one kind.

use crate::model::{CallResolver, Noun, PlanId, StatementKindId};
use crate::pages::views::StatementGroup;

use super::component::{Component, ComponentCall, PlanFact};

pub(super) struct Statements {
    plan: PlanId,
    kind: StatementKindId,
}

impl Component for Statements {
    type View = StatementGroup;

    const NAME: &'static str = "statements";
    const REQUIRED: &'static [&'static str] = &["kind"];
    const TEMPLATES: &'static [&'static str] = &["components/statements.html"];

    fn resolve(call: &mut CallResolver<'_>) -> Option<Self> {
        let plan = call.plan()?;
        let site = call.site;
        let kinds = site[plan].statements.iter().map(|statement| statement.kind);
        let kinds = kinds.map(|kind| (site[kind].id.as_str(), kind));
        Some(Self { plan, kind: call.find("kind", Noun::STATEMENT, kinds, |kind| site[kind].label.words())? })
    }

    fn view(&self, call: &ComponentCall<'_>) -> Option<StatementGroup> {
        Some(StatementGroup::of(call.context, self.plan, self.kind))
    }

    fn shows(&self, fact: PlanFact) -> bool {
        matches!(fact, PlanFact::Statements(kind) if kind == self.kind)
    }
}
