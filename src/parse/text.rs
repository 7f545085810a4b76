//! Markdown files: chapters, measures, and the texts of home, cities, plans and free pages.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::markdown::{self, Body};
use crate::records::{
    ChapterRecord, Context, Expected, Facts, IndexOpening, IndexRecord, MeasureRecord, Opening, PageRecord,
    Reader, Reading, Record, ReleaseRecord, Table, TranslationRecord, finish_translation, read_front_matter,
};
use crate::rules;
use crate::source::{Place, SourceFile, SourcePath, Span, Written};
use crate::unfinished;
use crate::values::{Audience, Language};

use super::front_matter;
use super::role::Role;

/// What a Markdown file says.
#[derive(Clone, Debug)]
pub struct TextDocument {
    pub path: SourcePath,
    /// The language it is written in.
    pub language: Language,
    /// The first line of its front matter, for diagnostics about the whole.
    pub front: Span,
    /// Texts of the home page, of cities and plans may do without a title.
    pub title: Option<Written<String>>,
    /// The fingerprint of the title, as those of the body's sections.
    pub title_fingerprint: Option<[u8; 4]>,
    /// A sentence for search engines.
    pub description: Option<String>,
    /// What it says besides its text.
    pub facts: Facts,
    pub body: Body,
}

/// A Markdown file that was read.
pub(super) struct ParsedText {
    pub(super) document: Option<TextDocument>,
    pub(super) unwritten: Vec<&'static str>,
    pub(super) release: ReleaseRecord,
    pub(super) diagnostics: Vec<Diagnostic>,
}

pub(super) fn text(file: &SourceFile, role: &Role, language: Language, context: &Context) -> ParsedText {
    let mut release = ReleaseRecord::AT_ONCE;
    let (front, body_range) = match front_matter::split(file) {
        Ok(ranges) => ranges,
        Err(diagnostic) => {
            let diagnostics = vec![*diagnostic];
            return ParsedText { document: None, unwritten: Vec::new(), release, diagnostics };
        }
    };
    let first_line = Span::new(0, 3);
    let expected = expected(role, language);
    let reading = read_front_matter(file, front, first_line, context, &expected, |reader, table| {
        opening_and_facts(reader, table, role, language, &mut release)
    });
    let Reading { record, unwritten, mut diagnostics, .. } = reading;
    diagnostics.extend(
        record.as_ref().and_then(|(opening, _)| title_of_scaffold(file, role, opening.title.as_ref()?)),
    );
    let settings = markdown::Settings { internal: context.audience == Audience::Internal };
    let (body, found) = markdown::parse(&file.path, &file.text, body_range, &settings);
    diagnostics.extend(found);
    let document = record.map(|(opening, facts)| TextDocument {
        path: file.path.clone(),
        language,
        front: first_line,
        title_fingerprint: opening.title.as_ref().map(|title| markdown::fingerprint(title)),
        title: opening.title,
        description: opening.description,
        facts,
        body,
    });
    ParsedText { document, unwritten, release, diagnostics }
}

/// `new` calls a text by its id until somebody gives it a title.
fn title_of_scaffold(file: &SourceFile, role: &Role, title: &Written<String>) -> Option<Diagnostic> {
    let (Role::Chapter { id, .. } | Role::Measure { id, .. }) = role else { return None };
    (title.value == *id).then(|| unfinished::unchanged(Place::at(&file.path, title.span), id))
}

fn opening_and_facts(
    reader: &mut Reader<'_>,
    mut table: Table<'_, '_>,
    role: &Role,
    language: Language,
    release: &mut ReleaseRecord,
) -> Option<(IndexOpening, Facts)> {
    if language.is_authoritative()
        && matches!(role, Role::Chapter { .. } | Role::FreePage { .. })
        && table.has("pillar")
        && table.has("category")
    {
        reader.report(measure_elsewhere(reader));
        return None;
    }
    let opening = opening(reader, &mut table, role);
    if language.is_authoritative() {
        let facts = facts(reader, &mut table, role);
        *release = Record::read_keys(reader, &mut table).unwrap_or(*release);
        table.finish(reader);
        return Some((opening?, facts?));
    }
    let translation = Record::read_keys(reader, &mut table).map(Facts::Translation);
    *release = Record::read_keys(reader, &mut table).unwrap_or(*release);
    finish_translation(table, reader);
    Some((opening?, translation?))
}

/// That a file has the facts of a measure and lies where measures do not.
fn measure_elsewhere(reader: &Reader<'_>) -> Diagnostic {
    let name = reader.path.name();
    Diagnostic::new(
        rules::SOURCE_FOLDER,
        Place::file(reader.path),
        "取組の事実（`pillar` と `category`）がありますが、取組のフォルダーにありません",
        "this has the facts of a measure (`pillar` and `category`) and is not among the measures",
    )
    .help(
        format!("計画の `measures/{name}` に移してください"),
        format!("move it to `measures/{name}` of its plan"),
    )
}

/// The keys that the front matter of a text may have.
fn expected(role: &Role, language: Language) -> Vec<Expected> {
    let is_index = matches!(role, Role::Home { .. } | Role::CityText { .. } | Role::PlanText { .. });
    let opening = if is_index { Expected::of::<IndexOpening>() } else { Expected::of::<Opening>() };
    let facts = match role {
        _ if !language.is_authoritative() => Expected::of::<TranslationRecord>(),
        Role::Chapter { .. } => Expected::of::<ChapterRecord>(),
        Role::Measure { .. } => Expected::of::<MeasureRecord>(),
        Role::FreePage { .. } => Expected::of::<PageRecord>(),
        _ => Expected::of::<IndexRecord>(),
    };
    vec![opening, facts, Expected::of::<ReleaseRecord>()]
}

fn opening(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, role: &Role) -> Option<IndexOpening> {
    match role {
        Role::Home { .. } | Role::CityText { .. } | Role::PlanText { .. } => Record::read_keys(reader, table),
        _ => {
            let Opening { title, description } = Record::read_keys(reader, table)?;
            // A stand-in is no title: translations of it are not outdated.
            let title = Some(title).filter(|title| title.span != Span::default());
            Some(IndexOpening { title, description })
        }
    }
}

fn facts(reader: &mut Reader<'_>, table: &mut Table<'_, '_>, role: &Role) -> Option<Facts> {
    Some(match role {
        Role::Chapter { .. } => Facts::Chapter(Arc::new(Record::read_keys(reader, table)?)),
        Role::Measure { .. } => Facts::Measure(Arc::new(Record::read_keys(reader, table)?)),
        Role::FreePage { .. } => Facts::FreePage(Arc::new(Record::read_keys(reader, table)?)),
        _ => Facts::Index(Arc::new(Record::read_keys(reader, table)?)),
    })
}
