//! What the cities do about one topic, side by side.
//!
//! A page stays small enough to be read: with very many measures, each city shows its first few and says
//! where the others are ([`SHOWN_MAX`]).

use serde::Serialize;

use crate::model::{CategoryId, CityId, MeasureId, PlanId, Subject, TopicId};
use crate::values::{Code, FiscalYear};

use super::comparison::{CityColumn, city_column, outline};
use super::page::Making;
use super::phrase::{LinkView, Phrase, decimals, number_with};
use super::{Detail, View};

/// What the comparison of a topic shows.
#[derive(Clone, Debug, Serialize)]
pub struct TopicComparisonView {
    /// What the topic takes in.
    pub definition: Option<Phrase>,
    /// Where the definition comes from, in the authoritative language.
    pub source: Option<Phrase>,
    /// The topic it is a part of.
    pub parent: Option<LinkView>,
    /// Its parts.
    pub parts: Vec<LinkView>,
    /// How many measures of plans in force there are.
    pub measure_count: usize,
    /// How many of them are shown here.
    pub shown_count: usize,
    /// Every city, for readers to choose from, in the order of their codes.
    pub cities: Vec<CityColumn>,
    /// The measures shown, by category.
    pub groups: Vec<SideGroup>,
    /// The cities of which not all measures are shown.
    pub more: Vec<MoreMeasures>,
    /// The cities without a measure, with what is known of them.
    pub others: Vec<OtherCity>,
    /// The plans that are not in force and have measures on the topic.
    pub earlier: Vec<EarlierPlan>,
}

/// The measures of a category, side by side.
#[derive(Clone, Debug, Serialize)]
pub struct SideGroup {
    /// The id of the category.
    pub id: String,
    /// The category.
    pub label: Phrase,
    /// How many measures there are.
    pub measure_count: usize,
    /// The first measure of each city beside each other, then the second, and so on.
    pub rounds: Vec<Vec<SideCell>>,
    /// The cities that have measures on the topic, but none of this category.
    pub without: Vec<Phrase>,
}

/// A city's place in a round.
#[derive(Clone, Debug, Serialize)]
pub struct SideCell {
    /// The id of the city.
    pub city: String,
    /// Its name.
    pub city_name: Phrase,
    /// Its measure; nothing where it has fewer than another city.
    pub measure: Option<SideMeasure>,
}

/// A measure beside others.
#[derive(Clone, Debug, Serialize)]
pub struct SideMeasure {
    /// `city/plan/measure`.
    pub name: String,
    /// The measure.
    #[serde(flatten)]
    pub link: LinkView,
    /// Its number as printed.
    pub number: Option<Phrase>,
    /// Its first paragraph.
    pub direction: Option<Phrase>,
    /// Who answers for it.
    pub departments: Vec<LinkView>,
    /// Its plan.
    pub plan: LinkView,
    /// The years the plan covers.
    pub period: String,
    /// What is foreseen for which year.
    pub schedule: Vec<YearSteps>,
    /// The indicators that show how it goes.
    pub indicators: Vec<SideIndicator>,
    /// The page in the source document.
    pub page: Option<u32>,
}

/// What is foreseen for a year.
#[derive(Clone, Debug, Serialize)]
pub struct YearSteps {
    /// The fiscal year.
    pub year: String,
    /// The words for it.
    pub steps: Vec<&'static str>,
}

/// An indicator in a few words.
#[derive(Clone, Debug, Serialize)]
pub struct SideIndicator {
    /// Its name.
    pub name: Phrase,
    /// The word for its unit.
    pub unit: &'static str,
    /// Its latest value.
    pub value: Option<String>,
    /// The fiscal year of that.
    pub at: Option<String>,
}

/// A city of which not all measures are shown.
#[derive(Clone, Debug, Serialize)]
pub struct MoreMeasures {
    /// The id of the city.
    pub city_id: String,
    /// The city.
    pub city: Phrase,
    /// How many measures are not shown.
    pub count: usize,
    /// The plans that have them.
    pub plans: Vec<LinkView>,
}

/// A city without a measure on the topic.
#[derive(Clone, Debug, Serialize)]
pub struct OtherCity {
    /// The city.
    #[serde(flatten)]
    pub column: CityColumn,
    /// `stated`, `not-stated`, `not-applicable` or `not-collected`.
    pub state: &'static str,
}

/// A plan that is not in force.
#[derive(Clone, Debug, Serialize)]
pub struct EarlierPlan {
    /// The plan.
    #[serde(flatten)]
    pub link: LinkView,
    /// Its city.
    pub city: Phrase,
    /// How many measures it has on the topic.
    pub measure_count: usize,
}

/// How many measures are shown on a page: at about one and a half kilobytes each, a page of 100 cities stays
/// under the budget of 500 kB.
const SHOWN_MAX: usize = 240;

pub(super) fn view(making: &Making<'_>, topic: TopicId) -> View {
    let detail = Detail::TopicComparison(Box::new(topic_view(making, topic)));
    making.finish(outline(making, "topic-comparison", detail))
}

fn topic_view(making: &Making<'_>, id: TopicId) -> TopicComparisonView {
    let site = making.site;
    let by_topic = &making.shared.by_topic;
    let (with, without): (Vec<CityId>, Vec<CityId>) =
        site.city_ids().partition(|city| !by_topic.in_force(id, *city).is_empty());
    let measure_count = with.iter().map(|city| by_topic.in_force(id, *city).len()).sum();
    let share = share_of_a_city(measure_count, with.len());
    let shown: Vec<(CityId, &[MeasureId])> =
        with.iter().map(|city| (*city, first(by_topic.in_force(id, *city), share))).collect();
    let topic = &site[id];
    TopicComparisonView {
        definition: topic.definition.as_ref().map(|definition| making.phrase(definition)),
        source: topic.source.as_ref().map(|source| {
            let authoritative = crate::values::Language::AUTHORITATIVE;
            Phrase::foreign(source, authoritative, making.page.language, &site.languages)
        }),
        parent: topic.parent.map(|parent| making.link(Subject::TopicComparison(parent))),
        parts: site
            .topic_ids()
            .filter(|part| site[*part].parent == Some(id))
            .map(|part| making.link(Subject::TopicComparison(part)))
            .collect(),
        measure_count,
        shown_count: shown.iter().map(|(_, measures)| measures.len()).sum(),
        cities: site.city_ids().map(|city| city_column(making, city)).collect(),
        groups: groups(making, &shown),
        more: with
            .iter()
            .filter_map(|city| more(making, *city, by_topic.in_force(id, *city), share))
            .collect(),
        others: without
            .iter()
            .map(|city| OtherCity {
                column: city_column(making, *city),
                state: site.city_coverage(*city, id).code(),
            })
            .collect(),
        earlier: site.city_ids().flat_map(|city| earlier(making, id, city)).collect(),
    }
}

/// How many measures of each city are shown.
fn share_of_a_city(measures: usize, cities: usize) -> usize {
    if measures <= SHOWN_MAX { measures } else { (SHOWN_MAX / cities).max(1) }
}

fn first(measures: &[MeasureId], share: usize) -> &[MeasureId] {
    &measures[..measures.len().min(share)]
}

fn groups(making: &Making<'_>, shown: &[(CityId, &[MeasureId])]) -> Vec<SideGroup> {
    let site = making.site;
    let of_category = |category: CategoryId, measures: &[MeasureId]| -> Vec<MeasureId> {
        measures.iter().copied().filter(|measure| site[*measure].category == category).collect()
    };
    site.category_ids()
        .filter_map(|category| {
            let cities: Vec<(CityId, Vec<MeasureId>)> =
                shown.iter().map(|(city, measures)| (*city, of_category(category, measures))).collect();
            let (with, without): (Vec<_>, Vec<_>) =
                cities.into_iter().partition(|(_, measures)| !measures.is_empty());
            let most = with.iter().map(|(_, measures)| measures.len()).max()?;
            Some(SideGroup {
                id: site[category].id.to_string(),
                label: making.phrase(&site[category].label),
                measure_count: with.iter().map(|(_, measures)| measures.len()).sum(),
                rounds: (0..most).map(|at| round(making, &with, at)).collect(),
                without: without.iter().map(|(city, _)| making.phrase(&site[*city].name)).collect(),
            })
        })
        .collect()
}

fn round(making: &Making<'_>, cities: &[(CityId, Vec<MeasureId>)], at: usize) -> Vec<SideCell> {
    let cell = |(city, measures): &(CityId, Vec<MeasureId>)| SideCell {
        city: making.site[*city].id.to_string(),
        city_name: making.phrase(&making.site[*city].name),
        measure: measures.get(at).map(|measure| side_measure(making, *measure)),
    };
    cities.iter().map(cell).collect()
}

fn side_measure(making: &Making<'_>, id: MeasureId) -> SideMeasure {
    let site = making.site;
    let measure = &site[id];
    SideMeasure {
        name: site.measure_name(id),
        link: making.link(Subject::Measure(id)),
        number: making.number(&measure.texts, measure.number.as_deref()),
        direction: making.summary(&measure.texts),
        departments: measure
            .departments
            .iter()
            .map(|part| making.link(Subject::Department(part.department)))
            .collect(),
        plan: making.link(Subject::Plan(measure.plan)),
        period: making.period(site[measure.plan].period),
        schedule: schedule(making, id),
        indicators: measure.indicators.iter().map(|indicator| side_indicator(making, *indicator)).collect(),
        page: measure.page,
    }
}

fn schedule(making: &Making<'_>, measure: MeasureId) -> Vec<YearSteps> {
    let steps = &making.site[measure].schedule;
    let mut years: Vec<FiscalYear> = steps.iter().map(|step| step.year).collect();
    years.sort_unstable();
    years.dedup();
    let steps_of =
        |year| steps.iter().filter(move |step| step.year == year).map(|step| step.step.code()).collect();
    years
        .into_iter()
        .map(|year| YearSteps { year: making.fiscal_year(year), steps: steps_of(year) })
        .collect()
}

fn side_indicator(making: &Making<'_>, id: crate::model::IndicatorId) -> SideIndicator {
    let indicator = &making.site[id];
    let latest = indicator.latest();
    SideIndicator {
        name: making.phrase(&indicator.record.name),
        unit: indicator.record.unit.code(),
        value: latest.map(|latest| number_with(latest.value, decimals(latest.value))),
        at: latest.map(|latest| making.fiscal_year(latest.at)),
    }
}

fn more(making: &Making<'_>, city: CityId, measures: &[MeasureId], share: usize) -> Option<MoreMeasures> {
    let rest = measures.get(share..).filter(|rest| !rest.is_empty())?;
    Some(MoreMeasures {
        city_id: making.site[city].id.to_string(),
        city: making.phrase(&making.site[city].name),
        count: rest.len(),
        plans: plans_of(making, rest).into_iter().map(|plan| making.link(Subject::Plan(plan))).collect(),
    })
}

fn earlier(making: &Making<'_>, topic: TopicId, city: CityId) -> Vec<EarlierPlan> {
    let measures = making.shared.by_topic.earlier(topic, city);
    plans_of(making, measures)
        .into_iter()
        .map(|plan| EarlierPlan {
            link: making.link(Subject::Plan(plan)),
            city: making.phrase(&making.site[city].name),
            measure_count: measures.iter().filter(|measure| making.site[**measure].plan == plan).count(),
        })
        .collect()
}

/// The plans of measures that stand plan by plan.
fn plans_of(making: &Making<'_>, measures: &[MeasureId]) -> Vec<PlanId> {
    let mut plans: Vec<PlanId> = measures.iter().map(|measure| making.site[*measure].plan).collect();
    plans.dedup();
    plans
}
