//! What is foreseen for which year.

use crate::model::{MeasureId, Site};
use crate::pages::{LinkView, PageContext, PageId, views};
use crate::values::{Code, FiscalYear};

views! {
    /// The schedules of some measures as one grid.
    pub(in crate::pages) struct ScheduleView(context, measures: &[MeasureId]) {
        let all_years = years(context.site, measures);
        /// The fiscal years, in order.
        pub years: Vec<String> = context.each(&all_years, PageContext::fiscal_year),
        /// The measures, with the steps of each year.
        pub rows: Vec<ScheduleRow> = context.each(measures, |_, id| ScheduleRow::of(context, id, &all_years)),
    }

    pub(in crate::pages) struct ScheduleRow(context, id: MeasureId, years: &[FiscalYear]) {
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Measure(id)),
        /// For each year, the codes of its steps, such as `implement`.
        pub cells: Vec<Vec<&'static str>> =
            context.each(years, |_, year| steps(context.site, id, year)),
    }
}

fn steps(site: &Site, measure: MeasureId, year: FiscalYear) -> Vec<&'static str> {
    let of_year = site[measure].schedule.iter().filter(|step| step.year == year);
    of_year.map(|step| step.step.code()).collect()
}

/// From the first year with a step to the last.
fn years(site: &Site, measures: &[MeasureId]) -> Vec<FiscalYear> {
    let years = || measures.iter().flat_map(|measure| &site[*measure].schedule).map(|step| step.year);
    let Some(last) = years().max() else { return Vec::new() };
    std::iter::successors(years().min(), |year| Some(year.next())).take_while(|year| *year <= last).collect()
}
