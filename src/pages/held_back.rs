//! What the preview says of pages that are not published yet.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{HeldBack, PlanId, Site, Texts};
use crate::source::SourcePath;
use crate::values::Language;

use super::{DateView, LinkView, PageId, Phrase, views};

views! {
    /// Why a page is not published.
    pub struct HeldBackView(code: &str, held_back: HeldBack, missing: Vec<&'static str>) {
        /// `draft`, `until`, or `no-plan` of a city without a published plan.
        pub reason: &'static str = match held_back {
            HeldBack::Until(_) => "until",
            HeldBack::NoPlan => "no-plan",
            HeldBack::Draft | HeldBack::Internal => "draft",
        },
        /// The day on which it is published.
        pub day: Option<DateView> = match held_back {
            HeldBack::Until(day) => Some(DateView::of(day, code)),
            _ => None,
        },
        /// The keys that a draft lacks.
        pub unwritten: Vec<&'static str> = missing,
    }
}

impl HeldBackView {
    /// What is to be said of a page in a language; nothing where it is published.
    pub(super) fn of_page(
        site: &Site,
        page: PageId,
        texts: Option<&Texts>,
        language: Language,
    ) -> Option<Self> {
        let files = &site.edition.held_back;
        // Nearly always; and a list asks for each of its lines.
        if files.is_empty() {
            return None;
        }
        let texts =
            texts.into_iter().flat_map(|texts| [texts.authoritative(), texts.get(language)]).flatten();
        let of_page: BTreeSet<&SourcePath> =
            texts.map(|text| &text.document.path).chain(record(site, page)).collect();
        let reason = of_page.iter().filter_map(|file| files.reason(file)).max()?;
        let unwritten = of_page.iter().flat_map(|file| files.unwritten(file)).copied().collect();
        Some(Self::of(site.languages.code(language), reason, unwritten))
    }
}

/// A link with the number that the document prints before it.
#[derive(Clone, Debug, Serialize)]
pub struct NumberedLink {
    pub number: Option<Phrase>,
    #[serde(flatten)]
    pub link: LinkView,
    /// Why the page is not published yet.
    pub held_back: Option<HeldBackView>,
}

/// The record that a page belongs to.
fn record(site: &Site, page: PageId) -> Option<&SourcePath> {
    let of_plan = |plan: PlanId| Some(&site[plan].path);
    match page {
        PageId::City(city) => Some(&site[city].path),
        PageId::Department(department) => Some(&site[site[department].city].path),
        PageId::Plan(plan) | PageId::Booklet(plan) | PageId::Parallel(plan) | PageId::Changes(plan) => {
            of_plan(plan)
        }
        PageId::Chapter(chapter) => of_plan(site[chapter].plan),
        PageId::Measure(measure) => of_plan(site[measure].plan),
        _ => None,
    }
}
