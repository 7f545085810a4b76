//! The facts of a measure: who answers for it, what it saves or brings in, which measures of other plans it goes
//! with.

use serde::Serialize;

use crate::model::{Effect, MeasureId, MeasureList};
use crate::pages::context::PageContext;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase, number};
use crate::values::Code;

/// A department and its part in a measure.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct DepartmentPart {
    #[serde(flatten)]
    pub link: LinkView,
    /// `lead` or `support`.
    pub part: &'static str,
    /// Whether the document names it for this measure.
    pub named: bool,
    /// The names it has now, where it was renamed since.
    pub later: Vec<LinkView>,
    pub measures_url: String,
}

/// What a measure saves or brings in.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct EffectView {
    /// For people, with thousands apart.
    pub amount: String,
    /// A code such as `percent`, for the theme's words.
    pub unit: &'static str,
    pub year: String,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct PlanMeasure {
    #[serde(flatten)]
    pub link: LinkView,
    pub plan: Phrase,
}

pub(in crate::pages) fn departments(context: &PageContext<'_>, id: MeasureId) -> Vec<DepartmentPart> {
    let departments = context.site[id].departments.iter();
    departments
        .map(|part| DepartmentPart {
            link: context.link(PageId::Department(part.department)),
            part: part.part.code(),
            named: part.named,
            later: context.site[part.department]
                .later
                .iter()
                .map(|later| context.link(PageId::Department(*later)))
                .collect(),
            measures_url: context.url_of(PageId::MeasureList(MeasureList::Department(part.department), 1)),
        })
        .collect()
}

pub(in crate::pages) fn effect_view(context: &PageContext<'_>, effect: Effect) -> EffectView {
    EffectView {
        amount: number(effect.amount),
        unit: effect.unit.code(),
        year: context.fiscal_year(effect.year),
    }
}

pub(in crate::pages) fn of_other_plans(
    context: &PageContext<'_>,
    measures: &[MeasureId],
) -> Vec<PlanMeasure> {
    let site = context.site;
    let of_other_plan = |other: &MeasureId| PlanMeasure {
        link: context.link(PageId::Measure(*other)),
        plan: context.phrase(&site[site[*other].plan].title),
    };
    measures.iter().map(of_other_plan).collect()
}
