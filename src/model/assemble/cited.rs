//! What only texts cite that are held back: an indicator, a table or a cycle of a plan is then held back with them.
//! One that no text cites is published: the plan's lists have it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::{Edition, HeldBack, HeldBackRecord};
use crate::parse::{Document, Parsed, Role, TextDocument};
use crate::records::{Facts, Id};
use crate::rules;
use crate::source::{Place, SourcePath, Span};

/// What texts cite.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Indicator,
    Table,
    Cycle,
}

/// The components that cite something by an argument: the model does not know them otherwise, because what a
/// component shows is the business of `pages`.
const CITING: [(&str, &str, Kind); 3] =
    [("indicator", "id", Kind::Indicator), ("table", "file", Kind::Table), ("cycle", "id", Kind::Cycle)];

/// The plan, and what in it is cited.
type Cited<'a> = ((&'a str, &'a str), Kind, &'a str);

/// Who cites something: why the text that will be published first is held back, nothing where it is published, and
/// where it says so.
type Citation = (Option<HeldBack>, Place);

/// Adds what is held back with the texts that cite it; the records are returned, tables are files.
pub(super) fn hold(
    parsed: &[Arc<Parsed>],
    files: &mut BTreeMap<SourcePath, HeldBack>,
) -> Vec<HeldBackRecord> {
    let citations = citations(parsed, files);
    let shown = parsed.iter().filter(|file| !files.contains_key(&file.path));
    let records: Vec<HeldBackRecord> = shown.flat_map(|file| of_file(file, &citations)).collect();
    for table in records.iter().filter(|record| record.place.span.is_none()) {
        files.entry(table.place.path.clone()).or_insert(table.reason);
    }
    records
}

fn citations<'a>(
    parsed: &'a [Arc<Parsed>],
    files: &BTreeMap<SourcePath, HeldBack>,
) -> BTreeMap<Cited<'a>, Citation> {
    let mut citations: BTreeMap<Cited<'_>, Citation> = BTreeMap::new();
    for file in parsed {
        let (Some(plan), Some(Document::Text(text))) = (file.role.plan(), &file.document) else { continue };
        let reason = files.get(&file.path).copied();
        for (kind, id, span) in cited_by(text) {
            let citation = (reason, Place::at(&file.path, span));
            let known = citations.entry((plan, kind, id)).or_insert_with(|| citation.clone());
            if citation.0 < known.0 {
                *known = citation;
            }
        }
    }
    citations
}

fn cited_by(text: &TextDocument) -> impl Iterator<Item = (Kind, &str, Span)> {
    let indicators = match &text.facts {
        Facts::Measure(record) => &record.indicators[..],
        _ => &[],
    };
    let calls = text.body.calls.iter().filter_map(|call| {
        let (_, name, kind) = CITING.iter().find(|(component, ..)| *component == call.name)?;
        let argument = call.arguments.iter().find(|argument| argument.name == *name)?;
        Some((*kind, argument.value.as_str(), argument.value_span))
    });
    indicators.iter().map(|id| (Kind::Indicator, id.value.as_str(), id.span)).chain(calls)
}

fn of_file(file: &Parsed, citations: &BTreeMap<Cited<'_>, Citation>) -> Vec<HeldBackRecord> {
    let (Some(plan), Some(document)) = (file.role.plan(), &file.document) else { return Vec::new() };
    let held = |kind, id: &str, place: Place, end: u32| {
        let (reason, cited_at) = citations.get(&(plan, kind, id))?;
        let reason = (*reason)?;
        Some(HeldBackRecord { id: id.to_owned(), place, end, reason, cited_at: cited_at.clone() })
    };
    let of_list = |kind, ids: Vec<&Id>| {
        let ends = ids.iter().skip(1).map(|next| next.span.start).chain([u32::MAX]);
        let records = ids
            .iter()
            .zip(ends)
            .filter_map(|(id, end)| held(kind, id.value.as_str(), Place::at(&file.path, id.span), end));
        records.collect()
    };
    match (document, &file.role) {
        (Document::Indicators(record), _) => {
            of_list(Kind::Indicator, record.indicators.iter().map(|indicator| &indicator.id).collect())
        }
        (Document::Plan(record), _) => {
            of_list(Kind::Cycle, record.cycles.iter().map(|cycle| &cycle.id).collect())
        }
        (Document::Table(_), Role::Table { id, .. }) => {
            held(Kind::Table, id, Place::file(&file.path), u32::MAX).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Says what an edition leaves out although it is no text itself.
pub(super) fn report(edition: &Edition, diagnostics: &mut Vec<Diagnostic>) {
    let left_out = edition.held_back.records().iter().filter(|record| !edition.has_for(Some(record.reason)));
    diagnostics.extend(left_out.map(|record| {
        let HeldBackRecord { id, place, cited_at, .. } = record;
        Diagnostic::new(
            rules::RECORD_HELD_BACK,
            place.clone(),
            format!("`{id}` を使うのは、この版に載らない文章だけなので、`{id}` も載せません"),
            format!("only texts that this edition leaves out use `{id}`, so `{id}` is left out too"),
        )
        .note(cited_at.clone(), "使っているのはここです", "used here")
        .help(
            "載せるなら、公開する章や取組からも使ってください",
            "to have it published, use it in a chapter or a measure that is",
        )
    }));
}
