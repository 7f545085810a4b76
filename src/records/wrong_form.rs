//! Values of the wrong form that name something, until it is known what.

use crate::diagnostic::Bilingual;
use crate::rules::{self, Rule};

/// A value of the wrong form that has a name in it: `topics = "developing"` where a list belongs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrongForm {
    pub rule: &'static Rule,
    /// What is wrong with it.
    pub message: Bilingual,
    before: String,
    after: String,
}

impl WrongForm {
    pub(super) fn new(message: Bilingual, before: impl Into<String>, after: impl Into<String>) -> Self {
        Self { rule: rules::RECORD_TYPE, message, before: before.into(), after: after.into() }
    }

    /// The same for a text without quotes, which is no TOML.
    pub(super) fn unquoted(message: Bilingual, before: impl Into<String>) -> Self {
        Self { rule: rules::RECORD_TOML, ..Self::new(message, before, "") }
    }

    /// What to write for an id.
    pub fn with(&self, id: &str) -> String {
        format!("{}\"{id}\"{}", self.before, self.after)
    }

    /// The same around something that has another form within it.
    pub(super) fn around(self, before: &str, after: &str) -> Self {
        Self { before: format!("{}{before}", self.before), after: format!("{after}{}", self.after), ..self }
    }
}
