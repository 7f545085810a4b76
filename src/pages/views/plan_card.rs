//! A plan in a list.

use crate::model::PlanId;
use crate::pages::{DateView, HeldBackView, LinkView, PageId, Phrase, views};
use crate::values::Code;

views! {
    pub(in crate::pages) struct PlanCard(context, id: PlanId) {
        let plan = &context.site[id];
        let city_name = context.phrase(&context.site[plan.city].name_alone);
        let plan_link = context.link(PageId::Plan(id));
        /// The name of its city where the title does not begin with it: what goes before the title in a list of the
        /// plans of many cities.
        pub city_before: Option<Phrase> =
            (!begins_with_name(&plan_link.title.text, &city_name.text)).then(|| city_name.clone()),
        #[serde(flatten)]
        pub link: LinkView = plan_link,
        pub held_back: Option<HeldBackView> = context.held_back(PageId::Plan(id)),
        pub city: Phrase = city_name,
        /// `vision`, `policy`, `action-plan` or `programme`.
        pub kind: &'static str = plan.kind.code(),
        pub period: String = context.period(plan.period),
        pub in_force: bool = context.site.in_force(id),
        /// `not-begun`, `in-force` or `ended`.
        pub standing: &'static str = context.site.standing(id).code(),
        pub measure_count: usize = plan.measures.len(),
        /// When its pages were last brought up to date.
        pub updated: DateView = context.date(plan.updated),
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
