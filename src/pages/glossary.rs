//! The glossary, in the order of readings.

use serde::Serialize;

use crate::model::{Subject, TermRecord};

use super::page::{Making, Outline};
use super::phrase::Phrase;
use super::reading_order::{reading_order, section_of};
use super::{Detail, View};

/// What the glossary shows.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryView {
    /// Its terms, under the rows of the 五十音 or the letters of the alphabet.
    pub sections: Vec<GlossarySection>,
}

/// The terms under a row or a letter.
#[derive(Clone, Debug, Serialize)]
pub struct GlossarySection {
    /// For links within the page.
    pub id: String,
    /// The row or letter.
    pub heading: String,
    /// The terms.
    pub terms: Vec<TermView>,
}

/// A term.
#[derive(Clone, Debug, Serialize)]
pub struct TermView {
    /// Its id, for links.
    pub id: String,
    /// Its name.
    pub name: Phrase,
    /// Its reading, in Japanese.
    pub kana: Option<String>,
    /// Its name in the authoritative language, on pages in another.
    pub original: Option<Phrase>,
    /// What it means.
    pub definition: Phrase,
    /// Other spellings, in the authoritative language.
    pub aliases: Vec<String>,
}

pub(super) fn view(making: &Making<'_>) -> View {
    let language = making.page.language;
    let mut terms: Vec<(String, &TermRecord)> = making
        .site
        .terms
        .iter()
        .map(|term| {
            let key =
                if language.is_authoritative() { term.name.kana() } else { term.name.translation(language) };
            (key.unwrap_or_else(|| term.name.authoritative()).to_lowercase(), &**term)
        })
        .collect();
    terms.sort_by(|(left, _), (right, _)| {
        reading_order(left).cmp(&reading_order(right)).then(left.cmp(right))
    });
    let mut sections: Vec<GlossarySection> = Vec::new();
    for (key, term) in terms {
        let (id, heading) = section_of(&key);
        if sections.last().is_none_or(|section| section.id != id) {
            sections.push(GlossarySection { id, heading, terms: Vec::new() });
        }
        if let Some(section) = sections.last_mut() {
            section.terms.push(term_view(making, term));
        }
    }
    making.finish(Outline {
        kind: "glossary",
        title: making.words("glossary"),
        texts: None,
        above: vec![Subject::Home],
        updated: None,
        contact: None,
        plan: None,
        source_page: None,
        neighbours: (None, None),
        detail: Detail::Glossary(GlossaryView { sections }),
    })
}

fn term_view(making: &Making<'_>, term: &TermRecord) -> TermView {
    let language = making.page.language;
    let translated = !language.is_authoritative() && term.name.translation(language).is_some();
    TermView {
        id: term.id.to_string(),
        name: making.phrase(&term.name),
        kana: term.name.kana().filter(|_| language.is_authoritative()).map(str::to_owned),
        original: translated.then(|| {
            let authoritative = crate::values::Language::AUTHORITATIVE;
            Phrase::foreign(term.name.authoritative(), authoritative, language, &making.site.languages)
        }),
        definition: making.phrase(&term.definition),
        aliases: term.aliases.clone(),
    }
}
