//! `{{<statements kind="…" />}}`: what a plan states of one kind.

use crate::model::{PlanId, StatementKindId};

use super::call::ComponentCall;

pub(super) use crate::pages::views::StatementGroup;

pub(super) fn view(call: &ComponentCall<'_>, plan: &PlanId, kind: &StatementKindId) -> StatementGroup {
    StatementGroup::of(call.context, *plan, *kind)
}
