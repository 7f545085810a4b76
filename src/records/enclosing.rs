//! The tables around the one that is being read.

use crate::source::Span;

/// A table that is being read, for the tables within it.
pub(super) struct Enclosing {
    pub(super) table: Span,
    pub(super) keys: Vec<&'static str>,
    pub(super) written: Vec<String>,
}
