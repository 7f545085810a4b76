//! `{{<measures grid="pillar-category" />}}`: pillars × categories, with the measures in the cells.

use serde::Serialize;

use crate::model::{CategoryId, PlanId};
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};

use super::call::ComponentCall;

/// Pillars × categories.
#[derive(Clone, Debug, Serialize)]
pub(super) struct GridView {
    /// The categories, in the order of the site.
    pub categories: Vec<Phrase>,
    /// The pillars, with the measures of each category.
    pub rows: Vec<GridRow>,
}

/// A pillar in a grid.
#[derive(Clone, Debug, Serialize)]
pub(super) struct GridRow {
    pub label: Phrase,
    /// For each category, the measures.
    pub cells: Vec<Vec<LinkView>>,
}

pub(super) fn view(call: &ComponentCall<'_>, plan: &PlanId, categories: &[CategoryId]) -> GridView {
    let context = call.context;
    let site = context.site;
    let pillars = site[*plan].pillars.iter();
    GridView {
        categories: categories.iter().map(|category| context.phrase(&site[*category].label)).collect(),
        rows: pillars
            .map(|pillar| GridRow {
                label: context.phrase(&pillar.label),
                cells: categories
                    .iter()
                    .map(|category| {
                        let measures = pillar.measures.iter().filter(|id| site[**id].category == *category);
                        measures.map(|id| context.link(PageId::Measure(*id))).collect()
                    })
                    .collect(),
            })
            .collect(),
    }
}
