//! `translation.headings`: a translation has other headings than the original.
//!
//! Switching language stays at the same heading, links lead to a heading in every language, and whether a
//! translation is out of date is known heading by heading: so the ids and levels are the same in all.

use crate::diagnostic::Diagnostic;
use crate::markdown::Heading;
use crate::model::{Site, Text};
use crate::source::Place;

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for subject in site.subjects() {
        let Some(texts) = site.texts(subject) else { continue };
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
    match (wanted.get(at), found.get(at)) {
        (None, None) => None,
        (Some(wanted), Some(found)) => Some(
            Diagnostic::error(
                "translation.headings",
                Place::at(path, found.span),
                format!("原文のここの見出しは `{}`（{}段目）です", wanted.id, wanted.level),
                format!("the original has the heading `{}` of level {} here", wanted.id, wanted.level),
            )
            .note(original_place(at), "原文の見出し", "the original's heading"),
        ),
        (Some(wanted), None) => Some(
            Diagnostic::error(
                "translation.headings",
                Place::file(path),
                format!("原文の見出し `{}` が訳にありません", wanted.id),
                format!("the original's heading `{}` is missing in the translation", wanted.id),
            )
            .note(original_place(at), "原文の見出し", "the original's heading"),
        ),
        (None, Some(found)) => Some(
            Diagnostic::error(
                "translation.headings",
                Place::at(path, found.span),
                format!("見出し `{}` は原文にありません", found.id),
                format!("the original has no heading `{}`", found.id),
            ),
        ),
    }
    .map(|complaint| {
        complaint.help(
            "見出しの `{#…}` と段数を原文とそろえてください",
            "give headings the same `{#…}` and level as in the original",
        )
    })
}
