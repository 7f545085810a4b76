//! What a plan stands for.

use crate::model::{PlanId, Site, Statement, StatementKindId, StatementNote};
use crate::pages::{PageContext, Phrase, views};

views! {
    /// What a plan states of one kind.
    pub(in crate::pages) struct StatementGroup(context, plan: PlanId, kind_id: StatementKindId) {
        let record = &context.site[kind_id];
        let of_kind = context.site[plan].statements.iter().filter(|statement| statement.kind == kind_id);
        pub kind: String = record.id.to_string(),
        pub label: Phrase = context.phrase(&record.label),
        /// Whether a plan's page leads with them: the site's first kind is what a plan stands for above all.
        pub leads: bool = context.site.statement_kinds.first().is_some_and(|first| first.id == record.id),
        pub statements: Vec<StatementView> =
            of_kind.map(|statement| StatementView::of(context, statement)).collect(),
    }

    pub(in crate::pages) struct StatementView(context, statement: &Statement) {
        /// The statement, or its name.
        pub name: Phrase = context.phrase(&statement.name),
        pub text: Option<Phrase> = context.phrase_if(&statement.text),
        pub number: Option<Phrase> = context.printed_number(&statement.number),
        pub page: Option<u32> = statement.page,
        /// The footnotes printed with it.
        pub notes: Vec<NoteView> = statement.notes.iter().map(|note| NoteView::of(context, note)).collect(),
    }

    pub(in crate::pages) struct NoteView(context, note: &StatementNote) {
        pub term: Phrase = context.phrase(&note.term),
        pub text: Phrase = context.phrase(&note.text),
    }
}

impl StatementGroup {
    /// All that a plan states, by kind, in the order of the document.
    pub(in crate::pages) fn all(context: &PageContext<'_>, plan: PlanId) -> Vec<Self> {
        context.each(&stated_kinds(context.site, plan), |_, kind| Self::of(context, plan, kind))
    }
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
