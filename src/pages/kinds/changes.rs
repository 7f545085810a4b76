//! What a plan changed in those it takes the place of. All of it follows from `follows`, which says which
//! earlier measures a measure takes up; whether their contents changed is for readers to judge.

use crate::model::{MeasureId, PlanId, Site};
use crate::pages::views::MeasureCard;
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::values::Language;

views! {
    pub(super) struct ChangesView(context, id: PlanId) {
        let site = context.site;
        let takes_up = |measure: &MeasureId| !taken_up(site, *measure, &site[id].supersedes).is_empty();
        let (continues, adds): (Vec<MeasureId>, Vec<MeasureId>) = site[id].measures.iter().partition(|id| takes_up(id));
        pub city: LinkView = context.link(PageId::City(site[id].city)),
        pub plan: ChangedPlan = ChangedPlan::of(context, id),
        /// The plans it takes the place of, each with what became of its measures.
        pub earlier: Vec<EarlierPlan> =
            context.each(&site[id].supersedes, |_, earlier| EarlierPlan::of(context, id, earlier)),
        /// The measures that take up none of the earlier plans.
        pub added: Vec<MeasureCard> = context.each(&adds, MeasureCard::of),
        /// How many measures take up some of the earlier plans.
        pub continued_count: usize = continues.len(),
        /// How many measures of the earlier plans none takes up.
        pub ended_count: usize = site[id].supersedes.iter().map(|plan| ended(site, *plan).len()).sum(),
    }

    /// A plan whose place another takes.
    pub(super) struct EarlierPlan(context, id: PlanId, earlier: PlanId) {
        let site = context.site;
        let follows = |later: &MeasureId| site[*later].plan == id;
        let is_taken_up = |measure: &&MeasureId| site[**measure].followed_by.iter().any(follows);
        let is_elsewhere = |measure: &&MeasureId| !is_taken_up(measure) && is_taken_over(site, **measure);
        let continues = site[id].measures.iter().filter(|id| !taken_up(site, **id, &[earlier]).is_empty());
        #[serde(flatten)]
        pub plan: ChangedPlan = ChangedPlan::of(context, earlier),
        /// An id for links within the page.
        pub id: String = site.plan_name(earlier).replace('/', "-"),
        /// The measures that take up some of it, each with those.
        pub continued: Vec<ContinuedMeasure> =
            continues.map(|id| ContinuedMeasure::of(context, *id, earlier)).collect(),
        /// How many of its measures are taken up.
        pub taken_up_count: usize = site[earlier].measures.iter().filter(is_taken_up).count(),
        /// Its measures that only another plan takes up which takes its place too.
        pub elsewhere: Vec<MeasureCard> =
            site[earlier].measures.iter().filter(is_elsewhere).map(|id| MeasureCard::of(context, *id)).collect(),
        /// Its measures that none takes up.
        pub ended: Vec<MeasureCard> = context.each(&ended(site, earlier), MeasureCard::of),
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
            context.each(&taken_up(context.site, id, &[plan]), EarlierMeasure::of),
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
        let plans = std::iter::once(id).chain(site[id].supersedes.iter().copied());
        let mut measures = plans.clone().flat_map(|plan| &site[plan].measures);
        plans.clone().any(|plan| site[plan].title.has(language))
            || measures.any(|measure| site[*measure].texts.has(language))
    }

    fn outline(context: &PageContext<'_>, id: PlanId) -> Outline<ChangesView> {
        let plan = &context.site[id];
        let updated = plan.supersedes.iter().map(|earlier| context.site[*earlier].updated);
        Outline {
            updated: updated.chain([plan.updated]).max(),
            // It is made of the facts of several plans, and holds the words of none.
            plan: None,
            ..Outline::below_plan(context.site, id, ChangesView::of(context, id))
        }
    }
}

/// The measures of earlier plans that a measure takes up.
fn taken_up(site: &Site, measure: MeasureId, earlier: &[PlanId]) -> Vec<MeasureId> {
    let followed = site[measure].follows.iter().copied();
    followed.filter(|followed| earlier.contains(&site[*followed].plan)).collect()
}

/// Whether a measure is taken up by a plan that takes the place of its own.
fn is_taken_over(site: &Site, measure: MeasureId) -> bool {
    let later_plans = &site[site[measure].plan].superseded_by;
    site[measure].followed_by.iter().any(|later| later_plans.contains(&site[*later].plan))
}

/// The measures of a plan that none takes up of those that take its place.
fn ended(site: &Site, plan: PlanId) -> Vec<MeasureId> {
    site[plan].measures.iter().copied().filter(|measure| !is_taken_over(site, *measure)).collect()
}
