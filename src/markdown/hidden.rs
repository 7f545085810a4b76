//! The characters that stand in the masked text and in no text that people write: how [`mask`](super::mask)
//! leaves marks in it that CommonMark takes for letters.

use std::borrow::Cow;

// Four code points that Unicode keeps free for use inside programs, which no text contains, no font shows
// and CommonMark takes for letters.
/// Beside a run of `*` that Japanese neighbours should let open and close.
pub(super) const LETTER: char = '\u{FDD0}';
pub(super) const RUBY_OPEN: char = '\u{FDD1}';
pub(super) const RUBY_BAR: char = '\u{FDD2}';
pub(super) const RUBY_CLOSE: char = '\u{FDD3}';
/// A space (of Ogham) that is white space for emphasis but not for blocks: at the start of a line it keeps the
/// line from being a heading, a list and so on, and changes nothing else.
pub(super) const SPACE: char = '\u{1680}';
/// A punctuation mark (of Ugaritic). Between a hidden letter and another run, it keeps that run from seeing
/// a letter where there was punctuation: `「a」~~**で`.
pub(super) const POINT: char = '\u{1039F}';

/// Whether a character of the masked text is one that we put there.
pub(super) fn is_hidden(character: char) -> bool {
    matches!(character, LETTER | RUBY_OPEN | RUBY_BAR | RUBY_CLOSE | SPACE | POINT)
}

/// Whether a character may not stand in a body: one that could pass for a hidden one, or a control character.
pub(super) fn is_reserved(character: char) -> bool {
    matches!(character, SPACE | POINT | '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}')
        || (character.is_control() && !matches!(character, '\t' | '\n' | '\r'))
}

/// A piece of masked text without what was put there.
pub(super) fn restore(piece: &str) -> Cow<'_, str> {
    if !piece.contains(is_hidden) {
        return Cow::Borrowed(piece);
    }
    let seen = piece.chars().filter_map(|character| match character {
        LETTER | SPACE | POINT => None,
        RUBY_OPEN => Some('{'),
        RUBY_BAR => Some('|'),
        RUBY_CLOSE => Some('}'),
        character => Some(character),
    });
    Cow::Owned(seen.collect())
}
