//! `sitemap.xml` (sitemaps.org, version 0.9, with `xhtml:link` for the languages of a page) and `robots.txt`.

use std::fmt::Write;

use crate::model::Site;
use crate::pages::{self, PageId};
use crate::values::Language;

/// The site map: every page that has a text of its own, with its languages. Pages that only repeat the
/// original are left out, and so are those that search engines should not list.
pub fn sitemap(site: &Site) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"");
    xml.push_str(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    for page in pages::ids(site).into_iter().filter(|page| pages::kind(*page).is_listed) {
        let languages: Vec<Language> =
            site.languages.iter().filter(|language| pages::has_words(site, page, *language)).collect();
        for language in &languages {
            url(site, page, *language, &languages, &mut xml);
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

fn url(site: &Site, page: PageId, language: Language, languages: &[Language], xml: &mut String) {
    xml.push_str("<url><loc>");
    xml_address(site, page, language, xml);
    xml.push_str("</loc>");
    if let Some(date) = pages::updated(site, page) {
        let _ = write!(xml, "<lastmod>{date}</lastmod>");
    }
    let known = || languages.iter().filter_map(|other| Some((other, site.languages.hreflang(*other)?)));
    if site.languages.hreflang(language).is_some() && known().count() > 1 {
        for (other, hreflang) in known() {
            let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{hreflang}\" href=\"");
            xml_address(site, page, *other, xml);
            xml.push_str("\"/>");
        }
    }
    xml.push_str("</url>\n");
}

fn xml_address(site: &Site, page: PageId, language: Language, xml: &mut String) {
    crate::markdown::escape(&site.base_url, xml);
    xml.push_str(&pages::address(site, page, language));
}

/// `robots.txt`: everything may be read, and where the site map is. It counts only at the top of a host.
pub fn robots(site: &Site) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", site.base_url)
}
