//! What plans state of one kind, beside each other, in the page's language and in the others.

use serde::Serialize;

use crate::model::{CityId, PlanId, Site, Statement, StatementKindId};
use crate::pages::views::{
    CityColumn, PagePart, address_of_part, divided, in_part, neighbours, numbers, title_of_part,
};
use crate::pages::{Kind, LinkView, Outline, PageContext, PageId, Pages, Phrase, views};
use crate::values::{Label, Language};

views! {
    pub(super) struct StatementComparisonView(context, kind: StatementKindId, part: u32, parts: &[Vec<CityId>]) {
        let site = context.site;
        let with = in_part(parts, part);
        let is_last = part as usize == parts.len();
        let none = site.compared_cities().into_iter();
        let none = none.filter(|city| is_last && stating_plans(site, kind, *city).is_empty());
        let stating: Vec<PlanId> = with.iter().flat_map(|city| stating_plans(site, kind, *city)).collect();
        let count = statement_count(site, kind);
        let is_brief = count > EXPLAINED_MAX;
        /// The pages that it is divided into by cities; nothing where there is one.
        pub pages: Vec<PagePart> =
            PagePart::by_city(context, parts, |part| PageId::StatementComparison(kind, part)),
        /// The cities whose plans state something of this kind, in the order of their codes; those of this page.
        pub cities: Vec<CityColumn> = context.each(with, CityColumn::of),
        /// How many statements all pages show.
        pub statement_count: usize = count,
        /// Whether there are so many that their explanations are left to the pages of the plans.
        pub brief: bool = is_brief,
        /// The plans, by city; of a city those in force first.
        pub plans: Vec<StatingPlan> =
            context.each(&stating, |_, plan| StatingPlan::of(context, kind, plan, is_brief)),
        /// The cities none of whose plans here states anything of this kind; on the last page alone.
        pub without: Vec<Phrase> = none.map(|city| context.phrase(&site[city].name_alone)).collect(),
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

/// A page of the statements of a kind, counted from 1.
pub(super) struct StatementComparisonPage;

impl Kind for StatementComparisonPage {
    type About = (StatementKindId, u32);
    type View = StatementComparisonView;

    const NAME: &'static str = "statement-comparison";
    const VARIABLE: Option<&'static str> = Some("statement_comparison");
    const PAGES: Pages<(StatementKindId, u32)> = Pages::Comparing(all);
    const DESCRIPTION: Option<&'static str> = Some("description.statements");

    fn address(site: &Site, (id, part): (StatementKindId, u32)) -> String {
        address_of_part(format!("compare/statements/{}", site[id].id), part)
    }

    fn title(context: &PageContext<'_>, (id, part): (StatementKindId, u32)) -> Phrase {
        title_of_part(context, context.phrase(&context.site[id].label), part)
    }

    fn has_words(site: &Site, (id, _): (StatementKindId, u32), language: Language) -> bool {
        let mut statements = site.plans.iter().flat_map(|plan| &plan.statements);
        site[id].label.has(language)
            || site.cities.iter().any(|city| city.name.has(language))
            || statements.any(|statement| statement.kind == id && statement.name.has(language))
    }

    fn outline(
        context: &PageContext<'_>,
        (id, part): (StatementKindId, u32),
    ) -> Outline<StatementComparisonView> {
        let parts = parts(context.site, id);
        Outline {
            neighbours: neighbours(parts.len(), part, |part| PageId::StatementComparison(id, part)),
            ..Outline::below_comparison(StatementComparisonView::of(context, id, part, &parts))
        }
    }
}

fn all(site: &Site) -> Vec<(StatementKindId, u32)> {
    let parts = |kind| numbers(parts(site, kind).len()).map(move |part| (kind, part));
    site.stated_kinds().into_iter().flat_map(parts).collect()
}

/// The cities that state something of a kind, divided so that no page is too heavy.
fn parts(site: &Site, kind: StatementKindId) -> Vec<Vec<CityId>> {
    let is_brief = statement_count(site, kind) > EXPLAINED_MAX;
    let of_statement = |statement: &Statement| {
        let explained = statement.text.as_ref().filter(|_| !is_brief);
        // Each is shown in several languages, with what is around it in each.
        let labels = [Some(&statement.name), explained].into_iter().flatten();
        150 + labels.flat_map(Label::texts).map(|text| 60 + text.len()).sum::<usize>()
    };
    let of_plan = |plan| 500 + statements(site, kind, plan).map(of_statement).sum::<usize>();
    let with = site.city_ids().map(|city| (city, stating_plans(site, kind, city)));
    let with = with.filter(|(_, plans)| !plans.is_empty());
    divided(with.map(|(city, plans)| (city, plans.into_iter().map(of_plan).sum())))
}

fn statement_count(site: &Site, kind: StatementKindId) -> usize {
    site.plan_ids().map(|plan| statements(site, kind, plan).count()).sum()
}

/// How many statements are shown with their explanations: with more, readers look for names first.
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
