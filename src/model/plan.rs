//! Plans and what they are made of.

use std::collections::BTreeMap;

use crate::parse::{DataTable, Effect, RevisionRecord, ScheduledStep, SourceDocument, StatementNote};
use crate::source::SourcePath;
use crate::values::{CoverageState, Date, Label, Language, Part, Period, PlanKind, Wording};

use super::{
    CategoryId, ChapterId, CityId, DepartmentId, Family, IndicatorId, MeasureId, PlanId, StatementKindId,
    Texts, TopicId,
};

/// How a plan stands to the day that the site speaks of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Its period has not begun.
    NotBegun,
    /// It is the plan that counts.
    InForce,
    /// Its period is over, or a plan that has begun took its place.
    Ended,
}

impl Standing {
    /// The word for it in views: `not-begun`, `in-force` or `ended`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotBegun => "not-begun",
            Self::InForce => "in-force",
            Self::Ended => "ended",
        }
    }
}

/// A published document with a period.
#[derive(Debug)]
pub struct Plan {
    /// Its id: the name of its folder.
    pub id: String,
    /// Its `plan.toml`.
    pub path: SourcePath,
    /// Its city.
    pub city: CityId,
    /// Its title.
    pub title: Label,
    /// What kind of document it is.
    pub kind: PlanKind,
    /// The fiscal years it covers.
    pub period: Period,
    /// When it was adopted.
    pub adopted: Option<Date>,
    /// The department responsible for it.
    pub department: DepartmentId,
    /// When its pages here were last brought up to date.
    pub updated: Date,
    /// The document behind it.
    pub source: SourceDocument,
    /// Whose words its pages hold.
    pub wording: Wording,
    /// The plan it takes the place of.
    pub supersedes: Option<PlanId>,
    /// The plan that takes its place.
    pub superseded_by: Option<PlanId>,
    /// When it was made and changed.
    pub revisions: Vec<RevisionRecord>,
    /// The text of its page.
    pub texts: Texts,
    /// Its groups of pillars.
    pub groups: Vec<Group>,
    /// Its own grouping of its measures.
    pub pillars: Vec<Pillar>,
    /// The short texts it stands for.
    pub statements: Vec<Statement>,
    /// Its circular diagrams.
    pub cycles: Vec<Cycle>,
    /// Its chapters, in order.
    pub chapters: Vec<ChapterId>,
    /// Its measures, in the order of pillars and printed numbers.
    pub measures: Vec<MeasureId>,
    /// Its indicators.
    pub indicators: Vec<IndicatorId>,
    /// Its job families, with the ranks of each.
    pub families: Vec<Family>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// What is known of every topic.
    pub coverage: BTreeMap<TopicId, CoverageState>,
}

/// A group of pillars.
#[derive(Debug)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Label,
    /// Its number as printed.
    pub number: Option<Label>,
}

/// A plan's own grouping of its measures.
#[derive(Debug)]
pub struct Pillar {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Label,
    /// The topic it serves.
    pub topic: TopicId,
    /// Its group, as a position in the plan's groups.
    pub group: Option<usize>,
    /// Its number as printed.
    pub number: Option<Label>,
    /// What it is about.
    pub text: Option<Label>,
    /// Its measures.
    pub measures: Vec<MeasureId>,
}

/// A short text that a plan stands for.
#[derive(Debug)]
pub struct Statement {
    /// Its kind.
    pub kind: StatementKindId,
    /// The statement, or its name where it has a text.
    pub name: Label,
    /// What it says.
    pub text: Option<Label>,
    /// Its number as printed.
    pub number: Option<Label>,
    /// The page in the source document.
    pub page: Option<u32>,
    /// The footnotes printed with it.
    pub notes: Vec<StatementNote>,
}

/// A circular diagram.
#[derive(Debug)]
pub struct Cycle {
    /// Its id.
    pub id: String,
    /// Its title.
    pub name: Label,
    /// Its steps, in order; the last leads to the first.
    pub steps: Vec<Label>,
    /// What it leads to.
    pub outcome: Option<Label>,
}

/// A table, in each language it was entered in.
#[derive(Debug)]
pub struct Table {
    /// Its id: the name of its file.
    pub id: String,
    pub(super) languages: Vec<Option<DataTable>>,
}

impl Table {
    /// The table in a language, or in the authoritative one; and the language it is in.
    pub fn shown(&self, language: Language) -> Option<(&DataTable, Language)> {
        let at = |language: Language| self.languages.get(language.index())?.as_ref();
        at(language)
            .map(|table| (table, language))
            .or_else(|| at(Language::AUTHORITATIVE).map(|table| (table, Language::AUTHORITATIVE)))
    }
}

/// A part of a plan.
#[derive(Debug)]
pub struct Chapter {
    /// Its id: the name of its file.
    pub id: String,
    /// Its plan.
    pub plan: PlanId,
    /// Its number as printed.
    pub number: Option<String>,
    /// The page in the source document.
    pub page: Option<u32>,
    /// Its text.
    pub texts: Texts,
}

/// One thing that a city undertakes.
#[derive(Debug)]
pub struct Measure {
    /// Its id: the name of its file.
    pub id: String,
    /// Its plan.
    pub plan: PlanId,
    /// The reading of its title.
    pub kana: Option<String>,
    /// Its number as printed.
    pub number: Option<String>,
    /// Its pillar, as a position in the plan's pillars.
    pub pillar: usize,
    /// How it works.
    pub category: CategoryId,
    /// Why it is done; the first is the main one.
    pub topics: Vec<TopicId>,
    /// Who answers for it; at least one.
    pub departments: Vec<MeasureDepartment>,
    /// What is foreseen for which year.
    pub schedule: Vec<ScheduledStep>,
    /// What it saves or brings in.
    pub effect: Option<Effect>,
    /// The page in the source document.
    pub page: Option<u32>,
    /// The measure that it is a part of.
    pub part_of: Option<MeasureId>,
    /// Its parts.
    pub parts: Vec<MeasureId>,
    /// The earlier measures that it takes up.
    pub follows: Vec<MeasureId>,
    /// The later measures that take it up.
    pub followed_by: Vec<MeasureId>,
    /// The indicators that show how it goes.
    pub indicators: Vec<IndicatorId>,
    /// Its text.
    pub texts: Texts,
}

/// A department of a measure.
#[derive(Clone, Copy, Debug)]
pub struct MeasureDepartment {
    /// The department.
    pub department: DepartmentId,
    /// Its part.
    pub part: Part,
    /// Whether the document names it; otherwise it is the department responsible for the plan.
    pub named: bool,
}
