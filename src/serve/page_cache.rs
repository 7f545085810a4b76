//! A page as the preview shows it: the bytes that a build would write, and its *version*, which says whether
//! a browser still shows what there is. The version is made of contents, so a server that was started anew
//! knows the pages of the old one.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use crate::diagnostic::Diagnostic;
use crate::on_demand::{OnDemandRenderer, Rendered};

use super::address::decoded;
use super::lock::lock;
use super::short_hash::{ShortHash, short_hash};

#[derive(Debug)]
pub(super) struct Page {
    pub(super) html: Arc<[u8]>,
    pub(super) version: Version,
}

/// What a browser must have to show the page as it is now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Version {
    html: ShortHash,
    styles: ShortHash,
    others: ShortHash,
}

/// What a browser has to do.
#[derive(Clone, Copy, PartialEq, Eq, serde::Serialize, Debug)]
#[serde(rename_all = "lowercase")]
pub(super) enum Difference {
    /// Nothing.
    None,
    /// Fetch the style sheets again.
    Styles,
    /// Fetch the page again.
    Page,
    /// Load everything anew: a script, a font or a picture is another.
    All,
}

impl Version {
    /// What is different for a browser that shows `self`, now that there is `now`.
    pub(super) fn until(self, now: Self) -> Difference {
        match (self.others == now.others, self.html == now.html, self.styles == now.styles) {
            (false, _, _) => Difference::All,
            (true, false, true) => Difference::Page,
            (true, false, false) => Difference::All,
            (true, true, false) => Difference::Styles,
            (true, true, true) => Difference::None,
        }
    }

    /// The version as a browser sends it back.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut hashes = text.split('.').map(|part| part.parse().ok());
        let version = Self { html: hashes.next()??, styles: hashes.next()??, others: hashes.next()?? };
        hashes.next().is_none().then_some(version)
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{}.{}", self.html, self.styles, self.others)
    }
}

/// A renderer, with the pages that it has rendered.
pub(super) struct PageCache {
    pub(super) renderer: OnDemandRenderer,
    pages: Mutex<RecentPages>,
}

pub(super) enum Found {
    Page(Arc<Page>),
    Asset(Arc<[u8]>),
    Missing,
    Failed(Vec<Diagnostic>),
}

/// Pages by address, those that were kept last.
#[derive(Default)]
pub(super) struct RecentPages {
    pages: HashMap<String, Arc<Page>>,
    order: VecDeque<String>,
}

/// More pages than a writer has open.
const RECENT_PAGES_MAX: usize = 64;

impl RecentPages {
    pub(super) fn get(&self, address: &str) -> Option<Arc<Page>> {
        self.pages.get(address).cloned()
    }

    pub(super) fn keep(&mut self, address: &str, page: &Arc<Page>) {
        if self.pages.insert(address.to_owned(), page.clone()).is_none() {
            self.order.push_back(address.to_owned());
        }
        while self.order.len() > RECENT_PAGES_MAX {
            self.order.pop_front().map(|oldest| self.pages.remove(&oldest));
        }
    }
}

impl PageCache {
    pub(super) fn new(renderer: OnDemandRenderer) -> Self {
        Self { renderer, pages: Mutex::default() }
    }

    pub(super) fn at(&self, address: &str) -> Found {
        if let Some(page) = lock(&self.pages).get(address) {
            return Found::Page(page);
        }
        match self.renderer.file(address) {
            Rendered::File(html) if address.ends_with(".html") => Found::Page(self.keep(address, html)),
            Rendered::File(bytes) => Found::Asset(bytes),
            Rendered::Missing => Found::Missing,
            Rendered::Failed(found) => Found::Failed(found),
        }
    }

    fn keep(&self, address: &str, html: Arc<[u8]>) -> Arc<Page> {
        let version = self.version(address, &html);
        let page = Arc::new(Page { html, version });
        lock(&self.pages).keep(address, &page);
        page
    }

    fn version(&self, address: &str, html: &[u8]) -> Version {
        let (mut styles, mut others) = (Vec::new(), Vec::new());
        for used in used_by(address, &String::from_utf8_lossy(html)) {
            if used.ends_with(".css") {
                self.add_style(used, &mut styles, &mut others);
            } else {
                self.add(&used, &mut others);
            }
        }
        Version { html: short_hash(html), styles: short_hash(&styles), others: short_hash(&others) }
    }

    /// A style sheet and those that it imports, and what comes with them: a browser that fetches a sheet again
    /// still shows the fonts and pictures of before.
    fn add_style(&self, style: String, styles: &mut Vec<u8>, others: &mut Vec<u8>) {
        let mut seen = BTreeSet::new();
        let mut left = vec![style];
        while let Some(file) = left.pop() {
            if !file.ends_with(".css") {
                self.add(&file, others);
                continue;
            }
            let Some(bytes) = self.add(&file, styles) else { continue };
            let css = String::from_utf8_lossy(&bytes);
            let used = links_of_style(&css).filter_map(|link| followed(&file, link));
            left.extend(used.filter(|used| seen.insert(used.clone())));
        }
    }

    fn add(&self, file: &str, list: &mut Vec<u8>) -> Option<Arc<[u8]>> {
        let Rendered::File(bytes) = self.renderer.file(file) else { return None };
        list.extend_from_slice(file.as_bytes());
        list.extend_from_slice(&short_hash(&bytes).bytes());
        Some(bytes)
    }
}

/// The addresses of the files that a page loads, each once.
fn used_by(address: &str, html: &str) -> BTreeSet<String> {
    const LOADING: [&str; 8] = ["link", "script", "img", "source", "object", "video", "audio", "iframe"];
    let mut used = BTreeSet::new();
    for (at, _) in html.match_indices('<') {
        let tag = &html[at + 1..];
        let name = tag.split([' ', '\n', '\t', '/', '>']).next().unwrap_or_default();
        if !LOADING.contains(&name) {
            continue;
        }
        for (attribute, value) in attributes(&tag[name.len()..]) {
            let links = match attribute {
                "href" | "src" | "data" | "poster" => vec![value],
                // Each is a link, and for which screens it is.
                "srcset" | "imagesrcset" => {
                    value.split(',').filter_map(|one| one.split_whitespace().next()).collect()
                }
                _ => Vec::new(),
            };
            used.extend(links.into_iter().filter_map(|link| followed(address, link)));
        }
    }
    used
}

/// The attributes of a tag, with their values, from behind its name.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|char: char| char.is_ascii_whitespace() || char == '/');
        let end = rest.find(|char: char| char.is_ascii_whitespace() || "=/>".contains(char));
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            if name.is_empty() {
                return found;
            }
            rest = after;
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or_default(),
            _ => {
                let end = value.find(|char: char| char.is_ascii_whitespace() || char == '>');
                value.split_at(end.unwrap_or(value.len()))
            }
        };
        found.push((name, value));
        rest = after;
    }
}

/// What a style sheet names: `url(…)` and `@import "…"`.
fn links_of_style(css: &str) -> impl Iterator<Item = &str> {
    let urls = css
        .split("url(")
        .skip(1)
        .map(|rest| quoted(rest).unwrap_or_else(|| rest.split(')').next().unwrap_or_default().trim()));
    urls.chain(css.split("@import").skip(1).filter_map(quoted))
}

/// What is in the quotes with which a text starts.
fn quoted(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|char| ['"', '\''].contains(char))?;
    text[1..].split(quote).next()
}

/// Where a relative link leads.
fn followed(from: &str, link: &str) -> Option<String> {
    let link = link.split(['?', '#']).next()?;
    if link.is_empty() || link.starts_with('/') || link.contains(':') {
        return None;
    }
    let mut names: Vec<&str> = from.split('/').collect();
    names.pop();
    for name in link.split('/') {
        match name {
            ".." => drop(names.pop()?),
            "." => {}
            name => names.push(name),
        }
    }
    decoded(&names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Difference, Version, links_of_style, used_by};
    use crate::serve::short_hash::short_hash;

    #[test]
    fn a_page_names_what_it_loads() {
        let html = "<link rel=\"stylesheet\" href=\"../assets/a.css\"><a href=\"x.html\"><img alt=\"\" src=\"p.png\"><script defer src=\"../assets/b.js\"></script><link rel=\"canonical\" href=\"https://x/\">";
        let used: Vec<String> = used_by("k/i.html", html).into_iter().collect();
        assert_eq!(used, ["assets/a.css", "assets/b.js", "k/p.png"]);
    }

    #[test]
    fn a_page_names_what_it_loads_however_it_is_written() {
        let html = "<img alt='a > b' src='one.png' srcset='two.png, three.png 2x,four.png 3x'><link\nrel=stylesheet href=five.css><source srcset = \"six.webp 1x\"/><video controls poster='seven.png' src=></video><script src='eight.js";
        let used: Vec<String> = used_by("i.html", html).into_iter().collect();
        assert_eq!(
            used,
            ["five.css", "four.png", "one.png", "seven.png", "six.webp", "three.png", "two.png"]
        );
    }

    #[test]
    fn a_style_sheet_names_what_it_loads() {
        let css = "@import \"a.css\";@import 'b.css' print;\n@import url(c.css);@import url( 'd.css' ) screen;p{background:url(e.png),url(\"f (1).png\")}";
        let mut used: Vec<&str> = links_of_style(css).collect();
        used.sort_unstable();
        assert_eq!(used, ["a.css", "b.css", "c.css", "d.css", "e.png", "f (1).png"]);
    }

    #[test]
    fn versions_say_what_to_do_and_travel() {
        let version = |html: &str, styles: &str, others: &str| Version {
            html: short_hash(html.as_bytes()),
            styles: short_hash(styles.as_bytes()),
            others: short_hash(others.as_bytes()),
        };
        let old = version("a", "b", "c");
        assert_eq!(old.until(old), Difference::None);
        assert_eq!(old.until(version("x", "b", "c")), Difference::Page);
        assert_eq!(old.until(version("a", "x", "c")), Difference::Styles);
        assert_eq!(old.until(version("x", "x", "c")), Difference::All);
        assert_eq!(old.until(version("a", "b", "x")), Difference::All);
        assert_eq!(Version::parse(&old.to_string()), Some(old));
        assert_eq!(Version::parse("1.2"), None);
    }
}
