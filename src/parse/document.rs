//! What one file says.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::records::{
    CategoriesRecord, CityRecord, Context, DeclaredIds, GlossaryRecord, IndicatorsRecord, PlanRecord,
    Reading, Record, ReleaseRecord, RolesRecord, TopicsRecord, read_file, read_release,
};
use crate::source::{Place, SourceFile, SourcePath, Span};
use crate::unfinished;

use super::role::Role;
use super::table::{DataTable, table};
use super::text::{ParsedText, TextDocument, text};

/// What one file says.
#[derive(Clone, Debug)]
pub enum Document {
    /// `topics.toml`
    Topics(Arc<TopicsRecord>),
    /// `categories.toml`
    Categories(Arc<CategoriesRecord>),
    /// `glossary.toml`
    Glossary(Arc<GlossaryRecord>),
    /// `city.toml`
    City(Arc<CityRecord>),
    /// `plan.toml`
    Plan(Arc<PlanRecord>),
    /// `indicators.toml`
    Indicators(Arc<IndicatorsRecord>),
    /// `roles.toml`
    Roles(Arc<RolesRecord>),
    /// `tables/*.csv`
    Table(Arc<DataTable>),
    /// A Markdown file.
    Text(Arc<TextDocument>),
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// Where it is.
    pub path: SourcePath,
    /// What it is.
    pub role: Role,
    /// What it says; `None` where it cannot be used.
    pub document: Option<Document>,
    /// The required keys that it lacks. Other values stand in for them, which only the preview of a draft shows.
    pub unwritten: Vec<&'static str>,
    /// When it is published, whether or not it can be used.
    pub release: ReleaseRecord,
    /// The ids that it declares, whether or not it can be used.
    pub declared: DeclaredIds,
}

/// Reads one file.
pub fn parse(file: &SourceFile, role: &Role, context: &Context) -> (Parsed, Vec<Diagnostic>) {
    let Outcome { document, unwritten, release, declared, mut diagnostics } = outcome(file, role, context);
    diagnostics.extend(name_of_scaffold(file, role, document.as_ref()));
    let (path, role) = (file.path.clone(), role.clone());
    (Parsed { path, role, document, unwritten, release, declared }, diagnostics)
}

/// `new` calls a city and a plan by their ids until somebody names them.
fn name_of_scaffold(file: &SourceFile, role: &Role, document: Option<&Document>) -> Option<Diagnostic> {
    let (id, name) = match (role, document?) {
        (Role::City { city }, Document::City(record)) => (city, record.name.authoritative()),
        (Role::Plan { plan, .. }, Document::Plan(record)) => (plan, record.title.authoritative()),
        _ => return None,
    };
    let at = file.text.find(&format!("\"{id}\""))? + 1;
    (name == id).then(|| unfinished::unchanged(Place::at(&file.path, Span::new(at, at + id.len())), id))
}

struct Outcome {
    document: Option<Document>,
    unwritten: Vec<&'static str>,
    release: ReleaseRecord,
    declared: DeclaredIds,
    diagnostics: Vec<Diagnostic>,
}

fn outcome(file: &SourceFile, role: &Role, context: &Context) -> Outcome {
    let at_once = ReleaseRecord::AT_ONCE;
    match role {
        // The languages that all other files are read with stand in it, so it was read before them.
        Role::Site => Outcome {
            document: None,
            unwritten: Vec::new(),
            release: at_once,
            declared: DeclaredIds::default(),
            diagnostics: Vec::new(),
        },
        Role::Topics => record(file, context, Document::Topics),
        Role::Categories => record(file, context, Document::Categories),
        Role::Glossary => record(file, context, Document::Glossary),
        Role::City { .. } => record(file, context, Document::City),
        Role::Plan { .. } => {
            Outcome { release: read_release(file, context), ..record(file, context, Document::Plan) }
        }
        Role::Indicators { .. } => record(file, context, Document::Indicators),
        Role::Roles { .. } => record(file, context, Document::Roles),
        Role::Table { .. } => {
            let (table, diagnostics) = table(file);
            let document = table.map(|table| Document::Table(Arc::new(table)));
            let (unwritten, declared) = (Vec::new(), DeclaredIds::unknown());
            Outcome { document, unwritten, release: at_once, declared, diagnostics }
        }
        Role::Home { language }
        | Role::CityText { language, .. }
        | Role::PlanText { language, .. }
        | Role::Chapter { language, .. }
        | Role::Measure { language, .. }
        | Role::FreePage { language, .. } => {
            let ParsedText { document, unwritten, release, diagnostics } =
                text(file, role, *language, context);
            let document = document.map(|text| Document::Text(Arc::new(text)));
            Outcome { document, unwritten, release, declared: DeclaredIds::unknown(), diagnostics }
        }
    }
}

fn record<T: Record>(
    file: &SourceFile,
    context: &Context,
    document: impl FnOnce(Arc<T>) -> Document,
) -> Outcome {
    let Reading { record, unwritten, declared, diagnostics } = read_file::<T>(file, context);
    let document = record.map(Arc::new).map(document);
    Outcome { document, unwritten, release: ReleaseRecord::AT_ONCE, declared, diagnostics }
}
