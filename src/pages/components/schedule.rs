//! `{{<schedule />}}`: the schedules of a measure, of a pillar's measures or of all, as one grid.

use crate::model::MeasureId;
use crate::pages::views::schedule::schedule_view;

use super::call::ComponentCall;

pub(super) use crate::pages::views::schedule::ScheduleView;

pub(super) fn view(call: &ComponentCall<'_>, measures: &[MeasureId]) -> ScheduleView {
    schedule_view(call.context, measures)
}
