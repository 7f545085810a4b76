//! `page.unreached`: no way leads to a free page.
//!
//! Cities, plans, chapters and measures are in lists that Shirube makes. A free page is found by readers only if
//! the menu has it, a text links to it, or a page of its folder that can be reached leads on to it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::model::{FreePageId, Site, Subject, Target};
use crate::pages::is_in_menu;
use crate::rules;
use crate::source::Place;

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let reached = reached(site);
    for page in site.free_page_ids().filter(|page| !reached.contains(page)) {
        let Some(text) = site[page].texts.authoritative() else { continue };
        // Nothing that is published may link to it yet.
        if site.edition.held_back.reason(&text.document.path).is_some() {
            continue;
        }
        diagnostics.push(
            Diagnostic::new(
                rules::PAGE_UNREACHED,
                Place::at(&text.document.path, text.document.front),
                "このページへは、どのページからもたどり着けません",
                "no page leads to this one",
            )
            .help(
                "メニューに載せるなら前付けに `menu = true` を書き、載せないなら、ほかのページの文章からリンクしてください",
                "write `menu = true` into its front matter to have it in the menu, or link to it from the text of another page",
            ),
        );
    }
}

fn reached(site: &Site) -> BTreeSet<FreePageId> {
    let from_lists = site
        .subjects_with_texts()
        .filter(|(subject, _)| !matches!(subject, Subject::FreePage(_)))
        .flat_map(|(subject, _)| linked(site, subject));
    let in_menu = site.free_page_ids().filter(|page| is_in_menu(&site[*page]));
    let mut next: Vec<FreePageId> = from_lists.chain(in_menu).collect();
    let mut folders = folders(site);
    let mut reached = BTreeSet::new();
    while let Some(page) = next.pop() {
        if reached.insert(page) {
            next.extend(linked(site, Subject::FreePage(page)));
            next.extend(folder(site, page).and_then(|folder| folders.remove(folder)).into_iter().flatten());
        }
    }
    reached
}

/// The pages of each folder: one leads to the next.
fn folders(site: &Site) -> BTreeMap<&str, Vec<FreePageId>> {
    let mut folders: BTreeMap<&str, Vec<FreePageId>> = BTreeMap::new();
    for page in site.free_page_ids() {
        if let Some(folder) = folder(site, page) {
            folders.entry(folder).or_default().push(page);
        }
    }
    folders
}

fn folder(site: &Site, page: FreePageId) -> Option<&str> {
    site[page].page.rsplit_once('/').map(|(folder, _)| folder)
}

fn linked(site: &Site, subject: Subject) -> impl Iterator<Item = FreePageId> {
    site.texts(subject).all().flat_map(|text| &text.targets).filter_map(|target| match target {
        Target::Page(Subject::FreePage(page), _) => Some(*page),
        _ => None,
    })
}
