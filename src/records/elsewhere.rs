//! Values that stand somewhere else than under their key: under a misspelt one, or below a header to which they do
//! not belong. They are read all the same, so that the one slip is all that is reported.

use toml::de::DeValue;

use crate::diagnostic::Help;
use crate::source::Span;

use super::reader::Value;

/// A value that belongs to a key and does not stand there.
pub(super) struct Elsewhere<'a, 'i> {
    pub(super) key: &'static str,
    pub(super) value: &'a DeValue<'i>,
    pub(super) span: Span,
    pub(super) how: How,
}

/// Where such a value stands.
pub(super) enum How {
    /// In place of the table.
    Alone,
    /// Under another key of the table; with what to write for it.
    Misspelt(String, Help),
    /// In a table below, because it comes after that one's header.
    Misplaced,
}

impl<'a, 'i> Elsewhere<'a, 'i> {
    pub(super) fn value(&self) -> Value<'a, 'i> {
        let is_corrected = matches!(self.how, How::Misspelt(..));
        Value { is_corrected, ..Value::of(self.key, self.value, self.span) }
    }

    /// What to write for a misspelt key.
    pub(super) fn proposal(&self, name: &str) -> Option<Help> {
        match &self.how {
            How::Misspelt(written, proposal) if written == name => Some(proposal.clone()),
            _ => None,
        }
    }
}
