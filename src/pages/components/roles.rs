//! `{{<roles />}}`: one job family of a plan, or all.

use crate::model::PlanId;
use crate::pages::views::roles::roles_view;

use super::call::ComponentCall;

pub(super) use crate::pages::views::roles::RolesView;

pub(super) fn view(call: &ComponentCall<'_>, plan: &PlanId, families: &[usize]) -> RolesView {
    roles_view(call.context, *plan, families)
}
