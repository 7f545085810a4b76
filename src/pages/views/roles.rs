//! What ranks have to do and which abilities they are asked for.

use crate::model::{AbilityRecord, Family, PlanId, Rank};
use crate::pages::{PageContext, Phrase, views};
use crate::values::{Code, Label};

views! {
    pub(in crate::pages) struct RolesView(context, plan: PlanId, shown: &[usize]) {
        let of_plan = &context.site[plan].families;
        pub families: Vec<FamilyView> = context.each(shown, |_, at| FamilyView::of(context, &of_plan[at])),
    }

    pub(in crate::pages) struct FamilyView(context, family: &Family) {
        pub name: Phrase = context.phrase(&family.name),
        pub abilities: Vec<Phrase> =
            family.abilities.iter().map(|ability| context.phrase(&ability.name)).collect(),
        /// The abilities of which the document says what they are.
        pub explained: Vec<AbilityView> = AbilityView::all(context, family),
        /// Whether the document weighs the abilities.
        pub weighed: bool = family.ranks.iter().any(|rank| rank.weights.iter().any(Option::is_some)),
        pub ranks: Vec<RankView> = family.ranks.iter().map(|rank| RankView::of(context, rank)).collect(),
    }

    pub(in crate::pages) struct AbilityView(context, ability: &AbilityRecord, text: &Label) {
        pub name: Phrase = context.phrase(&ability.name),
        pub text: Phrase = context.phrase(text),
    }

    pub(in crate::pages) struct RankView(context, rank: &Rank) {
        pub name: Phrase = context.phrase(&rank.name),
        /// The years it is usual at.
        pub career: Option<Phrase> = context.phrase_if(&rank.career),
        pub duties: Vec<Phrase> = context.phrases(&rank.duties),
        /// For each ability `essential`, `needed`, or nothing where the document has no mark.
        pub weights: Vec<Option<&'static str>> =
            rank.weights.iter().map(|weight| weight.map(Code::code)).collect(),
    }
}

impl AbilityView {
    fn all(context: &PageContext<'_>, family: &Family) -> Vec<Self> {
        let explained = |ability: &AbilityRecord| Some(Self::of(context, ability, ability.text.as_ref()?));
        family.abilities.iter().filter_map(|ability| explained(ability)).collect()
    }
}
