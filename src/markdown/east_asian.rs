//! Which characters are East Asian, for the two rules that depend on it: emphasis and line breaks.

/// Whether a character is wide, full-width or half-width by Unicode Standard Annex 11, and no emoji. The
/// blocks are written out: the property changes with every Unicode version only inside blocks that are
/// East Asian as a whole.
pub(super) fn is_east_asian(character: char) -> bool {
    let code = character as u32;
    code >= 0x1100
        && matches!(code,
            0x1100..=0x11FF // Hangul letters
            | 0x2E80..=0x303E // radicals, punctuation, the ideographic space
            | 0x3041..=0xA4CF // kana, bopomofo, enclosed and CJK characters, Yi
            | 0xA960..=0xA97F | 0xAC00..=0xD7FF // Hangul
            | 0xF900..=0xFAFF // compatibility ideographs
            | 0xFE10..=0xFE19 | 0xFE30..=0xFE6F // vertical and small forms
            | 0xFF01..=0xFFDC | 0xFFE0..=0xFFEE // full-width and half-width forms
            | 0x16FE0..=0x18DFF | 0x1AFF0..=0x1B2FF // Tangut, Khitan, old kana
            | 0x1F200..=0x1F2FF // enclosed ideographs
            | 0x20000..=0x3FFFD)
}

/// Whether a character is Hangul, the one East Asian script with spaces between words.
pub(super) fn is_hangul(character: char) -> bool {
    matches!(character as u32,
        0x1100..=0x11FF | 0x3131..=0x318E | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xFFA0..=0xFFDC)
}

/// Whether a character picks a variant of the one before it (異体字セレクタ) and is not one itself.
pub(super) fn is_variation_selector(character: char) -> bool {
    matches!(character as u32, 0xFE00..=0xFE0E | 0xE0100..=0xE01EF)
}

#[cfg(test)]
mod tests {
    use super::{is_east_asian, is_hangul};

    #[test]
    fn kana_ideographs_and_their_punctuation_are_east_asian() {
        for character in "あア漢々〆「」、。・ー（）％＋１Ａｱ｡㈱㎡\u{3000}𠮟한".chars()
        {
            assert!(is_east_asian(character), "{character}");
        }
        for character in "aé1%()“”…—①→αж🎉⌚".chars() {
            assert!(!is_east_asian(character), "{character}");
        }
        assert!(is_hangul('한') && !is_hangul('漢'));
    }
}
