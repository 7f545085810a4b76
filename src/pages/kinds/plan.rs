//! A plan's page.

use serde::Serialize;

use crate::model::{ChapterId, Pillar, Plan, PlanId, Site, Texts};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{DateView, LinkView, NumberedLink, Phrase};
use crate::pages::views::measure_card::{MeasureCard, measure_card};
use crate::pages::views::plan_facts::{RevisionView, SourceView, revisions, source_view};
use crate::pages::views::statements::{StatementGroup, statements};
use crate::source::SourcePath;
use crate::values::{Code, Date};

#[derive(Clone, Debug, Serialize)]
pub(super) struct PlanView {
    pub city: LinkView,
    /// `vision`, `policy`, `action-plan` or `programme`.
    pub kind: &'static str,
    pub period: String,
    pub adopted: Option<DateView>,
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    pub department: LinkView,
    pub source: SourceView,
    pub supersedes: Option<LinkView>,
    pub superseded_by: Option<LinkView>,
    /// What it changed in the plan it takes the place of.
    pub changes: Option<LinkView>,
    /// What the plan that takes its place changed.
    pub later_changes: Option<LinkView>,
    /// All of it for paper.
    pub booklet: LinkView,
    /// All of it, original and translation side by side; nothing where the site has one language.
    pub parallel: Option<LinkView>,
    pub revisions: Vec<RevisionView>,
    /// What it stands for, by kind, in the order of the document.
    pub statements: Vec<StatementGroup>,
    pub groups: Vec<GroupView>,
    pub chapters: Vec<NumberedLink>,
    pub measure_count: usize,
}

/// A group of pillars; without a label where the plan has no groups.
#[derive(Clone, Debug, Serialize)]
pub(super) struct GroupView {
    pub number: Option<Phrase>,
    pub label: Option<Phrase>,
    pub pillars: Vec<PillarView>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct PillarView {
    /// Its id, for links within the page.
    pub id: String,
    pub number: Option<Phrase>,
    pub label: Phrase,
    pub topic: Phrase,
    pub text: Option<Phrase>,
    pub measures: Vec<MeasureCard>,
}

pub(super) struct PlanPage;

impl Kind for PlanPage {
    type About = PlanId;
    type View = PlanView;

    const NAME: &'static str = "plan";
    const VARIABLE: Option<&'static str> = Some("plan");
    const PAGES: Pages<PlanId> = Pages::OfPlan(|_, plan| vec![plan]);
    const LINKS_HEADINGS: bool = true;

    fn address(site: &Site, id: PlanId) -> String {
        format!("{}/index", site.plan_name(id))
    }

    fn title(context: &PageContext<'_>, id: PlanId) -> Phrase {
        context.phrase(&context.site[id].title)
    }

    fn description(context: &PageContext<'_>, id: PlanId, title: &str) -> Option<String> {
        let city = context.phrase(&context.site[context.site[id].city].name).text;
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

    fn outline(context: &PageContext<'_>, id: PlanId) -> Outline<PlanView> {
        let plan = &context.site[id];
        Outline {
            above: vec![PageId::Home, PageId::City(plan.city)],
            updated: Some(plan.updated),
            contact: Some(plan.department),
            plan: Some(id),
            neighbours: (None, plan.chapters.first().map(|chapter| PageId::Chapter(*chapter))),
            ..Outline::of(plan_view(context, id))
        }
    }
}

fn plan_view(context: &PageContext<'_>, id: PlanId) -> PlanView {
    let site = context.site;
    let plan = &site[id];
    let numbered = |chapter: &ChapterId| NumberedLink {
        number: context.number(&site[*chapter].texts, site[*chapter].number.as_deref()),
        link: context.link(PageId::Chapter(*chapter)),
    };
    PlanView {
        city: context.link(PageId::City(plan.city)),
        kind: plan.kind.code(),
        period: context.period(plan.period),
        adopted: plan.adopted.map(|date| context.date(date)),
        in_force: site.in_force(id),
        standing: site.standing(id).code(),
        department: context.link(PageId::Department(plan.department)),
        source: source_view(context, plan),
        supersedes: plan.supersedes.map(|earlier| context.link(PageId::Plan(earlier))),
        superseded_by: plan.superseded_by.map(|later| context.link(PageId::Plan(later))),
        changes: plan.supersedes.map(|_| context.link(PageId::Changes(id))),
        later_changes: plan.superseded_by.map(|later| context.link(PageId::Changes(later))),
        booklet: context.link(PageId::Booklet(id)),
        parallel: (site.languages.count() > 1).then(|| context.link(PageId::Parallel(id))),
        revisions: revisions(context, plan),
        statements: statements(context, id),
        groups: groups(context, plan),
        chapters: plan.chapters.iter().map(numbered).collect(),
        measure_count: plan.measures.len(),
    }
}

fn groups(context: &PageContext<'_>, plan: &Plan) -> Vec<GroupView> {
    let of_group = |group: Option<usize>| {
        let pillars = plan.pillars.iter().filter(move |pillar| pillar.group == group);
        pillars.map(|pillar| pillar_view(context, pillar)).collect::<Vec<_>>()
    };
    let ungrouped = GroupView { number: None, label: None, pillars: of_group(None) };
    let groups = plan.groups.iter().enumerate().map(|(at, group)| GroupView {
        number: group.number.as_ref().map(|number| context.printed_number(number)),
        label: Some(context.phrase(&group.label)),
        pillars: of_group(Some(at)),
    });
    groups.chain([ungrouped]).filter(|group| !group.pillars.is_empty()).collect()
}

fn pillar_view(context: &PageContext<'_>, pillar: &Pillar) -> PillarView {
    PillarView {
        id: pillar.id.to_string(),
        number: pillar.number.as_ref().map(|number| context.printed_number(number)),
        label: context.phrase(&pillar.label),
        topic: context.phrase(&context.site[pillar.topic].label),
        text: pillar.text.as_ref().map(|text| context.phrase(text)),
        measures: pillar.measures.iter().map(|measure| measure_card(context, *measure)).collect(),
    }
}
