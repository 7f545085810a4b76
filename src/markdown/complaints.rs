//! What is wrong with a text, gathered while it is read.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, InFile};
use crate::source::{Place, SourcePath, Span};

/// The complaints about one body. Everything else in this module counts bytes from the start of the body;
/// here they become places in the file.
pub(super) struct Complaints<'a> {
    path: &'a SourcePath,
    /// Where the body starts in the file.
    pub(super) base: usize,
    list: Vec<Diagnostic>,
}

impl<'a> Complaints<'a> {
    pub(super) fn new(path: &'a SourcePath, base: usize) -> Self {
        Self { path, base, list: Vec::new() }
    }

    /// A place in the file, from a range in the body.
    pub(super) fn at(&self, range: Range<usize>) -> Place {
        InFile { path: self.path }.at(self.span(range))
    }

    /// A span of the file, from a range in the body.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(range.start + self.base, range.end + self.base)
    }

    /// The file as a whole.
    pub(super) fn file(&self) -> Place {
        Place::file(self.path)
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// All of them, by place.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.list.sort();
        self.list
    }
}
