//! A plan's page.

use crate::model::{ChapterId, GroupRecord, Pillar, Plan, PlanId, Site, Texts, Translation};
use crate::pages::views::{
    DepartmentLink, MeasureCard, PhaseView, PlanCard, RevisionView, SourceView, StatementGroup,
};
use crate::pages::whole_plan::whole_translation;
use crate::pages::{
    DateView, Kind, LinkView, NumberedLink, Outline, PageContext, PageId, Pages, Phrase, above_city_parts,
    views,
};
use crate::source::SourcePath;
use crate::values::{Code, Date, Language};

views! {
    pub(super) struct PlanView(context, id: PlanId) {
        let site = context.site;
        let plan = &site[id];
        let numbered = |chapter: &ChapterId| NumberedLink {
            number: context.number(&site[*chapter].texts, site[*chapter].number.as_deref()),
            link: context.link(PageId::Chapter(*chapter)),
            held_back: context.held_back(PageId::Chapter(*chapter)),
        };
        pub city: LinkView = context.link(PageId::City(plan.city)),
        /// `vision`, `policy`, `action-plan` or `programme`.
        pub kind: &'static str = plan.kind.code(),
        pub period: String = context.period(plan.period),
        /// The period as the document words it.
        pub period_text: Option<Phrase> = context.phrase_if(&plan.period_text),
        /// The parts of the period, where the document divides it.
        pub phases: Vec<PhaseView> = PhaseView::all(context, id),
        pub adopted: Option<DateView> = plan.adopted.map(|date| context.date(date)),
        pub in_force: bool = site.in_force(id),
        /// `not-begun`, `in-force` or `ended`.
        pub standing: &'static str = site.standing(id).code(),
        pub department: DepartmentLink = DepartmentLink::of(context, plan.department),
        pub source: SourceView = SourceView::of(context, plan),
        /// The plans it takes the place of.
        pub supersedes: Vec<LinkView> = context.links(&plan.supersedes, PageId::Plan),
        /// The plans that take its place.
        pub superseded_by: Vec<LaterPlan> = context.each(&plan.superseded_by, LaterPlan::of),
        /// The larger plan that it is inside of.
        pub part_of: Option<LinkView> = plan.part_of.map(|whole| context.link(PageId::Plan(whole))),
        /// The plans inside of it.
        pub parts: Vec<PlanCard> = context.each(&plan.parts, PlanCard::of),
        /// What it changed in the plans it takes the place of.
        pub changes: Option<LinkView> = context.link_if_exists(PageId::Changes(id)),
        /// All of it for paper.
        pub booklet: LinkView = context.link(PageId::Booklet(id)),
        /// All of it, original and translation side by side; nothing where the site has one language.
        pub parallel: Option<LinkView> = context.link_if_exists(PageId::Parallel(id)),
        pub revisions: Vec<RevisionView> = RevisionView::all(context, plan),
        /// What it stands for, by kind, in the order of the document.
        pub statements: Vec<StatementGroup> = StatementGroup::all(context, id),
        pub groups: Vec<GroupView> = groups(context, plan),
        pub chapters: Vec<NumberedLink> = plan.chapters.iter().map(numbered).collect(),
        pub measure_count: usize = plan.measures.len(),
    }

    /// A plan that takes the place of another.
    pub(super) struct LaterPlan(context, id: PlanId) {
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Plan(id)),
        /// What it changed.
        pub changes: Option<LinkView> = context.link_if_exists(PageId::Changes(id)),
    }

    /// A group of pillars; without a label where the plan has no groups.
    pub(super) struct GroupView(context, plan: &Plan, at: Option<usize>) {
        let group: Option<&GroupRecord> = at.map(|at| &*plan.groups[at]);
        let of_group = plan.pillars.iter().filter(|pillar| pillar.group == at);
        pub number: Option<Phrase> = group.and_then(|group| context.part_number(|words| &words.group, &group.number)),
        pub label: Option<Phrase> = group.map(|group| context.phrase(&group.label)),
        pub pillars: Vec<PillarView> = of_group.map(|pillar| PillarView::of(context, pillar)).collect(),
    }

    pub(super) struct PillarView(context, pillar: &Pillar) {
        /// Its id, for links within the page.
        pub id: String = pillar.id.to_string(),
        pub number: Option<Phrase> = context.part_number(|words| &words.pillar, &pillar.number),
        pub label: Phrase = context.phrase(&pillar.label),
        pub topic: Phrase = context.phrase(&context.site[pillar.topic].label),
        pub text: Option<Phrase> = context.phrase_if(&pillar.text),
        pub measures: Vec<MeasureCard> = context.each(&pillar.measures, MeasureCard::of),
    }
}

pub(super) struct PlanPage;

impl Kind for PlanPage {
    type About = PlanId;
    type View = PlanView;

    const NAME: &'static str = "plan";
    const PAGES: Pages<PlanId> = Pages::OfPlan(|_, plan| vec![plan]);
    const LINKS_HEADINGS: bool = true;

    fn address(site: &Site, id: PlanId) -> String {
        format!("{}/index", site.plan_name(id))
    }

    fn title(context: &PageContext<'_>, id: PlanId) -> Phrase {
        context.phrase(&context.site[id].title)
    }

    fn description(context: &PageContext<'_>, id: PlanId, title: &str) -> Option<Phrase> {
        let city = context.named_in("description.plan", &context.site[context.site[id].city].name_alone).text;
        Some(context.filled("description.plan", &[("city", &city), ("name", title)]))
    }

    fn texts(site: &Site, id: PlanId) -> Option<&Texts> {
        Some(&site[id].texts)
    }

    fn source(site: &Site, id: PlanId) -> Option<SourcePath> {
        Some(site[id].path.clone())
    }

    fn updated(site: &Site, id: PlanId) -> Option<Date> {
        Some(site[id].updated)
    }

    fn has_words(site: &Site, id: PlanId, language: Language) -> bool {
        let plan = &site[id];
        match plan.texts.authoritative() {
            Some(_) => plan.texts.has(language),
            None => {
                plan.title.has(language)
                    || plan.pillars.iter().any(|pillar| pillar.label.has(language))
                    || plan.statements.iter().any(|statement| statement.name.has(language))
                    || whole_translation(site, id, language) != Translation::Missing
            }
        }
    }

    fn outline(context: &PageContext<'_>, id: PlanId) -> Outline<PlanView> {
        let plan = &context.site[id];
        Outline {
            above: above_city_parts(context.site, plan.city),
            updated: Some(plan.updated),
            contact: Some(plan.department),
            plan: Some(id),
            neighbours: (None, plan.chapters.first().map(|chapter| PageId::Chapter(*chapter))),
            ..Outline::of(PlanView::of(context, id))
        }
    }
}

/// The groups that have pillars, and last those without a group.
fn groups(context: &PageContext<'_>, plan: &Plan) -> Vec<GroupView> {
    let places = (0..plan.groups.len()).map(Some).chain([None]);
    let groups = places.map(|at| GroupView::of(context, plan, at));
    groups.filter(|group| !group.pillars.is_empty()).collect()
}
