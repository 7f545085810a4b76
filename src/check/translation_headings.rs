//! `translation.headings`: a translation has other headings than the original.
//!
//! Switching language stays at the same heading, links lead to a heading in every language, and whether a
//! translation is out of date is known heading by heading: so the ids and levels are the same in all.

use crate::diagnostic::{Cause, Diagnostic};
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
    let about = |place, ja, en| Diagnostic::new(rules::TRANSLATION_HEADINGS, place, ja, en);
    let Some(wanted) = wanted.get(at) else {
        let added = found.get(at)?;
        let diagnostic = about(
            Place::at(path, added.span),
            format!("見出し「{}」は原文にありません", added.text),
            format!("the original has no heading that `{}` translates", added.text),
        );
        return Some(diagnostic.help(
            "原文にも書くか、訳から消してください",
            "write it in the original too, or take it out of the translation",
        ));
    };
    let diagnostic = match found.get(at) {
        Some(found) => about(
            Place::at(path, found.span),
            format!("原文のここの見出しは「{}」（`{}`）です", wanted.text, marks(wanted)),
            format!("the original has the heading `{}` (`{}`) here", wanted.text, marks(wanted)),
        ),
        None => about(
            Place::file(path),
            format!("原文の見出し「{}」が訳にありません", wanted.text),
            format!("the original's heading `{}` is missing in the translation", wanted.text),
        ),
    };
    let original_place = Place::at(&original.document.path, wanted.span);
    let marks = marks(wanted);
    let unread = [path, &original.document.path];
    let unread = unread.map(|path| Cause::Rule(path.clone(), rules::MARKDOWN_HEADING_ID));
    let diagnostic = unread.into_iter().fold(diagnostic, Diagnostic::caused_by);
    Some(diagnostic.note(original_place, "原文の見出し", "the original's heading").help(
        format!("訳の見出しも `{marks}` と書いてください"),
        format!("write the translated heading as `{marks}`"),
    ))
}

/// What the author writes around the words of a heading: `## … {#contents}`. An id that only follows the
/// structure was written by nobody.
fn marks(heading: &Heading) -> String {
    let level = "#".repeat(heading.level.into());
    if heading.explicit { format!("{level} … {{#{}}}", heading.id) } else { format!("{level} …") }
}
