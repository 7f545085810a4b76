//! Numbers with a unit and a source.

use crate::parse::{IndicatorRecord, IndicatorValue};

use super::PlanId;

/// A number with unit, times, target and source.
#[derive(Debug)]
pub struct Indicator {
    /// Its id.
    pub id: String,
    /// Its plan.
    pub plan: PlanId,
    /// What its record says.
    pub record: IndicatorRecord,
}

impl Indicator {
    /// The latest value.
    pub fn latest(&self) -> Option<&IndicatorValue> {
        self.record.values.iter().max_by_key(|value| value.at)
    }
}
