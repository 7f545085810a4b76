//! `indicators.toml`.

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::Span;
use crate::values::{Comparability, Direction, FiscalYear, Label, TargetKind, Unit};

use super::plan::SourceDocument;
use super::record::{
    Reader, Record, Value, code, count, fiscal_year, id, label, number, record, text, url, written_code,
};
use super::{Document, Written};

/// An `[[indicator]]`.
#[derive(Clone, Debug)]
pub struct IndicatorRecord {
    /// Its id.
    pub id: Written<String>,
    /// Its name.
    pub name: Label,
    /// The unit of its values.
    pub unit: Unit,
    /// Where it should go.
    pub direction: Direction,
    /// The id it shares with the same indicator of other cities.
    pub common: Option<Written<String>>,
    /// Whether it may be compared with those.
    pub comparability: Option<Comparability>,
    /// What to mind when reading it.
    pub note: Option<Label>,
    /// The question that was asked.
    pub question: Option<Label>,
    /// What was measured, by time.
    pub values: Vec<IndicatorValue>,
    /// Where it should get.
    pub target: Option<Target>,
    /// How the answers were spread.
    pub breakdown: Vec<Slice>,
    /// Where the numbers stand.
    pub source: Option<SourceDocument>,
    /// The page there.
    pub page: Option<u32>,
}

/// A measured value.
#[derive(Clone, Debug)]
pub struct IndicatorValue {
    /// The fiscal year.
    pub at: FiscalYear,
    /// The value.
    pub value: f64,
    /// How many answered.
    pub count: Option<u64>,
}

/// A target.
#[derive(Clone, Debug)]
pub struct Target {
    /// What kind.
    pub kind: TargetKind,
    /// By when.
    pub at: Option<FiscalYear>,
    /// The value, or the lower end of a range.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The target in words.
    pub text: Option<Label>,
}

/// A part of a distribution.
#[derive(Clone, Debug)]
pub struct Slice {
    /// The answer.
    pub label: Label,
    /// Its share, in the unit of the indicator.
    pub value: f64,
}

pub(super) fn indicators(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<Document> {
    let indicators = record.records(reader, "indicator", indicator);
    record.finish(reader);
    Some(Document::Indicators(indicators))
}

fn indicator(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<IndicatorRecord> {
    let span = record.span;
    let indicator_id = record.required(reader, "id", id);
    let name = record.required(reader, "name", label);
    let unit = record.required_code(reader, "unit");
    let direction = record.optional(reader, "direction", code).unwrap_or(Direction::None);
    let common = record.optional(reader, "common", id);
    let comparability: Option<Written<Comparability>> =
        record.optional(reader, "comparability", written_code);
    let note = record.optional(reader, "note", label);
    let question = record.optional(reader, "question", label);
    let values = values(reader, &mut record);
    let target = record.optional(reader, "target", target);
    let breakdown = record.records(reader, "breakdown", slice);
    let (source, page) = record.optional(reader, "source", source_and_page).unzip();
    record.finish(reader);
    if let (Some(comparability), None) = (&comparability, &note)
        && comparability.value != Comparability::Same
    {
        reader.error(
            rules::INDICATOR_COMPARABILITY,
            comparability.span,
            "そのまま比べられない理由を `note` に書いてください",
            "say in `note` why it cannot simply be compared",
        );
    }
    if common.is_some() != comparability.is_some() {
        reader.error(
            rules::INDICATOR_COMPARABILITY,
            span,
            "`common` と `comparability` は一緒に書きます",
            "`common` and `comparability` go together",
        );
    }
    Some(IndicatorRecord {
        id: indicator_id?,
        name: name?,
        unit: unit?.value,
        direction,
        common,
        comparability: comparability.map(|written| written.value),
        note,
        question,
        values,
        target,
        breakdown,
        source,
        page: page.flatten(),
    })
}

fn values(reader: &mut Reader<'_>, record: &mut Record<'_, '_>) -> Vec<IndicatorValue> {
    let mut values: Vec<IndicatorValue> = Vec::new();
    for (value, span) in record.records(reader, "values", value) {
        if values.iter().any(|other| other.at == value.at) {
            reader.error(
                rules::INDICATOR_VALUES,
                span,
                format!("{}の値が2つあります", value.at.japanese()),
                format!("there are two values for {}", value.at.english()),
            );
        } else {
            values.push(value);
        }
    }
    values
}

fn value(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<(IndicatorValue, Span)> {
    let span = record.span;
    let at = record.required(reader, "at", fiscal_year);
    let value = record.required(reader, "value", number);
    let count = record.optional(reader, "n", count).map(u64::from);
    record.finish(reader);
    Some((IndicatorValue { at: at?, value: value?, count }, span))
}

fn target(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Target> {
    record(reader, value, |reader, mut record| {
        let kind = record.required_code(reader, "kind").map(|written| written.value);
        let at = record.optional(reader, "at", fiscal_year);
        let value = match kind {
            Some(TargetKind::AtLeast | TargetKind::AtMost | TargetKind::Exact | TargetKind::Range) => {
                record.required(reader, "value", number)
            }
            _ => record.optional(reader, "value", number),
        };
        let upper = match kind {
            Some(TargetKind::Range) => record.required(reader, "upper", written_number),
            _ => record.optional(reader, "upper", written_number),
        };
        if let (Some(lower), Some((upper, span))) = (value, upper)
            && upper <= lower
        {
            reader.complain(
                Diagnostic::new(
                    rules::INDICATOR_TARGET,
                    reader.place(span),
                    format!("範囲の上限 {upper} が下限 {lower} より大きくありません"),
                    format!("the upper end {upper} is not above the lower end {lower}"),
                )
                .help(
                    "`value` に下限、`upper` に上限を書きます",
                    "`value` is the lower end, `upper` the upper one",
                ),
            );
        }
        let text = record.optional(reader, "text", label);
        record.finish(reader);
        Some(Target { kind: kind?, at, value, upper: upper.map(|(upper, _)| upper), text })
    })
}

fn written_number(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<(f64, Span)> {
    Some((number(reader, value)?, value.span))
}

fn slice(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<Slice> {
    let label = record.required(reader, "label", label);
    let value = record.required(reader, "value", number);
    record.finish(reader);
    Some(Slice { label: label?, value: value? })
}

fn source_and_page(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<(SourceDocument, Option<u32>)> {
    record(reader, value, |reader, mut record| {
        let title = record.required(reader, "title", label);
        let file = record.optional(reader, "file", text);
        let url = record.optional(reader, "url", url);
        let page = record.optional(reader, "page", count);
        record.finish(reader);
        Some((SourceDocument { title: title?, file, url, pages: None }, page))
    })
}
