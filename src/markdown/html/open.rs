//! What is open while a text is written: the blocks, the heading, the table, the link and the image that
//! an event is inside of.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use crate::grid::Extent;

use super::super::body::Heading;
use super::super::links::Refusal;

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Container {
    Quotation,
    Alert,
    /// An alert for the internal audience.
    Internal,
    List,
    Footnotes,
}

/// How far we are in finding the first paragraph.
pub(super) enum LeadState {
    /// Nothing has been written, except for the internal audience: the lead must not depend on who reads.
    Awaited,
    /// It began at this byte of the HTML.
    Open(usize),
    Done,
}

pub(super) struct OpenHeading {
    pub(super) heading: Heading,
    pub(super) html_start: usize,
}

pub(super) struct Table {
    /// The alignments that the text gives, and those of columns of numbers.
    pub(super) alignments: Vec<Alignment>,
    /// The alignments that the text gives.
    pub(super) given: Vec<Alignment>,
    /// For each cell how far it reaches; nothing for one that is part of another.
    pub(super) extents: Vec<Vec<Option<Extent>>>,
    pub(super) header_rows: usize,
    pub(super) header_columns: usize,
    /// The row that is the line between header and body, where there is a second one.
    pub(super) line: Option<usize>,
    /// The row and the column that are being written, from 0.
    pub(super) row: usize,
    pub(super) column: usize,
    /// Whether the events belong to a cell that is part of another, or to the line.
    pub(super) is_hidden: bool,
    pub(super) has_body: bool,
    /// The end tag of the open cell.
    pub(super) cell_end: &'static str,
    /// Where the last cell ends in the masked text.
    pub(super) cells_end: usize,
}

impl Table {
    /// Whether an event is of what nobody sees.
    pub(super) fn hides(&self, event: &Event<'_>) -> bool {
        let ends = [TagEnd::TableCell, TagEnd::TableRow, TagEnd::TableHead, TagEnd::Table];
        self.is_hidden && !matches!(event, Event::End(end) if ends.contains(end))
    }
}

pub(super) struct OpenLink {
    /// Its number; `None` for one that is refused and written as its words.
    pub(super) index: Option<usize>,
    pub(super) refusal: Option<Refusal>,
    /// Where its definition stands in the masked text, for one that refers to a definition.
    pub(super) definition: Option<Range<usize>>,
    /// Where its words end in the masked text, as far as they have been seen.
    pub(super) text_end: usize,
    pub(super) html_start: usize,
    pub(super) images_before: usize,
}

impl OpenLink {
    /// Notes how far the link's words reach.
    pub(super) fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if !matches!(event, Event::End(TagEnd::Link) | Event::Start(Tag::Link { .. })) {
            self.text_end = self.text_end.max(range.end);
        }
    }
}

pub(super) struct OpenImage {
    pub(super) source: String,
    pub(super) title: String,
    pub(super) html_start: usize,
    /// How many images its alternative text is deep in.
    pub(super) depth: usize,
}
