//! What the whole site has, on every page.

use crate::model::{
    self, FreePage, FreePageId, MenuItemRecord, Site, Target, allowed_hosts, content_security_policy,
};
use crate::values::{Code, Label, Language};

use super::addresses::address_if_exists;
use super::{LinkView, PageId, Phrase, address, views};

views! {
    /// What the whole site has; `config` in templates. Its links start at the output folder: templates put `root`
    /// before them.
    pub struct ConfigView(site: &Site, language: Language) {
        let phrase = |label| Phrase::of(label, language, &site.languages);
        let found = |page| address_if_exists(site, page, language);
        let link = |title, page| LinkView { title, url: address(site, page, language) };
        let in_menu = |page| site.menu_targets.contains(&Target::Page(model::Subject::FreePage(page), None));
        let menu = menu(site).into_iter().filter(|page| !in_menu(*page));
        pub title: Phrase = phrase(&site.title),
        /// Ends in `/`.
        pub base_url: String = site.base_url.to_string(),
        /// `city` for a city's own site, or `collection` for one that shows several.
        pub kind: &'static str = site.kind().code(),
        pub publisher: Phrase = phrase(&site.publisher),
        /// The publisher's postal address.
        pub address: Option<Phrase> = site.record.address.as_ref().map(phrase),
        /// The publisher's main telephone number.
        pub phone: Option<String> = site.record.phone.as_deref().map(str::to_owned),
        /// Links at the foot of every page.
        pub links: Vec<LinkView> = site
            .record
            .links
            .iter()
            .map(|link| LinkView { title: phrase(&link.label), url: link.url.to_string() })
            .collect(),
        pub licence: Option<String> = site.licence.clone(),
        /// `public` or `internal`.
        pub audience: &'static str = site.edition.audience.code(),
        /// The home page, from the output folder.
        pub home: String = address(site, PageId::Home, language),
        /// The glossary, from the output folder; nothing where there are no terms.
        pub glossary: Option<String> = found(PageId::Glossary),
        /// The state of every translation, from the output folder; nothing where there is one language, and on
        /// what the public sees of a city's own site.
        pub translations: Option<String> = found(PageId::Translations),
        /// The comparison of cities, from the output folder; nothing where there is nothing to compare.
        pub comparison: Option<String> = found(PageId::Comparison),
        /// The measure index, from the output folder; nothing where there are no measures.
        pub measures: Option<String> = found(PageId::MeasureIndex),
        /// The page of the city whose own site this is, from the output folder; nothing in a collection.
        pub own_city: Option<LinkView> =
            site.own_city().map(|city| link(phrase(&site[city].name_alone), PageId::City(city))),
        pub cities: Vec<LinkView> =
            site.city_ids().map(|city| link(phrase(&site[city].name_alone), PageId::City(city))).collect(),
        /// The free pages that say that they are in the menu.
        pub pages: Vec<LinkView> = menu
            .map(|page| (Phrase::title(&site[page].texts, language, &site.languages), PageId::FreePage(page)))
            .map(|(title, page)| link(title, page))
            .collect(),
        /// What the site adds to its menu.
        pub menu: Vec<MenuItemView> = site
            .menu
            .iter()
            .zip(&site.menu_targets)
            .filter(|(_, target)| **target != Target::Broken)
            .map(|(item, target)| MenuItemView::of(site, language, item, target))
            .collect(),
        /// The policy that keeps pages from asking other hosts than those that the site allows.
        pub policy: String = content_security_policy(&site.security),
        /// The hosts that the site allows its pages to ask.
        pub hosts: Vec<HostView> = allowed_hosts(&site.security)
            .into_iter()
            .map(|(host, reasons)| HostView::of(site, language, host, &reasons))
            .collect(),
    }

    /// An item that the site adds to its menu.
    pub struct MenuItemView(site: &Site, language: Language, item: &MenuItemRecord, target: &Target) {
        pub title: Phrase = Phrase::of(&item.label, language, &site.languages),
        /// From the output folder, or the whole address of a page elsewhere.
        pub url: String = match target {
            Target::Page(subject, heading) => {
                let heading = heading.as_ref().map(|heading| format!("#{heading}")).unwrap_or_default();
                format!("{}{heading}", address(site, *subject, language))
            }
            Target::Elsewhere(address) => address.clone(),
            _ => item.link.to_string(),
        },
        /// Whether it leads to another site.
        pub is_elsewhere: bool = matches!(target, Target::Elsewhere(_)),
    }

    /// A host that the pages may ask.
    pub struct HostView(site: &Site, language: Language, host: &str, reasons: &[&Label]) {
        /// Its name, without `https://`.
        pub name: String = host.trim_start_matches("https://").to_owned(),
        /// Why, for readers.
        pub reasons: Vec<Phrase> =
            reasons.iter().map(|reason| Phrase::of(reason, language, &site.languages)).collect(),
    }
}

/// The free pages of the menu, in its order.
fn menu(site: &Site) -> Vec<FreePageId> {
    let mut menu: Vec<FreePageId> = site.free_page_ids().filter(|page| is_in_menu(&site[*page])).collect();
    menu.sort_by_key(|page| (site[*page].order.unwrap_or(i64::MAX), &site[*page].page));
    menu
}

/// Whether the menu has a free page: it says so, or it is at the top and has an order.
pub fn is_in_menu(page: &FreePage) -> bool {
    page.menu || (page.order.is_some() && !page.page.contains('/'))
}
