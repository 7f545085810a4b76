//! What plans state of one kind, beside each other, in the page's language and in the others.

use serde::Serialize;

use crate::model::{PlanId, Site, Statement, StatementKindId};
use crate::pages::context::PageContext;
use crate::pages::kind::{Kind, Pages};
use crate::pages::outline::Outline;
use crate::pages::page_id::PageId;
use crate::pages::phrase::{LinkView, Phrase};
use crate::pages::views::city_column::{CityColumn, city_column};
use crate::values::{Label, Language};

#[derive(Clone, Debug, Serialize)]
pub(super) struct StatementComparisonView {
    /// The cities whose plans state something of this kind, in the order of their codes.
    pub cities: Vec<CityColumn>,
    pub statement_count: usize,
    /// Whether there are so many that their explanations are left to the pages of the plans.
    pub brief: bool,
    /// The plans, by city; of a city those in force first.
    pub plans: Vec<StatingPlan>,
    /// The cities none of whose plans here states anything of this kind.
    pub without: Vec<Phrase>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct StatingPlan {
    pub city: CityColumn,
    pub plan: LinkView,
    pub in_force: bool,
    /// `not-begun`, `in-force` or `ended`.
    pub standing: &'static str,
    pub statements: Vec<BilingualStatement>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct BilingualStatement {
    pub number: Option<Phrase>,
    pub page: Option<u32>,
    /// It in the page's language.
    pub name: Phrase,
    pub text: Option<Phrase>,
    /// The same in the other languages: under a translation the original, under the original every
    /// translation.
    pub others: Vec<StatementIn>,
}

/// A statement in another language.
#[derive(Clone, Debug, Serialize)]
pub(super) struct StatementIn {
    pub name: Phrase,
    pub text: Option<Phrase>,
}

/// What plans state of one kind.
pub(super) struct StatementComparisonPage;

impl Kind for StatementComparisonPage {
    type About = StatementKindId;
    type View = StatementComparisonView;

    const NAME: &'static str = "statement-comparison";
    const VARIABLE: Option<&'static str> = Some("statement_comparison");
    const PAGES: Pages<StatementKindId> =
        Pages::OfSite(|site| if site.has_comparison() { site.stated_kinds() } else { Vec::new() });
    const DESCRIPTION: Option<&'static str> = Some("description.statements");

    fn address(site: &Site, id: StatementKindId) -> String {
        format!("compare/statements/{}", site[id].id)
    }

    fn title(context: &PageContext<'_>, id: StatementKindId) -> Phrase {
        context.phrase(&context.site[id].label)
    }

    fn outline(context: &PageContext<'_>, id: StatementKindId) -> Outline<StatementComparisonView> {
        Outline { above: vec![PageId::Home, PageId::Comparison], ..Outline::of(statement_view(context, id)) }
    }
}

/// How many statements are shown with their explanations: at about one and a half kilobytes each in two
/// languages, a page stays under the budget of 500 kB.
const EXPLAINED_MAX: usize = 250;

fn statement_view(context: &PageContext<'_>, kind: StatementKindId) -> StatementComparisonView {
    let site = context.site;
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
        cities: with.iter().map(|city| city_column(context, *city)).collect(),
        statement_count,
        brief,
        plans: plans
            .into_iter()
            .map(|plan| StatingPlan {
                city: city_column(context, site[plan].city),
                plan: context.link(PageId::Plan(plan)),
                in_force: site.in_force(plan),
                standing: site.standing(plan).code(),
                statements: stated(plan).map(|statement| bilingual(context, statement, brief)).collect(),
            })
            .collect(),
        without: without.iter().map(|city| context.phrase(&site[*city].name)).collect(),
    }
}

fn bilingual(context: &PageContext<'_>, statement: &Statement, brief: bool) -> BilingualStatement {
    let text = statement.text.as_ref().filter(|_| !brief);
    BilingualStatement {
        number: statement.number.as_ref().map(|number| context.printed_number(number)),
        page: statement.page,
        name: context.phrase(&statement.name),
        text: text.map(|text| context.phrase(text)),
        others: other_languages(context)
            .into_iter()
            .filter_map(|language| {
                Some(StatementIn {
                    name: in_language(context, &statement.name, language)?,
                    text: text.and_then(|text| in_language(context, text, language)),
                })
            })
            .filter(|other| other.name.text != context.phrase(&statement.name).text)
            .collect(),
    }
}

/// Under a translation the original, under the original every translation.
fn other_languages(context: &PageContext<'_>) -> Vec<Language> {
    if context.page.language.is_authoritative() {
        context.site.languages.translations().collect()
    } else {
        vec![Language::AUTHORITATIVE]
    }
}

fn in_language(context: &PageContext<'_>, label: &Label, language: Language) -> Option<Phrase> {
    let text = label.translation(language)?;
    Some(Phrase::foreign(text, language, context.page.language, &context.site.languages))
}
