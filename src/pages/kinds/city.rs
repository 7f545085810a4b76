//! A city's page.

use crate::model::{CityId, DepartmentId, Site, Texts};
use crate::pages::views::{EarlierCity, EndOfCity, NamedCityView, PlanCard, PlanCoverage, PopulationView};
use crate::pages::{DateView, Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::source::SourcePath;
use crate::values::{Code, Language};

views! {
    pub(super) struct CityView(context, id: CityId) {
        let city = &context.site[id];
        let compares = !city.plans.is_empty() && context.site.has_comparison();
        /// Its name, which is not the title of the page on its own site.
        pub name: Phrase = context.phrase(&city.name_alone),
        /// 全国地方公共団体コード.
        pub code: String = city.code.as_str().to_owned(),
        pub kana: Option<String> = city.name.kana().map(str::to_owned),
        pub prefecture: Option<Phrase> = context.phrase_if(&city.prefecture),
        /// `designated`, `core`, `special-ward`, `city`, `town`, `village`, `prefecture`, `ward` or `union`.
        pub class: &'static str = city.class.code(),
        /// The members of a union.
        pub members: Vec<NamedCityView> = NamedCityView::all(context, &city.members),
        /// The unions that it is a member of.
        pub unions: Vec<LinkView> = context.links(&city.unions, PageId::City),
        /// Its group of similar municipalities (類似団体).
        pub similar_group: Option<String> = city.similar_group.clone(),
        pub population: Option<PopulationView> = PopulationView::of_city(context, id),
        /// Until when it was there, and what took its place; nothing of a city that is there to stay.
        pub end: Option<EndOfCity> = EndOfCity::of_city(context, id),
        /// The cities whose place it took.
        pub earlier_cities: Vec<EarlierCity> = context.each(&city.replaces, EarlierCity::of),
        /// The designated city that it is a ward of.
        pub ward_of: Option<LinkView> = city.ward_of.map(|city| context.link(PageId::City(city))),
        /// Its wards.
        pub wards: Vec<LinkView> = context.links(&city.wards, PageId::City),
        /// Its own site.
        pub url: Option<String> = city.url.as_deref().map(str::to_owned),
        /// The address of that as it was written, for people.
        pub written_url: Option<String> = city.url.as_ref().map(|url| url.written().to_owned()),
        /// Its plans, the latest first.
        pub plans: Vec<PlanCard> = context.each(&city.plans, PlanCard::of),
        /// What is known of its plans, by topic; nothing without plans, and nothing where cities are not compared.
        pub coverage: Option<PlanCoverage> = compares.then(|| PlanCoverage::of(context, id)),
        /// Its departments: those that are there, those that are to come, former ones.
        pub departments: Vec<DepartmentEntry> = context.each(&departments_in_order(context.site, id), DepartmentEntry::of),
    }

    /// A department in the register of its city.
    pub(super) struct DepartmentEntry(context, id: DepartmentId) {
        let site = context.site;
        let department = &site[id];
        let (over, taken): (Vec<DepartmentId>, Vec<DepartmentId>) =
            department.former.iter().copied().partition(|former| site.is_over(*former));
        #[serde(flatten)]
        pub link: LinkView = context.link(PageId::Department(id)),
        /// `current`, `coming`, `former` or `closed`.
        pub standing: &'static str = site.department_standing(id).code(),
        /// Since when it has this name.
        pub from: Option<DateView> = department.from.map(|date| context.date(date)),
        /// Until when it is there.
        pub until: Option<DateView> = department.until.map(|date| context.date(date)),
        /// Its former names.
        pub former: Vec<LinkView> = context.links(&over, PageId::Department),
        /// The departments whose work it takes over and that are there still.
        pub takes_over: Vec<LinkView> = context.links(&taken, PageId::Department),
        /// How many measures it answers for.
        pub measure_count: usize = department.measures.len(),
    }
}

pub(super) struct CityPage;

impl Kind for CityPage {
    type About = CityId;
    type View = CityView;

    const NAME: &'static str = "city";
    const PAGES: Pages<CityId> = Pages::OfSite(|site| site.city_ids().collect());

    fn address(site: &Site, id: CityId) -> String {
        format!("{}/index", site[id].id)
    }

    fn title(context: &PageContext<'_>, id: CityId) -> Phrase {
        context.phrase(&context.site[id].name_alone)
    }

    fn description(context: &PageContext<'_>, id: CityId, _title: &str) -> Option<Phrase> {
        let key = context.by_site_kind("own-site.description-city", "description.city");
        Some(context.filled_with(key, "name", &context.site[id].name_alone))
    }

    fn texts(site: &Site, id: CityId) -> Option<&Texts> {
        Some(&site[id].texts)
    }

    fn source(site: &Site, id: CityId) -> Option<SourcePath> {
        Some(site[id].path.clone())
    }

    fn has_words(site: &Site, id: CityId, language: Language) -> bool {
        let city = &site[id];
        let of_department = |id: &DepartmentId| site[*id].name.has(language);
        match city.texts.authoritative() {
            Some(_) => city.texts.has(language),
            None => {
                city.name.has(language)
                    || city.plans.iter().any(|plan| site[*plan].title.has(language))
                    || city.departments.iter().any(of_department)
            }
        }
    }

    fn outline(context: &PageContext<'_>, id: CityId) -> Outline<CityView> {
        let site = context.site;
        let city = &site[id];
        Outline {
            title: (!site.is_collection()).then(|| own_title(context, id)),
            updated: city.plans.iter().map(|plan| site[*plan].updated).max(),
            contact: city.plans.first().map(|plan| site[*plan].department),
            ..Outline::of(CityView::of(context, id))
        }
    }
}

/// What the page is called on the city's own site, which has the city's name on every page.
fn own_title(context: &PageContext<'_>, id: CityId) -> Phrase {
    context.filled_with("own-site.city-page", "city", &context.site[id].name_alone)
}

/// The departments of a city, in the order of its register: those that are there, those that are to come, former ones.
fn departments_in_order(site: &Site, city: CityId) -> Vec<DepartmentId> {
    let mut departments = site[city].departments.clone();
    departments.sort_by_key(|id| site.department_standing(*id));
    departments
}
