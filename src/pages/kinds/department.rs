//! A department's page.

use serde::Serialize;

use crate::model::{DepartmentId, PlanId, Site};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{DateView, LinkView, Phrase};
use crate::pages::views::measure_card::{MeasureCard, measure_card};
use crate::source::SourcePath;

#[derive(Clone, Debug, Serialize)]
pub(super) struct DepartmentView {
    pub kana: Option<String>,
    pub phone: Option<String>,
    pub fax: Option<String>,
    pub email: Option<String>,
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
    pub measures: Vec<PlanMeasures>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct PlanMeasures {
    pub plan: LinkView,
    pub measures: Vec<MeasureCard>,
}

pub(super) struct DepartmentPage;

impl Kind for DepartmentPage {
    type About = DepartmentId;
    type View = DepartmentView;

    const NAME: &'static str = "department";
    const VARIABLE: Option<&'static str> = Some("department");
    const PAGES: Pages<DepartmentId> = Pages::OfSite(|site| site.department_ids().collect());

    fn address(site: &Site, id: DepartmentId) -> String {
        let department = &site[id];
        format!("{}/departments/{}", site[department.city].id, department.id)
    }

    fn title(context: &PageContext<'_>, id: DepartmentId) -> Phrase {
        context.phrase(&context.site[id].name)
    }

    fn description(context: &PageContext<'_>, id: DepartmentId, title: &str) -> Option<String> {
        let city = context.phrase(&context.site[context.site[id].city].name).text;
        Some(context.filled("description.department", &[("city", &city), ("name", title)]))
    }

    fn source(site: &Site, id: DepartmentId) -> Option<SourcePath> {
        Some(site[site[id].city].path.clone())
    }

    fn outline(context: &PageContext<'_>, id: DepartmentId) -> Outline<DepartmentView> {
        let site = context.site;
        let city = site[id].city;
        Outline {
            above: vec![PageId::Home, PageId::City(city)],
            updated: site[city].plans.iter().map(|plan| site[*plan].updated).max(),
            contact: Some(id),
            ..Outline::of(department_view(context, id))
        }
    }
}

fn department_view(context: &PageContext<'_>, id: DepartmentId) -> DepartmentView {
    let site = context.site;
    let department = &site[id];
    let plans = &site[department.city].plans;
    let responsible = plans.iter().filter(|plan| site[**plan].department == id);
    let measures = plans.iter().map(|plan| plan_measures(context, *plan, id));
    DepartmentView {
        kana: department.kana.as_deref().map(str::to_owned),
        phone: department.phone.clone(),
        fax: department.fax.clone(),
        email: department.email.as_deref().map(str::to_owned),
        extension: department.extension.clone(),
        url: department.url.as_deref().map(str::to_owned),
        from: department.from.map(|date| context.date(date)),
        former: former_names(context, id),
        later: department.later.iter().map(|later| context.link(PageId::Department(*later))).collect(),
        plans: responsible.map(|plan| context.link(PageId::Plan(*plan))).collect(),
        measures: measures.filter(|group| !group.measures.is_empty()).collect(),
    }
}

fn former_names(context: &PageContext<'_>, id: DepartmentId) -> Vec<LinkView> {
    let former = |id: &DepartmentId| context.site[*id].former;
    let earlier = std::iter::successors(context.site[id].former, former);
    earlier.map(|department| context.link(PageId::Department(department))).collect()
}

fn plan_measures(context: &PageContext<'_>, plan: PlanId, department: DepartmentId) -> PlanMeasures {
    let site = context.site;
    let measures = site[department].measures.iter().filter(|measure| site[**measure].plan == plan);
    PlanMeasures {
        plan: context.link(PageId::Plan(plan)),
        measures: measures.map(|measure| measure_card(context, *measure)).collect(),
    }
}
