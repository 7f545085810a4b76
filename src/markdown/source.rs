//! The text that is being read, for everything that reports a place in it.

use std::ops::Range;

use crate::source::{Place, SourcePath, Span};

use super::mask::Masked;

pub(super) struct Source<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) text: &'a str,
    /// The body as pulldown-cmark sees it.
    pub(super) masked: Masked<'a>,
}

impl Source<'_> {
    pub(super) fn at(&self, span: Span) -> Place {
        Place::at(self.path, span)
    }

    /// The place of a range of the masked text.
    pub(super) fn place(&self, masked: &Range<usize>) -> Place {
        self.at(self.masked.span(masked))
    }
}
