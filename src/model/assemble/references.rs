//! Looking up what a record refers to, and keeping ids unique.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Bilingual, Diagnostic, did_you_mean};
use crate::model::noun::Noun;
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
