//! HTML with holes, while it is written.

use super::{Hole, HoleKind};

/// HTML and the places in it that depend on the page.
#[derive(Default)]
pub(super) struct Output {
    pub(super) html: String,
    pub(super) holes: Vec<Hole>,
}

/// A point of the output to come back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    html: usize,
    holes: usize,
}

impl Output {
    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    pub(super) fn hole(&mut self, kind: HoleKind) {
        // Bodies are at most 1 MB, and HTML is a small multiple of its source.
        self.holes.push(Hole { at: self.html.len() as u32, kind });
    }

    /// Begins a line, unless one has just begun.
    pub(super) fn line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { html: self.html.len(), holes: self.holes.len() }
    }

    /// The HTML since a mark, with nothing in its holes.
    pub(super) fn since(&self, mark: Mark) -> &str {
        &self.html[mark.html..]
    }

    /// Takes back everything since a mark.
    pub(super) fn back_to(&mut self, mark: Mark) {
        self.html.truncate(mark.html);
        self.holes.truncate(mark.holes);
    }

    pub(super) fn append(&mut self, other: Self) {
        let offset = self.html.len() as u32;
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.into_iter().map(|hole| Hole { at: hole.at + offset, ..hole }));
    }

    /// Takes these words off the end, if they are there.
    pub(super) fn strip_end(&mut self, end: &str) -> bool {
        let found = self.html.ends_with(end);
        if found {
            self.html.truncate(self.html.len() - end.len());
        }
        found
    }
}
