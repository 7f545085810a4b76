//! One file → one document. Knows no other file.
//!
//! 1. [`layout`] says from the paths alone what each file is: a city's record, a chapter in English …
//! 2. [`site_record`] reads `site.toml`, which tells the languages that all other files may use.
//! 3. [`document`] reads one file: TOML records key by key ([`record`]), Markdown through its front matter
//!    ([`front_matter`]) into facts and a [`Body`](crate::markdown::Body).
//!
//! What refers to another file stays as it was written ([`Written`]), to be resolved by `model::assemble`.

mod broken_toml;
mod city;
mod front_matter;
mod indicators;
mod layout;
mod plan;
mod record;
mod roles;
mod site;
mod stamp;
mod table;
mod text;
mod theme;
mod vocabulary;
mod written_date;
mod written_ids;

pub use city::{CityRecord, DepartmentRecord};
pub use indicators::{IndicatorRecord, IndicatorValue, Slice, Target};
pub use layout::{Layout, Role, layout};
pub use plan::{
    CycleRecord, GroupRecord, PillarRecord, PlanRecord, RevisionRecord, SourceDocument, StatementNote,
    StatementRecord,
};
pub use roles::{AbilityRecord, FamilyRecord, RankRecord};
pub use site::{SiteRecord, levels, site_record};
pub use stamp::stamped;
pub use table::DataTable;
pub use text::{
    ChapterFacts, DepartmentReference, Effect, Facts, MeasureFacts, PageFacts, ScheduledStep, TextDocument,
};
pub use theme::{ThemeRecord, ThemeWords, theme_record, theme_words};
pub use vocabulary::{CategoryRecord, StatementKindRecord, TermRecord, TopicRecord};
pub use written_ids::written_ids;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};
use crate::values::{Audience, Languages};

/// A value and where it is written, for looking up later and complaining at its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written<T> {
    /// The value.
    pub value: T,
    /// Its place in the file.
    pub span: Span,
}

/// What parsing depends on besides the file itself.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Settings {
    /// The languages of the site.
    pub languages: Languages,
    /// Who the build is for: the parts of a text that are for others are dropped here.
    pub audience: Audience,
}

/// What one file says.
#[derive(Clone, Debug)]
pub enum Document {
    /// `topics.toml`
    Topics(Vec<TopicRecord>, Vec<StatementKindRecord>),
    /// `categories.toml`
    Categories(Vec<CategoryRecord>),
    /// `glossary.toml`
    Glossary(Vec<TermRecord>),
    /// `city.toml`
    City(Box<CityRecord>),
    /// `plan.toml`
    Plan(Box<PlanRecord>),
    /// `indicators.toml`
    Indicators(Vec<IndicatorRecord>),
    /// `roles.toml`
    Roles(Vec<FamilyRecord>),
    /// `tables/*.csv`
    Table(DataTable),
    /// A Markdown file.
    Text(Arc<TextDocument>),
}

/// Reads one file. `None` where it cannot be used; the diagnostics say why.
pub fn document(file: &SourceFile, role: &Role, settings: &Settings) -> (Option<Document>, Vec<Diagnostic>) {
    let whole = 0..file.text.len();
    let (path, text, languages) = (&file.path, &*file.text, &settings.languages);
    macro_rules! toml {
        ($read:expr) => {
            record::Reader::read(path, text, whole, languages, $read)
        };
    }
    match role {
        Role::Site => (None, Vec::new()),
        Role::Topics => toml!(vocabulary::topics),
        Role::Categories => toml!(vocabulary::categories),
        Role::Glossary => toml!(vocabulary::glossary),
        Role::City { .. } => toml!(city::city),
        Role::Plan { .. } => toml!(plan::plan),
        Role::Indicators { .. } => toml!(indicators::indicators),
        Role::Roles { .. } => toml!(roles::roles),
        Role::Table { .. } => table::table(file),
        Role::Home { language }
        | Role::CityText { language, .. }
        | Role::PlanText { language, .. }
        | Role::Chapter { language, .. }
        | Role::Measure { language, .. }
        | Role::FreePage { language, .. } => text::text(file, role, *language, settings),
    }
}
