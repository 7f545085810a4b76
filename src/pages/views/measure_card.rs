//! A measure in a list.

use crate::model::MeasureId;
use crate::pages::{HeldBackView, LinkView, PageId, Phrase, views};

views! {
    pub(in crate::pages) struct MeasureCard(context, id: MeasureId) {
        let measure = &context.site[id];
        /// `city/plan/measure`.
        pub name: String = context.site.measure_name(id),
        pub number: Option<Phrase> = context.number(&measure.texts, measure.number.as_deref()),
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Measure(id)),
        /// Its first paragraph.
        pub summary: Option<Phrase> = context.summary(&measure.texts),
        pub category: Phrase = context.phrase(&context.site[measure.category].label),
        pub held_back: Option<HeldBackView> = context.held_back(PageId::Measure(id)),
        pub is_part: bool = measure.part_of.is_some(),
    }
}
