//! What is true about the cities. One file per noun; [`assemble()`] resolves every reference.
//!
//! A [`Site`] is complete when made and never changed. Handles such as [`MeasureId`] come only from
//! [`assemble()`], so `site[measure]` cannot fail. What could not be resolved is a diagnostic, and is left
//! out of the site; a site with errors is never published.

mod address;
mod assemble;
mod city;
mod comparison;
mod component;
mod held;
mod id;
mod indicator;
mod link;
mod look_up;
mod measure;
mod measure_list;
mod noun;
mod plan;
mod role;
mod site;
mod texts;
mod vocabulary;

pub use address::{Subject, relative};
pub use assemble::{assemble, linked_file};
pub use city::{City, Department};
pub use component::{COMPONENTS, Component, ComponentKind};
pub use id::{
    CategoryId, ChapterId, CityId, DepartmentId, FreePageId, IndicatorId, MeasureId, PlanId, StatementKindId,
    TermId, TopicId,
};
pub use indicator::Indicator;
pub use link::Target;
pub use measure::{Chapter, Measure, MeasureDepartment};
pub use measure_list::{MEASURES_PER_PAGE, MeasureList, part_count};
pub use plan::{Pillar, Plan, Standing, Statement, Table};
pub use role::{Family, Rank};
pub use site::{FreePage, Site};
pub use texts::{Text, Texts, Translation};
pub use vocabulary::Topic;

pub use crate::parse::DataTable;
pub use crate::records::{
    CategoryRecord, CycleRecord, Effect, GroupRecord, IndicatorRecord, IndicatorTarget, IndicatorValue,
    RevisionRecord, ScheduledStep, SourceDocument, StatementKindRecord, StatementNote, TermRecord,
};
