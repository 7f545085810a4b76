//! What is true about the cities. One file per noun; [`assemble()`] resolves every reference.
//!
//! A [`Site`] is complete when made and never changed. Handles such as [`MeasureId`] come only from
//! [`assemble()`], so `site[measure]` cannot fail. What could not be resolved is a diagnostic, and is left
//! out of the site; a site with errors is never published.

mod address;
mod alias;
mod assemble;
mod city;
mod comparison;
mod held;
mod held_back;
mod id;
mod indicator;
mod link;
mod look_up;
mod measure;
mod measure_list;
mod measure_order;
mod noun;
mod part_words;
mod plan;
mod policy;
mod reading_order;
mod role;
mod site;
mod site_kind;
mod step;
mod subject;
mod succession;
mod texts;
mod theme;
mod theme_words;
mod vocabulary;

pub use address::relative;
pub use alias::WrittenAlias;
pub use assemble::{CallResolver, ComponentKind, assemble, held_back, linked_file};
pub use city::{City, Department, NamedCity};
pub use held_back::{Edition, HeldBack, HeldBackFiles, HeldBackRecord, Shows};
pub use id::{
    CategoryId, ChapterId, CityId, DepartmentId, FreePageId, IndicatorId, MeasureId, PlanId, SchemeId,
    StatementKindId, StepId, TermId, TopicId,
};
pub use indicator::{Figure, Indicator};
pub use link::Target;
pub use measure::{Chapter, Measure, MeasureDepartment};
pub use measure_list::MeasureList;
pub use measure_order::{MeasureOrder, label_key};
pub use noun::Noun;
pub use plan::{Pillar, Plan, Standing, Statement, Table};
pub use policy::{allowed_hosts, content_security_policy};
pub use reading_order::{reading_order, section_of};
pub use role::{Family, Rank};
pub use site::{FreePage, PublishedAsset, Site};
pub use step::{Scheduled, Step};
pub use subject::Subject;
pub use succession::DepartmentStanding;
pub use texts::{ResolvedComponent, Text, Texts, Translation};
pub use theme::{ThemeChain, theme_chain};
pub use theme_words::{FoundWords, ThemeWordTable};
pub use vocabulary::{Scheme, Topic};

/// What records say as it stands: nothing in these refers to another file.
pub use crate::parse::{ArrangedTable, Arrangement, DataTable, TableCell, TableRow};
pub use crate::records::{
    AbilityRecord, CategoryRecord, CycleRecord, Effect, GroupRecord, IndicatorRecord, IndicatorTarget,
    IndicatorValue, MenuItemRecord, PhaseRecord, PlanWordsRecord, Resource, RevisionRecord, SecurityRecord,
    SiteRecord, SourceDocument, StatementKindRecord, StatementNote, TermRecord, ThemeWords,
};
