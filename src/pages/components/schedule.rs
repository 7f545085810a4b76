//! `{{<schedule />}}`: the schedules of a measure, of a pillar's measures or of all, as one grid.

use crate::model::{CallResolver, MeasureId, Subject};
use crate::pages::views::ScheduleView;

use super::component::{Component, ComponentCall};
use super::of_pillar::measures_of_pillar;

pub(super) struct Schedule(Vec<MeasureId>);

impl Component for Schedule {
    type View = ScheduleView;

    const NAME: &'static str = "schedule";
    const OPTIONAL: &'static [&'static str] = &["pillar"];
    const TEMPLATES: &'static [&'static str] = &["components/schedule.html"];

    fn resolve(call: &mut CallResolver<'_>) -> Option<Self> {
        let plan = call.plan()?;
        if let Subject::Measure(measure) = call.subject {
            return Some(Self(vec![measure]));
        }
        let mut measures = measures_of_pillar(call, plan)?;
        measures.retain(|measure| !call.site[*measure].schedule.is_empty());
        Some(Self(measures))
    }

    fn view(&self, call: &ComponentCall<'_>) -> Option<ScheduleView> {
        Some(ScheduleView::of(call.context, &self.0))
    }
}
