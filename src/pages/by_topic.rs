//! The measures of each topic, by city: made once, asked by every page that compares.

use std::collections::BTreeMap;

use crate::model::{CategoryId, CityId, MeasureId, Site, TopicId};

/// The measures of each topic.
pub(super) struct ByTopic {
    /// Those that name the topic or one of its sub-topics.
    below: Vec<ByCity>,
    /// Those that name the topic itself.
    named: Vec<ByCity>,
    /// The same of one category.
    of_category: BTreeMap<(TopicId, CategoryId), ByCity>,
}

/// Measures by city, in the order of cities, plans and documents.
#[derive(Clone, Default)]
struct ByCity {
    in_force: Vec<(CityId, Vec<MeasureId>)>,
    earlier: Vec<(CityId, Vec<MeasureId>)>,
}

impl ByCity {
    fn add(&mut self, city: CityId, in_force: bool, measure: MeasureId) {
        let groups = if in_force { &mut self.in_force } else { &mut self.earlier };
        match groups.last_mut() {
            Some((last, measures)) if *last == city => measures.push(measure),
            _ => groups.push((city, vec![measure])),
        }
    }
}

impl ByTopic {
    pub(super) fn of(site: &Site) -> Self {
        let none = || vec![ByCity::default(); site.topics.len()];
        let mut by_topic = Self { below: none(), named: none(), of_category: BTreeMap::new() };
        for city in site.city_ids() {
            for plan in &site[city].plans {
                let in_force = site.in_force(*plan);
                for measure in &site[*plan].measures {
                    by_topic.add(site, city, in_force, *measure);
                }
            }
        }
        by_topic
    }

    fn add(&mut self, site: &Site, city: CityId, in_force: bool, measure: MeasureId) {
        for topic in &site[measure].topics {
            self.named[topic.index()].add(city, in_force, measure);
            let of_category = self.of_category.entry((*topic, site[measure].category)).or_default();
            of_category.add(city, in_force, measure);
        }
        for topic in topics_with_parents(site, measure) {
            self.below[topic.index()].add(city, in_force, measure);
        }
    }

    /// The measures of a city's plans in force on a topic and its sub-topics.
    pub(super) fn in_force(&self, topic: TopicId, city: CityId) -> &[MeasureId] {
        of_city(&self.below[topic.index()].in_force, city)
    }

    /// The measures of a city's other plans on a topic and its sub-topics.
    pub(super) fn earlier(&self, topic: TopicId, city: CityId) -> &[MeasureId] {
        of_city(&self.below[topic.index()].earlier, city)
    }

    /// The measures of other cities nearest to one: on the same topic and of its category, then on the same
    /// topic, then on the topic above; each time those of plans in force first. The search begins with the
    /// city after its own, so that not every page names the first city of the country, and takes few of each
    /// city, so that several are seen.
    pub(super) fn nearest(&self, site: &Site, id: MeasureId) -> Vec<MeasureId> {
        let measure = &site[id];
        let city = site[measure.plan].city;
        let mut nearest = Vec::new();
        let Some(topic) = measure.topics.first() else { return nearest };
        let family = site[*topic].parent.unwrap_or(*topic);
        let tiers = [
            self.of_category.get(&(*topic, measure.category)),
            Some(&self.named[topic.index()]),
            Some(&self.below[family.index()]),
        ];
        for groups in tiers.into_iter().flatten().flat_map(|tier| [&tier.in_force, &tier.earlier]) {
            take_nearest(site, city, groups, &mut nearest);
        }
        nearest
    }
}

/// How many measures of other cities a measure's page names, and how many of one city.
const NEAREST_MAX: usize = 5;
const NEAREST_OF_A_CITY_MAX: usize = 2;

fn take_nearest(
    site: &Site,
    city: CityId,
    groups: &[(CityId, Vec<MeasureId>)],
    nearest: &mut Vec<MeasureId>,
) {
    let start = groups.partition_point(|(other, _)| *other <= city);
    let others = groups[start..].iter().chain(&groups[..start]).filter(|(other, _)| *other != city);
    for (other, measures) in others {
        if nearest.len() == NEAREST_MAX {
            return;
        }
        let named = nearest.iter().filter(|measure| site[site[**measure].plan].city == *other).count();
        let room = NEAREST_OF_A_CITY_MAX.saturating_sub(named).min(NEAREST_MAX - nearest.len());
        let fresh: Vec<MeasureId> =
            measures.iter().filter(|measure| !nearest.contains(measure)).take(room).copied().collect();
        nearest.extend(fresh);
    }
}

fn of_city(groups: &[(CityId, Vec<MeasureId>)], city: CityId) -> &[MeasureId] {
    groups.binary_search_by_key(&city, |(city, _)| *city).map_or(&[], |at| &groups[at].1)
}

/// The topics that a measure names and those above them, each once.
fn topics_with_parents(site: &Site, measure: MeasureId) -> Vec<TopicId> {
    let mut topics = Vec::new();
    for topic in &site[measure].topics {
        for topic in [Some(*topic), site[*topic].parent].into_iter().flatten() {
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
    }
    topics
}
