//! An indicator: its values, its target and how answers were spread, with the places of their bars.

use serde::Serialize;

use crate::model::{IndicatorId, IndicatorRecord, IndicatorTarget};
use crate::pages::context::PageContext;
use crate::pages::phrase::{Phrase, decimals, number, number_with};
use crate::values::{Code, TargetKind};

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct IndicatorView {
    pub id: String,
    pub name: Phrase,
    pub question: Option<Phrase>,
    /// A code such as `percent`, for the theme's words.
    pub unit: &'static str,
    /// `increase`, `decrease`, `maintain` or `none`.
    pub direction: &'static str,
    pub values: Vec<ValueView>,
    /// Whether any of the values says how many answered.
    pub counted: bool,
    pub target: Option<TargetView>,
    pub breakdown: Vec<SliceView>,
    pub note: Option<Phrase>,
    pub source: Option<Phrase>,
    pub page: Option<u32>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct ValueView {
    pub at: String,
    /// For people, with thousands apart.
    pub value: String,
    /// How far a percentage reaches across a bar, in hundredths; nothing for what has no whole.
    pub share: Option<String>,
    pub count: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct TargetView {
    /// `at-least`, `at-most`, `range`, `exact`, `maintain`, `qualitative` or `undecided`.
    pub kind: &'static str,
    /// The fiscal year by which it is to be reached.
    pub at: Option<String>,
    /// The value, or the lower end of a range.
    pub value: Option<String>,
    pub upper: Option<String>,
    /// Where a percentage is across a bar, in hundredths; nothing for what has no whole.
    pub share: Option<String>,
    pub text: Option<Phrase>,
}

/// A part of a distribution: a bar from `start`, `width` wide, both in hundredths of the whole.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct SliceView {
    pub label: Phrase,
    /// Its share, for people.
    pub value: String,
    pub start: String,
    pub width: String,
    /// Where a number on its bar stands.
    pub middle: String,
    /// Whether a number fits on its bar.
    pub wide: bool,
}

pub(in crate::pages) fn indicator_view(context: &PageContext<'_>, id: IndicatorId) -> IndicatorView {
    let record = &context.site[id].record;
    let decimals = decimals_of(record);
    let figure = |value: f64| number_with(value, decimals);
    IndicatorView {
        id: context.site[id].id.to_string(),
        name: context.phrase(&record.name),
        question: record.question.as_ref().map(|question| context.phrase(question)),
        unit: record.unit.code(),
        direction: record.direction.code(),
        values: record
            .values
            .iter()
            .map(|value| ValueView {
                at: context.fiscal_year(value.at),
                value: figure(value.value),
                share: share(record, value.value),
                count: value.count.map(|count| number(count as f64)),
            })
            .collect(),
        counted: record.values.iter().any(|value| value.count.is_some()),
        target: record.target.as_ref().map(|target| target_view(context, record, target, &figure)),
        breakdown: slices(context, record, &figure),
        note: record.note.as_ref().map(|note| context.phrase(note)),
        source: record.source.as_ref().map(|source| context.phrase(&source.title)),
        page: record.source.as_ref().and_then(|source| source.page),
    }
}

/// The decimals that all figures of an indicator are shown with: as many as any of them has.
fn decimals_of(record: &IndicatorRecord) -> usize {
    let values = record.values.iter().map(|value| value.value);
    values.chain(record.breakdown.iter().map(|slice| slice.value)).map(decimals).max().unwrap_or(0)
}

/// Where a percentage is on a bar that stands for the whole.
fn share(record: &IndicatorRecord, value: f64) -> Option<String> {
    let has_whole = record.unit.code() == "percent" && (0.0..=100.0).contains(&value);
    has_whole.then(|| format!("{value:.2}"))
}

fn target_view(
    context: &PageContext<'_>,
    record: &IndicatorRecord,
    target: &IndicatorTarget,
    figure: &dyn Fn(f64) -> String,
) -> TargetView {
    let value = target.value.filter(|_| target.kind != TargetKind::Undecided);
    TargetView {
        kind: target.kind.code(),
        at: target.at.map(|year| context.fiscal_year(year)),
        value: value.map(figure),
        upper: target.upper.map(figure),
        share: value.and_then(|value| share(record, value)),
        text: target.text.as_ref().map(|text| context.phrase(text)),
    }
}

/// The smallest share, in hundredths, whose number fits on its bar.
const WIDE_SHARE: f64 = 8.0;

fn slices(
    context: &PageContext<'_>,
    record: &IndicatorRecord,
    figure: &dyn Fn(f64) -> String,
) -> Vec<SliceView> {
    // Printed shares add up to 99.7 to 100.1: the bars are parts of what is there.
    let total: f64 = record.breakdown.iter().map(|slice| slice.value.max(0.0)).sum();
    let mut start = 0.0;
    record
        .breakdown
        .iter()
        .map(|slice| {
            let width = if total > 0.0 { slice.value.max(0.0) * 100.0 / total } else { 0.0 };
            let view = SliceView {
                label: context.phrase(&slice.label),
                value: figure(slice.value),
                start: format!("{start:.2}"),
                width: format!("{width:.2}"),
                middle: format!("{:.2}", start + width / 2.0),
                wide: width >= WIDE_SHARE,
            };
            start += width;
            view
        })
        .collect()
}
