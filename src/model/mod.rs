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
mod id;
mod indicator;
mod link;
mod measure_list;
mod measure_order;
mod plan;
mod reading_order;
mod role;
mod site;
mod subject;
mod texts;
mod theme;
mod vocabulary;

pub use address::relative;
pub use assemble::{Parsed, assemble, linked_file};
pub use city::{City, Department};
pub use component::{COMPONENTS, Component, ComponentKind};
pub use id::{
    CategoryId, ChapterId, CityId, DepartmentId, FreePageId, IndicatorId, MeasureId, PlanId, StatementKindId,
    TermId, TopicId,
};
pub use indicator::Indicator;
pub use link::Target;
pub use measure_list::MeasureList;
pub use measure_order::{MeasureOrder, label_key};
pub use plan::{Chapter, Cycle, Group, Measure, MeasureDepartment, Pillar, Plan, Standing, Statement, Table};
pub use reading_order::{reading_order, section_of};
pub use role::{Family, Rank};
pub use site::{FreePage, Site};
pub use subject::Subject;
pub use texts::{Text, Texts, Translation};
pub use theme::{ThemeChain, theme_chain};
pub use vocabulary::{Category, StatementKind, Term, Topic};

/// What records say as it stands: nothing in these refers to another file.
pub use crate::parse::{
    DataTable, Effect, IndicatorRecord, IndicatorValue, RevisionRecord, SiteRecord, StatementNote,
    Target as IndicatorTarget, ThemeWords,
};
