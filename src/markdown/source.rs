//! The text that is being read, for everything that reports a place in it.

use crate::source::{Place, SourcePath, Span};

use super::mask::Masked;

/// Where the text being read is: what every step needs to say where something is wrong.
pub(super) struct Source<'a> {
    pub(super) path: &'a SourcePath,
    /// The whole file.
    pub(super) text: &'a str,
    /// The body as pulldown-cmark sees it.
    pub(super) masked: Masked<'a>,
}

impl Source<'_> {
    /// The place of a span of the file.
    pub(super) fn at(&self, span: Span) -> Place {
        Place::at(self.path, span)
    }
}
