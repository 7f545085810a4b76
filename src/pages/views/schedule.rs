//! What is foreseen for which year.

use crate::model::{MeasureId, PhaseRecord, PlanId, Scheduled, Site};
use crate::pages::{LinkView, PageContext, PageId, Phrase, views};
use crate::values::{FiscalYear, Period, Stretch, YearPart};

views! {
    /// The schedules of some measures of a plan.
    pub(in crate::pages) struct ScheduleView(context, measures: &[MeasureId]) {
        let all_years = years(context.site, measures);
        let plan = measures.first().map(|measure| context.site[*measure].plan);
        /// The fiscal years, in order.
        pub years: Vec<String> = context.each(&all_years, PageContext::fiscal_year),
        /// The phases of the plan over the years; nothing where it has none.
        pub phases: Vec<PhaseBand> = plan.map(|plan| bands(context, plan, &all_years)).unwrap_or_default(),
        /// The measures, with what is foreseen.
        pub rows: Vec<ScheduleRow> = context.each(measures, |_, id| ScheduleRow::of(context, id, &all_years)),
    }

    pub(in crate::pages) struct ScheduleRow(context, id: MeasureId, years: &[FiscalYear]) {
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Measure(id)),
        /// For each year, what is foreseen.
        pub cells: Vec<ScheduleCell> = context.each(years, |_, year| ScheduleCell::of(context, id, year)),
        /// The same told time by time, under the phases of the plan.
        pub groups: Vec<ScheduleGroup> = groups(context, id),
    }

    /// A year of a measure.
    pub(in crate::pages) struct ScheduleCell(context, id: MeasureId, of_year: FiscalYear) {
        pub year: String = context.fiscal_year(of_year),
        pub steps: Vec<StepView> = context.each(&in_year(context.site, id, of_year), StepView::of),
    }

    pub(in crate::pages) struct StepView(context, scheduled: Scheduled) {
        let of_site = &context.site[scheduled.step];
        /// Such as `implement`, or an id of the site's own.
        pub id: String = of_site.id.clone(),
        pub label: Phrase = match &of_site.own {
            Some(record) => context.phrase(&record.label),
            None => context.words(&format!("step.{}", of_site.id)),
        },
        /// The part of the year that it is for.
        pub part: Option<Phrase> = part_in_words(context, scheduled.stretch.part),
    }

    /// What is foreseen in a phase of the plan, or beside them; or all of it where the plan has none.
    pub(in crate::pages) struct ScheduleGroup(context, standing: Standing<'_>, of_phase: &[Scheduled]) {
        pub phase: Option<PhaseView> = standing.phase().map(|phase| PhaseView::of(context, phase)),
        /// `across` what is in more than one phase or reaches beyond one, `outside` what is in none; nothing where
        /// the plan has no phases.
        pub beside: Option<&'static str> = match standing {
            Standing::Across => Some("across"),
            Standing::Outside => Some("outside"),
            Standing::In(_) | Standing::Undivided => None,
        },
        pub entries: Vec<ScheduleEntry> = of_phase
            .chunk_by(|one, next| one.stretch == next.stretch)
            .map(|at_once| ScheduleEntry::of(context, at_once[0].stretch, at_once))
            .collect(),
    }

    /// A year, a part of one or several years, with the steps that are foreseen.
    pub(in crate::pages) struct ScheduleEntry(context, stretch: Stretch, at_once: &[Scheduled]) {
        /// The year, or the first and the last.
        pub year: String = context.period(Period { start: stretch.first, end: Some(stretch.last) }),
        pub part: Option<Phrase> = part_in_words(context, stretch.part),
        pub steps: Vec<StepView> = at_once.iter().map(|scheduled| StepView::of(context, *scheduled)).collect(),
    }

    /// A phase of a plan.
    pub(in crate::pages) struct PhaseView(context, of_plan: &PhaseRecord) {
        pub label: Phrase = context.phrase(&of_plan.label),
        pub period: String = context.period(Period { start: of_plan.from, end: Some(of_plan.to) }),
    }

    /// Years in a row that are in one phase, or in none.
    pub(in crate::pages) struct PhaseBand(context, of_plan: Option<&PhaseRecord>, width: usize) {
        pub label: Option<Phrase> = of_plan.map(|phase| context.phrase(&phase.label)),
        /// How many years.
        pub years: usize = width,
    }
}

impl PhaseView {
    pub(in crate::pages) fn all(context: &PageContext<'_>, plan: PlanId) -> Vec<Self> {
        context.site[plan].phases.iter().map(|phase| Self::of(context, phase)).collect()
    }
}

impl ScheduleEntry {
    /// All that is foreseen for a measure, time by time.
    pub(in crate::pages) fn all(context: &PageContext<'_>, id: MeasureId) -> Vec<Self> {
        ScheduleGroup::of(context, Standing::Undivided, &context.site[id].schedule).entries
    }
}

/// What is foreseen for a year. Two ranges of one step may share it: the step is foreseen once.
fn in_year(site: &Site, id: MeasureId, year: FiscalYear) -> Vec<Scheduled> {
    let mut steps: Vec<Scheduled> = Vec::new();
    for scheduled in site[id].schedule.iter().filter(|scheduled| scheduled.stretch.contains(year)) {
        let is_same =
            |other: &Scheduled| other.step == scheduled.step && other.stretch.part == scheduled.stretch.part;
        if !steps.iter().any(is_same) {
            steps.push(*scheduled);
        }
    }
    steps
}

fn part_in_words(context: &PageContext<'_>, part: YearPart) -> Option<Phrase> {
    Some(match part {
        YearPart::Whole => return None,
        YearPart::Half(1) => context.words("schedule.half-1"),
        YearPart::Half(_) => context.words("schedule.half-2"),
        YearPart::Quarter(quarter) => context.filled("schedule.quarter", &[("number", &quarter.to_string())]),
    })
}

fn phase_of(site: &Site, plan: PlanId, year: FiscalYear) -> Option<&PhaseRecord> {
    site[plan].phases.iter().map(|phase| &**phase).find(|phase| phase.contains(year))
}

fn bands(context: &PageContext<'_>, plan: PlanId, years: &[FiscalYear]) -> Vec<PhaseBand> {
    let phase = |year: &FiscalYear| phase_of(context.site, plan, *year);
    let start = |year: &FiscalYear| phase(year).map(|phase| phase.from);
    if years.iter().all(|year| phase(year).is_none()) {
        return Vec::new();
    }
    let bands = years.chunk_by(|one, next| start(one) == start(next));
    bands.map(|years| PhaseBand::of(context, phase(&years[0]), years.len())).collect()
}

/// Where something foreseen stands among the phases of its plan.
#[derive(Clone, Copy)]
pub(in crate::pages) enum Standing<'a> {
    In(&'a PhaseRecord),
    Across,
    Outside,
    /// The plan has no phases.
    Undivided,
}

impl<'a> Standing<'a> {
    fn of(site: &'a Site, plan: PlanId, stretch: Stretch) -> Self {
        if site[plan].phases.is_empty() {
            return Self::Undivided;
        }
        let first = phase_of(site, plan, stretch.first);
        let start = |phase: Option<&PhaseRecord>| phase.map(|phase| phase.from);
        match first {
            _ if stretch.years().any(|year| start(phase_of(site, plan, year)) != start(first)) => {
                Self::Across
            }
            Some(phase) => Self::In(phase),
            None => Self::Outside,
        }
    }

    fn phase(self) -> Option<&'a PhaseRecord> {
        match self {
            Self::In(phase) => Some(phase),
            Self::Across | Self::Outside | Self::Undivided => None,
        }
    }

    /// What those that stand together have in common.
    fn group(self) -> (bool, Option<FiscalYear>) {
        (matches!(self, Self::Across), self.phase().map(|phase| phase.from))
    }
}

/// What is in no single phase comes first, and the rest in the order of time.
fn groups(context: &PageContext<'_>, id: MeasureId) -> Vec<ScheduleGroup> {
    let measure = &context.site[id];
    let standing = |scheduled: &Scheduled| Standing::of(context.site, measure.plan, scheduled.stretch);
    let is_across = |scheduled: &Scheduled| matches!(standing(scheduled), Standing::Across);
    let (mut schedule, rest): (Vec<Scheduled>, Vec<Scheduled>) =
        measure.schedule.iter().copied().partition(is_across);
    schedule.extend(rest);
    let groups = schedule.chunk_by(|one, next| standing(one).group() == standing(next).group());
    groups.map(|group| ScheduleGroup::of(context, standing(&group[0]), group)).collect()
}

/// From the first year with a step to the last.
fn years(site: &Site, measures: &[MeasureId]) -> Vec<FiscalYear> {
    let scheduled = || measures.iter().flat_map(|measure| &site[*measure].schedule);
    let first = scheduled().map(|scheduled| scheduled.stretch.first).min();
    let last = scheduled().map(|scheduled| scheduled.stretch.last).max();
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    Stretch { first, last, part: YearPart::Whole }.years().collect()
}
