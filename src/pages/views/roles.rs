//! What ranks have to do and which abilities they are asked for.

use serde::Serialize;

use crate::model::PlanId;
use crate::pages::context::PageContext;
use crate::pages::phrase::Phrase;
use crate::values::Code;

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct RolesView {
    pub families: Vec<FamilyView>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct FamilyView {
    pub name: Phrase,
    pub abilities: Vec<Phrase>,
    /// Whether the document weighs the abilities.
    pub weighed: bool,
    pub ranks: Vec<RankView>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct RankView {
    pub name: Phrase,
    /// The years it is usual at.
    pub career: Option<Phrase>,
    pub duties: Vec<Phrase>,
    /// For each ability `essential`, `needed`, or nothing where the document has no mark.
    pub weights: Vec<Option<&'static str>>,
}

pub(in crate::pages) fn roles_view(context: &PageContext<'_>, plan: PlanId, families: &[usize]) -> RolesView {
    let families = families.iter().map(|at| &context.site[plan].families[*at]);
    RolesView {
        families: families
            .map(|family| FamilyView {
                name: context.phrase(&family.name),
                abilities: family.abilities.iter().map(|ability| context.phrase(&ability.name)).collect(),
                weighed: family.ranks.iter().any(|rank| rank.weights.iter().any(Option::is_some)),
                ranks: family
                    .ranks
                    .iter()
                    .map(|rank| RankView {
                        name: context.phrase(&rank.name),
                        career: rank.career.as_ref().map(|career| context.phrase(career)),
                        duties: rank.duties.iter().map(|duty| context.phrase(duty)).collect(),
                        weights: rank.weights.iter().map(|weight| weight.map(Code::code)).collect(),
                    })
                    .collect(),
            })
            .collect(),
    }
}
