//! What a plan stands for.

use serde::Serialize;

use crate::model::{PlanId, Site, StatementKindId};
use crate::pages::context::PageContext;
use crate::pages::phrase::Phrase;

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct StatementGroup {
    pub kind: String,
    pub label: Phrase,
    /// Whether a plan's page leads with them: the site's first kind is what a plan stands for above all.
    pub leads: bool,
    pub statements: Vec<StatementView>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct StatementView {
    /// The statement, or its name.
    pub name: Phrase,
    pub text: Option<Phrase>,
    pub number: Option<Phrase>,
    pub page: Option<u32>,
    /// The footnotes printed with it.
    pub notes: Vec<NoteView>,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct NoteView {
    pub term: Phrase,
    pub text: Phrase,
}

pub(in crate::pages) fn statement_group(
    context: &PageContext<'_>,
    plan: PlanId,
    kind: StatementKindId,
) -> StatementGroup {
    let statements = context.site[plan].statements.iter().filter(|statement| statement.kind == kind);
    StatementGroup {
        kind: context.site[kind].id.to_string(),
        label: context.phrase(&context.site[kind].label),
        leads: context.site.statement_kinds.first().is_some_and(|first| first.id == context.site[kind].id),
        statements: statements
            .map(|statement| StatementView {
                name: context.phrase(&statement.name),
                text: statement.text.as_ref().map(|text| context.phrase(text)),
                number: statement.number.as_ref().map(|number| context.printed_number(number)),
                page: statement.page,
                notes: statement
                    .notes
                    .iter()
                    .map(|note| NoteView {
                        term: context.phrase(&note.term),
                        text: context.phrase(&note.text),
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// All that a plan states, by kind, in the order of the document.
pub(in crate::pages) fn statements(context: &PageContext<'_>, plan: PlanId) -> Vec<StatementGroup> {
    stated_kinds(context.site, plan).into_iter().map(|kind| statement_group(context, plan, kind)).collect()
}

/// The kinds of what a plan states, in the order of the document.
pub(in crate::pages) fn stated_kinds(site: &Site, plan: PlanId) -> Vec<StatementKindId> {
    let mut kinds: Vec<StatementKindId> = Vec::new();
    for statement in &site[plan].statements {
        if !kinds.contains(&statement.kind) {
            kinds.push(statement.kind);
        }
    }
    kinds
}
