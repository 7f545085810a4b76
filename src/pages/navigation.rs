//! The navigation of a plan, which its chapters and measures carry.

use serde::Serialize;

use crate::model::{ChapterId, MeasureId, Pillar, PlanId, Site, Texts, relative};
use crate::values::Language;

use super::addresses::address;
use super::page_id::PageId;
use super::phrase::{LinkView, NumberedLink, Phrase};

/// The navigation of a plan in a language: the same on all its chapters and measures, so it is rendered
/// once and only the link to the current page is marked on each of them.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Navigation {
    pub plan: PlanId,
    pub language: Language,
    /// The link of the page that carries it.
    pub current: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct NavigationView {
    pub plan: LinkView,
    pub chapters: Vec<NumberedLink>,
    pub pillars: Vec<NavigationPillar>,
}

#[derive(Clone, Debug, Serialize)]
pub struct NavigationPillar {
    pub label: Phrase,
    pub measures: Vec<NumberedLink>,
}

impl NavigationView {
    /// The navigation of a plan in a language, with links as any of its chapters and measures needs them: they all
    /// lie one folder below the plan.
    pub fn of(site: &Site, plan: PlanId, language: Language) -> Self {
        let from = address(site, PageId::Plan(plan), language).replace("index.html", "_/_.html");
        let url = |page| relative(&from, &address(site, page, language));
        let numbered = |page, texts: &Texts, printed: Option<&str>| NumberedLink {
            number: Phrase::number(texts.number(language), printed, language, &site.languages),
            link: LinkView { title: Phrase::title(texts, language, &site.languages), url: url(page) },
        };
        let chapter = |id: &ChapterId| {
            let chapter = &site[*id];
            numbered(PageId::Chapter(*id), &chapter.texts, chapter.number.as_deref())
        };
        let measure = |id: &MeasureId| {
            let measure = &site[*id];
            numbered(PageId::Measure(*id), &measure.texts, measure.number.as_deref())
        };
        let pillar = |pillar: &Pillar| NavigationPillar {
            label: Phrase::of(&pillar.label, language, &site.languages),
            measures: pillar.measures.iter().map(measure).collect(),
        };
        let pillars = site[plan].pillars.iter().filter(|pillar| !pillar.measures.is_empty());
        Self {
            plan: LinkView {
                title: Phrase::of(&site[plan].title, language, &site.languages),
                url: url(PageId::Plan(plan)),
            },
            chapters: site[plan].chapters.iter().map(chapter).collect(),
            pillars: pillars.map(pillar).collect(),
        }
    }
}
