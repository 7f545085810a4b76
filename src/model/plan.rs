//! Plans and what they are made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::parse::DataTable;
use crate::records::{PillarRecord, PlanRecord, StatementRecord};
use crate::source::SourcePath;
use crate::values::CoverageState;

use super::held::holds_record;
use super::{
    ChapterId, CityId, DepartmentId, Family, IndicatorId, MeasureId, PlanId, StatementKindId, Texts, TopicId,
};

/// How a plan stands to the day that the site speaks of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Its period has not begun.
    NotBegun,
    /// It is the plan that counts.
    InForce,
    /// Its period is over, or the plans that take its place have begun.
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
    /// What `plan.toml` says.
    pub record: Arc<PlanRecord>,
    /// The name of its folder.
    pub id: String,
    /// Its `plan.toml`.
    pub path: SourcePath,
    /// The city whose folder it is in.
    pub city: CityId,
    /// The department responsible for it.
    pub department: DepartmentId,
    /// The plans it takes the place of.
    pub supersedes: Vec<PlanId>,
    /// The plans that take its place.
    pub superseded_by: Vec<PlanId>,
    /// The larger plan that it is inside of.
    pub part_of: Option<PlanId>,
    /// The plans inside of it.
    pub parts: Vec<PlanId>,
    /// The text of its page.
    pub texts: Texts,
    /// Its pillars, in printed order.
    pub pillars: Vec<Pillar>,
    /// Its statements, in printed order.
    pub statements: Vec<Statement>,
    /// Its chapters, in the order of their names.
    pub chapters: Vec<ChapterId>,
    /// Its measures, in the order of pillars and printed numbers.
    pub measures: Vec<MeasureId>,
    /// Its indicators, in the order of their file.
    pub indicators: Vec<IndicatorId>,
    /// Its job families, with the ranks of each.
    pub families: Vec<Family>,
    /// Its tables, in the order of their names.
    pub tables: Vec<Table>,
    /// What is known of every topic of the site.
    pub coverage: BTreeMap<TopicId, CoverageState>,
}

/// A plan's own grouping of its measures.
#[derive(Debug)]
pub struct Pillar {
    /// What `[[pillar]]` says.
    pub record: Arc<PillarRecord>,
    /// The topic that its measures serve unless they say otherwise.
    pub topic: TopicId,
    /// Its group, as a position among the groups of the plan's record.
    pub group: Option<usize>,
    /// Its measures, in printed order.
    pub measures: Vec<MeasureId>,
}

/// A short text that a plan stands for.
#[derive(Debug)]
pub struct Statement {
    /// What `[[statement]]` says.
    pub record: Arc<StatementRecord>,
    /// The kind that it names.
    pub kind: StatementKindId,
}

/// A table, in each language it was entered in.
#[derive(Debug)]
pub struct Table {
    /// The name of its file.
    pub id: String,
    pub(super) languages: Vec<Option<Arc<DataTable>>>,
}

impl Table {
    /// The table in each language of the site; nothing where it was not entered.
    pub fn languages(&self) -> impl Iterator<Item = Option<&DataTable>> {
        self.languages.iter().map(Option::as_deref)
    }
}

holds_record! {
    Plan: PlanRecord,
    Pillar: PillarRecord,
    Statement: StatementRecord,
}
