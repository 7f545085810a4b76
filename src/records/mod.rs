//! What records hold: the TOML files of a site and the front matter of its texts. Each record is declared once.
//!
//! A declaration ([`declare`]) has a record's fields with their keys, kinds, documentation in both languages and
//! who may see them. From it follow the struct, the reader that reports every mistake at its place, the
//! suggestion for an unknown key, the JSON Schema ([`schema`](mod@schema)) and the manual's table of keys.
//!
//! | file | responsibility |
//! |---|---|
//! | [`declare`] | the macro that declares a record |
//! | [`declaration`] | a declaration as a value: fields, kinds, documentation |
//! | [`field`] | how a Rust type is read: required, optional, a list |
//! | [`files`] | the record files and kinds of front matter |
//! | [`kinds`] | the kinds of values: texts, ids, labels, numbers, dates, codes |
//! | [`file`], [`reader`], [`table`] | reading TOML key by key; serde would stop at the first mistake of a file |
//! | [`corrections`], [`elsewhere`], [`enclosing`], [`headers`] | values under misspelt keys and below the wrong headers |
//! | [`wrong_form`] | a name where a list or a table belongs |
//! | [`declared_ids`] | the ids that a file declares, whatever else is wrong |
//! | [`site`], [`menu`], [`words`], [`security`], [`vocabulary`], [`city`], [`plan`], [`indicators`], [`roles`], [`front_matter`], [`theme`] | the records |
//!
//! Checks that need several fields of one record are plain functions beside its declaration.

mod broken_toml;
mod corrections;
mod declaration;
mod declare;
mod declared_ids;
mod elsewhere;
mod enclosing;
mod field;
mod file;
mod files;
mod headers;
mod kinds;
mod reader;
mod schedule;
mod schema;
mod table;
mod unclosed_quote;
mod written_date;
mod wrong_form;

mod city;
mod front_matter;
mod indicators;
mod menu;
mod other_language;
mod plan;
mod roles;
mod security;
mod site;
mod theme;
mod vocabulary;
mod words;

pub use city::{CityRecord, DepartmentRecord, PopulationRecord};
pub use declaration::{Declaration, Expected, FieldDeclaration, Need, Shape, Visibility};
pub use declared_ids::DeclaredIds;
pub use field::{Field, Kind, Record};
pub use file::{Reading, read_file, read_front_matter, read_release};
pub use files::{FRONT_MATTER, RECORD_FILES, RecordFile, THEME_FILE, released};
pub use front_matter::{
    ChapterRecord, DepartmentReference, Effect, Facts, IndexOpening, IndexRecord, MeasureRecord, Opening,
    PageRecord, ReleaseRecord, TranslationRecord, finish_translation,
};
pub use indicators::{
    IndicatorRecord, IndicatorSource, IndicatorTarget, IndicatorValue, IndicatorsRecord, Slice,
};
pub use kinds::{
    Alias, BaseUrl, ById, CityName, Email, Id, Kana, MeasureName, Name, Named, Needed, OneOrMore, Phone,
    PlanName, PrintedNumber, Reference, Url, wrong_host,
};
pub use menu::{MenuItemRecord, MenuLink};
pub use other_language::{one_for_all_other_languages, other_language};
pub use plan::{
    CycleRecord, GroupRecord, PeriodRecord, PillarRecord, PlanRecord, PlanWordsRecord, RevisionRecord,
    SourceDocument, StatementNote, StatementRecord,
};
pub use reader::{Context, Reader, Value};
pub use roles::{AbilityRecord, FamilyRecord, RankRecord, RolesRecord};
pub use schedule::{PhaseRecord, ScheduledStep};
pub use schema::{Spoken, schema};
pub use security::{AllowedHost, Host, Resource, SecurityRecord};
pub use site::{RuleLevel, SiteLink, SiteRecord, rule_levels, site_record, written_languages};
pub use table::Table;
pub use theme::{ThemeRecord, ThemeWords, theme_record, theme_words};
pub use vocabulary::{
    CategoriesRecord, CategoryRecord, GlossaryRecord, SchemeRecord, StatementKindRecord, StepRecord,
    TermRecord, TopicRecord, TopicsRecord,
};
pub use words::{SiteWord, SiteWords};
pub use written_date::in_numbers as date_in_numbers;
