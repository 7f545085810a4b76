//! A measure's page, and measures in lists.

use serde::Serialize;

use crate::model::{MeasureId, MeasureList, Subject};
use crate::records::Effect;
use crate::values::{Code, Label};

use super::component::{IndicatorView, ScheduleView, indicator_view, schedule_view};
use super::nearest::{NearestView, nearest_view};
use super::page::{Making, Outline};
use super::phrase::{LinkView, Phrase, number};
use super::{Detail, View};

/// What a measure's page shows besides its text.
#[derive(Clone, Debug, Serialize)]
pub struct MeasureView {
    /// `city/plan/measure`.
    pub name: String,
    /// Its number as printed.
    pub number: Option<Phrase>,
    /// Its city.
    pub city: LinkView,
    /// Its plan.
    pub plan: LinkView,
    /// The years its plan covers.
    pub period: String,
    /// Its pillar, on the plan's page.
    pub pillar: LinkView,
    /// How it works.
    pub category: ListedPhrase,
    /// Why it is done, the main topic first.
    pub topics: Vec<ListedPhrase>,
    /// Who answers for it.
    pub departments: Vec<DepartmentPart>,
    /// What is foreseen for which year; nothing where the document has no schedule.
    pub schedule: Option<ScheduleView>,
    /// What it saves or brings in.
    pub effect: Option<EffectView>,
    /// The page in the source document.
    pub page: Option<u32>,
    /// The measure that it is a part of.
    pub part_of: Option<LinkView>,
    /// Its parts.
    pub parts: Vec<MeasureCard>,
    /// The earlier measures that it takes up.
    pub follows: Vec<PlanMeasure>,
    /// The later measures that take it up.
    pub followed_by: Vec<PlanMeasure>,
    /// The indicators that show how it goes.
    pub indicators: Vec<IndicatorView>,
    /// The nearest measures of other cities.
    pub nearest: NearestView,
    /// The list of all measures of its city.
    pub city_measures: LinkView,
}

/// Words, with the list of the measures that have them.
#[derive(Clone, Debug, Serialize)]
pub struct ListedPhrase {
    /// The words.
    #[serde(flatten)]
    pub phrase: Phrase,
    /// The list in the measure index.
    pub url: String,
}

/// A department and its part in a measure.
#[derive(Clone, Debug, Serialize)]
pub struct DepartmentPart {
    /// The department.
    #[serde(flatten)]
    pub link: LinkView,
    /// `lead` or `support`.
    pub part: &'static str,
    /// Whether the document names it for this measure.
    pub named: bool,
    /// The names it has now, where it was renamed since.
    pub later: Vec<LinkView>,
    /// The list of its measures.
    pub measures_url: String,
}

/// What a measure saves or brings in.
#[derive(Clone, Debug, Serialize)]
pub struct EffectView {
    /// How much, for people.
    pub amount: String,
    /// The word for its unit.
    pub unit: &'static str,
    /// In which fiscal year.
    pub year: String,
}

/// A measure in a list.
#[derive(Clone, Debug, Serialize)]
pub struct MeasureCard {
    /// `city/plan/measure`.
    pub name: String,
    /// Its number as printed.
    pub number: Option<Phrase>,
    /// The measure.
    #[serde(flatten)]
    pub link: LinkView,
    /// Its first paragraph.
    pub summary: Option<Phrase>,
    /// How it works.
    pub category: Phrase,
    /// Whether it is a part of another measure.
    pub is_part: bool,
}

/// A measure of another plan.
#[derive(Clone, Debug, Serialize)]
pub struct PlanMeasure {
    /// The measure.
    #[serde(flatten)]
    pub link: LinkView,
    /// Its plan.
    pub plan: Phrase,
}

/// A measure in a list on a page.
pub(super) fn measure_card(making: &Making<'_>, id: MeasureId) -> MeasureCard {
    let measure = &making.site[id];
    MeasureCard {
        name: making.site.measure_name(id),
        number: making.number(&measure.texts, measure.number.as_deref()),
        link: making.link(Subject::Measure(id)),
        summary: making.summary(&measure.texts),
        category: making.phrase(&making.site[measure.category].label),
        is_part: measure.part_of.is_some(),
    }
}

pub(super) fn view(making: &Making<'_>, id: MeasureId) -> View {
    let site = making.site;
    let measure = &site[id];
    let plan = &site[measure.plan];
    let at = plan.measures.iter().position(|sibling| *sibling == id).unwrap_or(0);
    let sibling = |at: usize| plan.measures.get(at).map(|measure| Subject::Measure(*measure));
    making.finish(Outline {
        kind: "measure",
        title: making.title(&measure.texts),
        texts: Some(&measure.texts),
        above: vec![Subject::Home, Subject::City(plan.city), Subject::Plan(measure.plan)],
        updated: Some(plan.updated),
        contact: measure.departments.first().map(|department| department.department),
        plan: Some(measure.plan),
        source_page: measure.page,
        neighbours: (at.checked_sub(1).map_or(Some(Subject::Plan(measure.plan)), sibling), sibling(at + 1)),
        detail: Detail::Measure(Box::new(measure_view(making, id))),
    })
}

fn measure_view(making: &Making<'_>, id: MeasureId) -> MeasureView {
    let site = making.site;
    let measure = &site[id];
    let plan = &site[measure.plan];
    let pillar = &plan.pillars[measure.pillar];
    MeasureView {
        name: site.measure_name(id),
        number: making.number(&measure.texts, measure.number.as_deref()),
        city: making.link(Subject::City(plan.city)),
        plan: making.link(Subject::Plan(measure.plan)),
        period: making.period(plan.period),
        pillar: LinkView {
            title: making.phrase(&pillar.label),
            url: format!("{}#pillar-{}", making.way_to(Subject::Plan(measure.plan)), pillar.id),
        },
        category: listed(making, &site[measure.category].label, MeasureList::Category(measure.category)),
        topics: measure
            .topics
            .iter()
            .map(|topic| listed(making, &site[*topic].label, MeasureList::Topic(*topic)))
            .collect(),
        departments: departments(making, id),
        schedule: (!measure.schedule.is_empty()).then(|| schedule_view(making, &[id])),
        effect: measure.effect.map(|effect| effect_view(making, effect)),
        page: measure.page,
        part_of: measure.part_of.map(|whole| making.link(Subject::Measure(whole))),
        parts: measure.parts.iter().map(|part| measure_card(making, *part)).collect(),
        follows: of_other_plans(making, &measure.follows),
        followed_by: of_other_plans(making, &measure.followed_by),
        indicators: measure.indicators.iter().map(|indicator| indicator_view(making, *indicator)).collect(),
        nearest: nearest_view(making, id),
        city_measures: LinkView {
            title: making.phrase(&site[plan.city].name),
            url: making.way_to(Subject::MeasureList(MeasureList::City(plan.city), 1)),
        },
    }
}

pub(super) fn effect_view(making: &Making<'_>, effect: Effect) -> EffectView {
    EffectView {
        amount: number(effect.amount),
        unit: effect.unit.code(),
        year: making.fiscal_year(effect.year),
    }
}

pub(super) fn of_other_plans(making: &Making<'_>, measures: &[MeasureId]) -> Vec<PlanMeasure> {
    let site = making.site;
    let of_other_plan = |other: &MeasureId| PlanMeasure {
        link: making.link(Subject::Measure(*other)),
        plan: making.phrase(&site[site[*other].plan].title),
    };
    measures.iter().map(of_other_plan).collect()
}

fn listed(making: &Making<'_>, label: &Label, list: MeasureList) -> ListedPhrase {
    ListedPhrase { phrase: making.phrase(label), url: making.way_to(Subject::MeasureList(list, 1)) }
}

pub(super) fn departments(making: &Making<'_>, id: MeasureId) -> Vec<DepartmentPart> {
    let departments = making.site[id].departments.iter();
    departments
        .map(|part| DepartmentPart {
            link: making.link(Subject::Department(part.department)),
            part: part.part.code(),
            named: part.named,
            later: making.site[part.department]
                .later
                .iter()
                .map(|later| making.link(Subject::Department(*later)))
                .collect(),
            measures_url: making.way_to(Subject::MeasureList(MeasureList::Department(part.department), 1)),
        })
        .collect()
}
