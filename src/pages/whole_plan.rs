//! What pages that show the whole of a plan share: which texts it has, and how its parts are named there.

use crate::model::{ChapterId, MeasureId, Pillar, Plan, PlanId, Site, Texts, Translation};
use crate::values::Language;

use super::PageId;

/// Chapters are headings of the second level: those of their texts begin at the third.
const CHAPTER_SHIFT: u8 = 1;

/// Measures stand below their pillar.
const MEASURE_SHIFT: u8 = 2;

/// A part of a plan, to stand where the whole plan is on one page.
pub(super) struct PlanPart<'a> {
    /// Its own page.
    pub(super) page: PageId,
    /// Its id where the whole is on one page.
    pub(super) id: String,
    pub(super) texts: &'a Texts,
    /// Its number as the document prints it.
    pub(super) number: Option<&'a str>,
    pub(super) source_page: Option<u32>,
    /// How many levels its headings are lowered by.
    pub(super) heading_shift: u8,
}

impl<'a> PlanPart<'a> {
    fn of(site: &Site, page: PageId, texts: &'a Texts) -> Self {
        let id = part(site, page).map(|(_, id)| id).unwrap_or_default();
        Self { page, id, texts, number: None, source_page: None, heading_shift: CHAPTER_SHIFT }
    }

    pub(super) fn introduction(site: &'a Site, plan: PlanId) -> Self {
        Self::of(site, PageId::Plan(plan), &site[plan].texts)
    }

    pub(super) fn chapter(site: &'a Site, id: ChapterId) -> Self {
        let chapter = &site[id];
        let part = Self::of(site, PageId::Chapter(id), &chapter.texts);
        Self { number: chapter.number.as_deref(), source_page: chapter.page, ..part }
    }

    pub(super) fn measure(site: &'a Site, id: MeasureId) -> Self {
        let (measure, heading_shift) = (&site[id], MEASURE_SHIFT);
        let part = Self::of(site, PageId::Measure(id), &measure.texts);
        Self { number: measure.number.as_deref(), source_page: measure.page, heading_shift, ..part }
    }
}

/// The plan that a page is a part of, and the part's id where the whole plan is on one page.
pub(super) fn part(site: &Site, page: PageId) -> Option<(PlanId, String)> {
    Some(match page {
        PageId::Plan(plan) => (plan, "introduction".to_owned()),
        PageId::Chapter(chapter) => (site[chapter].plan, format!("chapter-{}", site[chapter].id)),
        PageId::Measure(measure) => (site[measure].plan, format!("measure-{}", site[measure].id)),
        _ => return None,
    })
}

/// The plan to which a page belongs, with all its words.
pub(super) fn plan_of(site: &Site, page: PageId) -> Option<PlanId> {
    match page {
        PageId::Booklet(plan) | PageId::Parallel(plan) | PageId::Changes(plan) => Some(plan),
        _ => part(site, page).map(|(plan, _)| plan),
    }
}

/// The pillars that have measures.
pub(super) fn pillars(plan: &Plan) -> impl Iterator<Item = &Pillar> {
    plan.pillars.iter().filter(|pillar| !pillar.measures.is_empty())
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
