//! What a mark is, and where it can stand.

use std::ops::Range;

/// A mark of unfinished work, and where in the text it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    pub range: Range<usize>,
    pub meaning: Meaning,
}

/// What a mark stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// Words, or a number, still to be written: 「○○課」, XX.
    Missing,
    /// A date of which the numbers are missing.
    Date,
    /// A note to those who write: 【要確認】.
    Note,
    /// Words that only fill the page: lorem ipsum.
    Dummy,
    /// Words that `new` wrote.
    Scaffold,
}

/// Where the text stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setting {
    /// In a paragraph or a heading of a text.
    Prose,
    /// In the cell of a table in a text, where ○ alone is a value.
    Cell,
    /// In the value of a key.
    Value,
    /// In the cell of a table that is a file.
    CellOfFile,
}

impl Setting {
    pub(super) fn is_cell(self) -> bool {
        matches!(self, Self::Cell | Self::CellOfFile)
    }

    /// Whether what stands between backticks is code.
    pub(super) fn has_code(self) -> bool {
        matches!(self, Self::Prose | Self::Cell)
    }
}
