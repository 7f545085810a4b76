//! `translation.headings`: a translation has other headings than the original.
//!
//! Switching language stays at the same heading, links lead to a heading in every language, and whether a
//! translation is out of date is known heading by heading: so the ids and levels are the same in all.

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::markdown::Heading;
use crate::model::{Site, Text};
use crate::rules;
use crate::source::Place;

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (_, texts) in site.subjects_with_texts() {
        let Some(original) = texts.authoritative() else { continue };
        for translation in texts.translations() {
            diagnostics.extend(difference(original, translation));
        }
    }
}

fn difference(original: &Text, translation: &Text) -> Option<Diagnostic> {
    let (wanted, found) = (&original.document.body.headings, &translation.document.body.headings);
    let same = |(wanted, found): &(&Heading, &Heading)| wanted.id == found.id && wanted.level == found.level;
    let at = wanted.iter().zip(found).take_while(same).count();
    let path = &translation.document.path;
    let original_place = |at: usize| Place::at(&original.document.path, wanted[at].span);
    let complaint = match (wanted.get(at), found.get(at)) {
        (None, None) => return None,
        (Some(wanted), Some(found)) => {
            let (ja, en) = (described_ja(wanted), described_en(wanted));
            Diagnostic::new(
                rules::TRANSLATION_HEADINGS,
                Place::at(path, found.span),
                format!("原文のここの見出しは{ja}です"),
                format!("the original has the heading {en} here"),
            )
            .note(original_place(at), "原文の見出し", "the original's heading")
            .help_if(Some(way_out(wanted)))
        }
        (Some(wanted), None) => Diagnostic::new(
            rules::TRANSLATION_HEADINGS,
            Place::file(path),
            format!("原文の見出し「{}」が訳にありません", wanted.text),
            format!("the original's heading `{}` is missing in the translation", wanted.text),
        )
        .note(original_place(at), "原文の見出し", "the original's heading")
        .help_if(Some(way_out(wanted))),
        (None, Some(found)) => Diagnostic::new(
            rules::TRANSLATION_HEADINGS,
            Place::at(path, found.span),
            format!("見出し「{}」は原文にありません", found.text),
            format!("the original has no heading that `{}` translates", found.text),
        )
        .help(
            "原文にも書くか、訳から消してください",
            "write it in the original too, or take it out of the translation",
        ),
    };
    Some(complaint)
}

fn described_ja(heading: &Heading) -> String {
    format!("「{}」（`{}`）", heading.text, marks(heading))
}

fn described_en(heading: &Heading) -> String {
    format!("`{}` (`{}`)", heading.text, marks(heading))
}

/// What the author writes around the words of a heading: `## … {#contents}`. An id that only follows the
/// structure was written by nobody.
fn marks(heading: &Heading) -> String {
    let level = "#".repeat(heading.level.into());
    if heading.explicit { format!("{level} … {{#{}}}", heading.id) } else { format!("{level} …") }
}

fn way_out(wanted: &Heading) -> Bilingual {
    let marks = marks(wanted);
    Bilingual::new(
        format!("訳の見出しも `{marks}` と書いてください"),
        format!("write the translated heading as `{marks}`"),
    )
}
