//! A plan in a list.

use serde::Serialize;

use crate::model::PlanId;
use crate::pages::context::PageContext;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{DateView, LinkView, Phrase};
use crate::values::Code;

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct PlanCard {
    #[serde(flatten)]
    pub link: LinkView,
    pub city: Phrase,
    /// The name of its city where the title does not begin with it: what goes before the title in a list of the
    /// plans of many cities.
    pub city_before: Option<Phrase>,
    /// `vision`, `policy`, `action-plan` or `programme`.
    pub kind: &'static str,
    pub period: String,
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    pub measure_count: usize,
    /// When its pages were last brought up to date.
    pub updated: DateView,
}

pub(in crate::pages) fn plan_card(context: &PageContext<'_>, plan: PlanId) -> PlanCard {
    let facts = &context.site[plan];
    let city = context.phrase(&context.site[facts.city].name);
    let link = context.link(PageId::Plan(plan));
    PlanCard {
        city_before: (!begins_with_name(&link.title.text, &city.text)).then(|| city.clone()),
        link,
        city,
        kind: facts.kind.code(),
        period: context.period(facts.period),
        in_force: context.site.in_force(plan),
        standing: context.site.standing(plan).code(),
        measure_count: facts.measures.len(),
        updated: context.date(facts.updated),
    }
}

/// Whether a title begins with a name, as a whole word where words are separated by spaces: `Kawagoe City HR
/// Policy` does begin with `Kawagoe`, `Otawara Vision` does not with `Ota`.
fn begins_with_name(title: &str, name: &str) -> bool {
    let rest = title.strip_prefix(name);
    rest.is_some_and(|rest| !name.is_ascii() || !rest.starts_with(|next: char| next.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::begins_with_name;

    #[test]
    fn a_city_is_named_once() {
        assert!(begins_with_name("川越市人材育成基本方針", "川越市"));
        assert!(begins_with_name("Kawagoe City HR Policy", "Kawagoe"));
        assert!(!begins_with_name("Otawara Vision", "Ota"));
        assert!(!begins_with_name("人材育成基本方針", "川越市"));
    }
}
