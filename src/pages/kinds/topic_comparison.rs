//! What the cities do about one topic, side by side.
//!
//! A page stays small enough to be read: with very many measures, each city shows its first few and says
//! where the others are ([`SHOWN_MAX`]).

use crate::model::{CategoryId, CityId, IndicatorId, MeasureId, PlanId, Site, TopicId};
use crate::pages::by_topic::ByTopic;
use crate::pages::views::{
    CityColumn, DepartmentLink, MissingView, PagePart, ScheduleEntry, SchemeView, ValueAt, address_of_part,
    divided, in_part, neighbours, numbers, title_of_part,
};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::values::{Code, Language};

views! {
    pub(super) struct TopicComparisonView(context, id: TopicId, part: u32, divided: &[Vec<CityId>]) {
        let site = context.site;
        let topic = &site[id];
        let by_topic = &context.shared.by_topic;
        let here = in_part(divided, part);
        let compared: Vec<CityId> = here.iter().copied().filter(|city| !site.is_former_city(*city)).collect();
        let (with, without): (Vec<CityId>, Vec<CityId>) =
            compared.iter().partition(|city| !by_topic.in_force(id, **city).is_empty());
        let offered = if compared.len() > OFFERED_MAX { &with } else { &compared };
        let all: Vec<CityMeasures<'_>> = context.each(&with, |_, city| (city, by_topic.in_force(id, city)));
        let count = all.iter().map(|(_, measures)| measures.len()).sum();
        let share = share_of_a_city(count, all.len(), without.len());
        let shown: Vec<CityMeasures<'_>> =
            context.each(&all, |_, (city, measures)| (city, &measures[..measures.len().min(share)]));
        let below = site.topic_ids().filter(|part| site[*part].parent == Some(id));
        let written_source = topic.source.as_ref().or(site[topic.scheme].source.as_ref());
        /// The scheme that the topic belongs to; nothing where the site has one.
        pub scheme: Option<Phrase> = SchemeView::of(context, topic.scheme).label,
        pub definition: Option<Phrase> = context.phrase_if(&topic.definition),
        /// Where the topic comes from, in the authoritative language.
        pub source: Option<Phrase> =
            written_source.map(|source| context.foreign(source, Language::AUTHORITATIVE)),
        pub parent: Option<LinkView> = topic.parent.map(|parent| context.link(PageId::TopicComparison(parent, 1))),
        pub parts: Vec<LinkView> = below.map(|part| context.link(PageId::TopicComparison(part, 1))).collect(),
        /// The pages that it is divided into by cities; nothing where there is one.
        pub pages: Vec<PagePart> =
            PagePart::by_city(context, divided, |part| PageId::TopicComparison(id, part)),
        /// How many measures of plans in force the cities of this page have.
        pub measure_count: usize = count,
        /// How many of them are shown here.
        pub shown_count: usize = shown.iter().map(|(_, measures)| measures.len()).sum(),
        /// The cities of this page, for readers to choose from, in the order of their codes; of very many those that
        /// have measures.
        pub cities: Vec<CityColumn> = context.each(offered, CityColumn::of),
        /// The measures shown, by category.
        pub groups: Vec<SideGroup> =
            site.category_ids().filter_map(|category| side_group(context, category, &shown)).collect(),
        /// The cities of which not all measures are shown.
        pub more: Vec<MoreMeasures> =
            all.iter().filter_map(|(city, measures)| more(context, *city, measures, share)).collect(),
        /// The cities without a measure, with what is known of them.
        pub others: Vec<OtherCity> = context.each(&without, |_, city| OtherCity::of(context, city, id)),
        /// The plans that are not in force and have measures on the topic.
        pub earlier: Vec<EarlierPlan> = here.iter().flat_map(|city| earlier(context, id, *city)).collect(),
    }

    /// The measures of a category, side by side.
    pub(super) struct SideGroup(context, category: CategoryId, with: &[(CityId, Vec<MeasureId>)], none: &[CityId]) {
        let record = &context.site[category];
        let most = with.iter().map(|(_, measures)| measures.len()).max().unwrap_or(0);
        pub id: String = record.id.to_string(),
        pub label: Phrase = context.phrase(&record.label),
        pub measure_count: usize = with.iter().map(|(_, measures)| measures.len()).sum(),
        /// The first measure of each city beside each other, then the second, and so on.
        pub rounds: Vec<Vec<SideCell>> = (0..most).map(|at| round(context, with, at)).collect(),
        /// The cities that have measures on the topic, but none of this category.
        pub without: Vec<Phrase> = context.each(none, |_, city| context.phrase(&context.site[city].name_alone)),
    }

    pub(super) struct SideCell(context, id: CityId, chosen: Option<MeasureId>) {
        pub city: String = context.site[id].id.to_string(),
        pub city_name: Phrase = context.phrase(&context.site[id].name_alone),
        /// Its measure; nothing where it has fewer than another city.
        pub measure: Option<SideMeasure> = chosen.map(|measure| SideMeasure::of(context, measure)),
    }

    pub(super) struct SideMeasure(context, id: MeasureId) {
        let measure = &context.site[id];
        /// `city/plan/measure`.
        pub name: String = context.site.measure_name(id),
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Measure(id)),
        pub number: Option<Phrase> = context.number(&measure.texts, measure.number.as_deref()),
        /// Its first paragraph.
        pub direction: Option<Phrase> = context.summary(&measure.texts),
        pub departments: Vec<DepartmentLink> =
            measure.departments.iter().map(|part| DepartmentLink::of(context, part.department)).collect(),
        pub plan: LinkView = context.link(PageId::Plan(measure.plan)),
        pub period: String = context.period(context.site[measure.plan].period),
        /// What is foreseen for which year.
        pub schedule: Vec<ScheduleEntry> = ScheduleEntry::all(context, id),
        pub indicators: Vec<SideIndicator> = context.each(&measure.indicators, SideIndicator::of),
        pub page: Option<u32> = measure.page,
    }

    pub(super) struct SideIndicator(context, id: IndicatorId) {
        let indicator = &context.site[id];
        pub name: Phrase = context.phrase(&indicator.record.name),
        /// A code such as `percent`, for the theme's words.
        pub unit: &'static str = indicator.record.unit.code(),
        /// The latest value that there is.
        pub latest: Option<ValueAt> = indicator.latest().map(|figure| ValueAt::of(context, figure)),
        /// The times after it, for which there is none.
        pub missing: Vec<MissingView> =
            indicator.missing_since().map(|(value, reason)| MissingView::of(context, value, reason)).collect(),
    }

    /// A city of which not all measures are shown.
    pub(super) struct MoreMeasures(context, id: CityId, rest: &[MeasureId]) {
        pub city_id: String = context.site[id].id.to_string(),
        pub city: Phrase = context.phrase(&context.site[id].name_alone),
        /// How many measures are not shown.
        pub count: usize = rest.len(),
        pub plans: Vec<LinkView> = context.links(&plans_of(context.site, rest), PageId::Plan),
    }

    /// A city without a measure on the topic.
    pub(super) struct OtherCity(context, city: CityId, topic: TopicId) {
        #[serde(flatten)]
        pub column: CityColumn = CityColumn::of(context, city),
        /// `stated`, `not-stated`, `not-applicable` or `not-collected`.
        pub state: &'static str = context.site.city_coverage(city, topic).code(),
    }

    /// A plan that is not in force.
    pub(super) struct EarlierPlan(context, plan: PlanId, measures: &[MeasureId]) {
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Plan(plan)),
        pub city: Phrase = context.phrase(&context.site[context.site[plan].city].name_alone),
        /// How many measures it has on the topic.
        pub measure_count: usize = measures.iter().filter(|id| context.site[**id].plan == plan).count(),
    }
}

/// A page of a topic, counted from 1.
pub(super) struct TopicComparisonPage;

impl Kind for TopicComparisonPage {
    type About = (TopicId, u32);
    type View = TopicComparisonView;

    const NAME: &'static str = "topic-comparison";
    const VARIABLE: Option<&'static str> = Some("topic_comparison");
    const PAGES: Pages<(TopicId, u32)> = Pages::Comparing(all);
    const DESCRIPTION: Option<&'static str> = Some("description.topic");

    fn address(site: &Site, (id, part): (TopicId, u32)) -> String {
        address_of_part(format!("compare/topics/{}", site[id].id), part)
    }

    fn title(context: &PageContext<'_>, (id, part): (TopicId, u32)) -> Phrase {
        title_of_part(context, context.topic_name(id), part)
    }

    fn has_words(site: &Site, (id, _): (TopicId, u32), language: Language) -> bool {
        site[id].label.has(language) || site.cities.iter().any(|city| city.name.has(language))
    }

    fn outline(context: &PageContext<'_>, (id, part): (TopicId, u32)) -> Outline<TopicComparisonView> {
        let parts = parts(context.site, &context.shared.by_topic, id);
        Outline {
            neighbours: neighbours(parts.len(), part, |part| PageId::TopicComparison(id, part)),
            ..Outline::below_comparison(TopicComparisonView::of(context, id, part, &parts))
        }
    }
}

fn all(site: &Site) -> Vec<(TopicId, u32)> {
    let by_topic = ByTopic::of(site);
    let parts = |topic| numbers(parts(site, &by_topic, topic).len()).map(move |part| (topic, part));
    site.topic_ids().flat_map(parts).collect()
}

/// All cities, divided so that no page is too heavy: a measure of each that has any, and lines for the rest.
fn parts(site: &Site, by_topic: &ByTopic, topic: TopicId) -> Vec<Vec<CityId>> {
    let bytes = |city: CityId| {
        let earlier = plans_of(site, by_topic.earlier(topic, city)).len() * 300;
        let without_measure = by_topic.in_force(topic, city).is_empty();
        earlier + if without_measure { LINE_BYTES } else { MEASURE_BYTES + NAMES_BYTES }
    };
    divided(site.city_ids().map(|city| (city, bytes(city))))
}

/// A city and measures of it.
type CityMeasures<'a> = (CityId, &'a [MeasureId]);

/// From so many cities on, readers choose among those that have something to choose.
const OFFERED_MAX: usize = 60;

/// How many measures are shown on a page.
const SHOWN_MAX: usize = 240;

/// What a measure weighs with all that is told of it, and what the line of a city without one does.
const MEASURE_BYTES: usize = 1500;
const LINE_BYTES: usize = 150;

/// What the name of a city with measures weighs wherever else it stands: among those to choose from, under the
/// categories in which it has none, and with the plans that have more.
const NAMES_BYTES: usize = 700;

/// How many measures of each city are shown. The lines of those without one take room from them.
fn share_of_a_city(measures: usize, cities: usize, others: usize) -> usize {
    let room = SHOWN_MAX.saturating_sub(others * LINE_BYTES / MEASURE_BYTES);
    if measures <= room { measures } else { (room / cities.max(1)).max(1) }
}

fn side_group(
    context: &PageContext<'_>,
    category: CategoryId,
    shown: &[CityMeasures<'_>],
) -> Option<SideGroup> {
    let is_of_category = |id: &MeasureId| context.site[*id].category == category;
    let of_category = |(city, measures): &CityMeasures<'_>| {
        (*city, measures.iter().copied().filter(is_of_category).collect::<Vec<_>>())
    };
    let (with, without): (Vec<_>, Vec<_>) =
        shown.iter().map(of_category).partition(|(_, measures)| !measures.is_empty());
    let without: Vec<CityId> = without.into_iter().map(|(city, _)| city).collect();
    (!with.is_empty()).then(|| SideGroup::of(context, category, &with, &without))
}

fn round(context: &PageContext<'_>, cities: &[(CityId, Vec<MeasureId>)], at: usize) -> Vec<SideCell> {
    cities.iter().map(|(city, measures)| SideCell::of(context, *city, measures.get(at).copied())).collect()
}

fn more(
    context: &PageContext<'_>,
    city: CityId,
    measures: &[MeasureId],
    share: usize,
) -> Option<MoreMeasures> {
    let rest = measures.get(share..).filter(|rest| !rest.is_empty())?;
    Some(MoreMeasures::of(context, city, rest))
}

fn earlier(context: &PageContext<'_>, topic: TopicId, city: CityId) -> Vec<EarlierPlan> {
    let measures = context.shared.by_topic.earlier(topic, city);
    context.each(&plans_of(context.site, measures), |_, plan| EarlierPlan::of(context, plan, measures))
}

/// The plans of measures that stand plan by plan.
fn plans_of(site: &Site, measures: &[MeasureId]) -> Vec<PlanId> {
    let mut plans: Vec<PlanId> = measures.iter().map(|measure| site[*measure].plan).collect();
    plans.dedup();
    plans
}
