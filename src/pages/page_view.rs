//! What all pages have: the frame around what their kind shows.

use serde::Serialize;

use crate::model::{Texts, Translation};

use super::phrase::{DateView, LinkView, Phrase};

/// What all kinds of pages have; `page` in templates.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    pub kind: &'static str,
    pub title: Phrase,
    /// A sentence or two for search engines.
    pub description: String,
    /// Its text as HTML.
    pub content: String,
    /// The language of its text, where it is not the page's.
    pub content_lang: Option<String>,
    pub toc: Vec<HeadingView>,
    /// Its address below the output folder.
    pub address: String,
    /// Its whole address, or that of the original where this page only repeats it.
    pub permalink: String,
    /// The language and territory of its text, for social networks.
    pub locale: Option<&'static str>,
    /// Its description for machines, as JSON-LD; nothing where search engines should not list it.
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
    pub updated: Option<DateView>,
    pub contact: Option<ContactView>,
    /// Whose words these are, on the pages of a plan.
    pub provenance: Option<ProvenanceView>,
    pub previous: Option<LinkView>,
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

#[derive(Clone, Debug, Serialize)]
pub struct HeadingView {
    pub id: String,
    /// Its level, from 2.
    pub level: u8,
    pub title: String,
}

/// The same page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationLink {
    pub lang: String,
    pub url: String,
    /// Whether it is the page itself.
    pub current: bool,
    /// Whether there is a text in that language.
    pub available: bool,
}

/// For `hreflang`.
#[derive(Clone, Debug, Serialize)]
pub struct AlternateView {
    pub lang: String,
    /// The language and territory, for social networks.
    pub locale: Option<&'static str>,
    /// The whole address, with `base_url`.
    pub url: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ContactView {
    /// The city, where a department is named.
    pub city: Option<Phrase>,
    /// The department, or the publisher of the site.
    pub name: Phrase,
    /// The department's page.
    pub url: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub extension: Option<String>,
}

/// Whose words the pages of a plan hold, and what prevails.
#[derive(Clone, Debug, Serialize)]
pub struct ProvenanceView {
    /// `official` or `summary`.
    pub wording: &'static str,
    pub source: Phrase,
    pub url: Option<String>,
    pub page: Option<u32>,
    pub period: String,
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    pub superseded_by: Option<LinkView>,
}

impl OutdatedView {
    /// The same in a part of a page, where the ids of headings begin with the part's.
    pub(super) fn in_part(mut self, id: &str) -> Self {
        if self.title.is_some() {
            self.id = format!("{id}_{}", self.id);
        }
        self
    }
}

pub(super) fn outdated(texts: Option<&Texts>, translation: &Translation) -> Vec<OutdatedView> {
    let (Some(texts), Translation::Outdated(_, ids)) = (texts, translation) else { return Vec::new() };
    let headings: Vec<_> = texts.translations().flat_map(|text| &text.document.body.headings).collect();
    let title =
        |id: &String| headings.iter().find(|heading| heading.id == *id).map(|heading| heading.text.clone());
    ids.iter().map(|id| OutdatedView { id: id.clone(), title: title(id) }).collect()
}
