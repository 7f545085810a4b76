//! `translation.outdated`: the original changed after it was translated.
//!
//! A translation shows its readers which of its parts are no longer current. When the translation has been brought
//! up to date, `shirube translations accept` says so in its front matter.

use crate::diagnostic::Diagnostic;
use crate::model::{Site, Text, Translation};
use crate::rules;
use crate::source::{Place, Span};

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (_, texts) in site.subjects_with_texts() {
        let Some(original) = texts.authoritative() else { continue };
        for language in site.languages.translations() {
            let Translation::Outdated(_, sections) = texts.translation(language) else { continue };
            if let Some(translation) = texts.get(language) {
                diagnostics.push(outdated(original, translation, &sections));
            }
        }
    }
}

fn outdated(original: &Text, translation: &Text, sections: &[String]) -> Diagnostic {
    let list = sections.join("`, `");
    let path = &translation.document.path;
    let diagnostic = Diagnostic::new(
        rules::TRANSLATION_OUTDATED,
        Place::at(path, translation.document.front),
        format!("訳した後に原文が変わりました: `{list}`"),
        format!("the original changed after it was translated: `{list}`"),
    )
    .help(
        format!("訳を直してから `shirube translations accept {path}` を実行してください"),
        format!("bring the translation up to date, then run `shirube translations accept {path}`"),
    );
    let places = sections.iter().filter_map(|section| Some((section, place_of(original, section)?)));
    places.fold(diagnostic, |diagnostic, (section, place)| {
        diagnostic.note(place, format!("変わったところ: `{section}`"), format!("what changed: `{section}`"))
    })
}

/// Where a section of the original begins.
fn place_of(original: &Text, section: &str) -> Option<Place> {
    let document = &original.document;
    let span = match section {
        "title" => document.title.as_ref()?.span,
        // Its first character is enough to go there: the text before the first heading may be long.
        "lead" => {
            let lead = document.body.sections.iter().find(|known| known.id == section)?;
            Span { end: lead.span.start, ..lead.span }
        }
        id => document.body.headings.iter().find(|heading| heading.id == id)?.span,
    };
    Some(Place::at(&document.path, span))
}
