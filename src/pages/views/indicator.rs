//! An indicator: its values, its targets and how answers were spread, with the places of their bars.

use crate::model::{Figure, IndicatorId, IndicatorRecord, IndicatorTarget, IndicatorValue};
use crate::pages::{PageContext, Phrase, views};
use crate::values::{Code, Label, Missing, Number, TargetKind, Time, Unit};

views! {
    pub(in crate::pages) struct IndicatorView(context, indicator: IndicatorId) {
        let of_plan = &context.site[indicator];
        let record = &of_plan.record;
        let scale = Scale::of(record.unit);
        let places = places(record.values.iter().filter_map(|value| value.value.as_deref()));
        let is_drawn = |target: &&IndicatorTarget| target.value.is_some() && target.kind != TargetKind::Undecided;
        let last_drawn = record.all_targets().filter(is_drawn).filter_map(|target| target.at).max();
        let latest_at = of_plan.latest().map(|latest| latest.at);
        pub id: String = of_plan.id.to_string(),
        pub name: Phrase = context.phrase(&record.name),
        pub question: Option<Phrase> = context.phrase_if(&record.question),
        /// A code such as `percent`, for the theme's words.
        pub unit: &'static str = record.unit.code(),
        /// `increase`, `decrease`, `maintain` or `none`.
        pub direction: &'static str = record.direction.code(),
        /// The latest value that there is.
        pub latest: Option<ValueAt> = of_plan.latest().map(|figure| ValueAt::of(context, figure)),
        /// The first value that can be compared with the latest; nothing where that is the latest itself.
        pub first: Option<ValueAt> = of_plan
            .first_of_series()
            .filter(|first| Some(first.at) != latest_at)
            .map(|figure| ValueAt::of(context, figure)),
        /// Since when the latest value cannot be compared with those before it.
        pub broken_at: Option<String> = of_plan.latest_break().map(|time| context.time(time)),
        /// The times after the latest value, for which there is none yet.
        pub missing: Vec<MissingView> =
            of_plan.missing_since().map(|(value, reason)| MissingView::of(context, value, reason)).collect(),
        /// In the order of time, those without a value too.
        pub values: Vec<ValueView> = record
            .values
            .iter()
            .map(|value| ValueView::of(context, scale, places, value, latest_at == Some(value.at)))
            .collect(),
        /// Whether any of the values says how many answered.
        pub counted: bool = record.values.iter().any(|value| value.count.is_some()),
        /// Whether any of the times is a day or a month.
        pub dated: bool = record.values.iter().any(|value| matches!(value.at, Time::Date(_))),
        /// In the order of time.
        pub targets: Vec<TargetView> =
            record.all_targets().map(|target| TargetView::of(context, scale, target, last_drawn)).collect(),
        pub breakdown: Vec<SliceView> = slices(context, record),
        /// Whether its values are parts of a whole that bars can show; a distribution has a bar of its own.
        pub has_meter: bool = record.breakdown.is_empty()
            && of_plan.latest().is_some_and(|latest| scale.share(latest.number).is_some()),
        pub note: Option<Phrase> = context.phrase_if(&record.note),
        pub source: Option<Phrase> = record.source.as_ref().map(|source| context.phrase(&source.title)),
        pub page: Option<u32> = record.source.as_ref().and_then(|source| source.page),
    }

    /// A value that is there.
    pub(in crate::pages) struct ValueAt(context, figure: Figure<'_>) {
        pub at: String = context.time(figure.at),
        /// For people, with the digits that were written and thousands apart.
        pub value: String = figure.number.grouped(),
        /// What to mind with it.
        pub note: Option<Phrase> = context.phrase_if(&figure.of.note),
        pub count: Option<String> = figure.of.count.map(|count| Number::from(count).grouped()),
    }

    /// A time without a value.
    pub(in crate::pages) struct MissingView(context, from: &IndicatorValue, why: Missing) {
        pub at: String = context.time(from.at),
        /// `not-surveyed`, `withheld`, `pending` or `none`.
        pub reason: &'static str = why.code(),
        /// What to mind with it, such as when it will be known.
        pub note: Option<Phrase> = context.phrase_if(&from.note),
    }

    pub(in crate::pages) struct ValueView(context, scale: Scale, places: usize, from: &IndicatorValue, is_last: bool) {
        let number = from.value.as_deref();
        pub at: String = context.time(from.at),
        /// For people, with the digits that were written and thousands apart; nothing where there is no value.
        pub value: Option<String> = number.map(Number::grouped),
        /// What has the width of the decimals that it lacks beside the others.
        pub lacks: Option<String> = number.and_then(|number| lacking(number, places)),
        /// Why there is no value: `not-surveyed`, `withheld`, `pending` or `none`.
        pub missing: Option<&'static str> = from.missing.map(Code::code),
        /// What to mind with it.
        pub note: Option<Phrase> = context.phrase_if(&from.note),
        /// Whether the way of measuring was changed here.
        pub is_break: bool = from.breaks_series,
        pub is_latest: bool = is_last,
        /// How far a percentage reaches across a bar, in hundredths; nothing for what has no whole.
        pub share: Option<String> = number.and_then(|number| scale.share(number)),
        pub count: Option<String> = from.count.map(|count| Number::from(count).grouped()),
    }

    pub(in crate::pages) struct TargetView(
        context,
        scale: Scale,
        target: &IndicatorTarget,
        last_drawn: Option<Time>
    ) {
        let reached = target.value.as_ref().filter(|_| target.kind != TargetKind::Undecided);
        /// `at-least`, `at-most`, `range`, `exact`, `maintain`, `qualitative` or `undecided`.
        pub kind: &'static str = target.kind.code(),
        /// By when it is to be reached.
        pub at: Option<String> = target.at.map(|time| context.time(time)),
        /// The value, or the lower end of a range.
        pub value: Option<String> = reached.map(Number::grouped),
        pub upper: Option<String> = target.upper.as_ref().map(Number::grouped),
        /// Where a percentage is across a bar, in hundredths; nothing for what has no whole.
        pub share: Option<String> = reached.and_then(|value| scale.share(value)),
        /// The same of the upper end of a range.
        pub upper_share: Option<String> = target.upper.as_ref().and_then(|value| scale.share(value)),
        /// Whether one with a later time is drawn too.
        pub is_interim: bool = target.at.is_some_and(|time| Some(time) < last_drawn),
        pub text: Option<Phrase> = context.phrase_if(&target.text),
        /// Who set it.
        pub by: Option<Phrase> = context.phrase_if(&target.by),
    }

    /// A part of a distribution: a bar from `start`, `width` wide, both in hundredths of the whole.
    pub(in crate::pages) struct SliceView(context, part: (&Label, &Number), places: usize, left: f64, share: f64) {
        pub label: Phrase = context.phrase(part.0),
        /// Its share, for people.
        pub value: String = part.1.grouped(),
        /// What has the width of the decimals that it lacks beside the others.
        pub lacks: Option<String> = lacking(part.1, places),
        pub start: String = format!("{left:.2}"),
        pub width: String = format!("{share:.2}"),
        /// Where a number on its bar stands.
        pub middle: String = format!("{:.2}", left + share / 2.0),
        /// Whether a number fits on its bar.
        pub wide: bool = share >= WIDE_SHARE,
    }
}

/// Whether the numbers of an indicator are parts of a whole.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Scale {
    has_whole: bool,
}

impl Scale {
    fn of(unit: Unit) -> Self {
        Self { has_whole: unit == Unit::Percent }
    }

    /// Where a percentage is on a bar that stands for the whole.
    fn share(self, number: &Number) -> Option<String> {
        let value = number.value();
        (self.has_whole && (0.0..=100.0).contains(&value)).then(|| format!("{value:.2}"))
    }
}

/// How many decimals the numbers of a column have at most.
pub(in crate::pages) fn places<'a>(numbers: impl Iterator<Item = &'a Number>) -> usize {
    numbers.map(Number::decimals).max().unwrap_or(0)
}

/// What has the width of the decimals that a number lacks in a column: its unit stands right behind it, and a
/// style leaves the room, so that points are below each other and no digit is added to what was written.
pub(in crate::pages) fn lacking(number: &Number, places: usize) -> Option<String> {
    let decimals = number.decimals();
    let point = if decimals == 0 { "." } else { "" };
    (decimals < places).then(|| format!("{point}{}", "0".repeat(places - decimals)))
}

/// The smallest share, in hundredths, whose number fits on its bar.
const WIDE_SHARE: f64 = 8.0;

fn slices(context: &PageContext<'_>, record: &IndicatorRecord) -> Vec<SliceView> {
    let places = places(record.breakdown.iter().map(|slice| &slice.value));
    // Printed shares add up to 99.7 to 100.1: the bars are parts of what is there.
    let total: f64 = record.breakdown.iter().map(|slice| slice.value.value().max(0.0)).sum();
    let mut start = 0.0;
    let slices = record.breakdown.iter().map(|slice| {
        let width = if total > 0.0 { slice.value.value().max(0.0) * 100.0 / total } else { 0.0 };
        let view = SliceView::of(context, (&slice.label, &slice.value), places, start, width);
        start += width;
        view
    });
    slices.collect()
}
