//! What each rank is asked for, by city and job family.

use std::collections::BTreeMap;

use crate::model::{CityId, Family, PlanId, Rank, Site};
use crate::pages::views::{
    CityColumn, PagePart, divided, in_part, neighbours, numbers, title_of_part, weight,
};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::values::{Code, Language, Weight};

views! {
    pub(super) struct RoleComparisonView(context, part: u32, parts: &[Vec<CityId>]) {
        let site = context.site;
        let with = in_part(parts, part);
        let all: Vec<(PlanId, &Family)> = with.iter().flat_map(|city| families(site, *city)).collect();
        let is_brief = is_brief(site);
        /// The pages that it is divided into by cities; nothing where there is one.
        pub pages: Vec<PagePart> = PagePart::by_city(context, parts, PageId::RoleComparison),
        /// The cities whose plans say it, in the order of their codes; those of this page.
        pub cities: Vec<CityColumn> = context.each(with, CityColumn::of),
        /// The job families, by city and plan.
        pub families: Vec<ComparedFamily> =
            context.each(&all, |_, (plan, family)| ComparedFamily::of(context, plan, family)),
        /// The ranks by their names, and what each family asks of them.
        pub ranks: Vec<ComparedRank> = ranks(context, &all, is_brief),
        /// Whether there are so many that duties are left to the pages of the plans.
        pub brief: bool = is_brief,
    }

    pub(super) struct ComparedFamily(context, id_of_plan: PlanId, family: &Family) {
        let site = context.site;
        /// An id for links within the page.
        pub id: String = format!("{}-{}", site.plan_name(id_of_plan).replace('/', "-"), family.id),
        pub city: CityColumn = CityColumn::of(context, site[id_of_plan].city),
        pub plan: LinkView = context.link(PageId::Plan(id_of_plan)),
        pub in_force: bool = site.in_force(id_of_plan),
        /// `not-begun`, `in-force` or `ended`.
        pub standing: &'static str = site.standing(id_of_plan).code(),
        pub name: Phrase = context.phrase(&family.name),
        pub abilities: Vec<Phrase> =
            family.abilities.iter().map(|ability| context.phrase(&ability.name)).collect(),
    }

    /// A rank in the families that have one of its name.
    pub(super) struct ComparedRank(context, rank: &Rank) {
        pub name: Phrase = context.phrase(&rank.name),
        /// In each family that has it, what it is asked for.
        pub entries: Vec<RankEntry> = Vec::new(),
    }

    /// What a family asks of a rank.
    pub(super) struct RankEntry(context, plan: PlanId, in_family: &Family, rank: &Rank, brief: bool) {
        let of_city = &context.site[context.site[plan].city];
        pub city: String = of_city.id.to_string(),
        pub city_name: Phrase = context.phrase(&of_city.name_alone),
        pub family: Phrase = context.phrase(&in_family.name),
        /// The years it is usual at.
        pub career: Option<Phrase> = if brief { None } else { context.phrase_if(&rank.career) },
        pub duties: Vec<Phrase> = if brief { Vec::new() } else { context.phrases(&rank.duties) },
        /// The abilities that are asked for, by weight; none where the document does not weigh them.
        pub weights: Vec<WeighedAbilities> = weighed(context, in_family, rank),
    }

    /// The abilities of one weight.
    pub(super) struct WeighedAbilities(context, family: &Family, rank: &Rank, of_weight: Weight) {
        let weighed = family.abilities.iter().zip(&rank.weights);
        let found = weighed.filter(|(_, given)| **given == Some(of_weight));
        /// `essential`, `needed` or `unclear`.
        pub weight: &'static str = of_weight.code(),
        pub abilities: Vec<Phrase> = found.map(|(ability, _)| context.phrase(&ability.name)).collect(),
    }
}

/// A page of what ranks are asked for, counted from 1.
pub(super) struct RoleComparisonPage;

impl Kind for RoleComparisonPage {
    type About = u32;
    type View = RoleComparisonView;

    const NAME: &'static str = "role-comparison";
    const VARIABLE: Option<&'static str> = Some("role_comparison");
    const PAGES: Pages<u32> = Pages::Comparing(all);
    const DESCRIPTION: Option<&'static str> = Some("compare.roles-lead");

    fn address(_site: &Site, part: u32) -> String {
        match part {
            1 => "compare/roles".to_owned(),
            _ => format!("compare/roles-{part}"),
        }
    }

    fn title(context: &PageContext<'_>, part: u32) -> Phrase {
        title_of_part(context, context.words("compare.roles"), part)
    }

    fn has_words(site: &Site, _part: u32, language: Language) -> bool {
        let mut families = site.plans.iter().flat_map(|plan| &plan.families);
        site.cities.iter().any(|city| city.name.has(language))
            || families.any(|family| {
                family.name.has(language) || family.ranks.iter().any(|rank| rank.name.has(language))
            })
    }

    fn outline(context: &PageContext<'_>, part: u32) -> Outline<RoleComparisonView> {
        let parts = parts(context.site);
        Outline {
            neighbours: neighbours(parts.len(), part, PageId::RoleComparison),
            ..Outline::below_comparison(RoleComparisonView::of(context, part, &parts))
        }
    }
}

fn all(site: &Site) -> Vec<u32> {
    if site.has_roles() { numbers(parts(site).len()).collect() } else { Vec::new() }
}

fn families(site: &Site, city: CityId) -> impl Iterator<Item = (PlanId, &Family)> {
    let of_plan = move |id: PlanId| site[id].families.iter().map(move |family| (id, family));
    site[city].plans.iter().copied().flat_map(of_plan)
}

/// How many ranks of all families are shown with their duties: with more, readers look for abilities first.
const EXPLAINED_MAX: usize = 150;

fn is_brief(site: &Site) -> bool {
    let families = site.city_ids().flat_map(|city| families(site, city));
    families.map(|(_, family)| family.ranks.len()).sum::<usize>() > EXPLAINED_MAX
}

/// The cities whose plans say it, divided so that no page is too heavy.
fn parts(site: &Site) -> Vec<Vec<CityId>> {
    let is_brief = is_brief(site);
    let of_city = |city| families(site, city).map(|(_, family)| bytes(family, is_brief)).sum::<usize>();
    divided(site.city_ids().map(|city| (city, of_city(city))).filter(|(_, bytes)| *bytes > 0))
}

/// What a family and its ranks weigh: each rank names the abilities that it is asked for.
fn bytes(family: &Family, is_brief: bool) -> usize {
    let abilities: usize = family.abilities.iter().map(|ability| 10 + weight(&ability.name)).sum();
    let of_rank = |rank: &Rank| {
        let duties = rank.duties.iter().chain(&rank.career).map(|duty| 40 + weight(duty));
        let explained = if is_brief { 0 } else { duties.sum::<usize>() };
        300 + weight(&family.name) + abilities + explained
    };
    500 + weight(&family.name) + abilities + family.ranks.iter().map(of_rank).sum::<usize>()
}

/// The ranks under their names: those that two documents call the same stand together, in the order in which
/// they are first printed.
fn ranks(context: &PageContext<'_>, families: &[(PlanId, &Family)], brief: bool) -> Vec<ComparedRank> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ranks: Vec<ComparedRank> = Vec::new();
    for (plan, family) in families {
        for rank in &family.ranks {
            let place = *places.entry(rank.name.authoritative()).or_insert_with(|| {
                ranks.push(ComparedRank::of(context, rank));
                ranks.len() - 1
            });
            ranks[place].entries.push(RankEntry::of(context, *plan, family, rank, brief));
        }
    }
    ranks
}

fn weighed(context: &PageContext<'_>, family: &Family, rank: &Rank) -> Vec<WeighedAbilities> {
    let weights = Weight::ALL.iter().map(|weight| WeighedAbilities::of(context, family, rank, *weight));
    weights.filter(|weight| !weight.abilities.is_empty()).collect()
}
