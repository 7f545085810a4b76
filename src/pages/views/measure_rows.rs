//! The rows of the measure index.

use serde::Serialize;

use crate::model::{MeasureId, MeasureOrder};
use crate::pages::context::PageContext;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase, years_in_words};

/// The measures under a row of the 五十音 or a letter.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct RowSection {
    /// An id for links within the page.
    pub id: String,
    /// The first kana of the row, or the letter.
    pub heading: String,
    pub rows: Vec<MeasureRow>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct MeasureRow {
    /// `city/plan/measure`.
    pub name: String,
    #[serde(flatten)]
    pub link: LinkView,
    pub city: Phrase,
    pub plan: Phrase,
    pub in_force: bool,
    /// Why it is done, the main topic first.
    pub topics: Vec<Phrase>,
    pub category: Phrase,
    pub departments: Vec<Phrase>,
    /// The fiscal years it is foreseen for.
    pub years: String,
}

/// Measures that are in order, under the rows of the 五十音 or letters.
pub(in crate::pages) fn sections(
    context: &PageContext<'_>,
    order: &MeasureOrder,
    measures: &[MeasureId],
) -> Vec<RowSection> {
    let mut sections: Vec<RowSection> = Vec::new();
    for measure in measures {
        let (id, heading) = order.section(*measure);
        if sections.last().is_none_or(|section| section.id != id) {
            sections.push(RowSection { id, heading, rows: Vec::new() });
        }
        if let Some(section) = sections.last_mut() {
            section.rows.push(row(context, *measure));
        }
    }
    sections
}

fn row(context: &PageContext<'_>, id: MeasureId) -> MeasureRow {
    let site = context.site;
    let measure = &site[id];
    let plan = &site[measure.plan];
    MeasureRow {
        name: site.measure_name(id),
        link: context.link(PageId::Measure(id)),
        city: context.phrase(&site[plan.city].name),
        plan: context.phrase(&plan.title),
        in_force: site.in_force(measure.plan),
        topics: measure.topics.iter().map(|topic| context.phrase(&site[*topic].label)).collect(),
        category: context.phrase(&site[measure.category].label),
        departments: measure
            .departments
            .iter()
            .map(|part| context.phrase(&site[part.department].name))
            .collect(),
        years: years(context, id),
    }
}

/// The fiscal years of a measure: those of its schedule, or of its plan where it has none. Era years alone,
/// so that a narrow column can hold them.
fn years(context: &PageContext<'_>, id: MeasureId) -> String {
    let (first, last) = context.site.measure_years(id);
    years_in_words(first, last, context.code())
}
