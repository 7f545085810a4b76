//! Chapters and measures: the parts of a plan that are Markdown files.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::records::{ChapterRecord, MeasureRecord};
use crate::source::SourcePath;
use crate::values::{FiscalYear, Part};

use super::held::holds_record;
use super::step::Scheduled;
use super::{CategoryId, DepartmentId, IndicatorId, MeasureId, PlanId, Texts, TopicId};

/// A part of a plan.
#[derive(Debug)]
pub struct Chapter {
    /// What its front matter says.
    pub record: Arc<ChapterRecord>,
    /// The name of its file.
    pub id: String,
    /// The plan it is a part of.
    pub plan: PlanId,
    pub texts: Texts,
}

/// One thing that a city undertakes.
#[derive(Debug)]
pub struct Measure {
    /// What its front matter says.
    pub record: Arc<MeasureRecord>,
    /// The name of its file.
    pub id: String,
    pub path: SourcePath,
    /// The plan it stands in.
    pub plan: PlanId,
    /// Its pillar, as a position in the plan's pillars.
    pub pillar: usize,
    /// How it works.
    pub category: CategoryId,
    /// Why it is done, at least one; the first is the main one.
    pub topics: Vec<TopicId>,
    /// Who answers for it, at least one.
    pub departments: Vec<MeasureDepartment>,
    /// The measure that it is a part of.
    pub part_of: Option<MeasureId>,
    /// The measures that are parts of it.
    pub parts: Vec<MeasureId>,
    /// The earlier measures that it takes up.
    pub follows: Vec<MeasureId>,
    /// The later measures that take it up.
    pub followed_by: Vec<MeasureId>,
    /// The indicators that show how it goes.
    pub indicators: Vec<IndicatorId>,
    /// What is foreseen, in the order of time; of the same time, in the order of the steps.
    pub schedule: Vec<Scheduled>,
    pub texts: Texts,
}

impl Measure {
    /// The fiscal years that something is foreseen for, in order.
    pub fn scheduled_years(&self) -> BTreeSet<FiscalYear> {
        self.schedule.iter().flat_map(|scheduled| scheduled.stretch.years()).collect()
    }
}

/// A department of a measure.
#[derive(Clone, Copy, Debug)]
pub struct MeasureDepartment {
    /// Who answers.
    pub department: DepartmentId,
    /// As lead or in support.
    pub part: Part,
    /// Whether the document names it; otherwise it is the department responsible for the plan.
    pub named: bool,
}

holds_record! {
    Chapter: ChapterRecord,
    Measure: MeasureRecord,
}
