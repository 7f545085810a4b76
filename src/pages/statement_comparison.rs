//! What plans state of one kind, beside each other, in the page's language and in the others.

use serde::Serialize;

use crate::model::{PlanId, Statement, StatementKindId, Subject};
use crate::values::{Label, Language};

use super::comparison::{CityColumn, city_column, outline};
use super::page::Making;
use super::phrase::{LinkView, Phrase};
use super::{Detail, View};

/// What the comparison of a kind of statements shows.
#[derive(Clone, Debug, Serialize)]
pub struct StatementComparisonView {
    /// The cities whose plans state something of this kind, in the order of their codes.
    pub cities: Vec<CityColumn>,
    /// How many statements there are.
    pub statement_count: usize,
    /// Whether there are so many that their explanations are left to the pages of the plans.
    pub brief: bool,
    /// The plans, by city; of a city those in force first.
    pub plans: Vec<StatingPlan>,
    /// The cities none of whose plans here states anything of this kind.
    pub without: Vec<Phrase>,
}

/// A plan and what it states.
#[derive(Clone, Debug, Serialize)]
pub struct StatingPlan {
    /// Its city.
    pub city: CityColumn,
    /// The plan.
    pub plan: LinkView,
    /// Whether it is in force.
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    /// What it states.
    pub statements: Vec<BilingualStatement>,
}

/// A statement in several languages.
#[derive(Clone, Debug, Serialize)]
pub struct BilingualStatement {
    /// Its number as printed.
    pub number: Option<Phrase>,
    /// The page in the source document.
    pub page: Option<u32>,
    /// It in the page's language.
    pub name: Phrase,
    /// What it says.
    pub text: Option<Phrase>,
    /// The same in the other languages: under a translation the original, under the original every
    /// translation.
    pub others: Vec<StatementIn>,
}

/// A statement in another language.
#[derive(Clone, Debug, Serialize)]
pub struct StatementIn {
    /// The statement.
    pub name: Phrase,
    /// What it says.
    pub text: Option<Phrase>,
}

/// How many statements are shown with their explanations: at about one and a half kilobytes each in two
/// languages, a page stays under the budget of 500 kB.
const EXPLAINED_MAX: usize = 250;

pub(super) fn view(making: &Making<'_>, kind: StatementKindId) -> View {
    let detail = Detail::StatementComparison(statement_view(making, kind));
    making.finish(outline(making, "statement-comparison", detail))
}

fn statement_view(making: &Making<'_>, kind: StatementKindId) -> StatementComparisonView {
    let site = making.site;
    let stated = |plan: PlanId| site[plan].statements.iter().filter(move |statement| statement.kind == kind);
    let states = |plan: &PlanId| stated(*plan).next().is_some();
    let (with, without): (Vec<_>, Vec<_>) =
        site.city_ids().partition(|city| site[*city].plans.iter().any(states));
    let mut plans: Vec<PlanId> = Vec::new();
    for city in &with {
        let (in_force, earlier): (Vec<PlanId>, Vec<PlanId>) =
            site[*city].plans.iter().filter(|plan| states(plan)).partition(|plan| site.in_force(**plan));
        plans.extend(in_force.into_iter().chain(earlier));
    }
    let statement_count = plans.iter().map(|plan| stated(*plan).count()).sum();
    let brief = statement_count > EXPLAINED_MAX;
    StatementComparisonView {
        cities: with.iter().map(|city| city_column(making, *city)).collect(),
        statement_count,
        brief,
        plans: plans
            .into_iter()
            .map(|plan| StatingPlan {
                city: city_column(making, site[plan].city),
                plan: making.link(Subject::Plan(plan)),
                in_force: site.in_force(plan),
                standing: site.standing(plan).code(),
                statements: stated(plan).map(|statement| bilingual(making, statement, brief)).collect(),
            })
            .collect(),
        without: without.iter().map(|city| making.phrase(&site[*city].name)).collect(),
    }
}

fn bilingual(making: &Making<'_>, statement: &Statement, brief: bool) -> BilingualStatement {
    let text = statement.text.as_ref().filter(|_| !brief);
    BilingualStatement {
        number: statement.number.as_ref().map(|number| making.printed_number(number)),
        page: statement.page,
        name: making.phrase(&statement.name),
        text: text.map(|text| making.phrase(text)),
        others: other_languages(making)
            .into_iter()
            .filter_map(|language| {
                Some(StatementIn {
                    name: in_language(making, &statement.name, language)?,
                    text: text.and_then(|text| in_language(making, text, language)),
                })
            })
            .filter(|other| other.name.text != making.phrase(&statement.name).text)
            .collect(),
    }
}

/// Under a translation the original, under the original every translation.
fn other_languages(making: &Making<'_>) -> Vec<Language> {
    if making.page.language.is_authoritative() {
        making.site.languages.translations().collect()
    } else {
        vec![Language::AUTHORITATIVE]
    }
}

fn in_language(making: &Making<'_>, label: &Label, language: Language) -> Option<Phrase> {
    let text = label.translation(language)?;
    Some(Phrase::foreign(text, language, making.page.language, &making.site.languages))
}
