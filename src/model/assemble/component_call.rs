//! A component as the model knows it, and what it may ask when a text calls it.

use crate::diagnostic::Diagnostic;
use crate::markdown::{Argument, Call};
use crate::model::id::PlanId;
use crate::model::noun::Noun;
use crate::model::{ResolvedComponent, Site, Subject};
use crate::parse::TextDocument;
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
        let Argument { name, value, value_span, .. } = self.argument(argument)?;
        if value == keyword {
            return Some(());
        }
        self.diagnostics.push(
            Diagnostic::new(
                rules::COMPONENT_ARGUMENT,
                self.place(*value_span),
                format!("`{name}` に `{value}` は使えません"),
                format!("`{value}` is not a `{name}`"),
            )
            .help(format!("使えるのは `{keyword}` です"), format!("it is `{keyword}`")),
        );
        None
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place::at(&self.document.path, span)
    }

    pub(super) fn argument(&self, name: &str) -> Option<&'a Argument> {
        self.call.arguments.iter().find(|argument| argument.name == name)
    }
}
