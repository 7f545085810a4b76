//! The lists of the measure index: which measures stand in which, and how long lists are divided into pages.

use std::collections::BTreeMap;

use super::{CategoryId, CityId, DepartmentId, MeasureId, Site, TopicId};

/// What a list of the measure index has in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MeasureList {
    /// A topic, with its sub-topics.
    Topic(TopicId),
    /// A category.
    Category(CategoryId),
    /// A department.
    Department(DepartmentId),
    /// A city.
    City(CityId),
}

/// How many measures a page lists at most. A row of the default theme is under 1.5 kB, so that no page is
/// over 500 kB: phones and screen readers become slow beyond that.
pub const MEASURES_PER_PAGE: usize = 250;

/// How many pages a list of so many measures has: at least one, which says that there are none.
pub fn part_count(measure_count: usize) -> usize {
    measure_count.div_ceil(MEASURES_PER_PAGE).max(1)
}

impl Site {
    /// The lists that a measure stands in. One on a sub-topic is in the list of the whole topic too.
    pub fn lists_of(&self, measure: MeasureId) -> Vec<MeasureList> {
        let measure = &self[measure];
        // A handful: looking through them costs less than a set.
        let mut lists: Vec<MeasureList> = Vec::with_capacity(8);
        for topic in &measure.topics {
            let mut next = Some(*topic);
            while let Some(topic) = next.filter(|topic| !lists.contains(&MeasureList::Topic(*topic))) {
                lists.push(MeasureList::Topic(topic));
                next = self[topic].parent;
            }
        }
        lists.push(MeasureList::Category(measure.category));
        // A measure names a department once.
        lists.extend(measure.departments.iter().map(|part| MeasureList::Department(part.department)));
        lists.push(MeasureList::City(self[measure.plan].city));
        lists
    }

    /// Every list with the number of its measures. Topics, categories and cities have one even without
    /// measures, so that their addresses are there from the first day; of departments, only those that are
    /// named by a measure: a register holds many that never are.
    pub fn measure_lists(&self) -> BTreeMap<MeasureList, usize> {
        let topics = self.topic_ids().map(MeasureList::Topic);
        let categories = self.category_ids().map(MeasureList::Category);
        let cities = self.city_ids().map(MeasureList::City);
        let mut counts: BTreeMap<MeasureList, usize> =
            topics.chain(categories).chain(cities).map(|list| (list, 0)).collect();
        for list in self.measure_ids().flat_map(|measure| self.lists_of(measure)) {
            *counts.entry(list).or_default() += 1;
        }
        counts
    }
}
