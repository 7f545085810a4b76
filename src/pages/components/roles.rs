//! `{{<roles />}}`: one job family of a plan, or all.

use crate::model::PlanId;

use super::call::ComponentCall;

pub(super) use crate::pages::views::RolesView;

pub(super) fn view(call: &ComponentCall<'_>, plan: &PlanId, families: &[usize]) -> RolesView {
    RolesView::of(call.context, *plan, families)
}
