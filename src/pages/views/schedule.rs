//! What is foreseen for which year.

use serde::Serialize;

use crate::model::MeasureId;
use crate::pages::context::PageContext;
use crate::pages::page_id::PageId;
use crate::pages::phrase::LinkView;
use crate::values::{Code, FiscalYear};

/// The schedules of some measures as one grid.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct ScheduleView {
    /// The fiscal years, in order.
    pub years: Vec<String>,
    /// The measures, with the steps of each year.
    pub rows: Vec<ScheduleRow>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct ScheduleRow {
    #[serde(flatten)]
    pub link: LinkView,
    /// For each year, the codes of its steps, such as `implement`.
    pub cells: Vec<Vec<&'static str>>,
}

pub(in crate::pages) fn schedule_view(context: &PageContext<'_>, measures: &[MeasureId]) -> ScheduleView {
    let site = context.site;
    let steps = || measures.iter().flat_map(|measure| &site[*measure].schedule);
    let mut years: Vec<FiscalYear> = Vec::new();
    if let (Some(first), Some(last)) =
        (steps().map(|step| step.year).min(), steps().map(|step| step.year).max())
    {
        let mut year = first;
        while year <= last {
            years.push(year);
            year = year.next();
        }
    }
    ScheduleView {
        rows: measures
            .iter()
            .map(|measure| ScheduleRow {
                link: context.link(PageId::Measure(*measure)),
                cells: years
                    .iter()
                    .map(|year| {
                        let of_year = site[*measure].schedule.iter().filter(|step| step.year == *year);
                        of_year.map(|step| step.step.code()).collect()
                    })
                    .collect(),
            })
            .collect(),
        years: years.into_iter().map(|year| context.fiscal_year(year)).collect(),
    }
}
