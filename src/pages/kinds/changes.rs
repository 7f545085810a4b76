//! What a plan changed in the one it takes the place of. All of it follows from `follows`, which says which
//! earlier measures a measure takes up; whether their contents changed is for readers to judge.

use serde::Serialize;

use crate::model::{MeasureId, PlanId, Site};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};
use crate::pages::views::measure_card::{MeasureCard, measure_card};

#[derive(Clone, Debug, Serialize)]
pub(super) struct ChangesView {
    pub city: LinkView,
    pub plan: ChangedPlan,
    pub earlier: ChangedPlan,
    /// The measures that take up none of the earlier plan.
    pub added: Vec<MeasureCard>,
    /// The measures that take up some of the earlier plan, each with those.
    pub continued: Vec<ContinuedMeasure>,
    /// How many measures of the earlier plan are taken up.
    pub taken_up_count: usize,
    /// The measures of the earlier plan that none takes up.
    pub ended: Vec<MeasureCard>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ChangedPlan {
    #[serde(flatten)]
    pub link: LinkView,
    pub period: String,
    pub measure_count: usize,
}

/// A measure that takes up earlier ones.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ContinuedMeasure {
    /// `city/plan/measure`.
    pub name: String,
    #[serde(flatten)]
    pub link: LinkView,
    pub category: Phrase,
    pub earlier: Vec<EarlierMeasure>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct EarlierMeasure {
    /// `city/plan/measure`.
    pub name: String,
    #[serde(flatten)]
    pub link: LinkView,
}

/// What a plan changed in the one it takes the place of.
pub(super) struct ChangesPage;

impl Kind for ChangesPage {
    type About = PlanId;
    type View = ChangesView;

    const NAME: &'static str = "changes";
    const VARIABLE: Option<&'static str> = Some("changes");
    const PAGES: Pages<PlanId> =
        Pages::OfSite(
            |site| if site.has_comparison() { site.superseding_plans().collect() } else { Vec::new() },
        );

    fn address(site: &Site, id: PlanId) -> String {
        format!("{}/changes", site.plan_name(id))
    }

    fn title(context: &PageContext<'_>, _: PlanId) -> Phrase {
        context.translated("changes.title")
    }

    fn description(context: &PageContext<'_>, id: PlanId, _title: &str) -> Option<String> {
        let plan = context.phrase(&context.site[id].title).text;
        Some(context.filled("description.changes", &[("plan", &plan)]))
    }

    fn outline(context: &PageContext<'_>, id: PlanId) -> Outline<ChangesView> {
        let plan = &context.site[id];
        // There is such a page only for a plan with an earlier one.
        let earlier = plan.supersedes.unwrap_or(id);
        Outline {
            updated: Some(plan.updated.max(context.site[earlier].updated)),
            // It is made of the facts of two plans, and holds the words of neither.
            plan: None,
            ..Outline::below_plan(context.site, id, changes_view(context, id, earlier))
        }
    }
}

fn changes_view(context: &PageContext<'_>, id: PlanId, earlier: PlanId) -> ChangesView {
    let site = context.site;
    let takes_up = |measure: &MeasureId| taken_up(context, *measure, earlier).next().is_some();
    let is_taken_up =
        |measure: &MeasureId| site[*measure].followed_by.iter().any(|later| site[*later].plan == id);
    let (continued, added): (Vec<MeasureId>, Vec<MeasureId>) =
        site[id].measures.iter().partition(|measure| takes_up(measure));
    let (kept, ended): (Vec<MeasureId>, Vec<MeasureId>) =
        site[earlier].measures.iter().partition(|measure| is_taken_up(measure));
    ChangesView {
        city: context.link(PageId::City(site[id].city)),
        plan: changed_plan(context, id),
        earlier: changed_plan(context, earlier),
        added: added.iter().map(|measure| measure_card(context, *measure)).collect(),
        continued: continued.iter().map(|measure| continued_measure(context, *measure, earlier)).collect(),
        taken_up_count: kept.len(),
        ended: ended.iter().map(|measure| measure_card(context, *measure)).collect(),
    }
}

/// The measures of an earlier plan that a measure takes up.
fn taken_up<'a>(
    context: &'a PageContext<'_>,
    measure: MeasureId,
    earlier: PlanId,
) -> impl Iterator<Item = MeasureId> + 'a {
    let site = context.site;
    site[measure].follows.iter().copied().filter(move |followed| site[*followed].plan == earlier)
}

fn changed_plan(context: &PageContext<'_>, id: PlanId) -> ChangedPlan {
    let plan = &context.site[id];
    ChangedPlan {
        link: context.link(PageId::Plan(id)),
        period: context.period(plan.period),
        measure_count: plan.measures.len(),
    }
}

fn continued_measure(context: &PageContext<'_>, id: MeasureId, earlier: PlanId) -> ContinuedMeasure {
    let site = context.site;
    ContinuedMeasure {
        name: site.measure_name(id),
        link: context.link(PageId::Measure(id)),
        category: context.phrase(&site[site[id].category].label),
        earlier: taken_up(context, id, earlier)
            .map(|followed| EarlierMeasure {
                name: site.measure_name(followed),
                link: context.link(PageId::Measure(followed)),
            })
            .collect(),
    }
}
