//! What each rank is asked for, by city and job family.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Family, PlanId, Rank, Site};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages, only};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};
use crate::pages::views::city_column::{CityColumn, city_column};
use crate::values::{Code, Weight};

#[derive(Clone, Debug, Serialize)]
pub(super) struct RoleComparisonView {
    /// The cities whose plans say it, in the order of their codes.
    pub cities: Vec<CityColumn>,
    /// The job families, by city and plan.
    pub families: Vec<ComparedFamily>,
    /// The ranks by their names, and what each family asks of them.
    pub ranks: Vec<ComparedRank>,
    /// Whether there are so many that duties are left to the pages of the plans.
    pub brief: bool,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct ComparedFamily {
    /// An id for links within the page.
    pub id: String,
    pub city: CityColumn,
    pub plan: LinkView,
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    pub name: Phrase,
    pub abilities: Vec<Phrase>,
}

/// A rank in the families that have one of its name.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ComparedRank {
    pub name: Phrase,
    /// In each family that has it, what it is asked for.
    pub entries: Vec<RankEntry>,
}

/// What a family asks of a rank.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RankEntry {
    pub city: String,
    pub city_name: Phrase,
    pub family: Phrase,
    /// The years it is usual at.
    pub career: Option<Phrase>,
    pub duties: Vec<Phrase>,
    /// The abilities that are asked for, by weight; none where the document does not weigh them.
    pub weights: Vec<WeighedAbilities>,
}

/// The abilities of one weight.
#[derive(Clone, Debug, Serialize)]
pub(super) struct WeighedAbilities {
    /// `essential`, `needed` or `unclear`.
    pub weight: &'static str,
    pub abilities: Vec<Phrase>,
}

/// What ranks are asked for.
pub(super) struct RoleComparisonPage;

impl Kind for RoleComparisonPage {
    type About = ();
    type View = RoleComparisonView;

    const NAME: &'static str = "role-comparison";
    const VARIABLE: Option<&'static str> = Some("role_comparison");
    const PAGES: Pages<()> = Pages::OfSite(|site| only(site.has_comparison() && site.has_roles()));
    const DESCRIPTION: Option<&'static str> = Some("compare.roles-lead");

    fn address(_site: &Site, (): ()) -> String {
        "compare/roles".to_owned()
    }

    fn title(context: &PageContext<'_>, (): ()) -> Phrase {
        context.translated("compare.roles")
    }

    fn outline(context: &PageContext<'_>, (): ()) -> Outline<RoleComparisonView> {
        Outline { above: vec![PageId::Home, PageId::Comparison], ..Outline::of(role_view(context)) }
    }
}

/// How many ranks of all families are shown with their duties, so that a page stays under 500 kB.
const EXPLAINED_MAX: usize = 150;

fn role_view(context: &PageContext<'_>) -> RoleComparisonView {
    let site = context.site;
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
            .map(|city| city_column(context, city))
            .collect(),
        ranks: ranks(context, &families, brief),
        families: families.into_iter().map(|(plan, family)| compared_family(context, plan, family)).collect(),
        brief,
    }
}

fn compared_family(context: &PageContext<'_>, plan: PlanId, family: &Family) -> ComparedFamily {
    let site = context.site;
    ComparedFamily {
        id: format!("{}-{}", site.plan_name(plan).replace('/', "-"), family.id),
        city: city_column(context, site[plan].city),
        plan: context.link(PageId::Plan(plan)),
        in_force: site.in_force(plan),
        standing: site.standing(plan).code(),
        name: context.phrase(&family.name),
        abilities: family.abilities.iter().map(|ability| context.phrase(&ability.name)).collect(),
    }
}

/// The ranks under their names: those that two documents call the same stand together, in the order in which
/// they are first printed.
fn ranks(context: &PageContext<'_>, families: &[(PlanId, &Family)], brief: bool) -> Vec<ComparedRank> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ranks: Vec<ComparedRank> = Vec::new();
    for (plan, family) in families {
        for rank in &family.ranks {
            let place = *places.entry(rank.name.authoritative()).or_insert_with(|| {
                ranks.push(ComparedRank { name: context.phrase(&rank.name), entries: Vec::new() });
                ranks.len() - 1
            });
            ranks[place].entries.push(entry(context, *plan, family, rank, brief));
        }
    }
    ranks
}

fn entry(context: &PageContext<'_>, plan: PlanId, family: &Family, rank: &Rank, brief: bool) -> RankEntry {
    let city = context.site[plan].city;
    let duties = if brief { &[][..] } else { &rank.duties[..] };
    RankEntry {
        city: context.site[city].id.to_string(),
        city_name: context.phrase(&context.site[city].name),
        family: context.phrase(&family.name),
        career: rank.career.as_ref().filter(|_| !brief).map(|career| context.phrase(career)),
        duties: duties.iter().map(|duty| context.phrase(duty)).collect(),
        weights: Weight::ALL.iter().filter_map(|weight| weighed(context, family, rank, *weight)).collect(),
    }
}

fn weighed(
    context: &PageContext<'_>,
    family: &Family,
    rank: &Rank,
    weight: Weight,
) -> Option<WeighedAbilities> {
    let weights = family.abilities.iter().zip(&rank.weights);
    let of_weight = weights.filter(|(_, given)| **given == Some(weight));
    let abilities: Vec<Phrase> = of_weight.map(|(ability, _)| context.phrase(&ability.name)).collect();
    (!abilities.is_empty()).then_some(WeighedAbilities { weight: weight.code(), abilities })
}
