//! The glossary, in the order of readings.

use crate::model::{Site, TermRecord, reading_order, section_of};
use crate::pages::{Kind, Outline, PageContext, Pages, Phrase, only, views};
use crate::values::Language;

views! {
    pub(super) struct GlossaryView(context) {
        /// Its terms, under the rows of the 五十音 or the letters of the alphabet.
        pub sections: Vec<GlossarySection> = sections(context),
    }

    /// The terms under a row or a letter.
    pub(super) struct GlossarySection(context, row: (String, String)) {
        /// The language of its heading, where it is not the page's.
        pub heading_lang: Option<String> = context.lang_of_letter(&row.1),
        /// An id for links within the page.
        pub id: String = row.0,
        /// The first kana of the row, or the letter.
        pub heading: String = row.1,
        pub terms: Vec<TermView> = Vec::new(),
    }

    pub(super) struct TermView(context, term: &TermRecord) {
        let language = context.page.language;
        let is_authoritative = language.is_authoritative();
        let is_translated = !is_authoritative && term.name.translation(language).is_some();
        /// Its id, for links.
        pub id: String = term.id.to_string(),
        pub name: Phrase = context.phrase(&term.name),
        /// Its reading, in Japanese.
        pub kana: Option<String> = term.name.kana().filter(|_| is_authoritative).map(str::to_owned),
        /// Its name in the authoritative language, on pages in another.
        pub original: Option<Phrase> =
            is_translated.then(|| context.foreign(term.name.authoritative(), Language::AUTHORITATIVE)),
        pub definition: Phrase = context.phrase(&term.definition),
        /// Other spellings, in the authoritative language.
        pub aliases: Vec<String> = term.aliases.clone(),
    }
}

pub(super) struct GlossaryPage;

impl Kind for GlossaryPage {
    type About = ();
    type View = GlossaryView;

    const NAME: &'static str = "glossary";
    const PAGES: Pages<()> = Pages::OfSite(|site| only(!site.terms.is_empty()));
    const DESCRIPTION: Option<&'static str> = Some("glossary-lead");

    fn has_words(site: &Site, (): (), language: Language) -> bool {
        site.terms.iter().any(|term| term.name.has(language) || term.definition.has(language))
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<GlossaryView> {
        Outline::of(GlossaryView::of(context))
    }
}

fn sections(context: &PageContext<'_>) -> Vec<GlossarySection> {
    let mut sections: Vec<GlossarySection> = Vec::new();
    for (key, term) in terms_in_order(context) {
        let row = section_of(&key);
        if sections.last().is_none_or(|section| section.id != row.0) {
            sections.push(GlossarySection::of(context, row));
        }
        if let Some(section) = sections.last_mut() {
            section.terms.push(TermView::of(context, term));
        }
    }
    sections
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
