//! Which pages a site has, and where each is. Addresses are a promise to everyone who links here: `design.md`,
//! section 3.

use crate::model::{Site, Texts};
use crate::source::SourcePath;
use crate::values::{Date, Language};

use super::context::Directory;
use super::kinds::dispatch::Kinds;
use super::{Page, PageId, PageKind};

/// The first names of addresses that are kept for pages and files made by Shirube.
pub const KEPT_FOLDERS: &[&str] = &["assets", "compare", "data", "measures", "search"];

/// The files that Shirube writes itself.
pub const KEPT_FILES: &[&str] = &[
    "accessibility.html",
    "data.html",
    "redirects.txt",
    "robots.txt",
    "search.html",
    "sitemap.xml",
    "updates.xml",
];

/// Every page of the site, whatever its language, in the order of the site.
pub fn ids(site: &Site) -> Vec<PageId> {
    Kinds::all(site)
}

/// Every page of the site in every language, in the order of the site.
pub fn all(site: &Site) -> Vec<Page> {
    let languages: Vec<Language> = site.languages.iter().collect();
    let in_each = |id| languages.iter().map(move |language| Page { id, language: *language });
    ids(site).into_iter().flat_map(in_each).collect()
}

/// The address of a page in the authoritative language, without `.html`.
pub(super) fn name(site: &Site, page: PageId) -> String {
    Kinds.address(site, page)
}

/// The address of a page: a path below the output folder that names its file.
pub fn address(site: &Site, page: impl Into<PageId>, language: Language) -> String {
    site.file_of_page(&Kinds.address(site, page.into()), language)
}

/// The address of a page that not every site has.
pub(super) fn address_if_exists(site: &Site, page: PageId, language: Language) -> Option<String> {
    Kinds.exists(site, page).then(|| address(site, page, language))
}

/// The page at an address: what [`address`] gives, the other way round.
pub fn at(site: &Site, address: &str) -> Option<Page> {
    let (page, language) = site.page_of_file(address)?;
    Some(Page { id: Kinds::find(site, page)?, language })
}

/// The kind of a page.
pub fn kind(page: PageId) -> &'static PageKind {
    Kinds.kind(page)
}

/// The text that a page shows, in all its languages; nothing for pages that are made of facts alone.
pub fn texts(site: &Site, page: PageId) -> Option<&Texts> {
    Kinds.texts(site, page)
}

/// Whether a page shows words of its own in a language; if not, it only repeats the original.
pub fn has_words(site: &Site, page: PageId, language: Language) -> bool {
    Kinds.has_words(site, page, language)
}

/// The file that gives a page its address; nothing where Shirube makes the page by itself.
pub fn source(site: &Site, page: PageId) -> Option<SourcePath> {
    Kinds::source(site, page)
}

/// When a page last changed.
pub fn updated(site: &Site, page: PageId) -> Option<Date> {
    Kinds::updated(site, page)
}
