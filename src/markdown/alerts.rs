//! Boxes that stand out of the text: `> [!NOTE]` and its kind, and our own `> [!INTERNAL]`.
//!
//! pulldown-cmark knows five kinds. The sixth is shown to it as a note and remembered
//! ([`Masked::is_internal`](super::mask::Masked::is_internal)). Because a misspelt `[!INTERNAL]` would publish what is not to be published,
//! anything that looks like an alert and is none is an error.

use pulldown_cmark::BlockQuoteKind;

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::rules;
use crate::source::Place;

use super::body::UiString;

/// What stands in for `INTERNAL` in the masked text.
pub(super) const STAND_IN: &str = "NOTE";

const KINDS: [&str; 6] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "INTERNAL"];

/// The class of an alert, and its title.
pub(super) fn class_and_title(kind: BlockQuoteKind) -> (&'static str, UiString) {
    match kind {
        BlockQuoteKind::Note => ("note", UiString::AlertNote),
        BlockQuoteKind::Tip => ("tip", UiString::AlertTip),
        BlockQuoteKind::Important => ("important", UiString::AlertImportant),
        BlockQuoteKind::Warning => ("warning", UiString::AlertWarning),
        BlockQuoteKind::Caution => ("caution", UiString::AlertCaution),
    }
}

/// Whether a text that begins with `[` begins with the mark of an internal block, alone on its line behind
/// a `>`. `before` is the text before it.
pub(super) fn is_internal(before: &str, text: &str) -> bool {
    text.get(..11).is_some_and(|mark| mark.eq_ignore_ascii_case("[!INTERNAL]"))
        && matches!(text[11..].trim_start_matches([' ', '\t']).bytes().next(), None | Some(b'\n' | b'\r'))
        && before.trim_end_matches([' ', '\t']).ends_with('>')
}

/// The length and the word of what was meant as the mark of an alert at the start of a text: `[!WORD]`, with
/// full-width signs, spaces or another word in it; for the one word that matters most, without `!` as well.
pub(super) fn mark(text: &str) -> Option<(usize, &str)> {
    /// Bounds the search for the closing bracket.
    const WORD_BYTES_MAX: usize = 60;
    let inner = text.strip_prefix(['[', '［'])?;
    let (length, bracket) = inner
        .char_indices()
        .take_while(|(at, sign)| *at <= WORD_BYTES_MAX && !matches!(sign, '[' | '\n'))
        .find(|(_, sign)| matches!(sign, ']' | '］'))?;
    let inside = inner[..length].trim();
    let word = match inside.strip_prefix(['!', '！']) {
        Some(word) => word.trim(),
        None => Some(inside).filter(|word| word.eq_ignore_ascii_case("INTERNAL"))?,
    };
    let mark_end = text.len() - inner.len() + length + bracket.len_utf8();
    (!word.is_empty()).then_some((mark_end, word))
}

/// The diagnostic for something that looks like an alert and is none.
pub(super) fn not_an_alert(place: Place, mark: &str, word: &str) -> Diagnostic {
    let upper = word.to_ascii_uppercase();
    let diagnostic = Diagnostic::new(
        rules::MARKDOWN_ALERT,
        place,
        format!("`{mark}` が囲みになっていません"),
        format!("`{mark}` does not begin an alert"),
    );
    if KINDS.contains(&upper.as_str()) {
        return diagnostic.help(
            format!("`> [!{upper}]` だけの行で始め、続く行の頭にも `>` を付けます"),
            format!(
                "begin it with a line that is only `> [!{upper}]`, and put `>` before the following lines"
            ),
        );
    }
    diagnostic.help_if(did_you_mean(&upper, KINDS)).help(
        format!("使えるのは `{}` です", KINDS.join("`、`")),
        format!("there are `{}`", KINDS.join("`, `")),
    )
}

#[cfg(test)]
mod tests {
    use super::{is_internal, mark};

    #[test]
    fn the_mark_stands_alone_behind_a_quote_sign() {
        assert!(is_internal("文\n> ", "[!INTERNAL]\n> 内部"));
        assert!(is_internal("- >", "[!internal] "));
        assert!(!is_internal("> ", "[!INTERNAL] 内部"));
        assert!(!is_internal("", "[!INTERNAL]"));
    }

    #[test]
    fn what_looks_like_an_alert() {
        assert_eq!(mark("[!INTERNL] x"), Some((10, "INTERNL")));
        assert_eq!(mark("［！INTERNAL］"), Some((17, "INTERNAL")));
        assert_eq!(mark("[ ! 内部 ]"), Some((12, "内部")));
        assert_eq!(mark("[internal]"), Some((10, "internal")));
        for text in ["[!]", "[note]", "[a", "[a\n!b]", "[!a[b]"] {
            assert_eq!(mark(text), None, "{text}");
        }
    }
}
