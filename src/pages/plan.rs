//! A plan's page.

use serde::Serialize;

use crate::model::{Pillar, Plan, PlanId, StatementKindId, Subject};
use crate::records::RevisionRecord;
use crate::values::Code;

use super::component::{StatementGroup, statement_group};
use super::measure::{MeasureCard, measure_card};
use super::page::{Making, Outline};
use super::phrase::{DateView, LinkView, Phrase};
use super::shared::NumberedLink;
use super::{Detail, View};

/// What a plan's page shows besides its introduction.
#[derive(Clone, Debug, Serialize)]
pub struct PlanView {
    /// Its city.
    pub city: LinkView,
    /// The word for its kind.
    pub kind: &'static str,
    /// The years it covers.
    pub period: String,
    /// When it was adopted.
    pub adopted: Option<DateView>,
    /// Whether it is in force.
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    /// The department responsible for it.
    pub department: LinkView,
    /// The document behind it.
    pub source: SourceView,
    /// The plan it takes the place of.
    pub supersedes: Option<LinkView>,
    /// The plan that takes its place.
    pub superseded_by: Option<LinkView>,
    /// What it changed in the plan it takes the place of.
    pub changes: Option<LinkView>,
    /// What the plan that takes its place changed.
    pub later_changes: Option<LinkView>,
    /// All of it for paper.
    pub booklet: LinkView,
    /// All of it, original and translation side by side; nothing where the site has one language.
    pub parallel: Option<LinkView>,
    /// When it was made and changed.
    pub revisions: Vec<RevisionView>,
    /// What it stands for, by kind, in the order of the document.
    pub statements: Vec<StatementGroup>,
    /// Its pillars, under their groups.
    pub groups: Vec<GroupView>,
    /// Its chapters.
    pub chapters: Vec<NumberedLink>,
    /// How many measures it has.
    pub measure_count: usize,
}

/// The document behind a plan.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    /// Its title.
    pub title: Phrase,
    /// Where it can be read.
    pub url: Option<String>,
    /// How many pages it has.
    pub pages: Option<u32>,
}

/// When a plan was made or changed.
#[derive(Clone, Debug, Serialize)]
pub struct RevisionView {
    /// When.
    pub at: DateView,
    /// What happened.
    pub text: Phrase,
}

/// A group of pillars; without a label where the plan has no groups.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// Its number as printed.
    pub number: Option<Phrase>,
    /// Its name.
    pub label: Option<Phrase>,
    /// Its pillars.
    pub pillars: Vec<PillarView>,
}

/// A pillar with its measures.
#[derive(Clone, Debug, Serialize)]
pub struct PillarView {
    /// Its id, for links within the page.
    pub id: String,
    /// Its number as printed.
    pub number: Option<Phrase>,
    /// Its name.
    pub label: Phrase,
    /// The topic it serves.
    pub topic: Phrase,
    /// What it is about.
    pub text: Option<Phrase>,
    /// Its measures.
    pub measures: Vec<MeasureCard>,
}

pub(super) fn view(making: &Making<'_>, id: PlanId) -> View {
    let plan = &making.site[id];
    making.finish(Outline {
        kind: "plan",
        title: making.phrase(&plan.title),
        texts: Some(&plan.texts),
        above: vec![Subject::Home, Subject::City(plan.city)],
        updated: Some(plan.updated),
        contact: Some(plan.department),
        plan: Some(id),
        source_page: None,
        neighbours: (None, plan.chapters.first().map(|chapter| Subject::Chapter(*chapter))),
        detail: Detail::Plan(Box::new(plan_view(making, id))),
    })
}

fn plan_view(making: &Making<'_>, id: PlanId) -> PlanView {
    let site = making.site;
    let plan = &site[id];
    let numbered = |chapter: &crate::model::ChapterId| NumberedLink {
        number: making.number(&site[*chapter].texts, site[*chapter].number.as_deref()),
        link: making.link(Subject::Chapter(*chapter)),
    };
    PlanView {
        city: making.link(Subject::City(plan.city)),
        kind: plan.kind.code(),
        period: making.period(plan.period),
        adopted: plan.adopted.map(|date| making.date(date)),
        in_force: site.in_force(id),
        standing: site.standing(id).code(),
        department: making.link(Subject::Department(plan.department)),
        source: source_view(making, plan),
        supersedes: plan.supersedes.map(|earlier| making.link(Subject::Plan(earlier))),
        superseded_by: plan.superseded_by.map(|later| making.link(Subject::Plan(later))),
        changes: plan.supersedes.map(|_| making.link(Subject::Changes(id))),
        later_changes: plan.superseded_by.map(|later| making.link(Subject::Changes(later))),
        booklet: making.link(Subject::Booklet(id)),
        parallel: (site.languages.count() > 1).then(|| making.link(Subject::Parallel(id))),
        revisions: revisions(making, plan),
        statements: statements(making, id),
        groups: groups(making, plan),
        chapters: plan.chapters.iter().map(numbered).collect(),
        measure_count: plan.measures.len(),
    }
}

pub(super) fn source_view(making: &Making<'_>, plan: &Plan) -> SourceView {
    SourceView {
        title: making.phrase(&plan.source.title),
        url: plan.source.url.as_deref().map(str::to_owned),
        pages: plan.source.pages,
    }
}

pub(super) fn revisions(making: &Making<'_>, plan: &Plan) -> Vec<RevisionView> {
    let revision = |revision: &RevisionRecord| RevisionView {
        at: making.date(revision.at),
        text: making.phrase(&revision.text),
    };
    plan.revisions.iter().map(revision).collect()
}

pub(super) fn statements(making: &Making<'_>, plan: PlanId) -> Vec<StatementGroup> {
    let mut kinds: Vec<StatementKindId> = Vec::new();
    for statement in &making.site[plan].statements {
        if !kinds.contains(&statement.kind) {
            kinds.push(statement.kind);
        }
    }
    kinds.into_iter().map(|kind| statement_group(making, plan, kind)).collect()
}

fn groups(making: &Making<'_>, plan: &Plan) -> Vec<GroupView> {
    let of_group = |group: Option<usize>| {
        let pillars = plan.pillars.iter().filter(move |pillar| pillar.group == group);
        pillars.map(|pillar| pillar_view(making, pillar)).collect::<Vec<_>>()
    };
    let ungrouped = GroupView { number: None, label: None, pillars: of_group(None) };
    let groups = plan.groups.iter().enumerate().map(|(at, group)| GroupView {
        number: group.number.as_ref().map(|number| making.printed_number(number)),
        label: Some(making.phrase(&group.label)),
        pillars: of_group(Some(at)),
    });
    groups.chain([ungrouped]).filter(|group| !group.pillars.is_empty()).collect()
}

fn pillar_view(making: &Making<'_>, pillar: &Pillar) -> PillarView {
    PillarView {
        id: pillar.id.to_string(),
        number: pillar.number.as_ref().map(|number| making.printed_number(number)),
        label: making.phrase(&pillar.label),
        topic: making.phrase(&making.site[pillar.topic].label),
        text: pillar.text.as_ref().map(|text| making.phrase(text)),
        measures: pillar.measures.iter().map(|measure| measure_card(making, *measure)).collect(),
    }
}
