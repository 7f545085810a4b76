//! A measure's page, and measures in lists.

use serde::Serialize;

use crate::model::{MeasureId, MeasureList, Site, Texts};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};
use crate::pages::views::indicator::{IndicatorView, indicator_view};
use crate::pages::views::measure_card::{MeasureCard, measure_card};
use crate::pages::views::measure_facts::{
    DepartmentPart, EffectView, PlanMeasure, departments, effect_view, of_other_plans,
};
use crate::pages::views::nearest::{NearestView, nearest_view};
use crate::pages::views::schedule::{ScheduleView, schedule_view};
use crate::values::{Date, Label};

#[derive(Clone, Debug, Serialize)]
pub(super) struct MeasureView {
    /// `city/plan/measure`.
    pub name: String,
    pub number: Option<Phrase>,
    pub city: LinkView,
    pub plan: LinkView,
    pub period: String,
    /// Its pillar, on the plan's page.
    pub pillar: LinkView,
    pub category: ListedPhrase,
    /// Why it is done, the main topic first.
    pub topics: Vec<ListedPhrase>,
    pub departments: Vec<DepartmentPart>,
    /// What is foreseen for which year; nothing where the document has no schedule.
    pub schedule: Option<ScheduleView>,
    pub effect: Option<EffectView>,
    pub page: Option<u32>,
    pub part_of: Option<LinkView>,
    pub parts: Vec<MeasureCard>,
    pub follows: Vec<PlanMeasure>,
    pub followed_by: Vec<PlanMeasure>,
    pub indicators: Vec<IndicatorView>,
    pub nearest: NearestView,
    pub city_measures: LinkView,
}

/// Words, with the list of the measures that have them.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ListedPhrase {
    #[serde(flatten)]
    pub phrase: Phrase,
    pub url: String,
}

pub(super) struct MeasurePage;

impl Kind for MeasurePage {
    type About = MeasureId;
    type View = MeasureView;

    const NAME: &'static str = "measure";
    const VARIABLE: Option<&'static str> = Some("measure");
    const PAGES: Pages<MeasureId> = Pages::OfPlan(|site, plan| site[plan].measures.clone());
    const HAS_NAVIGATION: bool = true;
    const LINKS_HEADINGS: bool = true;

    fn address(site: &Site, id: MeasureId) -> String {
        format!("{}/measures/{}", site.plan_name(site[id].plan), site[id].id)
    }

    fn find(site: &Site, address: &str) -> Option<MeasureId> {
        let (plan, id) = address.split_once("/measures/")?;
        let plan = site.plan_named(plan)?;
        site[plan].measures.iter().copied().find(|measure| site[*measure].id == id)
    }

    fn title(context: &PageContext<'_>, id: MeasureId) -> Phrase {
        context.title(&context.site[id].texts)
    }

    fn texts(site: &Site, id: MeasureId) -> Option<&Texts> {
        Some(&site[id].texts)
    }

    fn updated(site: &Site, id: MeasureId) -> Option<Date> {
        Some(site[site[id].plan].updated)
    }

    fn outline(context: &PageContext<'_>, id: MeasureId) -> Outline<MeasureView> {
        let measure = &context.site[id];
        let plan = &context.site[measure.plan];
        let at = plan.measures.iter().position(|sibling| *sibling == id).unwrap_or(0);
        let sibling = |at: usize| plan.measures.get(at).map(|measure| PageId::Measure(*measure));
        let previous = at.checked_sub(1).map_or(Some(PageId::Plan(measure.plan)), sibling);
        Outline {
            contact: measure.departments.first().map(|department| department.department),
            source_page: measure.page,
            neighbours: (previous, sibling(at + 1)),
            ..Outline::below_plan(context.site, measure.plan, measure_view(context, id))
        }
    }
}

fn measure_view(context: &PageContext<'_>, id: MeasureId) -> MeasureView {
    let site = context.site;
    let measure = &site[id];
    let plan = &site[measure.plan];
    let pillar = &plan.pillars[measure.pillar];
    MeasureView {
        name: site.measure_name(id),
        number: context.number(&measure.texts, measure.number.as_deref()),
        city: context.link(PageId::City(plan.city)),
        plan: context.link(PageId::Plan(measure.plan)),
        period: context.period(plan.period),
        pillar: LinkView {
            title: context.phrase(&pillar.label),
            url: format!("{}#pillar-{}", context.url_of(PageId::Plan(measure.plan)), pillar.id),
        },
        category: listed(context, &site[measure.category].label, MeasureList::Category(measure.category)),
        topics: measure
            .topics
            .iter()
            .map(|topic| listed(context, &site[*topic].label, MeasureList::Topic(*topic)))
            .collect(),
        departments: departments(context, id),
        schedule: (!measure.schedule.is_empty()).then(|| schedule_view(context, &[id])),
        effect: measure.effect.map(|effect| effect_view(context, effect)),
        page: measure.page,
        part_of: measure.part_of.map(|whole| context.link(PageId::Measure(whole))),
        parts: measure.parts.iter().map(|part| measure_card(context, *part)).collect(),
        follows: of_other_plans(context, &measure.follows),
        followed_by: of_other_plans(context, &measure.followed_by),
        indicators: measure.indicators.iter().map(|indicator| indicator_view(context, *indicator)).collect(),
        nearest: nearest_view(context, id),
        city_measures: LinkView {
            title: context.phrase(&site[plan.city].name),
            url: context.url_of(PageId::MeasureList(MeasureList::City(plan.city), 1)),
        },
    }
}

fn listed(context: &PageContext<'_>, label: &Label, list: MeasureList) -> ListedPhrase {
    ListedPhrase { phrase: context.phrase(label), url: context.url_of(PageId::MeasureList(list, 1)) }
}
