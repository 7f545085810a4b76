//! The steps of schedules: seven that every site has, and the site's own.

use std::sync::Arc;

use crate::records::StepRecord;
use crate::source::Span;
use crate::values::{self, Code, Stretch};

use super::StepId;

/// What a schedule can foresee.
#[derive(Debug)]
pub struct Step {
    pub id: String,
    /// What `[[step]]` says; nothing for one of the seven, which the theme has words for.
    pub own: Option<Arc<StepRecord>>,
}

impl Step {
    /// The seven, in the order in which one follows another.
    pub(super) fn defaults() -> Vec<Self> {
        let steps = values::Step::ALL.iter().map(|step| Self { id: step.code().to_owned(), own: None });
        steps.collect()
    }

    /// What people call it.
    pub fn words(&self) -> Vec<String> {
        let own = self.own.iter().flat_map(|record| record.label.words());
        let names = values::Step::find(&self.id).map(Code::names).unwrap_or_default();
        own.chain(names.iter().map(|name| (*name).to_owned())).collect()
    }
}

/// A step of the schedule of a measure.
#[derive(Clone, Copy, Debug)]
pub struct Scheduled {
    pub stretch: Stretch,
    pub step: StepId,
    /// Where it is written.
    pub span: Span,
}
