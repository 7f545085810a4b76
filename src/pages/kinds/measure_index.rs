//! The measure index: links to lists that hold every measure, complete without a script.

use crate::model::{
    CategoryId, CityId, DepartmentId, MeasureId, MeasureList, SchemeId, Site, TopicId, label_key,
};
use crate::pages::views::{ListLink, MEASURES_PER_PAGE, RowSection, SchemeView, departments_in_order};
use crate::pages::{HeldBackView, Kind, Outline, PageContext, PageId, Pages, Phrase, only, views};
use crate::values::Language;

views! {
    pub(super) struct MeasureIndexView(context) {
        let site = context.site;
        let all = &context.measure_order().all;
        let by_name = cities_in_order(context);
        let all_categories: Vec<CategoryId> = site.category_ids().collect();
        pub count: usize = all.len(),
        pub schemes: Vec<SchemeLists> = site.scheme_ids().map(|id| SchemeLists::of(context, id)).collect(),
        pub categories: Vec<ListLink> =
            context.each(&all_categories, |_, id| ListLink::of(context, MeasureList::Category(id))),
        /// The lists by department; nothing where there are so many that only the pages of their cities have
        /// room for them.
        pub departments: Vec<CityDepartments> = city_departments(context, &by_name),
        /// The lists by city; nothing on a city's own site.
        pub cities: Vec<ListLink> = city_lists(context, &by_name),
        /// Every measure, where one page has room for them.
        pub sections: Vec<RowSection> =
            if all.len() <= MEASURES_PER_PAGE { RowSection::all(context, all) } else { Vec::new() },
        /// Every measure that is not published yet, for the script, which makes rows of its own: the preview alone has
        /// any.
        pub held_back: Vec<HeldBackMeasure> =
            all.iter().filter_map(|id| held_back_measure(context, *id)).collect(),
        /// The script with what filters need to know, from the output folder.
        pub data: String = measure_data_address(site, context.page.language),
    }

    pub(super) struct SchemeLists(context, id: SchemeId) {
        #[serde(flatten)]
        pub scheme: SchemeView = SchemeView::of(context, id),
        pub topics: Vec<TopicLists> = topics_below(context, id, None),
    }

    pub(super) struct TopicLists(context, id: TopicId) {
        #[serde(flatten)]
        pub list: ListLink = ListLink::of(context, MeasureList::Topic(id)),
        pub narrower: Vec<TopicLists> = topics_below(context, context.site[id].scheme, Some(id)),
    }

    pub(super) struct HeldBackMeasure(context, id: MeasureId, why: HeldBackView) {
        /// `city/plan/measure`.
        pub name: String = context.site.measure_name(id),
        pub held_back: HeldBackView = why,
    }

    pub(super) struct CityDepartments(context, id: CityId) {
        let in_order = departments_in_order(context, id);
        pub city: Phrase = context.phrase(&context.site[id].name_alone),
        pub departments: Vec<ListLink> =
            context.each(&in_order, |_, id| ListLink::of(context, MeasureList::Department(id))),
    }
}

pub(super) struct MeasureIndexPage;

impl Kind for MeasureIndexPage {
    type About = ();
    type View = MeasureIndexView;

    const NAME: &'static str = "measure-index";
    const VARIABLE: Option<&'static str> = Some("measure_index");
    const PAGES: Pages<()> = Pages::OfSite(|site| only(!site.measures.is_empty()));
    const ADDRESS: &'static str = "measures/index";
    const TITLE: &'static str = "measure-index.title";

    fn description(context: &PageContext<'_>, (): (), _title: &str) -> Option<Phrase> {
        let key = context.by_site_kind("own-site.description-measure-index", "description.measure-index");
        Some(context.words(key))
    }

    fn has_words(site: &Site, (): (), language: Language) -> bool {
        site.topics.iter().any(|topic| topic.label.has(language))
            || site.categories.iter().any(|category| category.label.has(language))
            || site.measures.iter().any(|measure| measure.texts.has(language))
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<MeasureIndexView> {
        Outline::of(MeasureIndexView::of(context))
    }
}

/// So many links to departments keep the page under 500 kB.
const DEPARTMENT_COUNT_MAX: usize = 1000;

/// Topics of a scheme below another, or at the top, in the order of the site.
fn topics_below(context: &PageContext<'_>, scheme: SchemeId, parent: Option<TopicId>) -> Vec<TopicLists> {
    let topics = context.site[scheme].topics.iter();
    let below = topics.filter(|id| context.site[**id].parent == parent);
    below.map(|id| TopicLists::of(context, *id)).collect()
}

fn held_back_measure(context: &PageContext<'_>, id: MeasureId) -> Option<HeldBackMeasure> {
    Some(HeldBackMeasure::of(context, id, context.held_back(PageId::Measure(id))?))
}

fn cities_in_order(context: &PageContext<'_>) -> Vec<CityId> {
    let site = context.site;
    let mut cities: Vec<CityId> = site.city_ids().collect();
    cities.sort_by_cached_key(|id| {
        label_key(&site[*id].name_alone, site[*id].name.kana(), context.page.language)
    });
    cities
}

fn city_lists(context: &PageContext<'_>, cities: &[CityId]) -> Vec<ListLink> {
    let lists = cities.iter().map(|city| ListLink::of(context, MeasureList::City(*city)));
    lists.filter(|_| context.site.is_collection()).collect()
}

fn city_departments(context: &PageContext<'_>, cities: &[CityId]) -> Vec<CityDepartments> {
    let site = context.site;
    let has_measures = |id: &DepartmentId| !site[*id].measures.is_empty();
    let count = site.department_ids().filter(has_measures).count();
    if site.is_collection() && count > DEPARTMENT_COUNT_MAX {
        return Vec::new();
    }
    let cities = cities.iter().map(|city| CityDepartments::of(context, *city));
    cities.filter(|city| !city.departments.is_empty()).collect()
}

/// Where the script with the measures of a language is published, which `data` makes.
pub fn measure_data_address(site: &Site, language: Language) -> String {
    format!("data/measure-index.{}.js", site.languages.code(language))
}
