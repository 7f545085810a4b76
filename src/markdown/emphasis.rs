//! Bold beside Japanese punctuation.
//!
//! CommonMark decides by the neighbours of a run of `*` whether it can open or close emphasis, with spaces
//! between words in mind: in `**「重要」**です` the second run follows punctuation and precedes a letter, so
//! it may only open, and the stars are shown. The CJK-friendly amendment
//! (<https://github.com/tats-u/markdown-cjk-friendly>, `specification.md`), which later releases of
//! pulldown-cmark and other parsers follow, counts East Asian neighbours differently. Worked out for `*`, its
//! clauses come to one sentence: **between two visible characters of which at least one is East Asian, a run
//! can both open and close**; everywhere else CommonMark's own rule stands, so English is untouched.
//!
//! pulldown-cmark 0.13.6 has no such option, but reads a run as one that can do both when letters stand on
//! both sides. So [`mask`](super::mask) puts a letter that nobody sees there. This needs no second parse and no
//! knowledge of what the run is for: inside code or an address the letter is taken out again like everywhere.
//! Once a release has `ENABLE_CJK_FRIENDLY_EMPHASIS`, this file can go.

use super::east_asian::{is_east_asian, is_hangul, is_variation_selector};

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Letters {
    pub(super) before: bool,
    pub(super) after: bool,
}

/// Where a run of `*` or `~~` needs hidden letters, given the text up to it and the text from its end.
pub(super) fn letters(before: &str, after: &str) -> Letters {
    let (Some(last), Some(next)) = (last_character(before), after.chars().next()) else {
        return Letters::default();
    };
    // A `|` is left alone: in a table it is the edge of a cell, which pulldown-cmark knows and we do not.
    let is_edge = |character: char| character.is_whitespace() || character == '|';
    if is_edge(last) || is_edge(next) || !(counts(last) || counts(next)) {
        return Letters::default();
    }
    Letters { before: !is_plainly_a_letter(last), after: !is_plainly_a_letter(next) }
}

/// The last character of a text, looking past a variation selector.
fn last_character(text: &str) -> Option<char> {
    let mut backwards = text.chars().rev();
    let last = backwards.next()?;
    if is_variation_selector(last) { backwards.next() } else { Some(last) }
}

fn counts(character: char) -> bool {
    is_east_asian(character) || is_hangul(character)
}

/// Letters that pulldown-cmark takes for letters as well: where one stands, no hidden letter is needed. Not
/// every letter is in here, which costs nothing but a needless hidden one.
fn is_plainly_a_letter(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::{Letters, letters};

    #[test]
    fn letters_are_hidden_only_beside_east_asian_neighbours() {
        let at = |text: &str| {
            let (before, after) = text.split_once('*').expect("a star");
            let Letters { before, after } = letters(before, after);
            (before, after)
        };
        assert_eq!(at("」*で"), (true, false));
        assert_eq!(at("は*「"), (false, true));
        assert_eq!(at("%*が"), (true, false));
        assert_eq!(at("。*「"), (true, true));
        assert_eq!(at("材*育"), (false, false));
        assert_eq!(at("葛\u{E0100}*("), (false, true));
        for english in ["a*b", ")*b", "a*(", " *「", "」* ", "「*", "*「", "|*漢", "漢*|"] {
            assert_eq!(at(english), (false, false), "{english}");
        }
    }
}
