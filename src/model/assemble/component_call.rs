//! A component as the model knows it, and what it may ask when a text calls it.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::markdown::{Argument, Call};
use crate::model::id::PlanId;
use crate::model::noun::Noun;
use crate::model::{ResolvedComponent, Site, Subject, Table};
use crate::parse::{ArrangedTable, Arrangement, DataTable, TextDocument};
use crate::records::Named;
use crate::rules;
use crate::source::{Place, SourcePath, Sources, Span, Written};

use super::links::{asset_at, missing_file};
use super::references::Names;

/// A component that texts may call. What shows it declares it: the model checks the call and hands it to
/// `resolve`.
#[derive(Clone, Copy, Debug)]
pub struct ComponentKind {
    pub name: &'static str,
    /// The arguments that must be given.
    pub required: &'static [&'static str],
    /// The arguments that may be given.
    pub optional: &'static [&'static str],
    /// What a call shows, every reference looked up; nothing where one cannot be, which is reported.
    pub resolve: fn(&mut CallResolver<'_>) -> Option<ResolvedComponent>,
}

/// A call whose arguments have names that the component knows. Everything that cannot be looked up is reported at
/// its place.
pub struct CallResolver<'a> {
    pub site: &'a Site,
    /// What the text with the call is about.
    pub subject: Subject,
    pub(super) sources: &'a Sources,
    pub(super) document: &'a TextDocument,
    pub(super) call: &'a Call,
    /// The files that the components of the text show.
    pub(super) files: &'a mut Vec<SourcePath>,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

/// That an argument cannot be used, which has been reported.
#[derive(Debug)]
pub struct Reported;

impl<'a> CallResolver<'a> {
    /// The value of an argument, where it is given.
    pub fn value(&self, name: &str) -> Option<&'a str> {
        self.argument(name).map(|argument| argument.value.as_str())
    }

    /// The plan whose page this is. A component that asks works on the pages of a plan only.
    pub fn plan(&mut self) -> Option<PlanId> {
        let plan = match self.subject {
            Subject::Plan(plan) => Some(plan),
            Subject::Chapter(chapter) => Some(self.site[chapter].plan),
            Subject::Measure(measure) => Some(self.site[measure].plan),
            Subject::Home | Subject::City(_) | Subject::FreePage(_) => None,
        };
        if plan.is_none() {
            let name = &self.call.name;
            self.diagnostics.push(Diagnostic::new(
                rules::COMPONENT_PLACE,
                self.place(self.call.name_span),
                format!("`{name}` は計画のページ（章、取組、計画の紹介）でだけ使えます"),
                format!("`{name}` works on the pages of a plan only"),
            ));
        }
        plan
    }

    /// What the id in an argument stands for; `called` is what people call each.
    pub fn find<'n, T: Copy>(
        &mut self,
        argument: &str,
        noun: Noun,
        known: impl IntoIterator<Item = (&'n str, T)>,
        called: impl Fn(T) -> Vec<String> + 'n,
    ) -> Option<T> {
        let argument = self.argument(argument)?;
        let written = Named::from(Written { value: argument.value.clone(), span: argument.value_span });
        let names = Names::new(noun, known).called(called);
        names.find(&self.document.path, &written, self.diagnostics)
    }

    /// The position of the record whose id is in an argument.
    pub fn position<'n>(
        &mut self,
        argument: &str,
        noun: Noun,
        ids: impl IntoIterator<Item = &'n str>,
        called: impl Fn(usize) -> Vec<String> + 'n,
    ) -> Option<usize> {
        self.find(argument, noun, ids.into_iter().enumerate().map(|(at, id)| (id, at)), called)
    }

    /// The file of `content/` that an argument names. It is published, because the component shows it.
    pub fn file(&mut self, argument: &str) -> Option<SourcePath> {
        let Argument { value, value_span, .. } = self.argument(argument)?;
        match asset_at(self.sources, self.document.path.folder(), value) {
            Ok(path) => {
                self.files.push(path.clone());
                Some(path)
            }
            Err(nearest) => {
                self.diagnostics.push(missing_file(self.document, *value_span, value, nearest));
                None
            }
        }
    }

    /// That an argument has the only value that it can have.
    pub fn keyword(&mut self, argument: &str, keyword: &str) -> Option<()> {
        let written = self.argument(argument)?;
        if written.value == keyword {
            return Some(());
        }
        let help = Bilingual::new(format!("使えるのは `{keyword}` です"), format!("it is `{keyword}`"));
        self.refuse(written, help);
        None
    }

    /// The rows of a file that an argument names, `3` or `3-4`, as spreadsheet programs number them.
    pub fn rows(&mut self, argument: &str) -> Result<Option<RangeInclusive<usize>>, Reported> {
        let Some(written) = self.argument(argument) else { return Ok(None) };
        let folded: String = written.value.nfkc().filter(|character| !character.is_whitespace()).collect();
        let (first, last) = folded.split_once(['-', '~', '〜', '–']).unwrap_or((&folded, &folded));
        match (first.parse(), last.parse()) {
            (Ok(first), Ok(last)) if 0 < first && first <= last => Ok(Some(first..=last)),
            _ => Err(self.refuse(
                written,
                Bilingual::new(
                    "見出しの行の番号を `3` や `3-4` のように書きます",
                    "write the number of the row, such as `3`, or of several, such as `3-4`",
                ),
            )),
        }
    }

    /// The number in an argument, at most so large.
    pub fn count(&mut self, argument: &str, most: usize) -> Result<Option<usize>, Reported> {
        let Some(written) = self.argument(argument) else { return Ok(None) };
        match written.value.trim().nfkc().collect::<String>().parse() {
            Ok(count) if count <= most => Ok(Some(count)),
            _ => Err(self.refuse(
                written,
                Bilingual::new(
                    format!("0 から {most} までの数を書きます"),
                    format!("write a number from 0 to {most}"),
                ),
            )),
        }
    }

    fn refuse(&mut self, Argument { name, value, value_span, .. }: &Argument, help: Bilingual) -> Reported {
        self.diagnostics.push(
            Diagnostic::new(
                rules::COMPONENT_ARGUMENT,
                self.place(*value_span),
                format!("`{name}` に `{value}` は使えません"),
                format!("`{value}` is not a `{name}`"),
            )
            .help(help.ja, help.en),
        );
        Reported
    }

    /// A table of a plan in each language, with its headers; nothing in those where it was not entered. `header` is
    /// the argument with the rows of the header.
    pub fn arranged(
        &mut self,
        table: &Table,
        arrangement: &Arrangement,
        header: &str,
    ) -> Option<Vec<Option<ArrangedTable>>> {
        let mut is_whole = true;
        let mut arranged = Vec::new();
        for table in table.languages() {
            let found = table.and_then(|table| self.arranged_in(table, arrangement, header));
            is_whole &= table.is_none() || found.is_some();
            arranged.push(found);
        }
        is_whole.then_some(arranged)
    }

    fn arranged_in(
        &mut self,
        table: &DataTable,
        arrangement: &Arrangement,
        header: &str,
    ) -> Option<ArrangedTable> {
        if let Some(rows) = &arrangement.header
            && !table.has_rows(rows)
            && let Some(written) = self.argument(header)
        {
            let name = table.path.name();
            let help = Bilingual::new(
                format!(
                    "`{name}` にこの番号の行がないか、空です。Excelで開いて、見出しの行の番号を確かめてください"
                ),
                format!(
                    "`{name}` has no such row, or it is empty: look up the number of the header in Excel"
                ),
            );
            self.refuse(written, help);
            return None;
        }
        let (arranged, diagnostics) = table.arranged(arrangement);
        self.diagnostics.extend(diagnostics);
        arranged
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place::at(&self.document.path, span)
    }

    pub(super) fn argument(&self, name: &str) -> Option<&'a Argument> {
        self.call.arguments.iter().find(|argument| argument.name == name)
    }
}
