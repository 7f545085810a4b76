//! The periods of all plans, as a chart and as a table.

use serde::Serialize;

use crate::model::{PlanId, Subject};
use crate::values::{Code, FiscalYear};

use super::comparison::{CityColumn, city_column, outline};
use super::page::Making;
use super::phrase::LinkView;
use super::{Detail, View};

/// What the time line shows.
#[derive(Clone, Debug, Serialize)]
pub struct TimeLineView {
    /// Its plans, by city, and of each city by their beginning.
    pub plans: Vec<TimedPlan>,
    /// The height of the chart in pixels.
    pub height: usize,
    /// Where the lines of years end, in pixels from the top.
    pub foot: usize,
    /// The years that are written under the chart.
    pub ticks: Vec<Tick>,
    /// The year that the site speaks of, on the chart.
    pub now: Option<Tick>,
    /// The first fiscal year of the chart.
    pub first: String,
    /// The last.
    pub last: String,
}

/// A plan on the time line. Places across are in hundredths of the width of the chart.
#[derive(Clone, Debug, Serialize)]
pub struct TimedPlan {
    /// Its number in chart and table.
    pub number: usize,
    /// Its city.
    pub city: CityColumn,
    /// The plan.
    pub plan: LinkView,
    /// The word for its kind.
    pub kind: &'static str,
    /// Whether it is in force.
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    /// Its first fiscal year.
    pub start: YearView,
    /// Its last; nothing where the document gives none.
    pub end: Option<YearView>,
    /// Its period in short: `2026–2037`.
    pub years: String,
    /// Where its words stand.
    pub text_y: usize,
    /// The upper edge of its bar.
    pub y: usize,
    /// The left edge of its bar.
    pub x: String,
    /// How wide its bar is.
    pub width: String,
}

/// A fiscal year in both ways of counting.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    /// In the way of the page's language.
    pub text: String,
    /// In the Japanese era, where that does not say it.
    pub era: Option<String>,
}

/// A year on the chart.
#[derive(Clone, Debug, Serialize)]
pub struct Tick {
    /// The year.
    pub year: String,
    /// Where its line is.
    pub x: String,
}

pub(super) fn view(making: &Making<'_>) -> View {
    let detail = Detail::TimeLine(time_line(making));
    making.finish(outline(making, "time-line", detail))
}

/// The height of a plan's words and bar, and where they stand in it.
const ROW_HEIGHT: usize = 54;
const TEXT_BASE: usize = 18;
const BAR_TOP: usize = 26;
/// The room for the years under the bars.
const FOOT_HEIGHT: usize = 28;

fn time_line(making: &Making<'_>) -> TimeLineView {
    let site = making.site;
    let plans: Vec<PlanId> = site
        .city_ids()
        .flat_map(|city| {
            let mut plans = site[city].plans.clone();
            plans.sort_by_key(|plan| (site[*plan].period.start, *plan));
            plans
        })
        .collect();
    let scale = Scale::of(making, &plans);
    let foot = plans.len() * ROW_HEIGHT;
    TimeLineView {
        height: foot + FOOT_HEIGHT,
        foot,
        ticks: scale.ticks(),
        now: site.as_of().map(|date| scale.tick(date.fiscal_year().year())),
        first: making.fiscal_year(scale.first),
        last: making.fiscal_year(scale.last),
        plans: plans.iter().enumerate().map(|(row, plan)| timed_plan(making, &scale, row, *plan)).collect(),
    }
}

fn timed_plan(making: &Making<'_>, scale: &Scale, row: usize, id: PlanId) -> TimedPlan {
    let plan = &making.site[id];
    let (start, end) = (plan.period.start, plan.period.end);
    let (left, right) = (scale.at(start.year()), scale.at(end.unwrap_or(scale.last).year() + 1));
    TimedPlan {
        number: row + 1,
        city: city_column(making, plan.city),
        plan: making.link(Subject::Plan(id)),
        kind: plan.kind.code(),
        in_force: making.site.in_force(id),
        standing: making.site.standing(id).code(),
        start: year_view(making, start),
        end: end.map(|end| year_view(making, end)),
        years: match end {
            Some(end) if end == start => format!("{}", start.year()),
            Some(end) => format!("{}–{}", start.year(), end.year()),
            None => format!("{}–", start.year()),
        },
        text_y: row * ROW_HEIGHT + TEXT_BASE,
        y: row * ROW_HEIGHT + BAR_TOP,
        x: format!("{left:.2}"),
        width: format!("{:.2}", right - left),
    }
}

fn year_view(making: &Making<'_>, year: FiscalYear) -> YearView {
    let text = making.fiscal_year(year);
    let era = year.japanese_era();
    YearView { era: (!text.contains(&era)).then_some(era), text }
}

/// From years to places across the chart.
struct Scale {
    first: FiscalYear,
    last: FiscalYear,
}

/// How many years are named at most: more would touch each other on a phone.
const TICKS_MAX: i32 = 6;
/// How far across a year may be named: beyond, its name would not fit on a phone.
const LAST_TICK: f64 = 88.0;

impl Scale {
    /// From the first year of any plan to the last; at least to the year that the site speaks of, so that a
    /// plan without an end reaches it.
    fn of(making: &Making<'_>, plans: &[PlanId]) -> Self {
        let periods = || plans.iter().map(|plan| making.site[*plan].period);
        let now = making.site.as_of().map(|date| date.fiscal_year());
        let starts = periods().map(|period| period.start);
        let ends = periods().filter_map(|period| period.end);
        let first = starts.clone().min().or(now);
        let last = ends.chain(starts).chain(now).max();
        let (Some(first), Some(last)) = (first, last) else {
            unreachable!("there is a time line only where there is a plan, and every plan has a first year")
        };
        Self { first, last }
    }

    /// Where a year begins.
    fn at(&self, year: i32) -> f64 {
        let years = f64::from(self.last.year() + 1 - self.first.year());
        f64::from(year - self.first.year()) * 100.0 / years
    }

    fn tick(&self, year: i32) -> Tick {
        Tick { year: year.to_string(), x: format!("{:.2}", self.at(year)) }
    }

    fn ticks(&self) -> Vec<Tick> {
        let years = self.last.year() + 1 - self.first.year();
        let step = (years + TICKS_MAX - 1) / TICKS_MAX;
        let years = (self.first.year()..=self.last.year()).step_by(step.max(1) as usize);
        years.filter(|year| self.at(*year) <= LAST_TICK).map(|year| self.tick(year)).collect()
    }
}
