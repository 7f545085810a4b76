//! A chapter's page.

use crate::model::{ChapterId, Site, Texts};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::values::Date;

views! {
    pub(super) struct ChapterView(context, id: ChapterId) {
        let chapter = &context.site[id];
        pub number: Option<Phrase> = context.number(&chapter.texts, chapter.number.as_deref()),
        pub page: Option<u32> = chapter.page,
        pub city: LinkView = context.link(PageId::City(context.site[chapter.plan].city)),
        pub plan: LinkView = context.link(PageId::Plan(chapter.plan)),
    }
}

pub(super) struct ChapterPage;

impl Kind for ChapterPage {
    type About = ChapterId;
    type View = ChapterView;

    const NAME: &'static str = "chapter";
    const PAGES: Pages<ChapterId> = Pages::OfPlan(|site, plan| site[plan].chapters.clone());
    const HAS_NAVIGATION: bool = true;
    const LINKS_HEADINGS: bool = true;

    fn address(site: &Site, id: ChapterId) -> String {
        format!("{}/chapters/{}", site.plan_name(site[id].plan), site[id].id)
    }

    fn find(site: &Site, address: &str) -> Option<ChapterId> {
        let (plan, id) = address.split_once("/chapters/")?;
        let plan = site.plan_named(plan)?;
        site[plan].chapters.iter().copied().find(|chapter| site[*chapter].id == id)
    }

    fn texts(site: &Site, id: ChapterId) -> Option<&Texts> {
        Some(&site[id].texts)
    }

    fn updated(site: &Site, id: ChapterId) -> Option<Date> {
        Some(site[site[id].plan].updated)
    }

    fn outline(context: &PageContext<'_>, id: ChapterId) -> Outline<ChapterView> {
        let chapter = &context.site[id];
        let outline = Outline::below_plan(context.site, chapter.plan, ChapterView::of(context, id));
        Outline { source_page: chapter.page, ..outline }.among(
            &context.site[chapter.plan].chapters,
            id,
            PageId::Chapter,
        )
    }
}
