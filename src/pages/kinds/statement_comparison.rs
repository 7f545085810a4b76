//! What plans state of one kind, beside each other, in the page's language and in the others.

use serde::Serialize;

use crate::model::{CityId, PlanId, Site, Statement, StatementKindId};
use crate::pages::views::CityColumn;
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::values::{Label, Language};

views! {
    pub(super) struct StatementComparisonView(context, kind: StatementKindId) {
        let site = context.site;
        let (with, none): (Vec<CityId>, Vec<CityId>) =
            site.city_ids().partition(|city| !stating_plans(site, kind, *city).is_empty());
        let silent: Vec<CityId> = none.into_iter().filter(|city| !site.is_former_city(*city)).collect();
        let stating: Vec<PlanId> = with.iter().flat_map(|city| stating_plans(site, kind, *city)).collect();
        let count = stating.iter().map(|plan| statements(site, kind, *plan).count()).sum();
        let is_brief = count > EXPLAINED_MAX;
        /// The cities whose plans state something of this kind, in the order of their codes.
        pub cities: Vec<CityColumn> = context.each(&with, CityColumn::of),
        pub statement_count: usize = count,
        /// Whether there are so many that their explanations are left to the pages of the plans.
        pub brief: bool = is_brief,
        /// The plans, by city; of a city those in force first.
        pub plans: Vec<StatingPlan> =
            context.each(&stating, |_, plan| StatingPlan::of(context, kind, plan, is_brief)),
        /// The cities none of whose plans here states anything of this kind.
        pub without: Vec<Phrase> = context.each(&silent, |_, city| context.phrase(&site[city].name_alone)),
    }

    pub(super) struct StatingPlan(context, kind: StatementKindId, id: PlanId, brief: bool) {
        let site = context.site;
        let stated = statements(site, kind, id);
        pub city: CityColumn = CityColumn::of(context, site[id].city),
        pub plan: LinkView = context.link(PageId::Plan(id)),
        pub in_force: bool = site.in_force(id),
        /// `not-begun`, `in-force` or `ended`.
        pub standing: &'static str = site.standing(id).code(),
        pub statements: Vec<BilingualStatement> =
            stated.map(|statement| BilingualStatement::of(context, statement, brief)).collect(),
    }

    pub(super) struct BilingualStatement(context, statement: &Statement, brief: bool) {
        let explained = statement.text.as_ref().filter(|_| !brief);
        pub number: Option<Phrase> = context.printed_number(&statement.number),
        pub page: Option<u32> = statement.page,
        /// It in the page's language.
        pub name: Phrase = context.phrase(&statement.name),
        pub text: Option<Phrase> = explained.map(|text| context.phrase(text)),
        /// The same in the other languages: under a translation the original, under the original every
        /// translation.
        pub others: Vec<StatementIn> = others(context, &statement.name, explained),
    }
}

/// A statement in another language.
#[derive(Clone, Debug, Serialize)]
pub(super) struct StatementIn {
    pub name: Phrase,
    pub text: Option<Phrase>,
}

pub(super) struct StatementComparisonPage;

impl Kind for StatementComparisonPage {
    type About = StatementKindId;
    type View = StatementComparisonView;

    const NAME: &'static str = "statement-comparison";
    const VARIABLE: Option<&'static str> = Some("statement_comparison");
    const PAGES: Pages<StatementKindId> = Pages::Comparing(Site::stated_kinds);
    const DESCRIPTION: Option<&'static str> = Some("description.statements");

    fn address(site: &Site, id: StatementKindId) -> String {
        format!("compare/statements/{}", site[id].id)
    }

    fn title(context: &PageContext<'_>, id: StatementKindId) -> Phrase {
        context.phrase(&context.site[id].label)
    }

    fn has_words(site: &Site, id: StatementKindId, language: Language) -> bool {
        let mut statements = site.plans.iter().flat_map(|plan| &plan.statements);
        site[id].label.has(language)
            || site.cities.iter().any(|city| city.name.has(language))
            || statements.any(|statement| statement.kind == id && statement.name.has(language))
    }

    fn outline(context: &PageContext<'_>, id: StatementKindId) -> Outline<StatementComparisonView> {
        Outline::below_comparison(StatementComparisonView::of(context, id))
    }
}

/// How many statements are shown with their explanations: at about one and a half kilobytes each in two
/// languages, a page stays under the budget of 500 kB.
const EXPLAINED_MAX: usize = 250;

fn statements(site: &Site, kind: StatementKindId, plan: PlanId) -> impl Iterator<Item = &Statement> {
    site[plan].statements.iter().filter(move |statement| statement.kind == kind)
}

/// The plans of a city that state something of a kind, those in force first.
fn stating_plans(site: &Site, kind: StatementKindId, city: CityId) -> Vec<PlanId> {
    let states = |plan: &PlanId| statements(site, kind, *plan).next().is_some();
    let mut plans: Vec<PlanId> = site[city].plans.iter().copied().filter(states).collect();
    plans.sort_by_key(|plan| !site.in_force(*plan));
    plans
}

fn others(context: &PageContext<'_>, name: &Label, text: Option<&Label>) -> Vec<StatementIn> {
    let own = context.phrase(name).text;
    let in_language = |label: &Label, language| Some(context.foreign(label.translation(language)?, language));
    let other = |language| {
        let text = text.and_then(|text| in_language(text, language));
        Some(StatementIn { name: in_language(name, language)?, text })
    };
    let others = other_languages(context).into_iter().filter_map(other);
    others.filter(|other| other.name.text != own).collect()
}

/// Under a translation the original, under the original every translation.
fn other_languages(context: &PageContext<'_>) -> Vec<Language> {
    if context.page.language.is_authoritative() {
        context.site.languages.translations().collect()
    } else {
        vec![Language::AUTHORITATIVE]
    }
}
