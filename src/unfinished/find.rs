//! Looking for all signs at once.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::around::Around;
use super::mark::{Mark, Setting};
use super::notes;
use super::signs::FAMILIES;

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
