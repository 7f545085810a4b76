//! What each component call in a text shows: the checks that all components share, and then its own kind.

use crate::diagnostic::{Diagnostic, Help, did_you_mean, nearest};
use crate::markdown::{Argument, Call};
use crate::model::{ResolvedComponent, Site, Subject, Texts};
use crate::parse::{Arrangement, DataTable};
use crate::rules;
use crate::source::{SourcePath, Sources};

use super::component_call::{CallResolver, ComponentKind};

/// Resolves every component call of every text.
pub(super) fn resolve(
    site: &mut Site,
    kinds: &[ComponentKind],
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let calls = |texts: &Texts| texts.all().any(|text| !text.document.body.calls.is_empty());
    let with_calls: Vec<Subject> =
        site.subjects_with_texts().filter(|(_, texts)| calls(texts)).map(|(subject, _)| subject).collect();
    for subject in with_calls {
        let resolved: Vec<(Vec<Option<ResolvedComponent>>, Vec<SourcePath>)> = site
            .texts(subject)
            .all()
            .map(|text| {
                let document = &text.document;
                let mut files = Vec::new();
                let calls = document.body.calls.iter().map(|call| {
                    let files = &mut files;
                    CallResolver { site, subject, sources, document, call, files, diagnostics }.resolve(kinds)
                });
                (calls.collect(), files)
            })
            .collect();
        for (text, (components, files)) in site.texts_mut(subject).all_mut().zip(resolved) {
            (text.components, text.shown_files) = (components, files);
        }
    }
    let tables =
        site.plans.iter().flat_map(|plan| &plan.tables).flat_map(|table| table.languages().flatten());
    for table in tables.filter(|table| !is_mentioned(table, sources)) {
        diagnostics.extend(table.arranged(&Arrangement::USUAL).1);
    }
}

/// Whether any text of its plan names a table: one for another audience may be the one that shows it, and only that
/// says which rows are headers.
fn is_mentioned(table: &DataTable, sources: &Sources) -> bool {
    let plan = table.path.folder().trim_end_matches("tables");
    let id = table.path.name().split('.').next().unwrap_or("");
    let argument = format!("\"{id}\"");
    let of_plan = sources.files.range(SourcePath::new(plan)..);
    let of_plan = of_plan.take_while(|(path, _)| path.as_str().starts_with(plan));
    of_plan.filter(|(path, _)| path.as_str().ends_with(".md")).any(|(_, file)| file.text.contains(&argument))
}

impl CallResolver<'_> {
    fn resolve(&mut self, kinds: &[ComponentKind]) -> Option<ResolvedComponent> {
        let Some(kind) = kinds.iter().find(|kind| kind.name == self.call.name) else {
            let unknown = self.unknown_component(kinds);
            self.diagnostics.push(unknown);
            return None;
        };
        if !self.arguments_fit(kind) {
            return None;
        }
        (kind.resolve)(self)
    }

    fn arguments_fit(&mut self, kind: &ComponentKind) -> bool {
        let before = self.diagnostics.len();
        let call = self.call;
        let known: Vec<&str> = kind.required.iter().chain(kind.optional).copied().collect();
        let missing: Vec<&str> =
            kind.required.iter().copied().filter(|name| self.argument(name).is_none()).collect();
        let is_unknown = |argument: &&Argument| !known.contains(&argument.name.as_str());
        let unknown: Vec<&Argument> = call.arguments.iter().filter(is_unknown).collect();
        let mut meant: Vec<&str> = Vec::new();
        for argument in &unknown {
            let near =
                nearest(&argument.name, known.iter().copied().filter(|name| self.argument(name).is_none()));
            // The only one that is missing is what the only one too many was to be.
            let only = missing.first().copied().filter(|_| missing.len() == 1 && unknown.len() == 1);
            let instead = near.or(only);
            meant.extend(instead);
            let diagnostic = self.unknown_argument(argument, &known, instead);
            self.diagnostics.push(diagnostic);
        }
        for name in missing.into_iter().filter(|name| !meant.contains(name)) {
            self.missing(name);
        }
        self.diagnostics.len() == before
    }

    fn unknown_argument(&self, argument: &Argument, known: &[&str], instead: Option<&str>) -> Diagnostic {
        let call = self.call;
        let diagnostic = Diagnostic::new(
            rules::COMPONENT_ARGUMENT,
            self.place(argument.name_span),
            format!("`{}` に `{}` という引数はありません", call.name, argument.name),
            format!("`{}` takes no argument `{}`", call.name, argument.name),
        );
        let list = known.join("`, `");
        match known {
            [] => diagnostic.help("引数を消してください", "take the argument out"),
            _ => diagnostic
                .help_if(instead.map(Help::did_you_mean))
                .help(format!("使えるのは `{list}` です"), format!("it takes `{list}`")),
        }
    }

    fn missing_argument(&self, name: &str) -> Diagnostic {
        let call = self.call;
        let whole = with_argument(call, name);
        Diagnostic::new(
            rules::COMPONENT_ARGUMENT,
            self.place(call.name_span),
            format!("`{}` には引数 `{name}` が要ります", call.name),
            format!("`{}` needs the argument `{name}`", call.name),
        )
        .help(format!("`{whole}` の形で書きます"), format!("write `{whole}`"))
    }

    /// Reports that a call lacks an argument.
    pub fn missing(&mut self, name: &str) {
        let diagnostic = self.missing_argument(name);
        self.diagnostics.push(diagnostic);
    }

    fn unknown_component(&self, kinds: &[ComponentKind]) -> Diagnostic {
        let list = kinds.iter().map(|kind| kind.name).collect::<Vec<_>>().join("`, `");
        Diagnostic::new(
            rules::COMPONENT_UNKNOWN,
            self.place(self.call.name_span),
            format!("部品 `{}` はありません", self.call.name),
            format!("there is no component `{}`", self.call.name),
        )
        .help_if(did_you_mean(&self.call.name, kinds.iter().map(|kind| kind.name)))
        .help(format!("使えるのは `{list}` です"), format!("there are `{list}`"))
    }
}

/// The call as it is written, with one argument more.
fn with_argument(call: &Call, name: &str) -> String {
    let written = call.arguments.iter().map(|argument| format!(" {}=\"{}\"", argument.name, argument.value));
    format!("{{{{<{}{} {name}=\"…\" />}}}}", call.name, written.collect::<String>())
}
