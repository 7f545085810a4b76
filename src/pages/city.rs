//! A city's page.

use serde::Serialize;

use crate::model::{CityId, Subject};
use crate::values::Code;

use super::comparison::{PlanCoverage, plan_coverage};
use super::home::{PlanCard, plan_card};
use super::page::{Making, Outline};
use super::phrase::{DateView, LinkView, Phrase};
use super::{Detail, View};

/// What a city's page shows besides its text.
#[derive(Clone, Debug, Serialize)]
pub struct CityView {
    /// 全国地方公共団体コード.
    pub code: String,
    /// The reading of its name.
    pub kana: Option<String>,
    /// Its prefecture.
    pub prefecture: Phrase,
    /// The word for its class: `designated`, `core`, `special-ward`, `city`, `town`, `village`.
    pub class: &'static str,
    /// Its own site.
    pub url: Option<String>,
    /// Its plans, the latest first.
    pub plans: Vec<PlanCard>,
    /// What is known of its plans, by topic; nothing without plans.
    pub coverage: Option<PlanCoverage>,
    /// Its departments.
    pub departments: Vec<DepartmentEntry>,
}

/// A department in the register of its city.
#[derive(Clone, Debug, Serialize)]
pub struct DepartmentEntry {
    /// The department.
    #[serde(flatten)]
    pub link: LinkView,
    /// Since when it has this name.
    pub from: Option<DateView>,
    /// Its former name.
    pub former: Option<LinkView>,
    /// Whether others have taken over its work.
    pub former_only: bool,
    /// How many measures it answers for.
    pub measure_count: usize,
}

pub(super) fn view(making: &Making<'_>, id: CityId) -> View {
    let site = making.site;
    let city = &site[id];
    let departments = city
        .departments
        .iter()
        .map(|department| DepartmentEntry {
            link: making.link(Subject::Department(*department)),
            from: site[*department].from.map(|date| making.date(date)),
            former: site[*department].former.map(|former| making.link(Subject::Department(former))),
            former_only: !site[*department].later.is_empty(),
            measure_count: site[*department].measures.len(),
        })
        .collect();
    making.finish(Outline {
        kind: "city",
        title: making.phrase(&city.name),
        texts: Some(&city.texts),
        above: vec![Subject::Home],
        updated: city.plans.iter().map(|plan| site[*plan].updated).max(),
        contact: city.plans.first().map(|plan| site[*plan].department),
        plan: None,
        source_page: None,
        neighbours: (None, None),
        detail: Detail::City(CityView {
            code: city.code.as_str().to_owned(),
            kana: city.name.kana().map(str::to_owned),
            prefecture: making.phrase(&city.prefecture),
            class: city.class.code(),
            url: city.url.as_deref().map(str::to_owned),
            plans: city.plans.iter().map(|plan| plan_card(making, *plan)).collect(),
            coverage: plan_coverage(making, id),
            departments,
        }),
    })
}
