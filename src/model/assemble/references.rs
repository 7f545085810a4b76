//! Looking up what a record refers to, and keeping ids unique.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::parse::Written;
use crate::source::{Place, SourcePath};

/// What records can refer to by id: ids, in the order of their records, and what they stand for.
pub(super) struct Names<'a, T> {
    /// The code of the complaint, and the kind of thing in both languages.
    code: &'static str,
    ja: &'static str,
    en: &'static str,
    known: BTreeMap<&'a str, T>,
}

impl<'a, T: Copy> Names<'a, T> {
    pub(super) fn new(
        code: &'static str,
        ja: &'static str,
        en: &'static str,
        known: impl IntoIterator<Item = (&'a str, T)>,
    ) -> Self {
        Self { code, ja, en, known: known.into_iter().collect() }
    }

    /// What an id stands for.
    pub(super) fn find(
        &self,
        path: &SourcePath,
        written: &Written<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let found = self.known.get(written.value.as_str()).copied();
        if found.is_none() {
            let (ja, en, name) = (self.ja, self.en, &written.value);
            diagnostics.push(
                Diagnostic::error(
                    self.code,
                    Place::at(path, written.span),
                    format!("{ja} `{name}` はありません"),
                    format!("there is no {en} `{name}`"),
                )
                .help_if(did_you_mean(name, self.known.keys().copied()))
                .help_if((self.known.len() <= 20).then(|| self.list())),
            );
        }
        found
    }

    fn list(&self) -> crate::diagnostic::Words {
        let names = self.known.keys().copied().collect::<Vec<_>>().join("`, `");
        if names.is_empty() {
            crate::diagnostic::Words::new(
                format!("このサイトにはまだ{}がありません", self.ja),
                format!("there is no {} here yet", self.en),
            )
        } else {
            crate::diagnostic::Words::new(format!("あるのは `{names}` です"), format!("there are `{names}`"))
        }
    }
}

/// Drops the records whose id was already used, and says where.
pub(super) fn unique<T>(
    path: &SourcePath,
    records: Vec<T>,
    id: impl Fn(&T) -> &Written<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<T> {
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    let mut kept = Vec::with_capacity(records.len());
    for record in records {
        let written = id(&record).clone();
        let place = Place::at(path, written.span);
        match first.get(&written.value) {
            Some(earlier) => diagnostics.push(
                Diagnostic::error(
                    "record.duplicate-id",
                    place,
                    format!("id `{}` はもう使われています", written.value),
                    format!("the id `{}` is already in use", written.value),
                )
                .note(earlier.clone(), "最初はここです", "first used here"),
            ),
            None => {
                first.insert(written.value, place);
                kept.push(record);
            }
        }
    }
    kept
}
