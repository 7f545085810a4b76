//! What the preview says of pages that are not published yet.

use crate::model::{HeldBack, PlanId, Site, Texts};
use crate::source::SourcePath;
use crate::values::Language;

use super::{DateView, PageId, views};

views! {
    /// Why a page is not published.
    pub struct HeldBackView(code: &str, held_back: HeldBack) {
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
        let texts =
            texts.into_iter().flat_map(|texts| [texts.authoritative(), texts.get(language)]).flatten();
        let of_texts = texts.map(|text| &text.document.path);
        let reason = of_texts.chain(record(site, page)).filter_map(|file| files.reason(file)).max()?;
        Some(Self::of(site.languages.code(language), reason))
    }
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
