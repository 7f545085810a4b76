//! Which pages compare cities, and what they go by.

use std::collections::BTreeSet;

use crate::values::CoverageState;

use super::{CityId, IndicatorId, PlanId, Site, StatementKindId, Subject, TopicId};

impl Site {
    /// Every page that sets cities or plans beside each other. A site without topics or cities has nothing to
    /// compare.
    pub fn comparisons(&self) -> Vec<Subject> {
        if !self.has_comparison() {
            return Vec::new();
        }
        let mut subjects = vec![Subject::Comparison];
        subjects.extend(self.topic_ids().map(Subject::TopicComparison));
        subjects.extend(self.stated_kinds().into_iter().map(Subject::StatementComparison));
        subjects.extend(self.common_indicators().into_iter().map(Subject::IndicatorComparison));
        if self.plans.iter().any(|plan| !plan.families.is_empty()) {
            subjects.push(Subject::RoleComparison);
        }
        if !self.plans.is_empty() {
            subjects.push(Subject::TimeLine);
        }
        subjects
            .extend(self.plan_ids().filter(|plan| self[*plan].supersedes.is_some()).map(Subject::Changes));
        subjects
    }

    /// Whether there is anything to compare.
    pub fn has_comparison(&self) -> bool {
        !self.topics.is_empty() && !self.cities.is_empty()
    }

    /// The kinds of statements that any plan has, in display order.
    fn stated_kinds(&self) -> Vec<StatementKindId> {
        let stated: BTreeSet<StatementKindId> =
            self.plans.iter().flat_map(|plan| &plan.statements).map(|statement| statement.kind).collect();
        stated.into_iter().collect()
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
