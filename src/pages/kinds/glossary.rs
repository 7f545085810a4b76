//! The glossary, in the order of readings.

use serde::Serialize;

use crate::model::{Site, TermRecord, reading_order, section_of};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages, only};
use crate::pages::outline::Outline;
use crate::pages::phrase::Phrase;
use crate::values::Language;

#[derive(Clone, Debug, Serialize)]
pub(super) struct GlossaryView {
    /// Its terms, under the rows of the 五十音 or the letters of the alphabet.
    pub sections: Vec<GlossarySection>,
}

/// The terms under a row or a letter.
#[derive(Clone, Debug, Serialize)]
pub(super) struct GlossarySection {
    /// An id for links within the page.
    pub id: String,
    /// The first kana of the row, or the letter.
    pub heading: String,
    pub terms: Vec<TermView>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct TermView {
    /// Its id, for links.
    pub id: String,
    pub name: Phrase,
    /// Its reading, in Japanese.
    pub kana: Option<String>,
    /// Its name in the authoritative language, on pages in another.
    pub original: Option<Phrase>,
    pub definition: Phrase,
    /// Other spellings, in the authoritative language.
    pub aliases: Vec<String>,
}

pub(super) struct GlossaryPage;

impl Kind for GlossaryPage {
    type About = ();
    type View = GlossaryView;

    const NAME: &'static str = "glossary";
    const VARIABLE: Option<&'static str> = Some("glossary");
    const PAGES: Pages<()> = Pages::OfSite(|site| only(!site.terms.is_empty()));
    const DESCRIPTION: Option<&'static str> = Some("glossary-lead");

    fn address(_site: &Site, (): ()) -> String {
        "glossary".to_owned()
    }

    fn title(context: &PageContext<'_>, (): ()) -> Phrase {
        context.translated("glossary")
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<GlossaryView> {
        Outline::of(glossary_view(context))
    }
}

fn glossary_view(context: &PageContext<'_>) -> GlossaryView {
    let mut sections: Vec<GlossarySection> = Vec::new();
    for (key, term) in terms_in_order(context) {
        let (id, heading) = section_of(&key);
        if sections.last().is_none_or(|section| section.id != id) {
            sections.push(GlossarySection { id, heading, terms: Vec::new() });
        }
        if let Some(section) = sections.last_mut() {
            section.terms.push(term_view(context, term));
        }
    }
    GlossaryView { sections }
}

/// The terms in the order of their readings, or of their names in other languages; each with what it is sorted by.
fn terms_in_order<'a>(context: &PageContext<'a>) -> Vec<(String, &'a TermRecord)> {
    let language = context.page.language;
    let keyed = |term: &'a TermRecord| {
        let key =
            if language.is_authoritative() { term.name.kana() } else { term.name.translation(language) };
        (key.unwrap_or_else(|| term.name.authoritative()).to_lowercase(), term)
    };
    let mut terms: Vec<(String, &TermRecord)> = context.site.terms.iter().map(|term| keyed(term)).collect();
    terms.sort_by(|(left, _), (right, _)| {
        reading_order(left).cmp(&reading_order(right)).then(left.cmp(right))
    });
    terms
}

fn term_view(context: &PageContext<'_>, term: &TermRecord) -> TermView {
    let language = context.page.language;
    let translated = !language.is_authoritative() && term.name.translation(language).is_some();
    TermView {
        id: term.id.to_string(),
        name: context.phrase(&term.name),
        kana: term.name.kana().filter(|_| language.is_authoritative()).map(str::to_owned),
        original: translated.then(|| {
            let authoritative = Language::AUTHORITATIVE;
            Phrase::foreign(term.name.authoritative(), authoritative, language, &context.site.languages)
        }),
        definition: context.phrase(&term.definition),
        aliases: term.aliases.clone(),
    }
}
