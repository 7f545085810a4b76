//! A department's page.

use serde::Serialize;

use crate::model::{DepartmentId, Subject};

use super::measure::{MeasureCard, measure_card};
use super::page::{Making, Outline};
use super::phrase::{DateView, LinkView};
use super::{Detail, View};

/// What a department's page shows.
#[derive(Clone, Debug, Serialize)]
pub struct DepartmentView {
    /// The reading of its name.
    pub kana: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its fax number.
    pub fax: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its extension.
    pub extension: Option<String>,
    /// Its page on the city's site.
    pub url: Option<String>,
    /// Since when it has this name.
    pub from: Option<DateView>,
    /// Its former names, the latest first.
    pub former: Vec<LinkView>,
    /// The departments that took over its work.
    pub later: Vec<LinkView>,
    /// The plans it is responsible for.
    pub plans: Vec<LinkView>,
    /// Its measures, by plan.
    pub measures: Vec<PlanMeasures>,
}

/// The measures of a plan in a list.
#[derive(Clone, Debug, Serialize)]
pub struct PlanMeasures {
    /// The plan.
    pub plan: LinkView,
    /// The measures.
    pub measures: Vec<MeasureCard>,
}

pub(super) fn view(making: &Making<'_>, id: DepartmentId) -> View {
    let site = making.site;
    let department = &site[id];
    let city = department.city;
    let mut former = Vec::new();
    let mut at = department.former;
    while let Some(earlier) = at {
        former.push(making.link(Subject::Department(earlier)));
        at = site[earlier].former;
    }
    let measures = site[city]
        .plans
        .iter()
        .map(|plan| PlanMeasures {
            plan: making.link(Subject::Plan(*plan)),
            measures: department
                .measures
                .iter()
                .filter(|measure| site[**measure].plan == *plan)
                .map(|measure| measure_card(making, *measure))
                .collect(),
        })
        .filter(|group| !group.measures.is_empty())
        .collect();
    making.finish(Outline {
        kind: "department",
        title: making.phrase(&department.name),
        texts: None,
        above: vec![Subject::Home, Subject::City(city)],
        updated: site[city].plans.iter().map(|plan| site[*plan].updated).max(),
        contact: Some(id),
        plan: None,
        source_page: None,
        neighbours: (None, None),
        detail: Detail::Department(DepartmentView {
            kana: department.kana.as_deref().map(str::to_owned),
            phone: department.phone.clone(),
            fax: department.fax.clone(),
            email: department.email.as_deref().map(str::to_owned),
            extension: department.extension.clone(),
            url: department.url.as_deref().map(str::to_owned),
            from: department.from.map(|date| making.date(date)),
            former,
            later: department.later.iter().map(|later| making.link(Subject::Department(*later))).collect(),
            plans: site[city]
                .plans
                .iter()
                .filter(|plan| site[**plan].department == id)
                .map(|plan| making.link(Subject::Plan(*plan)))
                .collect(),
            measures,
        }),
    })
}
