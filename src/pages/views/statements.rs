//! What a plan stands for.

use serde::Serialize;

use crate::model::{PlanId, StatementKindId};
use crate::pages::context::PageContext;
use crate::pages::phrase::Phrase;

/// The statements of one kind.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct StatementGroup {
    /// The id of the kind.
    pub kind: String,
    /// The name of the kind.
    pub label: Phrase,
    /// Whether a plan's page leads with them: the site's first kind is what a plan stands for above all.
    pub leads: bool,
    /// The statements.
    pub statements: Vec<StatementView>,
}

/// A statement.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct StatementView {
    /// The statement, or its name.
    pub name: Phrase,
    /// What it says.
    pub text: Option<Phrase>,
    /// Its number as printed.
    pub number: Option<Phrase>,
    /// The page in the source document.
    pub page: Option<u32>,
    /// The footnotes printed with it.
    pub notes: Vec<NoteView>,
}

/// A footnote of a statement.
#[derive(Clone, Debug, Serialize)]
pub(in crate::pages) struct NoteView {
    /// The word it explains.
    pub term: Phrase,
    /// What it means.
    pub text: Phrase,
}

pub(in crate::pages) fn statement_group(
    context: &PageContext<'_>,
    plan: PlanId,
    kind: StatementKindId,
) -> StatementGroup {
    let statements = context.site[plan].statements.iter().filter(|statement| statement.kind == kind);
    StatementGroup {
        kind: context.site[kind].id.clone(),
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
    let mut kinds: Vec<StatementKindId> = Vec::new();
    for statement in &context.site[plan].statements {
        if !kinds.contains(&statement.kind) {
            kinds.push(statement.kind);
        }
    }
    kinds.into_iter().map(|kind| statement_group(context, plan, kind)).collect()
}
