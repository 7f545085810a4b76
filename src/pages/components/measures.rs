//! `{{<measures />}}`: a list of a plan's measures, all or those of a pillar or category; or with
//! `grid="pillar-category"` pillars × categories, with the measures in the cells.

use serde::Serialize;

use crate::model::{CallResolver, CategoryId, MeasureId, Noun, PlanId};
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};
use crate::pages::views::MeasureCard;

use super::component::{Component, ComponentCall};
use super::of_pillar::measures_of_pillar;

pub(super) enum Measures {
    List(Vec<MeasureId>),
    Grid(PlanId, Vec<CategoryId>),
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum MeasuresView {
    List {
        /// In the order of the plan.
        measures: Vec<MeasureCard>,
    },
    Grid(GridView),
}

/// Pillars × categories.
#[derive(Debug, Serialize)]
pub(super) struct GridView {
    /// The categories that the plan's measures have, in the order of the site.
    pub categories: Vec<Phrase>,
    /// The pillars, with the measures of each category.
    pub rows: Vec<GridRow>,
}

/// A pillar in a grid.
#[derive(Debug, Serialize)]
pub(super) struct GridRow {
    pub label: Phrase,
    /// For each category, the measures.
    pub cells: Vec<Vec<LinkView>>,
}

const LIST_TEMPLATE: &str = "components/measures.html";
const GRID_TEMPLATE: &str = "components/grid.html";

impl Component for Measures {
    type View = MeasuresView;

    const NAME: &'static str = "measures";
    const OPTIONAL: &'static [&'static str] = &["pillar", "category", "grid"];
    const TEMPLATES: &'static [&'static str] = &[LIST_TEMPLATE, GRID_TEMPLATE];

    fn resolve(call: &mut CallResolver<'_>) -> Option<Self> {
        let plan = call.plan()?;
        if call.value("grid").is_some() {
            call.keyword("grid", "pillar-category")?;
            return Some(grid(call, plan));
        }
        list(call, plan)
    }

    fn template(&self) -> &'static str {
        match self {
            Self::List(_) => LIST_TEMPLATE,
            Self::Grid(..) => GRID_TEMPLATE,
        }
    }

    fn view(&self, call: &ComponentCall<'_>) -> Option<MeasuresView> {
        Some(match self {
            Self::List(measures) => MeasuresView::List {
                measures: measures.iter().map(|measure| MeasureCard::of(call.context, *measure)).collect(),
            },
            Self::Grid(plan, categories) => MeasuresView::Grid(grid_view(call, *plan, categories)),
        })
    }
}

fn grid(call: &CallResolver<'_>, plan: PlanId) -> Measures {
    let site = call.site;
    let is_used = |category| site[plan].measures.iter().any(|id| site[*id].category == category);
    Measures::Grid(plan, site.category_ids().filter(|id| is_used(*id)).collect())
}

fn list(call: &mut CallResolver<'_>, plan: PlanId) -> Option<Measures> {
    let site = call.site;
    let mut measures = measures_of_pillar(call, plan)?;
    if call.value("category").is_some() {
        let categories = site.category_ids().map(|id| (site[id].id.as_str(), id));
        let category = call.find("category", Noun::CATEGORY, categories, |id| site[id].label.words())?;
        measures.retain(|measure| site[*measure].category == category);
    }
    Some(Measures::List(measures))
}

fn grid_view(call: &ComponentCall<'_>, plan: PlanId, categories: &[CategoryId]) -> GridView {
    let context = call.context;
    let site = context.site;
    let pillars = site[plan].pillars.iter();
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
