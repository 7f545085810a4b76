//! A measure in a list.

use serde::Serialize;

use crate::model::MeasureId;
use crate::pages::context::PageContext;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct MeasureCard {
    /// `city/plan/measure`.
    pub name: String,
    pub number: Option<Phrase>,
    #[serde(flatten)]
    pub link: LinkView,
    /// Its first paragraph.
    pub summary: Option<Phrase>,
    pub category: Phrase,
    pub is_part: bool,
}

pub(in crate::pages) fn measure_card(context: &PageContext<'_>, id: MeasureId) -> MeasureCard {
    let measure = &context.site[id];
    MeasureCard {
        name: context.site.measure_name(id),
        number: context.number(&measure.texts, measure.number.as_deref()),
        link: context.link(PageId::Measure(id)),
        summary: context.summary(&measure.texts),
        category: context.phrase(&context.site[measure.category].label),
        is_part: measure.part_of.is_some(),
    }
}
