//! A free page: a manual, an imprint.

use crate::model::{FreePageId, Site, Texts};
use crate::pages::{Kind, Outline, PageContext, PageId, Pages};
use crate::values::Date;

/// A page that is about none of the nouns: of a manual, an imprint.
pub(super) struct FreePage;

impl Kind for FreePage {
    type About = FreePageId;
    type View = ();

    const NAME: &'static str = "page";
    const VARIABLE: Option<&'static str> = None;
    const PAGES: Pages<FreePageId> = Pages::OfSite(|site| site.free_page_ids().collect());
    const LINKS_HEADINGS: bool = true;

    fn address(site: &Site, id: FreePageId) -> String {
        site[id].page.clone()
    }

    fn texts(site: &Site, id: FreePageId) -> Option<&Texts> {
        Some(&site[id].texts)
    }

    fn updated(site: &Site, id: FreePageId) -> Option<Date> {
        site[id].updated
    }

    fn outline(context: &PageContext<'_>, id: FreePageId) -> Outline<()> {
        Outline {
            above: above(context, id),
            updated: context.site[id].updated,
            neighbours: neighbours(context, id),
            ..Outline::of(())
        }
    }
}

/// The home page, and the first page of the folder that the page is in.
fn above(context: &PageContext<'_>, id: FreePageId) -> Vec<PageId> {
    let page = &context.site[id].page;
    let mut above = vec![PageId::Home];
    if let Some((folder, name)) = page.rsplit_once('/')
        && name != "index"
    {
        let index = format!("{folder}/index");
        let found = context.site.free_page_ids().find(|other| context.site[*other].page == index);
        above.extend(found.map(PageId::FreePage));
    }
    above
}

/// The pages before and after it in its folder, its first page leading.
fn neighbours(context: &PageContext<'_>, id: FreePageId) -> (Option<PageId>, Option<PageId>) {
    let site = context.site;
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
    let sibling = |at: usize| siblings.get(at).map(|page| PageId::FreePage(*page));
    (at.checked_sub(1).and_then(sibling), sibling(at + 1))
}
