//! The comparison matrix: topics × cities, with links to the other comparisons.

use crate::model::{CityId, PlanId, SchemeId, Site, TopicId};
use crate::pages::views::{CityColumn, CoverageCell, SchemeRows, SchemeView, TopicRow};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, only, views};
use crate::values::{CoverageState, Language};

views! {
    pub(super) struct ComparisonView(context) {
        let site = context.site;
        let by_code: Vec<CityId> = site.compared_cities();
        let cell = |topic, city| {
            let measures = context.shared.by_topic.in_force(topic, city);
            CoverageCell::of(site.city_coverage(city, topic), measures.len())
        };
        let by_code: Vec<CityId> = if site.has_many_cities() { Vec::new() } else { by_code };
        let supersede: Vec<PlanId> = site.superseding_plans().filter(|_| !site.has_many_cities()).collect();
        /// The cities, in the order of their codes; nothing where there are too many for columns.
        pub cities: Vec<CityColumn> = context.each(&by_code, CityColumn::of),
        /// The topics of each scheme, with what is known of each of the cities.
        pub schemes: Vec<SchemeRows> =
            SchemeRows::all(context, |topic| context.each(&by_code, |_, city| cell(topic, city))),
        /// What all cities do together, where there are too many for columns.
        pub totals: Vec<SchemeTotals> = totals(context),
        /// What is known of each city, where there are too many for columns.
        pub city_matrix: Option<LinkView> = context.link_if_exists(PageId::CityMatrix(1)),
        /// The comparisons of statements, by kind.
        pub statements: Vec<LinkView> =
            context.links(&site.stated_kinds(), |kind| PageId::StatementComparison(kind, 1)),
        /// The comparisons of indicators that cities share.
        pub indicators: Vec<LinkView> =
            context.links(&site.common_indicators(), |indicator| PageId::IndicatorComparison(indicator, 1)),
        /// What ranks are asked for; nothing where no plan says it.
        pub roles: Option<LinkView> = context.link_if_exists(PageId::RoleComparison(1)),
        /// The periods of all plans; nothing where there are none.
        pub time_line: Option<LinkView> = context.link_if_exists(PageId::TimeLine(1)),
        /// What plans changed in those before them; with very many cities, the plans alone lead there.
        pub changes: Vec<ChangesLink> = context.each(&supersede, ChangesLink::of),
    }

    pub(super) struct SchemeTotals(context, id: SchemeId) {
        #[serde(flatten)]
        pub scheme: SchemeView = SchemeView::of(context, id),
        pub rows: Vec<TopicTotal> = context.each(&context.site[id].topics, TopicTotal::of),
    }

    /// What all cities together do on a topic.
    pub(super) struct TopicTotal(context, topic: TopicId) {
        let site = context.site;
        let stated = site.city_ids().filter(|city| site.city_coverage(*city, topic) == CoverageState::Stated);
        let in_force = site.city_ids().map(|city| context.shared.by_topic.in_force(topic, city).len());
        #[serde(flatten)]
        pub row: TopicRow = TopicRow::of(context, topic, Vec::new()),
        /// How many cities say something on it.
        pub city_count: usize = stated.count(),
        pub measure_count: usize = in_force.sum(),
    }

    pub(super) struct ChangesLink(context, id: PlanId) {
        pub url: String = context.url_of(PageId::Changes(id)),
        pub city: Phrase = context.phrase(&context.site[context.site[id].city].name_alone),
        pub plan: Phrase = context.phrase(&context.site[id].title),
    }
}

pub(super) struct ComparisonPage;

impl Kind for ComparisonPage {
    type About = ();
    type View = ComparisonView;

    const NAME: &'static str = "comparison";
    const PAGES: Pages<()> = Pages::Comparing(|_| only(true));
    const ADDRESS: &'static str = "compare/index";
    const TITLE: &'static str = "compare.title";
    const DESCRIPTION: Option<&'static str> = Some("compare.lead");

    fn has_words(site: &Site, (): (), language: Language) -> bool {
        site.cities.iter().any(|city| city.name.has(language))
            || site.topics.iter().any(|topic| topic.label.has(language))
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<ComparisonView> {
        Outline::of(ComparisonView::of(context))
    }
}

fn totals(context: &PageContext<'_>) -> Vec<SchemeTotals> {
    let schemes = context.site.scheme_ids().filter(|_| context.site.has_many_cities());
    schemes.map(|scheme| SchemeTotals::of(context, scheme)).collect()
}
