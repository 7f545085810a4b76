//! Footnotes: numbered in the order in which they are first referred to, and gathered at the end.

use std::collections::BTreeMap;
use std::ops::Range;

use super::complaints::Complaints;
use super::output::Output;
use super::{HoleKind, emphasis};
use crate::diagnostic::Diagnostic;

/// The footnotes of a body.
#[derive(Default)]
pub(super) struct Footnotes {
    /// By label.
    notes: BTreeMap<String, Footnote>,
    /// How many have a number.
    numbered: usize,
}

#[derive(Default)]
struct Footnote {
    /// From 1, once it is referred to.
    number: usize,
    /// How often it is referred to.
    references: usize,
    /// Where it is defined, and its HTML.
    definition: Option<(Range<usize>, Output)>,
    /// Whether a block for another audience refers to it.
    is_used_elsewhere: bool,
}

impl Footnotes {
    /// Writes the number of a footnote where it is referred to.
    pub(super) fn refer(&mut self, label: &str, out: &mut Output) {
        let note = self.notes.entry(label.to_owned()).or_default();
        if note.number == 0 {
            self.numbered += 1;
            note.number = self.numbered;
        }
        note.references += 1;
        let (number, reference) = (note.number, note.references);
        out.push("<sup class=\"footnote-ref\"><a href=\"#");
        out.hole(HoleKind::IdPrefix);
        out.push(&format!("fn-{number}\" id=\""));
        out.hole(HoleKind::IdPrefix);
        out.push(&format!("{}\">{number}</a></sup>", reference_id(number, reference)));
    }

    /// Notes that a dropped block refers to a footnote.
    pub(super) fn refer_elsewhere(&mut self, label: &str) {
        self.notes.entry(label.to_owned()).or_default().is_used_elsewhere = true;
    }

    /// Takes in the HTML of a definition.
    pub(super) fn define(
        &mut self,
        label: &str,
        range: Range<usize>,
        html: Output,
        complaints: &mut Complaints<'_>,
    ) {
        let note = self.notes.entry(label.to_owned()).or_default();
        match &note.definition {
            None => note.definition = Some((range, html)),
            Some((first, _)) => complaints.push(
                Diagnostic::error(
                    "markdown.footnote",
                    complaints.at(mark(label, range.start)),
                    format!("脚注 `{label}` が2回定義されています"),
                    format!("the footnote `{label}` is defined twice"),
                )
                .note(
                    complaints.at(mark(label, first.start)),
                    "最初の定義はここにあります",
                    "it is defined here first",
                ),
            ),
        }
    }

    /// Writes the footnotes that are referred to, and complains about the others.
    pub(super) fn finish(self, out: &mut Output, complaints: &mut Complaints<'_>) {
        let mut used = Vec::new();
        for (label, note) in self.notes {
            match note.definition {
                Some((_, html)) if note.number > 0 => used.push((note.number, note.references, html)),
                Some((range, _)) if !note.is_used_elsewhere => {
                    complaints.push(unused(&label, range, complaints))
                }
                _ => {}
            }
        }
        if used.is_empty() {
            return;
        }
        used.sort_by_key(|(number, ..)| *number);
        out.push("<section class=\"footnotes\" aria-label=\"");
        out.hole(HoleKind::Word("footnotes"));
        out.push("\">\n<ol>\n");
        for (number, references, html) in used {
            write_note(number, references, html, out);
        }
        out.push("</ol>\n</section>\n");
    }
}

/// Writes a footnote with its ways back at the end of its last paragraph.
fn write_note(number: usize, references: usize, mut html: Output, out: &mut Output) {
    out.push("<li id=\"");
    out.hole(HoleKind::IdPrefix);
    out.push(&format!("fn-{number}\">\n"));
    let ends_in_paragraph = html.strip_end("</p>\n");
    out.append(html);
    for reference in 1..=references {
        out.push(" <a class=\"footnote-back\" href=\"#");
        out.hole(HoleKind::IdPrefix);
        out.push(&format!("{}\" aria-label=\"", reference_id(number, reference)));
        out.hole(HoleKind::Word("footnote-back"));
        // The variation selector keeps the arrow from becoming a coloured picture.
        let nth = if reference > 1 { format!("-{reference}") } else { String::new() };
        out.push(&format!(" {number}{nth}\">↩\u{FE0E}</a>"));
    }
    out.push(if ends_in_paragraph { "</p>\n</li>\n" } else { "\n</li>\n" });
}

/// `fnref-1`; `fnref-1-2` where the first footnote is referred to a second time.
fn reference_id(number: usize, reference: usize) -> String {
    if reference > 1 { format!("fnref-{number}-{reference}") } else { format!("fnref-{number}") }
}

/// The range of `[^label]`.
fn mark(label: &str, start: usize) -> Range<usize> {
    start..start + "[^".len() + label.len() + "]".len()
}

fn unused(label: &str, range: Range<usize>, complaints: &Complaints<'_>) -> Diagnostic {
    let ja = format!("脚注 `{label}` は本文から参照されていません");
    let en = format!("the footnote `{label}` is never referred to");
    Diagnostic::warning("markdown.footnote", complaints.at(mark(label, range.start)), ja, en).help(
        format!("本文に `[^{label}]` を書くか、脚注を消してください"),
        format!("write `[^{label}]` in the text, or remove the footnote"),
    )
}

/// Complains when text begins with a reference to a footnote that is not defined: the parser takes it for
/// text.
pub(super) fn check_undefined(text: &str, range: &Range<usize>, complaints: &mut Complaints<'_>) {
    /// Longer than any label; keeps the search short in a text of many brackets.
    const LABEL_MAX: usize = 100;
    let Some(rest) = text[range.start..].strip_prefix("[^") else { return };
    let mut characters = rest.char_indices().take(LABEL_MAX);
    let Some((end, ']')) = characters.find(|(_, character)| matches!(character, ']' | '[' | '\n' | ' '))
    else {
        return;
    };
    if end == 0 || emphasis::is_escaped(text, range.start) {
        return;
    }
    let label = &rest[..end];
    let ja = format!("脚注 `{label}` が定義されていません");
    let en = format!("the footnote `{label}` is not defined");
    complaints.push(
        Diagnostic::error("markdown.footnote", complaints.at(mark(label, range.start)), ja, en).help(
            format!("`[^{label}]: 説明` の行を加えてください"),
            format!("add a line `[^{label}]: explanation`"),
        ),
    );
}
