//! What there is to choose from where a key takes an id: this plan's own, by name.

use std::collections::BTreeMap;

use crate::model::{CityId, PlanId, Site};
use crate::source::Sources;
use crate::values::Language;

/// The ids that keys take, with the names of what they stand for. A key of a block is `block.key`.
#[derive(Default)]
pub(super) struct Choices(BTreeMap<String, Vec<(String, String)>>);

impl Choices {
    pub(super) fn of(&self, key: &str) -> &[(String, String)] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    /// The id that stands first.
    pub(super) fn first(&self, key: &str) -> Option<&str> {
        self.of(key).first().map(|(id, _)| id.as_str())
    }

    fn put(&mut self, keys: &[&str], ids: impl Iterator<Item = (String, String)>) {
        let ids: Vec<(String, String)> = ids.collect();
        for key in keys {
            self.0.insert((*key).to_owned(), ids.clone());
        }
    }

    /// Those of a new plan of a city. Where the city's record has errors, its text is looked through instead.
    pub(super) fn of_city(site: &Site, sources: &Sources, city: &str) -> Self {
        let mut choices = Self::of_site(site);
        match site.city_ids().find(|known| site[*known].id == city) {
            Some(city) => choices.put_departments(site, city),
            None => choices.put(
                &["department", "departments"],
                written(sources, &format!("content/{city}/city.toml"), "[[department]]").into_iter(),
            ),
        }
        choices
    }

    /// Those of a text of a plan.
    pub(super) fn of_plan(site: &Site, sources: &Sources, city: &str, plan: &str) -> Self {
        let mut choices = Self::of_city(site, sources, city);
        let name = format!("{city}/{plan}");
        match site.plan_ids().find(|known| site.plan_name(*known) == name) {
            Some(plan) => choices.put_parts(site, plan),
            None => choices.put(
                &["pillar"],
                written(sources, &format!("content/{name}/plan.toml"), "[[pillar]]").into_iter(),
            ),
        }
        choices
    }

    fn of_site(site: &Site) -> Self {
        let own = Language::AUTHORITATIVE;
        let mut choices = Self::default();
        choices.put(&["step"], site.steps.iter().map(|step| (step.id.clone(), step.words().concat())));
        let topics = site.topics.iter().map(|topic| (topic.id.to_string(), topic.label.get(own).to_owned()));
        choices.put(&["topics", "pillar.topic", "coverage"], topics);
        let categories = site.categories.iter();
        choices.put(&["category"], categories.map(|of| (of.id.to_string(), of.label.get(own).to_owned())));
        let kinds = site.statement_kinds.iter();
        choices.put(&["statement.kind"], kinds.map(|of| (of.id.to_string(), of.label.get(own).to_owned())));
        let plans = site.plan_ids();
        choices.put(
            &["supersedes"],
            plans.map(|plan| (site.plan_name(plan), site[plan].title.get(own).to_owned())),
        );
        choices
    }

    fn put_departments(&mut self, site: &Site, city: CityId) {
        let departments = site[city].departments.iter().map(|id| &site[*id]);
        let named =
            departments.map(|of| (of.id.to_string(), of.name.get(Language::AUTHORITATIVE).to_owned()));
        self.put(&["department", "departments"], named);
    }

    fn put_parts(&mut self, site: &Site, plan: PlanId) {
        let own = Language::AUTHORITATIVE;
        let plan = &site[plan];
        let pillars = plan.pillars.iter();
        self.put(&["pillar"], pillars.map(|of| (of.id.to_string(), of.label.get(own).to_owned())));
        let indicators = plan.indicators.iter().map(|id| &site[*id]);
        self.put(&["indicators"], indicators.map(|of| (of.id.to_string(), of.name.get(own).to_owned())));
        let measures = plan.measures.iter().map(|id| &site[*id]);
        let title =
            |of: &crate::model::Measure| of.texts.title(own).map_or("", |(title, _)| title).to_owned();
        self.put(&["part_of"], measures.map(|of| (of.id.clone(), title(of))));
    }
}

/// The ids in the blocks of a record that cannot be used, and what stands beside them: its text is all there is.
fn written(sources: &Sources, path: &str, block: &str) -> Vec<(String, String)> {
    let text = sources.file(path).map_or("", |file| file.text.as_ref());
    let mut found: Vec<(String, String)> = Vec::new();
    let mut is_inside = false;
    for line in text.lines().map(str::trim) {
        let quoted = || line.split('"').nth(1).unwrap_or("").to_owned();
        if line.starts_with('[') {
            is_inside = line == block;
        } else if is_inside && line.starts_with("id ") {
            found.push((quoted(), String::new()));
        } else if is_inside
            && (line.starts_with("label ") || line.starts_with("name "))
            && let Some((_, name)) = found.last_mut()
        {
            *name = quoted();
        }
    }
    found
}
