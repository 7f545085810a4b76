//! `plan.toml`.

use crate::rules;
use crate::values::{CoverageState, Date, Label, Period, PlanKind, Wording};

use super::record::{
    Reader, Record, Value, count, date, id, label, period, plan_address, printed_number, record, text, url,
    written_code,
};
use super::{Document, Written};

/// What a `plan.toml` says.
#[derive(Clone, Debug)]
pub struct PlanRecord {
    /// Its title.
    pub title: Label,
    /// What kind of document it is.
    pub kind: PlanKind,
    /// The fiscal years it covers.
    pub period: Written<Period>,
    /// When it was adopted.
    pub adopted: Option<Date>,
    /// The department responsible for it.
    pub department: Written<String>,
    /// When its pages here were last brought up to date.
    pub updated: Date,
    /// The document behind it.
    pub source: SourceDocument,
    /// Whose words its pages hold.
    pub wording: Wording,
    /// The plan it takes the place of.
    pub supersedes: Option<Written<String>>,
    /// When it was made and changed.
    pub revisions: Vec<RevisionRecord>,
    /// Its groups of pillars.
    pub groups: Vec<GroupRecord>,
    /// Its own grouping of its measures.
    pub pillars: Vec<PillarRecord>,
    /// The short texts it stands for.
    pub statements: Vec<StatementRecord>,
    /// Its circular diagrams.
    pub cycles: Vec<CycleRecord>,
    /// What is known of topics that its measures do not show.
    pub coverage: Vec<(Written<String>, Written<CoverageState>)>,
}

/// The document behind a plan.
#[derive(Clone, Debug)]
pub struct SourceDocument {
    /// Its title.
    pub title: Label,
    /// The name of its file.
    pub file: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// How many pages it has.
    pub pages: Option<u32>,
}

/// A `[[revision]]`.
#[derive(Clone, Debug)]
pub struct RevisionRecord {
    /// When.
    pub at: Date,
    /// What happened.
    pub text: Label,
}

/// A `[[group]]` of pillars.
#[derive(Clone, Debug)]
pub struct GroupRecord {
    /// Its id.
    pub id: Written<String>,
    /// Its name.
    pub label: Label,
    /// Its number as printed.
    pub number: Option<Label>,
}

/// A `[[pillar]]`.
#[derive(Clone, Debug)]
pub struct PillarRecord {
    /// Its id.
    pub id: Written<String>,
    /// Its name.
    pub label: Label,
    /// The topic it serves.
    pub topic: Written<String>,
    /// The group it belongs to.
    pub group: Option<Written<String>>,
    /// Its number as printed.
    pub number: Option<Label>,
    /// What it is about.
    pub text: Option<Label>,
}

/// A `[[statement]]`.
#[derive(Clone, Debug)]
pub struct StatementRecord {
    /// The kind, declared in `topics.toml`.
    pub kind: Written<String>,
    /// The statement, or its name where it has a text.
    pub name: Label,
    /// What it says.
    pub text: Option<Label>,
    /// Its number as printed.
    pub number: Option<Label>,
    /// The page in the source document.
    pub page: Option<u32>,
    /// The footnotes printed with it.
    pub notes: Vec<StatementNote>,
}

/// A footnote printed with a statement.
#[derive(Clone, Debug)]
pub struct StatementNote {
    /// The word it explains.
    pub term: Label,
    /// What it means.
    pub text: Label,
}

/// A `[[cycle]]`: a circular diagram.
#[derive(Clone, Debug)]
pub struct CycleRecord {
    /// Its id.
    pub id: Written<String>,
    /// Its title.
    pub name: Label,
    /// Its steps, in order; the last leads to the first.
    pub steps: Vec<Label>,
    /// What it leads to.
    pub outcome: Option<Label>,
}

pub(super) fn plan(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<Document> {
    let title = record.required(reader, "title", label);
    let kind = record.required_code(reader, "kind");
    let period = record.required(reader, "period", written_period);
    let adopted = record.optional(reader, "adopted", date);
    let department = record.required(reader, "department", id);
    let updated = record.required(reader, "updated", date);
    let source = record.required(reader, "source", source);
    let wording = record.required_code(reader, "wording");
    let supersedes = record.optional(reader, "supersedes", plan_address);
    let revisions = record.records(reader, "revision", revision);
    let groups = record.records(reader, "group", group);
    let pillars = record.records(reader, "pillar", pillar);
    let statements = record.records(reader, "statement", statement);
    let cycles = record.records(reader, "cycle", cycle);
    let coverage = record.optional(reader, "coverage", coverage).unwrap_or_default();
    record.finish(reader);
    Some(Document::Plan(Box::new(PlanRecord {
        title: title?,
        kind: kind?.value,
        period: period?,
        adopted,
        department: department?,
        updated: updated?,
        source: source?,
        wording: wording?.value,
        supersedes,
        revisions,
        groups,
        pillars,
        statements,
        cycles,
        coverage,
    })))
}

fn written_period(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Written<Period>> {
    Some(Written { value: period(reader, value)?, span: value.span })
}

fn source(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<SourceDocument> {
    record(reader, value, |reader, mut record| {
        let title = record.required(reader, "title", label);
        let file = record.optional(reader, "file", text);
        let url = record.optional(reader, "url", url);
        let pages = record.optional(reader, "pages", count);
        record.finish(reader);
        Some(SourceDocument { title: title?, file, url, pages })
    })
}

fn revision(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<RevisionRecord> {
    let at = record.required(reader, "at", date);
    let text = record.required(reader, "text", label);
    record.finish(reader);
    Some(RevisionRecord { at: at?, text: text? })
}

fn group(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<GroupRecord> {
    let id = record.required(reader, "id", id);
    let label = record.required(reader, "label", label);
    let number = record.optional(reader, "number", printed_number);
    record.finish(reader);
    Some(GroupRecord { id: id?, label: label?, number })
}

fn pillar(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<PillarRecord> {
    let pillar_id = record.required(reader, "id", id);
    let name = record.required(reader, "label", label);
    let topic = record.required(reader, "topic", id);
    let group = record.optional(reader, "group", id);
    let number = record.optional(reader, "number", printed_number);
    let text = record.optional(reader, "text", label);
    record.finish(reader);
    Some(PillarRecord { id: pillar_id?, label: name?, topic: topic?, group, number, text })
}

fn statement(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<StatementRecord> {
    let kind = record.required(reader, "kind", id);
    let name = record.required(reader, "name", label);
    let wording = record.optional(reader, "text", label);
    let number = record.optional(reader, "number", printed_number);
    let page = record.optional(reader, "page", count);
    let notes = record.records(reader, "notes", statement_note);
    record.finish(reader);
    Some(StatementRecord { kind: kind?, name: name?, text: wording, number, page, notes })
}

fn statement_note(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<StatementNote> {
    let term = record.required(reader, "term", label);
    let text = record.required(reader, "text", label);
    record.finish(reader);
    Some(StatementNote { term: term?, text: text? })
}

fn cycle(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<CycleRecord> {
    let id = record.required(reader, "id", id);
    let name = record.required(reader, "name", label);
    let steps = record.list(reader, "steps", label);
    let outcome = record.optional(reader, "outcome", label);
    if steps.len() < 2 {
        reader.error(
            rules::PLAN_CYCLE,
            record.span,
            "循環図には2つ以上の段階（steps）が要ります",
            "a cycle needs two `steps` or more",
        );
    }
    record.finish(reader);
    Some(CycleRecord { id: id?, name: name?, steps, outcome })
}

fn coverage(
    reader: &mut Reader<'_>,
    value: Value<'_, '_>,
) -> Option<Vec<(Written<String>, Written<CoverageState>)>> {
    record(reader, value, |reader, record| {
        Some(record.entries(reader, |reader, state| written_code(reader, state.named("coverage"))))
    })
}
