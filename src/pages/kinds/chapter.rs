//! A chapter's page.

use serde::Serialize;

use crate::model::{ChapterId, Site, Texts};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};
use crate::values::Date;

#[derive(Clone, Debug, Serialize)]
pub(super) struct ChapterView {
    pub number: Option<Phrase>,
    pub page: Option<u32>,
    pub city: LinkView,
    pub plan: LinkView,
}

pub(super) struct ChapterPage;

impl Kind for ChapterPage {
    type About = ChapterId;
    type View = ChapterView;

    const NAME: &'static str = "chapter";
    const VARIABLE: Option<&'static str> = Some("chapter");
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

    fn title(context: &PageContext<'_>, id: ChapterId) -> Phrase {
        context.title(&context.site[id].texts)
    }

    fn texts(site: &Site, id: ChapterId) -> Option<&Texts> {
        Some(&site[id].texts)
    }

    fn updated(site: &Site, id: ChapterId) -> Option<Date> {
        Some(site[site[id].plan].updated)
    }

    fn outline(context: &PageContext<'_>, id: ChapterId) -> Outline<ChapterView> {
        let chapter = &context.site[id];
        let plan = &context.site[chapter.plan];
        let at = plan.chapters.iter().position(|sibling| *sibling == id).unwrap_or(0);
        let sibling = |at: usize| plan.chapters.get(at).map(|chapter| PageId::Chapter(*chapter));
        let previous = at.checked_sub(1).map_or(Some(PageId::Plan(chapter.plan)), sibling);
        let view = ChapterView {
            number: context.number(&chapter.texts, chapter.number.as_deref()),
            page: chapter.page,
            city: context.link(PageId::City(plan.city)),
            plan: context.link(PageId::Plan(chapter.plan)),
        };
        Outline {
            source_page: chapter.page,
            neighbours: (previous, sibling(at + 1)),
            ..Outline::below_plan(context.site, chapter.plan, view)
        }
    }
}
