//! The measure index: links to lists that hold every measure, complete without a script.

use serde::Serialize;

use crate::model::{CityId, DepartmentId, MeasureList, Site, TopicId, label_key};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages, only};
use crate::pages::outline::Outline;
use crate::pages::phrase::Phrase;
use crate::pages::views::measure_lists::{ListLink, MEASURES_PER_PAGE, list_link};
use crate::pages::views::measure_rows::{RowSection, sections};
use crate::values::Language;

#[derive(Clone, Debug, Serialize)]
pub(super) struct MeasureIndexView {
    pub count: usize,
    pub topics: Vec<TopicLists>,
    pub categories: Vec<ListLink>,
    /// The lists by department; nothing where there are so many that only the pages of their cities have
    /// room for them.
    pub departments: Vec<CityDepartments>,
    pub cities: Vec<ListLink>,
    /// Every measure, where one page has room for them.
    pub sections: Vec<RowSection>,
    /// The script with what filters need to know, from the output folder.
    pub data: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct TopicLists {
    #[serde(flatten)]
    pub list: ListLink,
    pub narrower: Vec<TopicLists>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct CityDepartments {
    pub city: Phrase,
    pub departments: Vec<ListLink>,
}

pub(super) struct MeasureIndexPage;

impl Kind for MeasureIndexPage {
    type About = ();
    type View = MeasureIndexView;

    const NAME: &'static str = "measure-index";
    const VARIABLE: Option<&'static str> = Some("measure_index");
    const PAGES: Pages<()> = Pages::OfSite(|site| only(!site.measures.is_empty()));
    const DESCRIPTION: Option<&'static str> = Some("description.measure-index");

    fn address(_site: &Site, (): ()) -> String {
        "measures/index".to_owned()
    }

    fn title(context: &PageContext<'_>, (): ()) -> Phrase {
        context.translated("measure-index.title")
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<MeasureIndexView> {
        Outline::of(measure_index_view(context))
    }
}

fn measure_index_view(context: &PageContext<'_>) -> MeasureIndexView {
    let site = context.site;
    let order = context.shared.measure_order(site, context.page.language);
    let cities = cities(context);
    let has_room = order.all.len() <= MEASURES_PER_PAGE;
    MeasureIndexView {
        count: order.all.len(),
        topics: topics(context, None),
        categories: site.category_ids().map(|id| list_link(context, MeasureList::Category(id))).collect(),
        departments: departments(context, &cities),
        cities: cities.into_iter().map(|id| list_link(context, MeasureList::City(id))).collect(),
        sections: if has_room { sections(context, order, &order.all) } else { Vec::new() },
        data: measure_data_address(site, context.page.language),
    }
}

/// So many links to departments keep the page under 500 kB.
const DEPARTMENT_COUNT_MAX: usize = 1000;

/// Topics below another, or at the top, in the order of the site.
fn topics(context: &PageContext<'_>, parent: Option<TopicId>) -> Vec<TopicLists> {
    let site = context.site;
    site.topic_ids()
        .filter(|id| site[*id].parent == parent)
        .map(|id| TopicLists {
            list: list_link(context, MeasureList::Topic(id)),
            narrower: topics(context, Some(id)),
        })
        .collect()
}

fn cities(context: &PageContext<'_>) -> Vec<CityId> {
    let site = context.site;
    let mut cities: Vec<CityId> = site.city_ids().collect();
    cities.sort_by_cached_key(|id| label_key(&site[*id].name, site[*id].name.kana(), context.page.language));
    cities
}

fn departments(context: &PageContext<'_>, cities: &[CityId]) -> Vec<CityDepartments> {
    let site = context.site;
    let has_measures = |id: &DepartmentId| !site[*id].measures.is_empty();
    if site.department_ids().filter(has_measures).count() > DEPARTMENT_COUNT_MAX {
        return Vec::new();
    }
    cities
        .iter()
        .map(|city| {
            let mut departments: Vec<_> =
                site[*city].departments.iter().copied().filter(has_measures).collect();
            departments.sort_by_cached_key(|id| {
                label_key(&site[*id].name, site[*id].kana.as_deref(), context.page.language)
            });
            CityDepartments {
                city: context.phrase(&site[*city].name),
                departments: departments
                    .into_iter()
                    .map(|id| list_link(context, MeasureList::Department(id)))
                    .collect(),
            }
        })
        .filter(|city| !city.departments.is_empty())
        .collect()
}

/// Where the script with the measures of a language is published, which `data` makes.
pub fn measure_data_address(site: &Site, language: Language) -> String {
    format!("data/measure-index.{}.js", site.languages.code(language))
}
