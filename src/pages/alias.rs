//! The page at a former address.

use crate::model::Site;

use super::kinds::dispatch::Kinds;
use super::{Page, PageContext, PageId, Phrase, Shared, views};

views! {
    /// What leads from a former address to a page; `alias` in templates.
    pub struct AliasView(context, page: PageId, address: &str) {
        /// What the page is called.
        pub title: Phrase = context.title_of(page),
        /// The page's URL from the former address.
        pub url: String = crate::model::relative(address, context.address()),
        /// The whole address of the page, or that of the original where it only repeats it.
        pub permalink: String = context.permalink(),
    }
}

impl AliasView {
    /// What leads from a former address to a page.
    pub fn to(site: &Site, shared: &Shared<'_>, page: Page, address: &str) -> Self {
        Self::of(&PageContext::new(site, shared, &Kinds, page), page.id, address)
    }
}
