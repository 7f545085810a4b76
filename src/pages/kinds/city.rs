//! A city's page.

use serde::Serialize;

use crate::model::{CityId, DepartmentId, Site, Texts};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{DateView, LinkView, Phrase};
use crate::pages::views::coverage::{PlanCoverage, plan_coverage};
use crate::pages::views::plan_card::{PlanCard, plan_card};
use crate::source::SourcePath;
use crate::values::Code;

#[derive(Clone, Debug, Serialize)]
pub(super) struct CityView {
    /// 全国地方公共団体コード.
    pub code: String,
    pub kana: Option<String>,
    pub prefecture: Phrase,
    /// `designated`, `core`, `special-ward`, `city`, `town` or `village`.
    pub class: &'static str,
    /// Its own site.
    pub url: Option<String>,
    /// Its plans, the latest first.
    pub plans: Vec<PlanCard>,
    /// What is known of its plans, by topic; nothing without plans.
    pub coverage: Option<PlanCoverage>,
    pub departments: Vec<DepartmentEntry>,
}

/// A department in the register of its city.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DepartmentEntry {
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

pub(super) struct CityPage;

impl Kind for CityPage {
    type About = CityId;
    type View = CityView;

    const NAME: &'static str = "city";
    const VARIABLE: Option<&'static str> = Some("city");
    const PAGES: Pages<CityId> = Pages::OfSite(|site| site.city_ids().collect());
    const DESCRIPTION: Option<&'static str> = Some("description.city");

    fn address(site: &Site, id: CityId) -> String {
        format!("{}/index", site[id].id)
    }

    fn title(context: &PageContext<'_>, id: CityId) -> Phrase {
        context.phrase(&context.site[id].name)
    }

    fn texts(site: &Site, id: CityId) -> Option<&Texts> {
        Some(&site[id].texts)
    }

    fn source(site: &Site, id: CityId) -> Option<SourcePath> {
        Some(site[id].path.clone())
    }

    fn outline(context: &PageContext<'_>, id: CityId) -> Outline<CityView> {
        let site = context.site;
        let city = &site[id];
        Outline {
            updated: city.plans.iter().map(|plan| site[*plan].updated).max(),
            contact: city.plans.first().map(|plan| site[*plan].department),
            ..Outline::of(city_view(context, id))
        }
    }
}

fn city_view(context: &PageContext<'_>, id: CityId) -> CityView {
    let city = &context.site[id];
    CityView {
        code: city.code.as_str().to_owned(),
        kana: city.name.kana().map(str::to_owned),
        prefecture: context.phrase(&city.prefecture),
        class: city.class.code(),
        url: city.url.as_deref().map(str::to_owned),
        plans: city.plans.iter().map(|plan| plan_card(context, *plan)).collect(),
        coverage: plan_coverage(context, id),
        departments: city.departments.iter().map(|id| department_entry(context, *id)).collect(),
    }
}

fn department_entry(context: &PageContext<'_>, id: DepartmentId) -> DepartmentEntry {
    let department = &context.site[id];
    DepartmentEntry {
        link: context.link(PageId::Department(id)),
        from: department.from.map(|date| context.date(date)),
        former: department.former.map(|former| context.link(PageId::Department(former))),
        former_only: !department.later.is_empty(),
        measure_count: department.measures.len(),
    }
}
