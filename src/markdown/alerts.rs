//! Alerts: `> [!NOTE]` and its four relatives, which the parser knows, and `> [!INTERNAL]`, which it does not
//! and is shown as a note.
//!
//! What looks like an alert and is none is an error, and so is an empty one (its text stands below without
//! `>`): a block for the internal audience must never be published by a slip of the keyboard.

use std::ops::Range;

use pulldown_cmark::BlockQuoteKind;

use super::complaints::Complaints;
use super::emphasis::is_escaped;
use crate::diagnostic::Diagnostic;

/// The mark of a block for the internal audience.
pub(super) const INTERNAL: &str = "[!INTERNAL]";

/// What the parser is shown instead: as long as [`INTERNAL`]; white space after a mark is allowed.
pub(super) const INTERNAL_STAND_IN: &str = "[!NOTE]    ";

/// Every [`INTERNAL`] that is alone on its line of a quote. Inside code that is true as well: there the
/// original is shown in any case.
pub(super) fn internal_marks(text: &str) -> Vec<usize> {
    let is_mark = |at: &usize| {
        // The end of the line first: it is near, and the start may be far away.
        let after = text[at + INTERNAL.len()..].trim_start_matches([' ', '\t']);
        (after.is_empty() || after.starts_with('\n')) && {
            let before = text[..*at].rsplit('\n').next().unwrap_or("");
            before.contains('>') && before.ends_with(['>', ' ', '\t'])
        }
    };
    text.match_indices(INTERNAL).map(|(at, _)| at).filter(is_mark).collect()
}

/// Whether an alert (the text from its `>`) is one for the internal audience.
pub(super) fn is_internal(alert: &str) -> bool {
    alert.trim_start_matches(['>', ' ', '\t']).starts_with(INTERNAL)
}

/// The name of an alert, as its CSS class and the key of its title.
pub(super) fn class(kind: BlockQuoteKind, is_internal: bool) -> &'static str {
    match kind {
        _ if is_internal => "alert-internal",
        BlockQuoteKind::Note => "alert-note",
        BlockQuoteKind::Tip => "alert-tip",
        BlockQuoteKind::Important => "alert-important",
        BlockQuoteKind::Warning => "alert-warning",
        BlockQuoteKind::Caution => "alert-caution",
    }
}

/// Complains when text begins with the mark of an alert: the parser has not taken it for one.
pub(super) fn check_unknown(text: &str, range: &Range<usize>, complaints: &mut Complaints<'_>) {
    /// Longer than any mark; keeps the search short.
    const MARK_MAX: usize = 20;
    let Some(rest) = text[range.start..].strip_prefix("[!") else { return };
    let mut characters = rest.char_indices().take(MARK_MAX);
    let Some((end, ']')) = characters.find(|(_, character)| matches!(character, ']' | '[' | '\n')) else {
        return;
    };
    if end == 0 || is_escaped(text, range.start) {
        return;
    }
    let name = &rest[..end];
    let place = range.start..range.start + "[!".len() + end + "]".len();
    complaints.push(
        Diagnostic::error(
            "markdown.alert",
            complaints.at(place),
            format!("`[!{name}]` は囲みの印になっていません"),
            format!("`[!{name}]` does not begin an alert"),
        )
        .help(
            "引用の最初の行に `> [!NOTE]` のように単独で書いてください。種類は NOTE、TIP、IMPORTANT、WARNING、CAUTION、INTERNAL です",
            "write it alone on the first line of a quotation, as in `> [!NOTE]`; there are NOTE, TIP, IMPORTANT, WARNING, CAUTION and INTERNAL",
        ),
    );
}

/// Complains about an alert with nothing in it.
pub(super) fn complain_about_empty(text: &str, range: &Range<usize>, complaints: &mut Complaints<'_>) {
    let end = range.start + text[range.clone()].trim_end().len();
    complaints.push(
        Diagnostic::error(
            "markdown.alert",
            complaints.at(range.start..end),
            "囲みの中に文がありません",
            "this alert is empty",
        )
        .help(
            "続く各行の先頭にも `>` を付けてください",
            "begin each of the following lines with `>` as well",
        ),
    );
}
