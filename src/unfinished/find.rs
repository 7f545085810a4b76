//! Looking for all signs at once.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::around::Around;
use super::notes;
use super::signs::FAMILIES;

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

struct Finder {
    automaton: AhoCorasick,
    /// The family of each of the automaton's patterns.
    families: Vec<usize>,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let signs =
        FAMILIES.iter().enumerate().flat_map(|(family, of)| of.signs.iter().map(move |sign| (family, sign)));
    let (families, signs): (Vec<usize>, Vec<&str>) = signs.map(|(family, sign)| (family, *sign)).unzip();
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(signs)
        .expect("the signs are few");
    Finder { automaton, families }
});

/// The marks in a block of text, in order; none overlaps another.
pub fn find(text: &str, setting: Setting) -> Vec<Mark> {
    let mut marks: Vec<Mark> = notes::judge_whole(text, setting).into_iter().collect();
    let mut judged = marks.first().map_or(0, |mark| mark.range.end);
    for sign in FINDER.automaton.find_iter(text) {
        if sign.start() < judged {
            continue;
        }
        let around = Around { text, setting, sign: sign.range() };
        let family = &FAMILIES[FINDER.families[sign.pattern().as_usize()]];
        if let Some(mark) = (family.judge)(&around) {
            judged = mark.range.end;
            marks.push(mark);
        }
    }
    marks
}
