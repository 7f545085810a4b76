//! What each rank is asked for, by city and job family.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Family, PlanId, Rank, Subject};
use crate::values::{Code, Weight};

use super::comparison::{CityColumn, city_column, outline};
use super::page::Making;
use super::phrase::{LinkView, Phrase};
use super::{Detail, View};

/// What the comparison of ranks shows.
#[derive(Clone, Debug, Serialize)]
pub struct RoleComparisonView {
    /// The cities whose plans say it, in the order of their codes.
    pub cities: Vec<CityColumn>,
    /// The job families, by city and plan.
    pub families: Vec<ComparedFamily>,
    /// The ranks by their names, and what each family asks of them.
    pub ranks: Vec<ComparedRank>,
    /// Whether there are so many that duties are left to the pages of the plans.
    pub brief: bool,
}

/// A job family of a plan.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedFamily {
    /// For links within the page.
    pub id: String,
    /// Its city.
    pub city: CityColumn,
    /// Its plan.
    pub plan: LinkView,
    /// Whether the plan is in force.
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    /// Its name.
    pub name: Phrase,
    /// The names of its abilities.
    pub abilities: Vec<Phrase>,
}

/// A rank in the families that have one of its name.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedRank {
    /// Its name.
    pub name: Phrase,
    /// In each family that has it, what it is asked for.
    pub entries: Vec<RankEntry>,
}

/// What a family asks of a rank.
#[derive(Clone, Debug, Serialize)]
pub struct RankEntry {
    /// The id of the city.
    pub city: String,
    /// The name of the city.
    pub city_name: Phrase,
    /// The family.
    pub family: Phrase,
    /// The years it is usual at.
    pub career: Option<Phrase>,
    /// What it has to do.
    pub duties: Vec<Phrase>,
    /// The abilities that are asked for, by weight; none where the document does not weigh them.
    pub weights: Vec<WeighedAbilities>,
}

/// The abilities of one weight.
#[derive(Clone, Debug, Serialize)]
pub struct WeighedAbilities {
    /// `essential`, `needed` or `unclear`.
    pub weight: &'static str,
    /// Their names.
    pub abilities: Vec<Phrase>,
}

/// How many ranks of all families are shown with their duties, so that a page stays under 500 kB.
const EXPLAINED_MAX: usize = 150;

pub(super) fn view(making: &Making<'_>) -> View {
    let detail = Detail::RoleComparison(role_view(making));
    making.finish(outline(making, "role-comparison", detail))
}

fn role_view(making: &Making<'_>) -> RoleComparisonView {
    let site = making.site;
    let plans: Vec<PlanId> = site.city_ids().flat_map(|city| &site[city].plans).copied().collect();
    let families: Vec<(PlanId, &Family)> =
        plans.iter().flat_map(|plan| site[*plan].families.iter().map(|family| (*plan, family))).collect();
    let rank_count: usize = families.iter().map(|(_, family)| family.ranks.len()).sum();
    let brief = rank_count > EXPLAINED_MAX;
    let has_roles = |plan: &PlanId| !site[*plan].families.is_empty();
    RoleComparisonView {
        cities: site
            .city_ids()
            .filter(|city| site[*city].plans.iter().any(has_roles))
            .map(|city| city_column(making, city))
            .collect(),
        ranks: ranks(making, &families, brief),
        families: families.into_iter().map(|(plan, family)| compared_family(making, plan, family)).collect(),
        brief,
    }
}

fn compared_family(making: &Making<'_>, plan: PlanId, family: &Family) -> ComparedFamily {
    let site = making.site;
    ComparedFamily {
        id: format!("{}-{}", site.plan_name(plan).replace('/', "-"), family.id),
        city: city_column(making, site[plan].city),
        plan: making.link(Subject::Plan(plan)),
        in_force: site.in_force(plan),
        standing: site.standing(plan).code(),
        name: making.phrase(&family.name),
        abilities: family.abilities.iter().map(|ability| making.phrase(&ability.name)).collect(),
    }
}

/// The ranks under their names: those that two documents call the same stand together, in the order in which
/// they are first printed.
fn ranks(making: &Making<'_>, families: &[(PlanId, &Family)], brief: bool) -> Vec<ComparedRank> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ranks: Vec<ComparedRank> = Vec::new();
    for (plan, family) in families {
        for rank in &family.ranks {
            let place = *places.entry(rank.name.authoritative()).or_insert_with(|| {
                ranks.push(ComparedRank { name: making.phrase(&rank.name), entries: Vec::new() });
                ranks.len() - 1
            });
            ranks[place].entries.push(entry(making, *plan, family, rank, brief));
        }
    }
    ranks
}

fn entry(making: &Making<'_>, plan: PlanId, family: &Family, rank: &Rank, brief: bool) -> RankEntry {
    let city = making.site[plan].city;
    let duties = if brief { &[][..] } else { &rank.duties[..] };
    RankEntry {
        city: making.site[city].id.to_string(),
        city_name: making.phrase(&making.site[city].name),
        family: making.phrase(&family.name),
        career: rank.career.as_ref().filter(|_| !brief).map(|career| making.phrase(career)),
        duties: duties.iter().map(|duty| making.phrase(duty)).collect(),
        weights: Weight::ALL.iter().filter_map(|weight| weighed(making, family, rank, *weight)).collect(),
    }
}

fn weighed(making: &Making<'_>, family: &Family, rank: &Rank, weight: Weight) -> Option<WeighedAbilities> {
    let weights = family.abilities.iter().zip(&rank.weights);
    let of_weight = weights.filter(|(_, given)| **given == Some(weight));
    let abilities: Vec<Phrase> = of_weight.map(|(ability, _)| making.phrase(&ability.name)).collect();
    (!abilities.is_empty()).then_some(WeighedAbilities { weight: weight.code(), abilities })
}
