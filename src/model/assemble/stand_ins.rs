//! What stands for a record that is missing or unknown, so that the other mistakes of what refers to it are found in
//! the same run. None can be referred to, because none has an id; and only the preview of a draft shows one, because
//! anywhere else there is an error.

use std::sync::Arc;

use crate::model::id::{CategoryId, CityId, DepartmentId, PlanId, SchemeId, TopicId};
use crate::model::{Department, Pillar, Site, Topic};
use crate::records::{CategoryRecord, DepartmentRecord, Id, Kind, PillarRecord, SchemeRecord, TopicRecord};

fn record<T: Kind>() -> Arc<T> {
    Arc::new(T::stand_in().expect("the records that are referred to stand in"))
}

/// In no list of its city.
pub(super) fn department(site: &mut Site, city: CityId) -> DepartmentId {
    let is_one =
        |id: &DepartmentId| site[*id].city == city && !site[*id].id.is_known() && site[*id].later.is_empty();
    site.department_ids().find(is_one).unwrap_or_else(|| {
        let record = record::<DepartmentRecord>();
        site.departments.push(Department {
            record,
            city,
            former: Vec::new(),
            later: Vec::new(),
            measures: Vec::new(),
        });
        DepartmentId::new(site.departments.len() - 1)
    })
}

/// The only scheme of a site that declares none.
pub(super) fn scheme() -> Arc<SchemeRecord> {
    record::<SchemeRecord>()
}

pub(super) fn topic(site: &mut Site) -> TopicId {
    let position = position(site.topics.iter().map(|topic| &topic.record.id));
    TopicId::new(position.unwrap_or_else(|| {
        site.topics.push(Topic {
            record: record::<TopicRecord>(),
            scheme: SchemeId::new(0),
            parent: None,
            corresponding: Vec::new(),
        });
        site.topics.len() - 1
    }))
}

pub(super) fn category(site: &mut Site) -> CategoryId {
    let position = position(site.categories.iter().map(|category| &category.id));
    CategoryId::new(position.unwrap_or_else(|| {
        site.categories.push(record::<CategoryRecord>());
        site.categories.len() - 1
    }))
}

/// As a position among the pillars of the plan.
pub(super) fn pillar(site: &mut Site, plan: PlanId) -> usize {
    let found = position(site[plan].pillars.iter().map(|pillar| &pillar.record.id));
    found.unwrap_or_else(|| {
        let topic = topic(site);
        let pillar = Pillar { record: record::<PillarRecord>(), topic, group: None, measures: Vec::new() };
        let pillars = &mut site.plans[plan.index()].pillars;
        pillars.push(pillar);
        pillars.len() - 1
    })
}

fn position<'a>(mut ids: impl Iterator<Item = &'a Id>) -> Option<usize> {
    ids.position(|id| !id.is_known())
}
