//! Looking up what a record refers to, and keeping ids unique.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Bilingual, Candidate, Cause, Diagnostic, Help, Meant, instead_of, meant};
use crate::model::noun::Noun;
use crate::model::{HeldBack, HeldBackFiles};
use crate::records::{Id, Named, Reference};
use crate::rules;
use crate::source::{Place, SourcePath, Span, Written};

/// What records can refer to by id: ids, in the order of their records, what they stand for, and what that is called.
pub(super) struct Names<'a, T> {
    noun: Noun,
    known: BTreeMap<&'a str, T>,
    called: Box<dyn Fn(T) -> Vec<String> + 'a>,
}

impl<'a, T: Copy> Names<'a, T> {
    pub(super) fn new(noun: Noun, known: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        // What stands for a record whose id cannot be read is not to be proposed.
        let known = known.into_iter().filter(|(id, _)| *id != Id::unknown().as_str()).collect();
        Self { noun, known, called: Box::new(|_| Vec::new()) }
    }

    /// The same, with what people call each: they write that instead of its id.
    pub(super) fn called(self, called: impl Fn(T) -> Vec<String> + 'a) -> Self {
        Self { called: Box::new(called), ..self }
    }

    /// What an id stands for.
    pub(super) fn find(
        &self,
        path: &SourcePath,
        written: &Named,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        self.find_where(|_| true, path, written, diagnostics)
    }

    /// What an id stands for. Only what is `acceptable` is suggested: what else is named is refused by the caller,
    /// who says why.
    pub(super) fn find_where(
        &self,
        acceptable: impl Fn(T) -> bool,
        path: &SourcePath,
        written: &Named,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        if !written.is_written() {
            return None;
        }
        let found = self.known.get(written.value.as_str()).copied();
        if found.is_some() && written.wrong_form().is_none() {
            return found;
        }
        let sure = found.or_else(|| self.surely_meant(&written.value));
        if found.is_some() || sure.is_none_or(&acceptable) {
            diagnostics.push(match found {
                Some(_) => self.wrong_form(path, written),
                None => self.mistake(acceptable, path, written),
            });
        }
        sure
    }

    /// Whether an id stands for something.
    pub(super) fn has(&self, meaning: T, id: &str) -> bool
    where
        T: PartialEq,
    {
        self.known.get(id) == Some(&meaning)
    }

    fn surely_meant(&self, written: &str) -> Option<T> {
        match meant(written, &self.candidates(|_| true)) {
            Meant::Surely(id) => self.known.get(id).copied(),
            Meant::Probably(_) | Meant::Unknown => None,
        }
    }

    fn candidates(&self, acceptable: impl Fn(T) -> bool) -> Vec<Candidate<'a>> {
        let known = self.known.iter().filter(|(_, meaning)| acceptable(**meaning));
        known.map(|(id, meaning)| Candidate { id, words: (self.called)(*meaning) }).collect()
    }

    /// That a value which names something has the wrong form only.
    fn wrong_form(&self, path: &SourcePath, written: &Named) -> Diagnostic {
        let form = written.wrong_form().expect("an id that is known is a mistake only by its form");
        let Bilingual { ja, en } = form.message.clone();
        let line = form.with(&written.value);
        Diagnostic::new(form.rule, Place::at(path, written.span), ja, en).help_if(Some(Help::write(&line)))
    }

    fn mistake(&self, acceptable: impl Fn(T) -> bool, path: &SourcePath, written: &Named) -> Diagnostic {
        let others = self.candidates(acceptable);
        let list = self.noun.list(&others, others.len() < self.known.len());
        let place = Place::at(path, written.span);
        let diagnostic = match written.wrong_form() {
            Some(form) => {
                let Bilingual { ja, en } = form.message.clone();
                let instead = match meant(&written.value, &others) {
                    Meant::Surely(id) => Some(id),
                    Meant::Probably(ids) => ids.first().copied().filter(|_| ids.len() == 1),
                    Meant::Unknown => None,
                };
                let line = form.with(instead.unwrap_or("…"));
                let written = Help::write(&line);
                Diagnostic::new(form.rule, place, ja, en).help_if(Some(match instead {
                    Some(_) => written,
                    None => Help::from(Bilingual::new(
                        format!("{}。{}", written.ja, list.ja),
                        format!("{}: {}", written.en, list.en),
                    )),
                }))
            }
            None => {
                let Bilingual { ja, en } = self.noun.unknown(&written.value);
                let instead = self.noun.instead(&written.value, instead_of(&written.value, &others));
                Diagnostic::new(self.noun.rule, place, ja, en).help_if(instead).help_if(Some(list))
            }
        };
        self.noun.causes(path, &written.value).into_iter().fold(diagnostic, Diagnostic::caused_by)
    }
}

/// That something is in a list twice.
pub(super) fn listed_twice(path: &SourcePath, written: &Written<String>) -> Diagnostic {
    Diagnostic::new(
        rules::RECORD_LISTED_TWICE,
        Place::at(path, written.span),
        format!("`{}` が2度書かれています", written.value),
        format!("`{}` is listed twice", written.value),
    )
    .help("どちらか一方を消してください", "take one of them out")
}

/// A reference to what is held back is no mistake: it is left out until that is published, with a note.
pub(super) fn settle(diagnostics: &mut [Diagnostic], held_back: &HeldBackFiles) {
    for diagnostic in diagnostics {
        if ![rules::CITY_UNKNOWN, rules::MEASURE_UNKNOWN, rules::PLAN_UNKNOWN].contains(&diagnostic.rule) {
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
        HeldBack::Draft => ("下書きな".to_owned(), "is a draft".to_owned()),
        HeldBack::NoPlan => ("公開する計画がまだない".to_owned(), "has no published plan".to_owned()),
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
        if !id.is_known() {
            // It stands for itself only: that it has no id is reported.
            kept.push(record.clone());
            continue;
        }
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

/// What the ids of a list stand for; one that is there twice is reported.
pub(super) fn each_once<T: Copy + PartialEq>(
    names: &Names<'_, T>,
    references: &[Reference],
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    for (at, reference) in references.iter().enumerate() {
        let others = || references.iter().enumerate().filter(|(other, _)| *other != at);
        let is_free = |one: T| !others().any(|(_, other)| names.has(one, &other.value));
        match names.find_where(is_free, path, reference, diagnostics) {
            Some(again) if found.contains(&again) => diagnostics.push(listed_twice(path, reference)),
            Some(new) => found.push(new),
            None => {}
        }
    }
    found
}
