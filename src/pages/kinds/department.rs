//! A department's page.

use crate::model::{DepartmentId, DepartmentStanding, MeasureId, PlanId, Site};
use crate::pages::views::{ComingDepartment, MeasureCard};
use crate::pages::{
    DateView, Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, above_city_parts, views,
};
use crate::source::SourcePath;
use crate::values::Language;

views! {
    pub(super) struct DepartmentView(context, id: DepartmentId) {
        let site = context.site;
        let department = &site[id];
        let (over, taken): (Vec<DepartmentId>, Vec<DepartmentId>) =
            site.earlier_departments(id).into_iter().partition(|former| site.is_over(*former));
        let announced = site.coming_departments(id);
        let is_former = site.department_standing(id) == DepartmentStanding::Former;
        let present = if is_former { site.present_departments(id) } else { Vec::new() };
        let between: Vec<DepartmentId> =
            department.later.iter().copied().filter(|later| site.is_over(*later)).collect();
        let city_plans = &context.site[department.city].plans;
        let responsible = city_plans.iter().filter(|plan| context.site[**plan].department == id);
        let by_plan = city_plans.iter().map(|plan| PlanMeasures::of(context, *plan, id));
        pub kana: Option<String> = department.kana.as_deref().map(str::to_owned),
        pub phone: Option<String> = department.phone.clone(),
        pub fax: Option<String> = department.fax.clone(),
        pub email: Option<String> = department.email.as_deref().map(str::to_owned),
        pub extension: Option<String> = department.extension.clone(),
        /// Its page on the city's site.
        pub url: Option<String> = department.url.as_deref().map(str::to_owned),
        /// Its address as it was written, for people.
        pub written_url: Option<String> = department.url.as_ref().map(|url| url.written().to_owned()),
        /// Since when it has this name.
        pub from: Option<DateView> = department.from.map(|date| context.date(date)),
        /// Until when it is there.
        pub until: Option<DateView> = department.until.map(|date| context.date(date)),
        /// `current`, `coming`, `former` or `closed`.
        pub standing: &'static str = site.department_standing(id).code(),
        pub city: LinkView = context.link(PageId::City(department.city)),
        /// Its former names, the latest first.
        pub former: Vec<LinkView> = context.links(&over, PageId::Department),
        /// The departments whose work it takes over and that are there still.
        pub takes_over: Vec<LinkView> = context.links(&taken, PageId::Department),
        /// The departments that took over its work and are there no more.
        pub later: Vec<LinkView> = context.links(&between, PageId::Department),
        /// Those that do its work now, where it is former.
        pub present: Vec<LinkView> = context.links(&present, PageId::Department),
        /// Those that take over its work on a later day.
        pub coming: Vec<ComingDepartment> = context.each(&announced, ComingDepartment::of),
        /// The plans it is responsible for.
        pub plans: Vec<LinkView> = responsible.map(|plan| context.link(PageId::Plan(*plan))).collect(),
        pub measures: Vec<PlanMeasures> = by_plan.filter(|group| !group.measures.is_empty()).collect(),
    }

    pub(super) struct PlanMeasures(context, plan_id: PlanId, department: DepartmentId) {
        let of_plan = |id: &&MeasureId| context.site[**id].plan == plan_id;
        let found = context.site[department].measures.iter().filter(of_plan);
        pub plan: LinkView = context.link(PageId::Plan(plan_id)),
        pub measures: Vec<MeasureCard> = found.map(|id| MeasureCard::of(context, *id)).collect(),
    }
}

pub(super) struct DepartmentPage;

impl Kind for DepartmentPage {
    type About = DepartmentId;
    type View = DepartmentView;

    const NAME: &'static str = "department";
    const PAGES: Pages<DepartmentId> = Pages::OfSite(|site| site.department_ids().collect());

    fn address(site: &Site, id: DepartmentId) -> String {
        let department = &site[id];
        format!("{}/departments/{}", site[department.city].id, department.id)
    }

    fn title(context: &PageContext<'_>, id: DepartmentId) -> Phrase {
        context.phrase(&context.site[id].name)
    }

    fn description(context: &PageContext<'_>, id: DepartmentId, title: &str) -> Option<Phrase> {
        let city =
            context.named_in("description.department", &context.site[context.site[id].city].name_alone).text;
        Some(context.filled("description.department", &[("city", &city), ("name", title)]))
    }

    fn source(site: &Site, id: DepartmentId) -> Option<SourcePath> {
        Some(site[site[id].city].path.clone())
    }

    fn has_words(site: &Site, id: DepartmentId, language: Language) -> bool {
        let department = &site[id];
        department.name.has(language)
            || department.measures.iter().any(|measure| site[*measure].texts.has(language))
    }

    fn outline(context: &PageContext<'_>, id: DepartmentId) -> Outline<DepartmentView> {
        let site = context.site;
        let city = site[id].city;
        Outline {
            above: above_city_parts(site, city),
            updated: site[city].plans.iter().map(|plan| site[*plan].updated).max(),
            contact: Some(id),
            ..Outline::of(DepartmentView::of(context, id))
        }
    }
}
