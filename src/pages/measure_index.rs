//! The measure index: the ways to every measure, complete without a script.

use serde::Serialize;

use crate::model::{CityId, DepartmentId, MEASURES_PER_PAGE, MeasureList, Subject, TopicId};

use super::measure_data::measure_data_address;
use super::measure_list::{ListLink, RowSection, list_link, sections};
use super::measure_order::label_key;
use super::page::{Making, Outline};
use super::phrase::Phrase;
use super::{Detail, View};

/// What the measure index shows.
#[derive(Clone, Debug, Serialize)]
pub struct MeasureIndexView {
    /// How many measures there are.
    pub count: usize,
    /// The lists by topic.
    pub topics: Vec<TopicLists>,
    /// The lists by category.
    pub categories: Vec<ListLink>,
    /// The lists by department; nothing where there are so many that only the pages of their cities have
    /// room for them.
    pub departments: Vec<CityDepartments>,
    /// The lists by city.
    pub cities: Vec<ListLink>,
    /// Every measure, where one page has room for them.
    pub sections: Vec<RowSection>,
    /// The script with what filters need to know, from the output folder.
    pub data: String,
}

/// A topic with its sub-topics.
#[derive(Clone, Debug, Serialize)]
pub struct TopicLists {
    /// The topic.
    #[serde(flatten)]
    pub list: ListLink,
    /// Its sub-topics.
    pub narrower: Vec<TopicLists>,
}

/// The departments of a city.
#[derive(Clone, Debug, Serialize)]
pub struct CityDepartments {
    /// The city.
    pub city: Phrase,
    /// Its departments.
    pub departments: Vec<ListLink>,
}

/// So many links to departments keep the page under 500 kB.
const DEPARTMENT_COUNT_MAX: usize = 1000;

pub(super) fn view(making: &Making<'_>) -> View {
    let site = making.site;
    let order = making.shared.measure_order(site, making.page.language);
    let cities = cities(making);
    let has_room = order.all.len() <= MEASURES_PER_PAGE;
    making.finish(Outline {
        kind: "measure-index",
        title: making.words("measure-index.title"),
        texts: None,
        above: vec![Subject::Home],
        updated: None,
        contact: None,
        plan: None,
        source_page: None,
        neighbours: (None, None),
        detail: Detail::MeasureIndex(MeasureIndexView {
            count: order.all.len(),
            topics: topics(making, None),
            categories: site.category_ids().map(|id| list_link(making, MeasureList::Category(id))).collect(),
            departments: departments(making, &cities),
            cities: cities.into_iter().map(|id| list_link(making, MeasureList::City(id))).collect(),
            sections: if has_room { sections(making, order, &order.all) } else { Vec::new() },
            data: measure_data_address(site, making.page.language),
        }),
    })
}

/// Topics below another, or at the top, in the order of the site.
fn topics(making: &Making<'_>, parent: Option<TopicId>) -> Vec<TopicLists> {
    let site = making.site;
    site.topic_ids()
        .filter(|id| site[*id].parent == parent)
        .map(|id| TopicLists {
            list: list_link(making, MeasureList::Topic(id)),
            narrower: topics(making, Some(id)),
        })
        .collect()
}

fn cities(making: &Making<'_>) -> Vec<CityId> {
    let site = making.site;
    let mut cities: Vec<CityId> = site.city_ids().collect();
    cities.sort_by_cached_key(|id| label_key(&site[*id].name, site[*id].name.kana(), making.page.language));
    cities
}

fn departments(making: &Making<'_>, cities: &[CityId]) -> Vec<CityDepartments> {
    let site = making.site;
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
                label_key(&site[*id].name, site[*id].kana.as_deref(), making.page.language)
            });
            CityDepartments {
                city: making.phrase(&site[*city].name),
                departments: departments
                    .into_iter()
                    .map(|id| list_link(making, MeasureList::Department(id)))
                    .collect(),
            }
        })
        .filter(|city| !city.departments.is_empty())
        .collect()
}
