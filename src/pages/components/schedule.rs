//! `{{<schedule />}}`: the schedules of a measure, of a pillar's measures or of all, as one grid.

use crate::model::MeasureId;

use super::call::ComponentCall;

pub(super) use crate::pages::views::ScheduleView;

pub(super) fn view(call: &ComponentCall<'_>, measures: &[MeasureId]) -> ScheduleView {
    ScheduleView::of(call.context, measures)
}
