//! What pages that show the whole of a plan share: which texts it has, and how its parts are named there.

use crate::model::{PlanId, Site, Texts, Translation};
use crate::values::Language;

use super::page_id::PageId;

/// Chapters are headings of the second level: those of their texts begin at the third.
pub(super) const CHAPTER_SHIFT: u8 = 1;

/// Measures stand below their pillar.
pub(super) const MEASURE_SHIFT: u8 = 2;

/// The plan that a page is a part of, and the part's id where the whole plan is on one page.
pub(super) fn part(site: &Site, page: PageId) -> Option<(PlanId, String)> {
    Some(match page {
        PageId::Plan(plan) => (plan, "introduction".to_owned()),
        PageId::Chapter(chapter) => (site[chapter].plan, format!("chapter-{}", site[chapter].id)),
        PageId::Measure(measure) => (site[measure].plan, format!("measure-{}", site[measure].id)),
        _ => return None,
    })
}

/// The id of a part of a plan where the whole plan is on one page.
pub(super) fn part_id(site: &Site, page: PageId) -> String {
    part(site, page).map(|(_, id)| id).unwrap_or_default()
}

/// How a whole stands in a language: as its weakest translation does, and missing only where none of it is
/// translated. Parts that are missing say so themselves.
pub(super) fn whole_translation(site: &Site, plan: PlanId, language: Language) -> Translation {
    let all = texts_of(site, plan).map(|texts| texts.translation(language));
    let translated = all.filter(|translation| *translation != Translation::Missing);
    match translated.max_by_key(weakness) {
        Some(translation) => translation,
        None if language.is_authoritative() => Translation::Authoritative,
        None => Translation::Missing,
    }
}

/// The texts of a plan that have an original.
fn texts_of(site: &Site, plan: PlanId) -> impl Iterator<Item = &Texts> {
    let plan = &site[plan];
    let chapters = plan.chapters.iter().map(|chapter| &site[*chapter].texts);
    let measures = plan.measures.iter().map(|measure| &site[*measure].texts);
    let all = std::iter::once(&plan.texts).chain(chapters).chain(measures);
    all.filter(|texts| texts.authoritative().is_some())
}

/// How far readers can rely on a translation: the less, the higher.
fn weakness(translation: &Translation) -> usize {
    let marks = ["official", "reviewed", "provisional", "machine", "outdated", "missing"];
    marks.iter().position(|mark| *mark == translation.mark()).unwrap_or(marks.len())
}
