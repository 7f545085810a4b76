//! The comparison matrix: topics × cities. And the same of one city: topics × its plans.

use serde::Serialize;

use crate::model::{CityId, PlanId, Site, TopicId};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages, only};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};
use crate::pages::views::city_column::{CityColumn, city_column};
use crate::pages::views::coverage::{CoverageCell, TopicRow, topic_rows};
use crate::values::Code;

/// What the comparison matrix shows, with links to the other comparisons.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ComparisonView {
    /// The cities, in the order of their codes.
    pub cities: Vec<CityColumn>,
    /// The topics, each sub-topic after the one above it.
    pub rows: Vec<TopicRow>,
    /// The comparisons of statements, by kind.
    pub statements: Vec<LinkView>,
    /// The comparisons of indicators that cities share.
    pub indicators: Vec<LinkView>,
    /// What ranks are asked for; nothing where no plan says it.
    pub roles: Option<LinkView>,
    /// The periods of all plans; nothing where there are none.
    pub time_line: Option<LinkView>,
    /// What plans changed in those before them.
    pub changes: Vec<ChangesLink>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ChangesLink {
    pub url: String,
    pub city: Phrase,
    pub plan: Phrase,
}

pub(super) struct ComparisonPage;

impl Kind for ComparisonPage {
    type About = ();
    type View = ComparisonView;

    const NAME: &'static str = "comparison";
    const VARIABLE: Option<&'static str> = Some("comparison");
    const PAGES: Pages<()> = Pages::OfSite(|site| only(site.has_comparison()));
    const DESCRIPTION: Option<&'static str> = Some("compare.lead");

    fn address(_site: &Site, (): ()) -> String {
        "compare/index".to_owned()
    }

    fn title(context: &PageContext<'_>, (): ()) -> Phrase {
        context.translated("compare.title")
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<ComparisonView> {
        Outline::of(comparison_view(context))
    }
}

fn comparison_view(context: &PageContext<'_>) -> ComparisonView {
    let site = context.site;
    let cities: Vec<CityId> = site.city_ids().collect();
    let cell = |city: CityId, topic: TopicId| CoverageCell {
        state: site.city_coverage(city, topic).code(),
        count: context.shared.by_topic.in_force(topic, city).len(),
    };
    let statements = site.stated_kinds().into_iter().map(PageId::StatementComparison);
    let indicators = site.common_indicators().into_iter().map(PageId::IndicatorComparison);
    ComparisonView {
        rows: topic_rows(context, &|topic| cities.iter().map(|city| cell(*city, topic)).collect()),
        cities: cities.iter().map(|city| city_column(context, *city)).collect(),
        statements: statements.map(|page| context.link(page)).collect(),
        indicators: indicators.map(|page| context.link(page)).collect(),
        roles: site.has_roles().then(|| context.link(PageId::RoleComparison)),
        time_line: (!site.plans.is_empty()).then(|| context.link(PageId::TimeLine)),
        changes: site.superseding_plans().map(|plan| changes_link(context, plan)).collect(),
    }
}

fn changes_link(context: &PageContext<'_>, id: PlanId) -> ChangesLink {
    let plan = &context.site[id];
    ChangesLink {
        url: context.url_of(PageId::Changes(id)),
        city: context.phrase(&context.site[plan.city].name),
        plan: context.phrase(&plan.title),
    }
}
