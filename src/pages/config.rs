//! What the whole site has, on every page.

use serde::Serialize;

use crate::model::Site;
use crate::values::{Code, Language};

use super::addresses::address;
use super::page_id::PageId;
use super::phrase::{LinkView, Phrase};

/// What the whole site has; `config` in templates.
#[derive(Clone, Debug, Serialize)]
pub struct ConfigView {
    pub title: Phrase,
    /// Ends in `/`.
    pub base_url: String,
    pub publisher: Phrase,
    pub licence: Option<String>,
    /// `public` or `internal`.
    pub audience: &'static str,
    /// The home page, from the output folder.
    pub home: String,
    /// The glossary, from the output folder; nothing where there are no terms.
    pub glossary: Option<String>,
    /// The state of every translation, from the output folder; nothing where there is one language.
    pub translations: Option<String>,
    /// The comparison of cities, from the output folder; nothing where there is nothing to compare.
    pub comparison: Option<String>,
    /// The measure index, from the output folder; nothing where there are no measures.
    pub measures: Option<String>,
    pub cities: Vec<LinkView>,
    /// The free pages that lead to others: those at the top, and the first of each folder.
    pub pages: Vec<LinkView>,
}

impl ConfigView {
    /// The site in a language. Its links start at the output folder: templates put `root` before them.
    pub fn of(site: &Site, language: Language) -> Self {
        let phrase = |label| Phrase::of(label, language, &site.languages);
        Self {
            title: phrase(&site.title),
            base_url: site.base_url.to_string(),
            publisher: phrase(&site.publisher),
            licence: site.licence.clone(),
            audience: site.audience.code(),
            home: address(site, PageId::Home, language),
            glossary: (!site.terms.is_empty()).then(|| address(site, PageId::Glossary, language)),
            translations: (site.languages.count() > 1).then(|| address(site, PageId::Translations, language)),
            comparison: site.has_comparison().then(|| address(site, PageId::Comparison, language)),
            measures: (!site.measures.is_empty()).then(|| address(site, PageId::MeasureIndex, language)),
            cities: site
                .city_ids()
                .map(|city| LinkView {
                    title: phrase(&site[city].name),
                    url: address(site, PageId::City(city), language),
                })
                .collect(),
            pages: site
                .free_page_ids()
                .filter(|page| is_entrance(&site[*page].page))
                .map(|page| {
                    let (title, written) = site[page].texts.title(language).unwrap_or(("", language));
                    LinkView {
                        title: Phrase::foreign(title, written, language, &site.languages),
                        url: address(site, PageId::FreePage(page), language),
                    }
                })
                .collect(),
        }
    }
}

/// Whether a free page leads to others: it is at the top, or the first of a folder at the top.
fn is_entrance(page: &str) -> bool {
    match page.split_once('/') {
        None => true,
        Some((_, name)) => name == "index",
    }
}
