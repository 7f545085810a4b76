//! Numbers with a unit and a source.

use std::sync::Arc;

use crate::records::{IndicatorRecord, IndicatorValue};

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

impl Indicator {
    /// The value of the latest fiscal year.
    pub fn latest(&self) -> Option<&IndicatorValue> {
        self.record.values.iter().max_by_key(|value| value.at)
    }
}

holds_record! {
    Indicator: IndicatorRecord,
}
