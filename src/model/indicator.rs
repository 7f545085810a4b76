//! Numbers with a unit and a source.

use std::sync::Arc;

use crate::records::{IndicatorRecord, IndicatorValue};
use crate::values::{Missing, Number, Time};

use super::PlanId;
use super::held::holds_record;

/// A number with unit, times, target and source.
#[derive(Debug)]
pub struct Indicator {
    /// What `[[indicator]]` says.
    pub record: Arc<IndicatorRecord>,
    /// The plan whose file it is in.
    pub plan: PlanId,
}

/// A value that is there.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    pub at: Time,
    pub number: &'a Number,
    /// All that is said of it.
    pub of: &'a IndicatorValue,
}

impl<'a> Figure<'a> {
    fn of(value: &'a IndicatorValue) -> Option<Self> {
        Some(Self { at: value.at, number: value.value.as_deref()?, of: value })
    }
}

impl Indicator {
    /// The latest value that there is: times without a value are skipped.
    pub fn latest(&self) -> Option<Figure<'_>> {
        self.record.values.iter().rev().find_map(Figure::of)
    }

    /// The first value that can be compared with the latest: nothing interrupts the series between them.
    pub fn first_of_series(&self) -> Option<Figure<'_>> {
        let values = &self.record.values;
        let latest = values.iter().rposition(|value| value.value.is_some())?;
        let start = values[..=latest].iter().rposition(|value| value.breaks_series).unwrap_or(0);
        values[start..].iter().find_map(Figure::of)
    }

    /// Since when the latest value cannot be compared with those before it.
    pub fn latest_break(&self) -> Option<Time> {
        let values = &self.record.values;
        let latest = values.iter().rposition(|value| value.value.is_some())?;
        let start = values[..=latest].iter().rposition(|value| value.breaks_series)?;
        values[..start].iter().any(|value| value.value.is_some()).then(|| values[start].at)
    }

    /// The times after the latest value, each with the reason why there is none; all where there is no value at all.
    pub fn missing_since(&self) -> impl Iterator<Item = (&IndicatorValue, Missing)> {
        let values = &self.record.values;
        let after = values.iter().rposition(|value| value.value.is_some()).map_or(0, |latest| latest + 1);
        values[after..].iter().filter_map(|value| Some((value, value.missing?)))
    }
}

holds_record! {
    Indicator: IndicatorRecord,
}
