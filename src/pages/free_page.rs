//! A free page: a manual, an imprint.

use crate::model::{FreePageId, Subject};

use super::page::{Making, Outline};
use super::{Detail, View};

pub(super) fn view(making: &Making<'_>, id: FreePageId) -> View {
    let page = &making.site[id];
    making.finish(Outline {
        kind: "page",
        title: making.title(&page.texts),
        texts: Some(&page.texts),
        above: above(making, id),
        updated: page.updated,
        contact: None,
        plan: None,
        source_page: None,
        neighbours: neighbours(making, id),
        detail: Detail::Nothing,
    })
}

/// The home page, and the first page of the folder that the page is in.
fn above(making: &Making<'_>, id: FreePageId) -> Vec<Subject> {
    let page = &making.site[id].page;
    let mut above = vec![Subject::Home];
    if let Some((folder, name)) = page.rsplit_once('/')
        && name != "index"
    {
        let index = format!("{folder}/index");
        let found = making.site.free_page_ids().find(|other| making.site[*other].page == index);
        above.extend(found.map(Subject::FreePage));
    }
    above
}

/// The pages before and after it in its folder, its first page leading.
fn neighbours(making: &Making<'_>, id: FreePageId) -> (Option<Subject>, Option<Subject>) {
    let site = making.site;
    let folder = |id: FreePageId| site[id].page.rsplit_once('/').map(|(folder, _)| folder);
    if folder(id).is_none() {
        return (None, None);
    }
    let mut siblings: Vec<FreePageId> =
        site.free_page_ids().filter(|other| folder(*other) == folder(id)).collect();
    siblings.sort_by_key(|sibling| {
        let page = &site[*sibling];
        (!page.page.ends_with("/index"), page.order.unwrap_or(i64::MAX), page.page.clone())
    });
    let at = siblings.iter().position(|sibling| *sibling == id).unwrap_or(0);
    let sibling = |at: usize| siblings.get(at).map(|page| Subject::FreePage(*page));
    (at.checked_sub(1).and_then(sibling), sibling(at + 1))
}
