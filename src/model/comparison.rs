//! What cities and plans are compared by.

use std::collections::BTreeSet;

use crate::values::CoverageState;

use super::{CityId, Indicator, IndicatorId, PlanId, Site, StatementKindId, TopicId};

/// How many cities fit beside each other: with 30 topics so many columns keep a page under 200 kB, and more could not
/// be surveyed.
const COLUMNS_MAX: usize = 40;

impl Site {
    /// Whether cities are compared: a city's own site has no other to compare it with, and a collection without
    /// topics or cities has nothing to compare.
    pub fn has_comparison(&self) -> bool {
        self.is_collection() && !self.topics.is_empty() && !self.cities.is_empty()
    }

    /// The cities that are compared: of one that is no more nothing is missing.
    pub fn compared_cities(&self) -> Vec<CityId> {
        self.city_ids().filter(|city| !self.is_former_city(*city)).collect()
    }

    /// Whether there are too many cities for a column for each.
    pub fn has_many_cities(&self) -> bool {
        self.cities.len() > COLUMNS_MAX
    }

    /// The kinds of statements that any plan has, in display order.
    pub fn stated_kinds(&self) -> Vec<StatementKindId> {
        let stated: BTreeSet<StatementKindId> =
            self.plans.iter().flat_map(|plan| &plan.statements).map(|statement| statement.kind).collect();
        stated.into_iter().collect()
    }

    /// Whether any plan says what its ranks are asked for.
    pub fn has_roles(&self) -> bool {
        self.plans.iter().any(|plan| !plan.families.is_empty())
    }

    /// The plans that take the place of earlier ones.
    pub fn superseding_plans(&self) -> impl Iterator<Item = PlanId> {
        self.plan_ids().filter(|plan| !self[*plan].supersedes.is_empty())
    }

    /// Of each id that indicators of several cities share (`common`), the first indicator with it.
    pub fn common_indicators(&self) -> Vec<IndicatorId> {
        let mut seen = BTreeSet::new();
        (0..self.indicators.len())
            .map(IndicatorId::new)
            .filter(|indicator| {
                let common = self[*indicator].record.common.as_ref();
                common.is_some_and(|common| seen.insert(common.value.as_str()))
            })
            .collect()
    }

    /// Every indicator that shares its common id with this one, itself included, in the order of the site.
    pub fn indicators_in_common_with(&self, indicator: IndicatorId) -> Vec<IndicatorId> {
        let common =
            |indicator: IndicatorId| self[indicator].record.common.as_ref().map(|common| &common.value);
        (0..self.indicators.len())
            .map(IndicatorId::new)
            .filter(|other| common(*other).is_some() && common(*other) == common(indicator))
            .collect()
    }

    /// The plans of a city that are in force, the latest first.
    pub fn plans_in_force(&self, city: CityId) -> impl Iterator<Item = PlanId> {
        self[city].plans.iter().copied().filter(|plan| self.in_force(*plan))
    }

    /// What is known of a city and a topic: the best that is known of any of its plans in force. A city
    /// without a plan in force here is one that nothing was collected of.
    pub fn city_coverage(&self, city: CityId, topic: TopicId) -> CoverageState {
        // The states are declared from the best known to the least.
        let states = self.plans_in_force(city).filter_map(|plan| self[plan].coverage.get(&topic).copied());
        states.min().unwrap_or(CoverageState::NotCollected)
    }
}

impl Indicator {
    /// The id that it shares with the indicators of other plans; its own where it shares none.
    pub fn common_id(&self) -> &str {
        self.record.common.as_ref().map_or(&self.id, |common| &common.value)
    }
}
