//! The facts of a measure: who answers for it, what it saves or brings in, which measures of other plans it goes
//! with.

use crate::model::{Effect, MeasureDepartment, MeasureId, MeasureList};
use crate::pages::{LinkView, PageContext, PageId, Phrase, views};
use crate::values::Code;

use super::department_link::DepartmentLink;

views! {
    /// A department and its part in a measure.
    pub(in crate::pages) struct DepartmentPart(context, from: &MeasureDepartment) {
        #[serde(flatten)]
        pub department: DepartmentLink = DepartmentLink::of(context, from.department),
        /// `lead` or `support`.
        pub part: &'static str = from.part.code(),
        /// Whether the document names it for this measure.
        pub named: bool = from.named,
        pub measures_url: String =
            context.url_of(PageId::MeasureList(MeasureList::Department(from.department), 1)),
    }

    /// What a measure saves or brings in.
    pub(in crate::pages) struct EffectView(context, effect: &Effect) {
        /// For people, with the digits that were written and thousands apart.
        pub amount: String = effect.amount.grouped(),
        /// A code such as `percent`, for the theme's words.
        pub unit: &'static str = effect.unit.code(),
        pub year: String = context.fiscal_year(effect.year),
    }

    /// A measure of another plan.
    pub(in crate::pages) struct PlanMeasure(context, id: MeasureId) {
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Measure(id)),
        pub plan: Phrase = context.phrase(&context.site[context.site[id].plan].title),
    }
}

impl DepartmentPart {
    pub(in crate::pages) fn all(context: &PageContext<'_>, id: MeasureId) -> Vec<Self> {
        context.site[id].departments.iter().map(|part| Self::of(context, part)).collect()
    }
}
