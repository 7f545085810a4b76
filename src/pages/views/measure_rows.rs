//! The rows of the measure index.

use crate::model::MeasureId;
use crate::pages::{HeldBackView, LinkView, PageContext, PageId, Phrase, views, years_in_words};

views! {
    /// The measures under a row of the 五十音 or a letter.
    pub(in crate::pages) struct RowSection(context, section: (String, String)) {
        /// The language of its heading, where it is not the page's.
        pub heading_lang: Option<String> = context.lang_of_letter(&section.1),
        /// An id for links within the page.
        pub id: String = section.0,
        /// The first kana of the row, or the letter.
        pub heading: String = section.1,
        pub rows: Vec<MeasureRow> = Vec::new(),
    }

    pub(in crate::pages) struct MeasureRow(context, id: MeasureId) {
        let site = context.site;
        let measure = &site[id];
        let measure_plan = &site[measure.plan];
        let (first, last) = site.measure_years(id);
        /// `city/plan/measure`.
        pub name: String = site.measure_name(id),
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Measure(id)),
        pub held_back: Option<HeldBackView> = context.held_back(PageId::Measure(id)),
        pub city: Phrase = context.phrase(&site[measure_plan.city].name_alone),
        pub plan: Phrase = context.phrase(&measure_plan.title),
        pub in_force: bool = site.in_force(measure.plan),
        /// Why it is done, the main topic first.
        pub topics: Vec<Phrase> = context.each(&site.main_topics(id), |_, id| context.phrase(&site[id].label)),
        pub category: Phrase = context.phrase(&site[measure.category].label),
        pub departments: Vec<Phrase> =
            measure.departments.iter().map(|part| context.phrase(&site[part.department].name)).collect(),
        /// The fiscal years of its schedule, or of its plan where it has none. Era years alone, so that a narrow
        /// column can hold them.
        pub years: String = years_in_words(first, last, context.code()),
    }
}

impl RowSection {
    /// Measures that are in order, under the rows of the 五十音 or letters.
    pub(in crate::pages) fn all(context: &PageContext<'_>, measures: &[MeasureId]) -> Vec<Self> {
        let mut sections: Vec<Self> = Vec::new();
        for measure in measures {
            let section = context.measure_order().section(*measure);
            if sections.last().is_none_or(|last| last.id != section.0) {
                sections.push(Self::of(context, section));
            }
            if let Some(section) = sections.last_mut() {
                section.rows.push(MeasureRow::of(context, *measure));
            }
        }
        sections
    }
}
