//! The lists of the measure index: which measures stand in which, and for which years.

use std::collections::BTreeMap;

use crate::values::FiscalYear;

use super::{CategoryId, CityId, DepartmentId, MeasureId, Site, TopicId};

/// What a list of the measure index has in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MeasureList {
    /// A topic, with its sub-topics.
    Topic(TopicId),
    Category(CategoryId),
    Department(DepartmentId),
    /// Only of a collection: on a city's own site it would hold every measure.
    City(CityId),
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
        lists.extend(self.is_collection().then_some(MeasureList::City(self[measure.plan].city)));
        lists
    }

    /// Every list with the number of its measures. Topics, categories and cities have one even without
    /// measures, so that their addresses are there from the first day; of departments, only those that are
    /// named by a measure: a register holds many that never are.
    pub fn measure_lists(&self) -> BTreeMap<MeasureList, usize> {
        let topics = self.topic_ids().map(MeasureList::Topic);
        let categories = self.category_ids().map(MeasureList::Category);
        let cities = self.city_ids().filter(|_| self.is_collection()).map(MeasureList::City);
        let mut counts: BTreeMap<MeasureList, usize> =
            topics.chain(categories).chain(cities).map(|list| (list, 0)).collect();
        for list in self.measure_ids().flat_map(|measure| self.lists_of(measure)) {
            *counts.entry(list).or_default() += 1;
        }
        counts
    }

    /// The first and the last fiscal year that a measure is foreseen for: those of its schedule, or of its plan
    /// where it has none; no last one where the plan is open-ended.
    pub fn measure_years(&self, measure: MeasureId) -> (FiscalYear, Option<FiscalYear>) {
        let measure = &self[measure];
        let first = measure.schedule.iter().map(|scheduled| scheduled.stretch.first).min();
        let last = measure.schedule.iter().map(|scheduled| scheduled.stretch.last).max();
        match first {
            Some(first) => (first, last),
            None => (self[measure.plan].period.start, self[measure.plan].period.end),
        }
    }
}
