//! Markdown files: chapters, measures, and the texts of home, cities, plans and free pages.

use std::sync::Arc;

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::markdown::{self, Body};
use crate::rules;
use crate::source::{SourceFile, SourcePath, Span};
use crate::values::{Audience, Code, Date, FiscalYear, Language, Part, Step, TranslationState, Unit};

use super::record::{
    Reader, Record, Value, code, count, date, fiscal_year, id, integer, kana, measure_address, number,
    record, record_or, text as text_value, written_text,
};
use super::{Document, Role, Settings, Written, front_matter};

/// What a Markdown file says.
#[derive(Clone, Debug)]
pub struct TextDocument {
    /// The file.
    pub path: SourcePath,
    /// The language it is written in.
    pub language: Language,
    /// The first line of its front matter, for complaints about the whole.
    pub front: Span,
    /// Its title; texts of the home page, of cities and plans may do without.
    pub title: Option<Written<String>>,
    /// The fingerprint of the title, as those of the body's sections.
    pub title_fingerprint: Option<[u8; 4]>,
    /// A sentence for search engines.
    pub description: Option<String>,
    /// What it says besides its text.
    pub facts: Facts,
    /// Its text.
    pub body: Body,
}

/// What a text says besides its words.
#[derive(Clone, Debug)]
pub enum Facts {
    /// A translation: how far it can be trusted, and what it was made from.
    Translation {
        /// How far.
        state: TranslationState,
        /// The number as printed, in this language.
        number: Option<String>,
        /// The fingerprints of the source text it was made from, by heading id; empty when never accepted.
        translates: Vec<(Written<String>, String)>,
    },
    /// The home page, a city or a plan: all facts are in their records.
    Index,
    /// A free page.
    FreePage(PageFacts),
    /// A chapter.
    Chapter(ChapterFacts),
    /// A measure.
    Measure(Box<MeasureFacts>),
}

impl Facts {
    /// Who the text is for.
    pub fn audience(&self) -> Audience {
        match self {
            Self::FreePage(facts) => facts.audience,
            Self::Chapter(facts) => facts.audience,
            Self::Measure(facts) => facts.audience,
            Self::Translation { .. } | Self::Index => Audience::Public,
        }
    }
}

/// The facts of a free page.
#[derive(Clone, Debug)]
pub struct PageFacts {
    /// Its place among the pages of its folder; those without one come last, by name.
    pub order: Option<i64>,
    /// When it was last brought up to date.
    pub updated: Option<Date>,
    /// Who it is for.
    pub audience: Audience,
}

/// The facts of a chapter.
#[derive(Clone, Debug)]
pub struct ChapterFacts {
    /// Its number as printed.
    pub number: Option<String>,
    /// The page in the source document.
    pub page: Option<u32>,
    /// Who it is for.
    pub audience: Audience,
}

/// The facts of a measure.
#[derive(Clone, Debug)]
pub struct MeasureFacts {
    /// The reading of its title.
    pub kana: Option<String>,
    /// Its number as printed.
    pub number: Option<String>,
    /// Its place among the measures of its pillar as printed, where the numbers do not tell.
    pub order: Option<i64>,
    /// The pillar of its plan that it stands under.
    pub pillar: Written<String>,
    /// How it works.
    pub category: Written<String>,
    /// Why it is done, the first topic being the main one; empty means its pillar's topic.
    pub topics: Vec<Written<String>>,
    /// Who answers for it; empty means the plan's department.
    pub departments: Vec<DepartmentReference>,
    /// What is foreseen for which year.
    pub schedule: Vec<ScheduledStep>,
    /// What it saves or brings in.
    pub effect: Option<Effect>,
    /// The page in the source document.
    pub page: Option<u32>,
    /// The measure of the same plan that it is a part of.
    pub part_of: Option<Written<String>>,
    /// The earlier measures that it takes up.
    pub follows: Vec<Written<String>>,
    /// The indicators of its plan that show how it goes.
    pub indicators: Vec<Written<String>>,
    /// Who it is for.
    pub audience: Audience,
}

/// A department named by a measure.
#[derive(Clone, Debug)]
pub struct DepartmentReference {
    /// The department's id.
    pub id: Written<String>,
    /// Its part.
    pub part: Part,
}

/// A step of a schedule.
#[derive(Clone, Copy, Debug)]
pub struct ScheduledStep {
    /// The fiscal year.
    pub year: FiscalYear,
    /// What is foreseen.
    pub step: Step,
    /// Where it is written.
    pub span: Span,
}

/// What a measure saves or brings in.
#[derive(Clone, Copy, Debug)]
pub struct Effect {
    /// How much.
    pub amount: f64,
    /// In which unit.
    pub unit: Unit,
    /// In which fiscal year.
    pub year: FiscalYear,
}

pub(super) fn text(
    file: &SourceFile,
    role: &Role,
    language: Language,
    settings: &Settings,
) -> (Option<Document>, Vec<Diagnostic>) {
    let (front, body_range) = match front_matter::split(file) {
        Ok(ranges) => ranges,
        Err(diagnostic) => return (None, vec![*diagnostic]),
    };
    let first_line = Span::new(0, 3);
    let (facts, mut diagnostics) =
        Reader::read(&file.path, &file.text, front, &settings.languages, |reader, mut record| {
            (record.span, record.whole_file) = (first_line, false);
            front_matter_facts(reader, record, role, language)
        });
    let body_settings = markdown::Settings { internal: settings.audience == Audience::Internal };
    let (body, body_diagnostics) = markdown::parse(&file.path, &file.text, body_range, &body_settings);
    diagnostics.extend(body_diagnostics);
    let document = facts.map(|(title, description, facts)| {
        let path = file.path.clone();
        Document::Text(Arc::new(TextDocument {
            path,
            language,
            front: first_line,
            title_fingerprint: title.as_ref().map(|title| markdown::fingerprint(&title.value)),
            title,
            description,
            facts,
            body,
        }))
    });
    (document, diagnostics)
}

type FrontMatter = (Option<Written<String>>, Option<String>, Facts);

fn front_matter_facts(
    reader: &mut Reader<'_>,
    mut record: Record<'_, '_>,
    role: &Role,
    language: Language,
) -> Option<FrontMatter> {
    let title = match role {
        Role::Home { .. } | Role::CityText { .. } | Role::PlanText { .. } => {
            Some(record.optional(reader, "title", written_text))
        }
        _ => record.required(reader, "title", written_text).map(Some),
    };
    let description = record.optional(reader, "description", text_value);
    let facts = if language.is_authoritative() {
        let facts = match role {
            Role::Chapter { .. } => Some(Facts::Chapter(chapter(reader, &mut record))),
            Role::Measure { .. } => measure(reader, &mut record).map(|facts| Facts::Measure(Box::new(facts))),
            Role::FreePage { .. } => Some(Facts::FreePage(free_page(reader, &mut record))),
            _ => Some(Facts::Index),
        };
        record.finish(reader);
        facts
    } else {
        translation(reader, record)
    };
    Some((title?, description, facts?))
}

fn translation(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<Facts> {
    let state = record.required_code(reader, "state").map(|written| written.value);
    let number = record.optional(reader, "number", text_value);
    let translates = record.optional(reader, "translates", fingerprints).unwrap_or_default();
    record.finish_with(reader, |key| {
        FACT_KEYS.contains(&key).then(|| {
            Bilingual::new(
                format!("`{key}` は原文のファイルだけに書きます（訳には書きません）"),
                format!("`{key}` is written once, in the authoritative file"),
            )
        })
    });
    Some(Facts::Translation { state: state?, number, translates })
}

/// The keys of chapters and measures that do not depend on language.
const FACT_KEYS: &[&str] = &[
    "order",
    "kana",
    "page",
    "audience",
    "pillar",
    "category",
    "topics",
    "departments",
    "schedule",
    "effect",
    "part_of",
    "follows",
    "indicators",
    "updated",
];

fn fingerprints(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Vec<(Written<String>, String)>> {
    record(reader, value, |reader, record| Some(record.entries(reader, text_value)))
}

fn free_page(reader: &mut Reader<'_>, record: &mut Record<'_, '_>) -> PageFacts {
    PageFacts {
        order: record.optional(reader, "order", integer),
        updated: record.optional(reader, "updated", date),
        audience: audience(reader, record),
    }
}

fn chapter(reader: &mut Reader<'_>, record: &mut Record<'_, '_>) -> ChapterFacts {
    ChapterFacts {
        number: record.optional(reader, "number", text_value),
        page: record.optional(reader, "page", count),
        audience: audience(reader, record),
    }
}

fn measure(reader: &mut Reader<'_>, record: &mut Record<'_, '_>) -> Option<MeasureFacts> {
    let number = record.optional(reader, "number", text_value);
    let order = record.optional(reader, "order", integer);
    let kana = record.optional(reader, "kana", kana);
    let pillar = record.required(reader, "pillar", id);
    let category = record.required(reader, "category", id);
    let topics = record.list(reader, "topics", id);
    let departments = record.list(reader, "departments", department);
    let schedule = schedule(reader, record);
    let effect = record.optional(reader, "effect", effect);
    let page = record.optional(reader, "page", count);
    let part_of = record.optional(reader, "part_of", id);
    let follows = record.list(reader, "follows", measure_address);
    let indicators = record.list(reader, "indicators", id);
    let audience = audience(reader, record);
    Some(MeasureFacts {
        kana,
        number,
        order,
        pillar: pillar?,
        category: category?,
        topics,
        departments,
        schedule,
        effect,
        page,
        part_of,
        follows,
        indicators,
        audience,
    })
}

fn audience(reader: &mut Reader<'_>, record: &mut Record<'_, '_>) -> Audience {
    record.optional(reader, "audience", code).unwrap_or(Audience::Public)
}

fn department(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<DepartmentReference> {
    let as_record = |id: &str| Some(format!("{{ id = \"{id}\" }}"));
    record_or(reader, value, as_record, |reader, mut record| {
        let id = record.required(reader, "id", id);
        let part = record.optional(reader, "part", code).unwrap_or(Part::Lead);
        record.finish(reader);
        Some(DepartmentReference { id: id?, part })
    })
}

fn schedule(reader: &mut Reader<'_>, record: &mut Record<'_, '_>) -> Vec<ScheduledStep> {
    let mut steps: Vec<ScheduledStep> = Vec::new();
    for step in record.records(reader, "schedule", scheduled_step) {
        if steps.iter().any(|other| other.year == step.year && other.step == step.step) {
            reader.error(
                rules::MEASURE_SCHEDULE,
                step.span,
                format!("{}の `{}` が2度書かれています", step.year.japanese(), step.step.code()),
                format!("`{}` is there twice for {}", step.step.code(), step.year.english()),
            );
        } else {
            steps.push(step);
        }
    }
    steps.sort_by_key(|step| step.year);
    steps
}

fn scheduled_step(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<ScheduledStep> {
    let span = record.span;
    let year = record.required(reader, "year", fiscal_year);
    let step = record.required_code(reader, "step").map(|written| written.value);
    record.finish(reader);
    Some(ScheduledStep { year: year?, step: step?, span })
}

fn effect(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Effect> {
    record(reader, value, |reader, mut record| {
        let amount = record.required(reader, "amount", number);
        let unit = record.required_code(reader, "unit");
        let year = record.required(reader, "year", fiscal_year);
        record.finish(reader);
        Some(Effect { amount: amount?, unit: unit?.value, year: year? })
    })
}
