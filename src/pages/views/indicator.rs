//! An indicator: its values, its target and how answers were spread, with the places of their bars.

use crate::model::{IndicatorId, IndicatorRecord, IndicatorTarget, IndicatorValue};
use crate::pages::{PageContext, Phrase, decimals, number, number_with, views};
use crate::values::{Code, Label, TargetKind, Unit};

views! {
    pub(in crate::pages) struct IndicatorView(context, indicator: IndicatorId) {
        let record = &context.site[indicator].record;
        let figures = Figures::of(record);
        pub id: String = context.site[indicator].id.to_string(),
        pub name: Phrase = context.phrase(&record.name),
        pub question: Option<Phrase> = context.phrase_if(&record.question),
        /// A code such as `percent`, for the theme's words.
        pub unit: &'static str = record.unit.code(),
        /// `increase`, `decrease`, `maintain` or `none`.
        pub direction: &'static str = record.direction.code(),
        pub values: Vec<ValueView> =
            record.values.iter().map(|value| ValueView::of(context, &figures, value)).collect(),
        /// Whether any of the values says how many answered.
        pub counted: bool = record.values.iter().any(|value| value.count.is_some()),
        pub target: Option<TargetView> =
            record.target.as_ref().map(|target| TargetView::of(context, &figures, target)),
        pub breakdown: Vec<SliceView> = slices(context, record, &figures),
        pub note: Option<Phrase> = context.phrase_if(&record.note),
        pub source: Option<Phrase> = record.source.as_ref().map(|source| context.phrase(&source.title)),
        pub page: Option<u32> = record.source.as_ref().and_then(|source| source.page),
    }

    pub(in crate::pages) struct ValueView(context, figures: &Figures, from: &IndicatorValue) {
        pub at: String = context.fiscal_year(from.at),
        /// For people, with thousands apart.
        pub value: String = figures.text(from.value),
        /// How far a percentage reaches across a bar, in hundredths; nothing for what has no whole.
        pub share: Option<String> = figures.share(from.value),
        pub count: Option<String> = from.count.map(|count| number(count as f64)),
    }

    pub(in crate::pages) struct TargetView(context, figures: &Figures, target: &IndicatorTarget) {
        let reached = target.value.filter(|_| target.kind != TargetKind::Undecided);
        /// `at-least`, `at-most`, `range`, `exact`, `maintain`, `qualitative` or `undecided`.
        pub kind: &'static str = target.kind.code(),
        /// The fiscal year by which it is to be reached.
        pub at: Option<String> = target.at.map(|year| context.fiscal_year(year)),
        /// The value, or the lower end of a range.
        pub value: Option<String> = reached.map(|value| figures.text(value)),
        pub upper: Option<String> = target.upper.map(|value| figures.text(value)),
        /// Where a percentage is across a bar, in hundredths; nothing for what has no whole.
        pub share: Option<String> = reached.and_then(|value| figures.share(value)),
        pub text: Option<Phrase> = context.phrase_if(&target.text),
    }

    /// A part of a distribution: a bar from `start`, `width` wide, both in hundredths of the whole.
    pub(in crate::pages) struct SliceView(context, figures: &Figures, part: (&Label, f64), left: f64, share: f64) {
        pub label: Phrase = context.phrase(part.0),
        /// Its share, for people.
        pub value: String = figures.text(part.1),
        pub start: String = format!("{left:.2}"),
        pub width: String = format!("{share:.2}"),
        /// Where a number on its bar stands.
        pub middle: String = format!("{:.2}", left + share / 2.0),
        /// Whether a number fits on its bar.
        pub wide: bool = share >= WIDE_SHARE,
    }
}

/// How the figures of an indicator are written.
pub(in crate::pages) struct Figures {
    /// As many as any of them has.
    decimals: usize,
    has_whole: bool,
}

impl Figures {
    fn of(record: &IndicatorRecord) -> Self {
        let values = record.values.iter().map(|value| value.value);
        let all = values.chain(record.breakdown.iter().map(|slice| slice.value));
        Self { decimals: all.map(decimals).max().unwrap_or(0), has_whole: record.unit == Unit::Percent }
    }

    fn text(&self, value: f64) -> String {
        number_with(value, self.decimals)
    }

    /// Where a percentage is on a bar that stands for the whole.
    fn share(&self, value: f64) -> Option<String> {
        (self.has_whole && (0.0..=100.0).contains(&value)).then(|| format!("{value:.2}"))
    }
}

/// The smallest share, in hundredths, whose number fits on its bar.
const WIDE_SHARE: f64 = 8.0;

fn slices(context: &PageContext<'_>, record: &IndicatorRecord, figures: &Figures) -> Vec<SliceView> {
    // Printed shares add up to 99.7 to 100.1: the bars are parts of what is there.
    let total: f64 = record.breakdown.iter().map(|slice| slice.value.max(0.0)).sum();
    let mut start = 0.0;
    let slices = record.breakdown.iter().map(|slice| {
        let width = if total > 0.0 { slice.value.max(0.0) * 100.0 / total } else { 0.0 };
        let view = SliceView::of(context, figures, (&slice.label, slice.value), start, width);
        start += width;
        view
    });
    slices.collect()
}
