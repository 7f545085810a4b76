//! What a plan changed in the one it takes the place of. All of it follows from `follows`, which says which
//! earlier measures a measure takes up; whether their contents changed is for readers to judge.

use crate::model::{MeasureId, PlanId, Site};
use crate::pages::views::MeasureCard;
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::values::Language;

views! {
    pub(super) struct ChangesView(context, id: PlanId, earlier_id: PlanId) {
        let site = context.site;
        let takes_up = |measure: &MeasureId| !taken_up(site, *measure, earlier_id).is_empty();
        let follows = |later: &MeasureId| site[*later].plan == id;
        let (continues, adds): (Vec<MeasureId>, Vec<MeasureId>) = site[id].measures.iter().partition(|id| takes_up(id));
        let (kept, ends): (Vec<MeasureId>, Vec<MeasureId>) =
            site[earlier_id].measures.iter().partition(|id| site[**id].followed_by.iter().any(follows));
        pub city: LinkView = context.link(PageId::City(site[id].city)),
        pub plan: ChangedPlan = ChangedPlan::of(context, id),
        pub earlier: ChangedPlan = ChangedPlan::of(context, earlier_id),
        /// The measures that take up none of the earlier plan.
        pub added: Vec<MeasureCard> = context.each(&adds, MeasureCard::of),
        /// The measures that take up some of the earlier plan, each with those.
        pub continued: Vec<ContinuedMeasure> =
            context.each(&continues, |_, id| ContinuedMeasure::of(context, id, earlier_id)),
        /// How many measures of the earlier plan are taken up.
        pub taken_up_count: usize = kept.len(),
        /// The measures of the earlier plan that none takes up.
        pub ended: Vec<MeasureCard> = context.each(&ends, MeasureCard::of),
    }

    pub(super) struct ChangedPlan(context, id: PlanId) {
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Plan(id)),
        pub period: String = context.period(context.site[id].period),
        pub measure_count: usize = context.site[id].measures.len(),
    }

    /// A measure that takes up earlier ones.
    pub(super) struct ContinuedMeasure(context, id: MeasureId, plan: PlanId) {
        /// `city/plan/measure`.
        pub name: String = context.site.measure_name(id),
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Measure(id)),
        pub category: Phrase = context.phrase(&context.site[context.site[id].category].label),
        pub earlier: Vec<EarlierMeasure> =
            context.each(&taken_up(context.site, id, plan), EarlierMeasure::of),
    }

    pub(super) struct EarlierMeasure(context, id: MeasureId) {
        /// `city/plan/measure`.
        pub name: String = context.site.measure_name(id),
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Measure(id)),
    }
}

pub(super) struct ChangesPage;

impl Kind for ChangesPage {
    type About = PlanId;
    type View = ChangesView;

    const NAME: &'static str = "changes";
    const PAGES: Pages<PlanId> = Pages::Comparing(|site| site.superseding_plans().collect());
    const TITLE: &'static str = "changes.title";

    fn address(site: &Site, id: PlanId) -> String {
        format!("{}/changes", site.plan_name(id))
    }

    fn description(context: &PageContext<'_>, id: PlanId, _title: &str) -> Option<Phrase> {
        let plan = context.named_in("description.changes", &context.site[id].title).text;
        Some(context.filled("description.changes", &[("plan", &plan)]))
    }

    fn has_words(site: &Site, id: PlanId, language: Language) -> bool {
        let plans = std::iter::once(id).chain(site[id].supersedes);
        let mut measures = plans.clone().flat_map(|plan| &site[plan].measures);
        plans.clone().any(|plan| site[plan].title.has(language))
            || measures.any(|measure| site[*measure].texts.has(language))
    }

    fn outline(context: &PageContext<'_>, id: PlanId) -> Outline<ChangesView> {
        let plan = &context.site[id];
        // There is such a page only for a plan with an earlier one.
        let earlier = plan.supersedes.unwrap_or(id);
        Outline {
            updated: Some(plan.updated.max(context.site[earlier].updated)),
            // It is made of the facts of two plans, and holds the words of neither.
            plan: None,
            ..Outline::below_plan(context.site, id, ChangesView::of(context, id, earlier))
        }
    }
}

/// The measures of an earlier plan that a measure takes up.
fn taken_up(site: &Site, measure: MeasureId, earlier: PlanId) -> Vec<MeasureId> {
    site[measure].follows.iter().copied().filter(|followed| site[*followed].plan == earlier).collect()
}
