//! Marks as diagnostics.

use std::ops::Range;

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::rules;
use crate::source::{Place, SourcePath, Span};

use super::find::find;
use super::mark::{Mark, Meaning, Setting};

/// The diagnostics of the marks in a block of text; `place` says where a range of it is written.
pub fn report(text: &str, setting: Setting, place: impl Fn(Range<usize>) -> Place) -> Vec<Diagnostic> {
    let marks = find(text, setting).into_iter();
    marks.map(|mark| diagnostic(text, &mark, setting, place(mark.range.clone()))).collect()
}

/// The same for the value of a key, which `span` has with its quotation marks in `source`. What it has between
/// backticks is code.
pub fn report_value(path: &SourcePath, source: &str, span: Span, value: &str) -> Vec<Diagnostic> {
    // Where something is escaped, the value stands nowhere as it is: then all of it is shown.
    let start = source[span.range()].find(value).map(|at| span.start as usize + at);
    let place = |range: Range<usize>| match start {
        Some(start) => Place::at(path, Span::new(start + range.start, start + range.end)),
        None => Place::at(path, span),
    };
    if value.contains('`') {
        return report(&without_code(value), Setting::Value, place);
    }
    report(value, Setting::Value, place)
}

/// A text with something in the place of code that is neither a letter nor a sign.
fn without_code(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let is_code = |at: usize| at % 2 == 1 && at + 1 < pieces.len();
    let written = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| if is_code(at) { "-".repeat(piece.len()) } else { (*piece).to_owned() });
    written.collect::<Vec<_>>().join("`")
}

/// That words still stand as `new` wrote them.
pub fn unchanged(place: Place, words: &str) -> Diagnostic {
    Diagnostic::new(
        rules::TEXT_UNCHANGED,
        place,
        format!("ひな形の「{words}」がそのまま残っています"),
        format!("`{words}` is what `shirube new` wrote, unchanged"),
    )
    .help(
        "書き換えるか、要らなければ消してください",
        "replace it with what is meant, or take it out where it is not needed",
    )
}

fn diagnostic(text: &str, mark: &Mark, setting: Setting, place: Place) -> Diagnostic {
    let words = &text[mark.range.clone()];
    let (ja, en) = match mark.meaning {
        Meaning::Scaffold => return unchanged(place, words),
        Meaning::Missing => (
            format!("「{words}」は、後で埋めるための仮の文字のようです"),
            format!("`{words}` seems to stand for something that is still to be written"),
        ),
        Meaning::Date => (
            format!("日付「{words}」の数字が空欄のままです"),
            format!("the date `{words}` has no numbers yet"),
        ),
        Meaning::Note => (
            format!("「{words}」は書きかけの印のようです"),
            format!("`{words}` seems to be a note to those who write this text"),
        ),
        Meaning::Dummy => (
            format!("「{words}」は、場所を埋めるための仮の文のようです"),
            format!("`{words}` only seems to fill the page"),
        ),
    };
    Diagnostic::new(rules::TEXT_UNFINISHED, place, ja, en).help_if(Some(if setting.has_code() {
        Bilingual::new(
            "公開する内容に書き換えてください。書きかけなら、前付けに `draft = true` と書きます。このとおりに見せるときは、前後を半角の ` で囲みます",
            "write what is to be published, or `draft = true` in the front matter until it is; to show it just like this, put it between backticks",
        )
    } else {
        Bilingual::new(
            "公開する内容に書き換えてください。このとおりに公開するときは、site.toml の [rules] に理由とともに書きます",
            "write what is to be published; if it is meant like this, say so in [rules] of site.toml, with the reason",
        )
    }))
}
