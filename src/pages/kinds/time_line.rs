//! The periods of all plans, as a chart and as a table.

use serde::Serialize;

use crate::model::{PlanId, Site};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages, only};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};
use crate::pages::views::city_column::{CityColumn, city_column};
use crate::values::FiscalYear;

#[derive(Clone, Debug, Serialize)]
pub(super) struct TimeLineView {
    /// Its plans, by city, and of each city by their beginning.
    pub plans: Vec<TimedPlan>,
    /// The years that are written under the chart, the last one always.
    pub ticks: Vec<Tick>,
    /// The year that the site speaks of, on the chart.
    pub now: Option<Tick>,
    pub first: String,
    pub last: String,
}

/// A plan on the time line. Places across are in hundredths of the width of the chart.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TimedPlan {
    /// Its number in chart and table.
    pub number: usize,
    pub city: CityColumn,
    pub plan: LinkView,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    /// Its first fiscal year.
    pub start: YearView,
    /// Its last; nothing where the document gives none.
    pub end: Option<YearView>,
    /// Its period in short: `2026–2037`.
    pub years: String,
    /// The left edge of its bar.
    pub x: String,
    pub width: String,
}

/// A fiscal year as the page's language counts it, and in the Japanese era.
#[derive(Clone, Debug, Serialize)]
pub(super) struct YearView {
    /// As the page's language writes it.
    pub text: String,
    /// In the Japanese era, where that does not say it.
    pub era: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Tick {
    pub year: String,
    /// Where its line is.
    pub x: String,
    /// Whether its name ends at the right edge, as it would not fit from its line on.
    pub at_edge: bool,
}

pub(super) struct TimeLinePage;

impl Kind for TimeLinePage {
    type About = ();
    type View = TimeLineView;

    const NAME: &'static str = "time-line";
    const VARIABLE: Option<&'static str> = Some("time_line");
    const PAGES: Pages<()> = Pages::OfSite(|site| only(site.has_comparison() && !site.plans.is_empty()));
    const DESCRIPTION: Option<&'static str> = Some("description.timeline");

    fn address(_site: &Site, (): ()) -> String {
        "compare/timeline".to_owned()
    }

    fn title(context: &PageContext<'_>, (): ()) -> Phrase {
        context.translated("compare.timeline")
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<TimeLineView> {
        Outline { above: vec![PageId::Home, PageId::Comparison], ..Outline::of(time_line(context)) }
    }
}

fn time_line(context: &PageContext<'_>) -> TimeLineView {
    let site = context.site;
    let plans: Vec<PlanId> = site
        .city_ids()
        .flat_map(|city| {
            let mut plans = site[city].plans.clone();
            plans.sort_by_key(|plan| (site[*plan].period.start, *plan));
            plans
        })
        .collect();
    let scale = Scale::of(context, &plans);
    TimeLineView {
        ticks: scale.ticks(),
        now: site.as_of().map(|date| scale.tick(date.fiscal_year().year())),
        first: context.fiscal_year(scale.first),
        last: context.fiscal_year(scale.last),
        plans: plans
            .iter()
            .enumerate()
            .map(|(at, plan)| timed_plan(context, &scale, at + 1, *plan))
            .collect(),
    }
}

fn timed_plan(context: &PageContext<'_>, scale: &Scale, number: usize, id: PlanId) -> TimedPlan {
    let plan = &context.site[id];
    let (start, end) = (plan.period.start, plan.period.end);
    let (left, right) = (scale.at(start.year()), scale.at(end.unwrap_or(scale.last).year() + 1));
    TimedPlan {
        number,
        city: city_column(context, plan.city),
        plan: context.link(PageId::Plan(id)),
        standing: context.site.standing(id).code(),
        start: year_view(context, start),
        end: end.map(|end| year_view(context, end)),
        years: match end {
            Some(end) if end == start => format!("{}", start.year()),
            Some(end) => format!("{}–{}", start.year(), end.year()),
            None => format!("{}–", start.year()),
        },
        x: format!("{left:.2}"),
        width: format!("{:.2}", right - left),
    }
}

fn year_view(context: &PageContext<'_>, year: FiscalYear) -> YearView {
    let text = context.fiscal_year(year);
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
/// From here on a name would not fit between its line and the right edge on a phone.
const EDGE: f64 = 88.0;
/// From here on a name would touch that of the last year.
const NEAR_EDGE: f64 = 78.0;

impl Scale {
    /// From the first year of any plan to the last; at least to the year that the site speaks of, so that a
    /// plan without an end reaches it.
    fn of(context: &PageContext<'_>, plans: &[PlanId]) -> Self {
        let periods = || plans.iter().map(|plan| context.site[*plan].period);
        let now = context.site.as_of().map(|date| date.fiscal_year());
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
        let x = self.at(year);
        Tick { year: year.to_string(), x: format!("{x:.2}"), at_edge: x > EDGE }
    }

    fn ticks(&self) -> Vec<Tick> {
        let years = self.last.year() + 1 - self.first.year();
        let step = (years + TICKS_MAX - 1) / TICKS_MAX;
        let years = (self.first.year()..self.last.year()).step_by(step.max(1) as usize);
        let years = years.filter(|year| *year == self.first.year() || self.at(*year) < NEAR_EDGE);
        years.chain([self.last.year()]).map(|year| self.tick(year)).collect()
    }
}
