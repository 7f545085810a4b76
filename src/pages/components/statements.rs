//! `{{<statements kind="…" />}}`: what a plan states of one kind.

use crate::model::{PlanId, StatementKindId};
use crate::pages::views::statements::statement_group;

use super::call::ComponentCall;

pub(super) use crate::pages::views::statements::StatementGroup;

pub(super) fn view(call: &ComponentCall<'_>, plan: &PlanId, kind: &StatementKindId) -> StatementGroup {
    statement_group(call.context, *plan, *kind)
}
