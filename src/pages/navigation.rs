//! The navigation of a plan, which its chapters and measures carry.

use serde::Serialize;

use crate::model::{ChapterId, MeasureId, Pillar, PlanId, Site, Texts, relative};
use crate::values::Language;

use super::whole_plan::pillars;
use super::{HeldBackView, LinkView, NumberedLink, PageId, Phrase, address, views};

/// The navigation of a plan in a language: the same on all its chapters and measures, so it is rendered
/// once and only the link to the current page is marked on each of them.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Navigation {
    pub plan: PlanId,
    pub language: Language,
    /// The link of the page that carries it.
    pub current: String,
}

views! {
    /// The navigation of a plan in a language, with links as any of its chapters and measures needs them: they all
    /// lie one folder below the plan.
    pub struct NavigationView(site: &Site, id: PlanId, language: Language) {
        let record = &site[id];
        let from = address(site, PageId::Plan(id), language).replace("index.html", "_/_.html");
        let url = |page| relative(&from, &address(site, page, language));
        let label = |label: &_| Phrase::of(label, language, &site.languages);
        let numbered = |page, texts: &Texts, printed: Option<&str>| NumberedLink {
            number: Phrase::number(texts.number(language), printed, language, &site.languages),
            link: LinkView { title: Phrase::title(texts, language, &site.languages), url: url(page) },
            held_back: HeldBackView::of_page(site, page, Some(texts), language),
        };
        let measure = |id: MeasureId| numbered(PageId::Measure(id), &site[id].texts, site[id].number.as_deref());
        let pillar = |pillar: &Pillar| NavigationPillar {
            label: label(&pillar.label),
            measures: pillar.measures.iter().copied().map(measure).collect(),
        };
        let chapter = |id: ChapterId| numbered(PageId::Chapter(id), &site[id].texts, site[id].number.as_deref());
        pub plan: LinkView = LinkView { title: label(&record.title), url: url(PageId::Plan(id)) },
        pub chapters: Vec<NumberedLink> = record.chapters.iter().copied().map(chapter).collect(),
        pub pillars: Vec<NavigationPillar> = pillars(record).map(pillar).collect(),
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct NavigationPillar {
    pub label: Phrase,
    pub measures: Vec<NumberedLink>,
}
