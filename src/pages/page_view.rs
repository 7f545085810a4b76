//! What all pages have: the frame around what their kind shows.

use serde::Serialize;

use crate::model::{Texts, Translation};

use super::phrase::{DateView, LinkView, Phrase};

/// What all kinds of pages have; `page` in templates.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The kind of page.
    pub kind: &'static str,
    /// Its title.
    pub title: Phrase,
    /// A sentence or two for search engines.
    pub description: String,
    /// Its text as HTML.
    pub content: String,
    /// The language of its text, where it is not the page's.
    pub content_lang: Option<String>,
    /// The headings of its text.
    pub toc: Vec<HeadingView>,
    /// Its address below the output folder.
    pub address: String,
    /// Its whole address, or that of the original where this page only repeats it.
    pub permalink: String,
    /// The language and territory of its text, for social networks.
    pub locale: Option<&'static str>,
    /// What it tells machines of itself, as JSON-LD; nothing where search engines should not list it.
    pub linked_data: Option<String>,
    /// The same page in each language of the site, in order.
    pub translations: Vec<TranslationLink>,
    /// The whole address of each language that really has a text of its own.
    pub alternates: Vec<AlternateView>,
    /// How the text stands: `official`, `reviewed`, `provisional`, `machine`, `outdated`, `missing`.
    pub translation: &'static str,
    /// The sections of the original that changed since it was translated.
    pub outdated: Vec<OutdatedView>,
    /// Whether search engines should list it.
    pub indexed: bool,
    /// The pages above it, from the home page down.
    pub breadcrumbs: Vec<LinkView>,
    /// When it was last brought up to date.
    pub updated: Option<DateView>,
    /// Who to ask.
    pub contact: Option<ContactView>,
    /// Whose words these are, on the pages of a plan.
    pub provenance: Option<ProvenanceView>,
    /// The page before it.
    pub previous: Option<LinkView>,
    /// The page after it.
    pub next: Option<LinkView>,
}

/// A section of the original that changed since it was translated.
#[derive(Clone, Debug, Serialize)]
pub struct OutdatedView {
    /// `title`, `lead`, or the id of a heading of this page.
    pub id: String,
    /// The words of the heading in the translation; nothing where there is no such heading.
    pub title: Option<String>,
}

/// A heading of a page's text.
#[derive(Clone, Debug, Serialize)]
pub struct HeadingView {
    /// Its id.
    pub id: String,
    /// Its level, from 2.
    pub level: u8,
    /// Its words.
    pub title: String,
}

/// The same page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationLink {
    /// The code of the language.
    pub lang: String,
    /// The way there.
    pub url: String,
    /// Whether it is this page.
    pub current: bool,
    /// Whether there is a text in that language.
    pub available: bool,
}

/// For `hreflang`.
#[derive(Clone, Debug, Serialize)]
pub struct AlternateView {
    /// The code of the language.
    pub lang: String,
    /// The language and territory, for social networks.
    pub locale: Option<&'static str>,
    /// The whole address.
    pub url: String,
}

/// Who to ask.
#[derive(Clone, Debug, Serialize)]
pub struct ContactView {
    /// The city, where a department is named.
    pub city: Option<Phrase>,
    /// The department, or the publisher of the site.
    pub name: Phrase,
    /// The department's page.
    pub url: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its extension.
    pub extension: Option<String>,
}

/// Whose words the pages of a plan hold, and what prevails.
#[derive(Clone, Debug, Serialize)]
pub struct ProvenanceView {
    /// `official` or `summary`.
    pub wording: &'static str,
    /// The document that prevails.
    pub source: Phrase,
    /// Where it can be read.
    pub url: Option<String>,
    /// The page in it.
    pub page: Option<u32>,
    /// The years the plan covers.
    pub period: String,
    /// Whether the plan is in force.
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    /// The plan that took its place.
    pub superseded_by: Option<LinkView>,
}

pub(super) fn outdated(texts: Option<&Texts>, translation: &Translation) -> Vec<OutdatedView> {
    let (Some(texts), Translation::Outdated(_, ids)) = (texts, translation) else { return Vec::new() };
    let headings: Vec<_> = texts.translations().flat_map(|text| &text.document.body.headings).collect();
    let title =
        |id: &String| headings.iter().find(|heading| heading.id == *id).map(|heading| heading.text.clone());
    ids.iter().map(|id| OutdatedView { id: id.clone(), title: title(id) }).collect()
}
