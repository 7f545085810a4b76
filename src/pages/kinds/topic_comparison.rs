//! What the cities do about one topic, side by side.
//!
//! A page stays small enough to be read: with very many measures, each city shows its first few and says
//! where the others are ([`SHOWN_MAX`]).

use serde::Serialize;

use crate::model::{CategoryId, CityId, IndicatorId, MeasureId, PlanId, Site, TopicId};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase, decimals, number_with};
use crate::pages::views::city_column::{CityColumn, city_column};
use crate::values::{Code, FiscalYear, Language};

#[derive(Clone, Debug, Serialize)]
pub(super) struct TopicComparisonView {
    pub definition: Option<Phrase>,
    /// Where the definition comes from, in the authoritative language.
    pub source: Option<Phrase>,
    pub parent: Option<LinkView>,
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
pub(super) struct SideGroup {
    pub id: String,
    pub label: Phrase,
    pub measure_count: usize,
    /// The first measure of each city beside each other, then the second, and so on.
    pub rounds: Vec<Vec<SideCell>>,
    /// The cities that have measures on the topic, but none of this category.
    pub without: Vec<Phrase>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct SideCell {
    pub city: String,
    pub city_name: Phrase,
    /// Its measure; nothing where it has fewer than another city.
    pub measure: Option<SideMeasure>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct SideMeasure {
    /// `city/plan/measure`.
    pub name: String,
    #[serde(flatten)]
    pub link: LinkView,
    pub number: Option<Phrase>,
    /// Its first paragraph.
    pub direction: Option<Phrase>,
    pub departments: Vec<LinkView>,
    pub plan: LinkView,
    pub period: String,
    /// What is foreseen for which year.
    pub schedule: Vec<YearSteps>,
    pub indicators: Vec<SideIndicator>,
    pub page: Option<u32>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct YearSteps {
    pub year: String,
    pub steps: Vec<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct SideIndicator {
    pub name: Phrase,
    /// A code such as `percent`, for the theme's words.
    pub unit: &'static str,
    pub value: Option<String>,
    /// Its fiscal year.
    pub at: Option<String>,
}

/// A city of which not all measures are shown.
#[derive(Clone, Debug, Serialize)]
pub(super) struct MoreMeasures {
    pub city_id: String,
    pub city: Phrase,
    /// How many measures are not shown.
    pub count: usize,
    pub plans: Vec<LinkView>,
}

/// A city without a measure on the topic.
#[derive(Clone, Debug, Serialize)]
pub(super) struct OtherCity {
    #[serde(flatten)]
    pub column: CityColumn,
    /// `stated`, `not-stated`, `not-applicable` or `not-collected`.
    pub state: &'static str,
}

/// A plan that is not in force.
#[derive(Clone, Debug, Serialize)]
pub(super) struct EarlierPlan {
    #[serde(flatten)]
    pub link: LinkView,
    pub city: Phrase,
    /// How many measures it has on the topic.
    pub measure_count: usize,
}

/// What the cities do about a topic.
pub(super) struct TopicComparisonPage;

impl Kind for TopicComparisonPage {
    type About = TopicId;
    type View = TopicComparisonView;

    const NAME: &'static str = "topic-comparison";
    const VARIABLE: Option<&'static str> = Some("topic_comparison");
    const PAGES: Pages<TopicId> =
        Pages::OfSite(|site| if site.has_comparison() { site.topic_ids().collect() } else { Vec::new() });
    const DESCRIPTION: Option<&'static str> = Some("description.topic");

    fn address(site: &Site, id: TopicId) -> String {
        format!("compare/topics/{}", site[id].id)
    }

    fn title(context: &PageContext<'_>, id: TopicId) -> Phrase {
        context.phrase(&context.site[id].label)
    }

    fn outline(context: &PageContext<'_>, id: TopicId) -> Outline<TopicComparisonView> {
        Outline { above: vec![PageId::Home, PageId::Comparison], ..Outline::of(topic_view(context, id)) }
    }
}

/// How many measures are shown on a page: at about one and a half kilobytes each, a page of 100 cities stays
/// under the budget of 500 kB.
const SHOWN_MAX: usize = 240;

fn topic_view(context: &PageContext<'_>, id: TopicId) -> TopicComparisonView {
    let site = context.site;
    let by_topic = &context.shared.by_topic;
    let (with, without): (Vec<CityId>, Vec<CityId>) =
        site.city_ids().partition(|city| !by_topic.in_force(id, *city).is_empty());
    let measure_count = with.iter().map(|city| by_topic.in_force(id, *city).len()).sum();
    let share = share_of_a_city(measure_count, with.len());
    let shown: Vec<(CityId, &[MeasureId])> =
        with.iter().map(|city| (*city, first(by_topic.in_force(id, *city), share))).collect();
    let topic = &site[id];
    TopicComparisonView {
        definition: topic.definition.as_ref().map(|definition| context.phrase(definition)),
        source: topic.source.as_ref().map(|source| {
            let authoritative = Language::AUTHORITATIVE;
            Phrase::foreign(source, authoritative, context.page.language, &site.languages)
        }),
        parent: topic.parent.map(|parent| context.link(PageId::TopicComparison(parent))),
        parts: site
            .topic_ids()
            .filter(|part| site[*part].parent == Some(id))
            .map(|part| context.link(PageId::TopicComparison(part)))
            .collect(),
        measure_count,
        shown_count: shown.iter().map(|(_, measures)| measures.len()).sum(),
        cities: site.city_ids().map(|city| city_column(context, city)).collect(),
        groups: groups(context, &shown),
        more: with
            .iter()
            .filter_map(|city| more(context, *city, by_topic.in_force(id, *city), share))
            .collect(),
        others: without
            .iter()
            .map(|city| OtherCity {
                column: city_column(context, *city),
                state: site.city_coverage(*city, id).code(),
            })
            .collect(),
        earlier: site.city_ids().flat_map(|city| earlier(context, id, city)).collect(),
    }
}

/// How many measures of each city are shown.
fn share_of_a_city(measures: usize, cities: usize) -> usize {
    if measures <= SHOWN_MAX { measures } else { (SHOWN_MAX / cities).max(1) }
}

fn first(measures: &[MeasureId], share: usize) -> &[MeasureId] {
    &measures[..measures.len().min(share)]
}

fn groups(context: &PageContext<'_>, shown: &[(CityId, &[MeasureId])]) -> Vec<SideGroup> {
    let site = context.site;
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
                label: context.phrase(&site[category].label),
                measure_count: with.iter().map(|(_, measures)| measures.len()).sum(),
                rounds: (0..most).map(|at| round(context, &with, at)).collect(),
                without: without.iter().map(|(city, _)| context.phrase(&site[*city].name)).collect(),
            })
        })
        .collect()
}

fn round(context: &PageContext<'_>, cities: &[(CityId, Vec<MeasureId>)], at: usize) -> Vec<SideCell> {
    let cell = |(city, measures): &(CityId, Vec<MeasureId>)| SideCell {
        city: context.site[*city].id.to_string(),
        city_name: context.phrase(&context.site[*city].name),
        measure: measures.get(at).map(|measure| side_measure(context, *measure)),
    };
    cities.iter().map(cell).collect()
}

fn side_measure(context: &PageContext<'_>, id: MeasureId) -> SideMeasure {
    let site = context.site;
    let measure = &site[id];
    SideMeasure {
        name: site.measure_name(id),
        link: context.link(PageId::Measure(id)),
        number: context.number(&measure.texts, measure.number.as_deref()),
        direction: context.summary(&measure.texts),
        departments: measure
            .departments
            .iter()
            .map(|part| context.link(PageId::Department(part.department)))
            .collect(),
        plan: context.link(PageId::Plan(measure.plan)),
        period: context.period(site[measure.plan].period),
        schedule: schedule(context, id),
        indicators: measure.indicators.iter().map(|indicator| side_indicator(context, *indicator)).collect(),
        page: measure.page,
    }
}

fn schedule(context: &PageContext<'_>, measure: MeasureId) -> Vec<YearSteps> {
    let steps = &context.site[measure].schedule;
    let mut years: Vec<FiscalYear> = steps.iter().map(|step| step.year).collect();
    years.sort_unstable();
    years.dedup();
    let steps_of =
        |year| steps.iter().filter(move |step| step.year == year).map(|step| step.step.code()).collect();
    years
        .into_iter()
        .map(|year| YearSteps { year: context.fiscal_year(year), steps: steps_of(year) })
        .collect()
}

fn side_indicator(context: &PageContext<'_>, id: IndicatorId) -> SideIndicator {
    let indicator = &context.site[id];
    let latest = indicator.latest();
    SideIndicator {
        name: context.phrase(&indicator.record.name),
        unit: indicator.record.unit.code(),
        value: latest.map(|latest| number_with(latest.value, decimals(latest.value))),
        at: latest.map(|latest| context.fiscal_year(latest.at)),
    }
}

fn more(
    context: &PageContext<'_>,
    city: CityId,
    measures: &[MeasureId],
    share: usize,
) -> Option<MoreMeasures> {
    let rest = measures.get(share..).filter(|rest| !rest.is_empty())?;
    Some(MoreMeasures {
        city_id: context.site[city].id.to_string(),
        city: context.phrase(&context.site[city].name),
        count: rest.len(),
        plans: plans_of(context, rest).into_iter().map(|plan| context.link(PageId::Plan(plan))).collect(),
    })
}

fn earlier(context: &PageContext<'_>, topic: TopicId, city: CityId) -> Vec<EarlierPlan> {
    let measures = context.shared.by_topic.earlier(topic, city);
    plans_of(context, measures)
        .into_iter()
        .map(|plan| EarlierPlan {
            link: context.link(PageId::Plan(plan)),
            city: context.phrase(&context.site[city].name),
            measure_count: measures.iter().filter(|measure| context.site[**measure].plan == plan).count(),
        })
        .collect()
}

/// The plans of measures that stand plan by plan.
fn plans_of(context: &PageContext<'_>, measures: &[MeasureId]) -> Vec<PlanId> {
    let mut plans: Vec<PlanId> = measures.iter().map(|measure| context.site[*measure].plan).collect();
    plans.dedup();
    plans
}
