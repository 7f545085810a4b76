//! The periods of all plans, as a chart and as a table.

use crate::model::{CityId, PlanId, Site};
use crate::pages::views::{CityColumn, PagePart, in_part, neighbours, numbers, title_of_part};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::values::{FiscalYear, Language};

views! {
    pub(super) struct TimeLineView(context, part: u32) {
        let in_order = plans_in_order(context.site);
        let scale = Scale::of(context, &in_order);
        let timed = |(at, plan): (usize, &PlanId)| TimedPlan::of(context, &scale, at + 1, *plan);
        let parts = parts(context.site);
        let before = (part as usize).saturating_sub(1) * PLANS_PER_PAGE;
        let shown = in_part(&parts, part);
        let of_plans = |plans: &Vec<PlanId>| plans.iter().map(|plan| context.site[*plan].city).collect();
        let cities: Vec<Vec<CityId>> = parts.iter().map(of_plans).collect();
        /// Its pages; nothing where there is one.
        pub pages: Vec<PagePart> = PagePart::by_city(context, &cities, PageId::TimeLine),
        /// How many plans there are on all its pages.
        pub count: usize = in_order.len(),
        /// Its plans, by city, and of each city by their beginning.
        pub plans: Vec<TimedPlan> =
            shown.iter().enumerate().map(|(at, plan)| timed((before + at, plan))).collect(),
        /// The years that are written under the chart, the last one always.
        pub ticks: Vec<Tick> = scale.ticks(),
        /// The year that the site speaks of, on the chart.
        pub now: Option<Tick> =
            context.site.as_of().map(|date| Tick::of(&scale, date.fiscal_year().year())),
        pub first: String = context.fiscal_year(scale.first),
        pub last: String = context.fiscal_year(scale.last),
    }

    /// A plan on the time line. Places across are in hundredths of the width of the chart.
    pub(super) struct TimedPlan(context, scale: &Scale, at: usize, id: PlanId) {
        let of_plan = &context.site[id];
        let (from, to) = (of_plan.period.start, of_plan.period.end);
        let (left, right) = (scale.at(from.year()), scale.at(to.unwrap_or(scale.last).year() + 1));
        /// Its number in chart and table.
        pub number: usize = at,
        pub city: CityColumn = CityColumn::of(context, of_plan.city),
        pub plan: LinkView = context.link(PageId::Plan(id)),
        /// `not-begun`, `in-force` or `ended`.
        pub standing: &'static str = context.site.standing(id).code(),
        /// Its first fiscal year.
        pub start: YearView = YearView::of(context, from),
        /// Its last; nothing where the document gives none.
        pub end: Option<YearView> = to.map(|year| YearView::of(context, year)),
        /// Its period in short: `2026–2037`.
        pub years: String = match to {
            Some(to) if to == from => format!("{}", from.year()),
            Some(to) => format!("{}–{}", from.year(), to.year()),
            None => format!("{}–", from.year()),
        },
        /// The left edge of its bar.
        pub x: String = format!("{left:.2}"),
        pub width: String = format!("{:.2}", right - left),
    }

    /// A fiscal year as the page's language counts it, and in the Japanese era.
    pub(super) struct YearView(context, year: FiscalYear) {
        /// As the page's language writes it.
        pub text: String = context.fiscal_year(year),
        /// In the Japanese era, where that does not say it.
        pub era: Option<String> =
            Some(year.japanese_era()).filter(|era| !context.fiscal_year(year).contains(era)),
    }

    pub(super) struct Tick(scale: &Scale, number: i32) {
        let place = scale.at(number);
        pub year: String = number.to_string(),
        /// Where its line is.
        pub x: String = format!("{place:.2}"),
        /// Whether its name ends at the right edge, as it would not fit from its line on.
        pub at_edge: bool = place > EDGE,
    }
}

/// A page of the time line; they are counted from 1.
pub(super) struct TimeLinePage;

impl Kind for TimeLinePage {
    type About = u32;
    type View = TimeLineView;

    const NAME: &'static str = "time-line";
    const VARIABLE: Option<&'static str> = Some("time_line");
    const PAGES: Pages<u32> = Pages::Comparing(|site| numbers(parts(site).len()).collect());
    const DESCRIPTION: Option<&'static str> = Some("description.timeline");

    fn address(_: &Site, part: u32) -> String {
        match part {
            1 => "compare/timeline".to_owned(),
            _ => format!("compare/timeline-{part}"),
        }
    }

    fn title(context: &PageContext<'_>, part: u32) -> Phrase {
        title_of_part(context, context.words("compare.timeline"), part)
    }

    fn has_words(site: &Site, _: u32, language: Language) -> bool {
        site.cities.iter().any(|city| city.name.has(language))
            || site.plans.iter().any(|plan| plan.title.has(language))
    }

    fn outline(context: &PageContext<'_>, part: u32) -> Outline<TimeLineView> {
        Outline {
            neighbours: neighbours(parts(context.site).len(), part, PageId::TimeLine),
            ..Outline::below_comparison(TimeLineView::of(context, part))
        }
    }
}

/// How many plans a page shows: the bar and the row of one are under 1.5 kB, so that no page is over 500 kB.
const PLANS_PER_PAGE: usize = 250;

fn parts(site: &Site) -> Vec<Vec<PlanId>> {
    plans_in_order(site).chunks(PLANS_PER_PAGE).map(<[PlanId]>::to_vec).collect()
}

fn plans_in_order(site: &Site) -> Vec<PlanId> {
    let of_city = |city: CityId| {
        let mut plans = site[city].plans.clone();
        // That of a draft may not be written yet.
        plans.retain(|plan| site[*plan].period.is_known());
        plans.sort_by_key(|plan| (site[*plan].period.start, *plan));
        plans
    };
    site.city_ids().flat_map(of_city).collect()
}

/// From years to places across the chart.
pub(super) struct Scale {
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

    fn ticks(&self) -> Vec<Tick> {
        let years = self.last.year() + 1 - self.first.year();
        let step = (years + TICKS_MAX - 1) / TICKS_MAX;
        let years = (self.first.year()..self.last.year()).step_by(step.max(1) as usize);
        let years = years.filter(|year| *year == self.first.year() || self.at(*year) < NEAR_EDGE);
        years.chain([self.last.year()]).map(|year| Tick::of(self, year)).collect()
    }
}
