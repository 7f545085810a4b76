//! Looking up what a record refers to, and keeping ids unique.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Bilingual, Cause, Diagnostic, did_you_mean};
use crate::model::noun::Noun;
use crate::model::{HeldBack, HeldBackFiles};
use crate::records::Id;
use crate::rules;
use crate::source::{Place, SourcePath, Span, Written};

/// What records can refer to by id: ids, in the order of their records, and what they stand for.
pub(super) struct Names<'a, T> {
    noun: Noun,
    known: BTreeMap<&'a str, T>,
}

/// The longest list of names that helps more than it hides.
const NAMES_MAX: usize = 20;

impl<'a, T: Copy> Names<'a, T> {
    pub(super) fn new(noun: Noun, known: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        Self { noun, known: known.into_iter().collect() }
    }

    /// What an id stands for.
    pub(super) fn find(
        &self,
        path: &SourcePath,
        written: &Written<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        self.find_other(None, path, written, diagnostics)
    }

    /// What an id stands for that should name another record than the one it is written in: `own`, which is
    /// not suggested.
    pub(super) fn find_other(
        &self,
        own: Option<&str>,
        path: &SourcePath,
        written: &Written<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let found = self.known.get(written.value.as_str()).copied();
        if found.is_none() {
            diagnostics.push(self.not_found(own, path, written));
        }
        found
    }

    fn not_found(&self, own: Option<&str>, path: &SourcePath, written: &Written<String>) -> Diagnostic {
        let others: Vec<&str> = self.known.keys().copied().filter(|name| Some(*name) != own).collect();
        let Bilingual { ja, en } = self.noun.unknown(&written.value);
        let list =
            (others.len() <= NAMES_MAX).then(|| self.noun.list(&others, others.len() < self.known.len()));
        let diagnostic = Diagnostic::new(self.noun.rule, Place::at(path, written.span), ja, en)
            .help_if(did_you_mean(&written.value, others.iter().copied()))
            .help_if(list);
        self.noun.causes(path, &written.value).into_iter().fold(diagnostic, Diagnostic::caused_by)
    }
}

/// A reference to what is held back is no mistake: it is left out until that is published, with a note.
pub(super) fn settle(diagnostics: &mut [Diagnostic], held_back: &HeldBackFiles) {
    for diagnostic in diagnostics {
        if ![rules::MEASURE_UNKNOWN, rules::PLAN_UNKNOWN].contains(&diagnostic.rule) {
            continue;
        }
        let reason = diagnostic.causes.iter().find_map(|cause| match cause {
            Cause::File(file) => held_back.reason_beyond(file, &diagnostic.place.path),
            _ => None,
        });
        if let Some(reason) = reason {
            *diagnostic = left_out(diagnostic.place.clone(), reason);
        }
    }
}

fn left_out(place: Place, reason: HeldBack) -> Diagnostic {
    let (ja, en) = match reason {
        HeldBack::Internal => ("内部向けな".to_owned(), "is for the internal audience".to_owned()),
        HeldBack::Draft | HeldBack::NoPlan => ("下書きな".to_owned(), "is a draft".to_owned()),
        HeldBack::Until(day) => {
            (format!("公開が{}からな", day.japanese()), format!("is not published before {}", day.english()))
        }
    };
    Diagnostic::new(
        rules::REFERENCE_UNPUBLISHED,
        place,
        format!("ここに書かれたものは{ja}ので、公開するページには出しません"),
        format!("what is named here {en}, and is left out of what is published"),
    )
    .help(
        "そのままでかまいません。公開されると、自動でつながります",
        "nothing needs to be done: the two are linked once it is published",
    )
}

/// Drops the records whose id was already used, and reports them.
pub(super) fn unique<T>(
    path: &SourcePath,
    records: &[Arc<T>],
    id: impl Fn(&T) -> &Id,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<T>> {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut kept = Vec::with_capacity(records.len());
    for record in records {
        let id = id(record);
        match first.get(id.as_str()) {
            Some(earlier) => diagnostics.push(duplicate(path, id, *earlier)),
            None => {
                first.insert(id.as_str(), id.span);
                kept.push(record.clone());
            }
        }
    }
    kept
}

fn duplicate(path: &SourcePath, id: &Id, earlier: Span) -> Diagnostic {
    Diagnostic::new(
        rules::RECORD_DUPLICATE_ID,
        Place::at(path, id.span),
        format!("id `{id}` はもう使われています"),
        format!("the id `{id}` is already in use"),
    )
    .note(Place::at(path, earlier), "最初はここです", "first used here")
}
