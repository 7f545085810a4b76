//! A chapter's page.

use serde::Serialize;

use crate::model::{ChapterId, Subject};

use super::page::{Making, Outline};
use super::phrase::{LinkView, Phrase};
use super::{Detail, View};

/// What a chapter's page shows besides its text.
#[derive(Clone, Debug, Serialize)]
pub struct ChapterView {
    /// Its number as printed.
    pub number: Option<Phrase>,
    /// The page in the source document.
    pub page: Option<u32>,
    /// Its city.
    pub city: LinkView,
    /// Its plan.
    pub plan: LinkView,
}

pub(super) fn view(making: &Making<'_>, id: ChapterId) -> View {
    let site = making.site;
    let chapter = &site[id];
    let plan = &site[chapter.plan];
    let at = plan.chapters.iter().position(|sibling| *sibling == id).unwrap_or(0);
    let sibling = |at: usize| plan.chapters.get(at).map(|chapter| Subject::Chapter(*chapter));
    making.finish(Outline {
        kind: "chapter",
        title: making.title(&chapter.texts),
        texts: Some(&chapter.texts),
        above: vec![Subject::Home, Subject::City(plan.city), Subject::Plan(chapter.plan)],
        updated: Some(plan.updated),
        contact: Some(plan.department),
        plan: Some(chapter.plan),
        source_page: chapter.page,
        neighbours: (at.checked_sub(1).map_or(Some(Subject::Plan(chapter.plan)), sibling), sibling(at + 1)),
        detail: Detail::Chapter(ChapterView {
            number: making.number(&chapter.texts, chapter.number.as_deref()),
            page: chapter.page,
            city: making.link(Subject::City(plan.city)),
            plan: making.link(Subject::Plan(chapter.plan)),
        }),
    })
}
