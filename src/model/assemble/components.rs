//! What each component call in a text draws.

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::markdown::{Argument, Call};
use crate::model::id::{IndicatorId, MeasureId, PlanId};
use crate::model::noun::Noun;
use crate::model::{COMPONENTS, Component, ComponentKind, Site, Subject, Target, Texts};
use crate::parse::TextDocument;
use crate::rules;
use crate::source::{Place, Sources, Written};

use super::links::{asset_at, missing_file};
use super::references::Names;

/// Resolves every component call of every text.
pub(super) fn resolve(site: &mut Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let calls = |texts: &Texts| texts.all().any(|text| !text.document.body.calls.is_empty());
    let with_calls: Vec<Subject> =
        site.subjects_with_texts().filter(|(_, texts)| calls(texts)).map(|(subject, _)| subject).collect();
    for subject in with_calls {
        let texts = site.texts(subject);
        let components: Vec<Vec<Component>> = texts
            .all()
            .map(|text| {
                let resolver = Resolver { site, sources, subject, document: &text.document };
                text.document.body.calls.iter().map(|call| resolver.call(call, diagnostics)).collect()
            })
            .collect();
        for (text, components) in site.texts_mut(subject).all_mut().zip(components) {
            text.components = components;
        }
    }
}

struct Resolver<'a> {
    site: &'a Site,
    sources: &'a Sources,
    subject: Subject,
    document: &'a TextDocument,
}

impl Resolver<'_> {
    fn call(&self, call: &Call, diagnostics: &mut Vec<Diagnostic>) -> Component {
        let Some(kind) = COMPONENTS.iter().find(|kind| kind.name == call.name) else {
            diagnostics.push(self.unknown_component(call));
            return Component::Broken;
        };
        if !self.arguments_fit(call, kind, diagnostics) {
            return Component::Broken;
        }
        if kind.name == "figure" {
            return self.figure(call, diagnostics);
        }
        match self.plan() {
            Some(plan) => self.of_plan(call, plan, diagnostics).unwrap_or(Component::Broken),
            None => {
                diagnostics.push(Diagnostic::new(
                    rules::COMPONENT_PLACE,
                    self.place(call.name_span),
                    format!("`{}` は計画のページ（章、取組、計画の紹介）でだけ使えます", call.name),
                    format!("`{}` works on the pages of a plan only", call.name),
                ));
                Component::Broken
            }
        }
    }

    fn place(&self, span: crate::source::Span) -> Place {
        Place::at(&self.document.path, span)
    }

    fn plan(&self) -> Option<PlanId> {
        match self.subject {
            Subject::Plan(plan) => Some(plan),
            Subject::Chapter(chapter) => Some(self.site[chapter].plan),
            Subject::Measure(measure) => Some(self.site[measure].plan),
            _ => None,
        }
    }

    fn of_plan(&self, call: &Call, plan: PlanId, diagnostics: &mut Vec<Diagnostic>) -> Option<Component> {
        let facts = &self.site[plan];
        match call.name.as_str() {
            "indicator" => {
                let indicators = facts.indicators.iter().map(|id| (self.site[*id].id.as_str(), *id));
                let names: Names<'_, IndicatorId> = Names::new(Noun::INDICATOR, indicators);
                Some(Component::Indicators(vec![self.find(call, "id", &names, diagnostics)?]))
            }
            "indicators" => Some(Component::Indicators(facts.indicators.clone())),
            "schedule" => self.schedule(call, plan, diagnostics),
            "roles" => {
                let families = facts.families.iter().enumerate().map(|(at, family)| (family.id.as_str(), at));
                let names = Names::new(Noun::FAMILY, families);
                match argument(call, "family") {
                    Some(_) => {
                        Some(Component::Roles(plan, vec![self.find(call, "family", &names, diagnostics)?]))
                    }
                    None => Some(Component::Roles(plan, (0..facts.families.len()).collect())),
                }
            }
            "statements" => {
                let kinds = facts.statements.iter().map(|statement| statement.kind);
                let names =
                    Names::new(Noun::STATEMENT, kinds.map(|kind| (self.site[kind].id.as_str(), kind)));
                Some(Component::Statements(plan, self.find(call, "kind", &names, diagnostics)?))
            }
            "measures" => self.measures(call, plan, diagnostics),
            "table" => {
                let tables = facts.tables.iter().enumerate().map(|(at, table)| (table.id.as_str(), at));
                let names = Names::new(Noun::TABLE, tables);
                let table = self.find(call, "file", &names, diagnostics)?;
                Some(Component::Table(plan, table, argument(call, "caption")?.value.clone()))
            }
            "cycle" => {
                let cycles = facts.cycles.iter().enumerate().map(|(at, cycle)| (cycle.id.as_str(), at));
                let names = Names::new(Noun::CYCLE, cycles);
                Some(Component::Cycle(plan, self.find(call, "id", &names, diagnostics)?))
            }
            name => unreachable!("`{name}` is in the list of components"),
        }
    }

    fn schedule(&self, call: &Call, plan: PlanId, diagnostics: &mut Vec<Diagnostic>) -> Option<Component> {
        if let Subject::Measure(measure) = self.subject {
            return Some(Component::Schedule(vec![measure]));
        }
        let measures = match argument(call, "pillar") {
            Some(_) => self.of_pillar(call, plan, diagnostics)?,
            None => self.site[plan].measures.clone(),
        };
        let scheduled = measures.into_iter().filter(|measure| !self.site[*measure].schedule.is_empty());
        Some(Component::Schedule(scheduled.collect()))
    }

    fn measures(&self, call: &Call, plan: PlanId, diagnostics: &mut Vec<Diagnostic>) -> Option<Component> {
        if let Some(grid) = argument(call, "grid") {
            if grid.value != "pillar-category" {
                diagnostics.push(
                    Diagnostic::new(
                        rules::COMPONENT_ARGUMENT,
                        self.place(grid.value_span),
                        format!("`grid` に `{}` は使えません", grid.value),
                        format!("`{}` is not a `grid`", grid.value),
                    )
                    .help("使えるのは `pillar-category` です", "it is `pillar-category`"),
                );
                return None;
            }
            let used =
                |category| self.site[plan].measures.iter().any(|id| self.site[*id].category == category);
            return Some(Component::Grid(plan, self.site.category_ids().filter(|id| used(*id)).collect()));
        }
        let mut measures = match argument(call, "pillar") {
            Some(_) => self.of_pillar(call, plan, diagnostics)?,
            None => self.site[plan].measures.clone(),
        };
        if argument(call, "category").is_some() {
            let categories = self.site.category_ids().map(|id| (self.site[id].id.as_str(), id));
            let names = Names::new(Noun::CATEGORY, categories);
            let category = self.find(call, "category", &names, diagnostics)?;
            measures.retain(|measure| self.site[*measure].category == category);
        }
        Some(Component::Measures(measures))
    }

    fn of_pillar(
        &self,
        call: &Call,
        plan: PlanId,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Vec<MeasureId>> {
        let pillars = self.site[plan].pillars.iter().enumerate().map(|(at, pillar)| (pillar.id.as_str(), at));
        let names = Names::new(Noun::PILLAR, pillars);
        let pillar = self.find(call, "pillar", &names, diagnostics)?;
        Some(self.site[plan].pillars[pillar].measures.clone())
    }

    fn figure(&self, call: &Call, diagnostics: &mut Vec<Diagnostic>) -> Component {
        let (Some(file), Some(alternative)) = (argument(call, "file"), argument(call, "alt")) else {
            return Component::Broken;
        };
        match asset_at(self.sources, self.document.path.folder(), &file.value) {
            Ok(path) => Component::Figure {
                target: Target::Asset(path),
                alternative: alternative.value.clone(),
                caption: argument(call, "caption").map(|caption| caption.value.clone()),
            },
            Err(nearest) => {
                diagnostics.push(missing_file(self.document, file.value_span, &file.value, nearest));
                Component::Broken
            }
        }
    }

    fn find<T: Copy>(
        &self,
        call: &Call,
        name: &str,
        names: &Names<'_, T>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let argument = argument(call, name)?;
        let written = Written { value: argument.value.clone(), span: argument.value_span };
        names.find(&self.document.path, &written, diagnostics)
    }

    fn arguments_fit(&self, call: &Call, kind: &ComponentKind, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let before = diagnostics.len();
        let known: Vec<&str> = kind.required.iter().chain(kind.optional).copied().collect();
        for argument in &call.arguments {
            if !known.contains(&argument.name.as_str()) {
                let list = known.join("`, `");
                diagnostics.push(
                    Diagnostic::new(
                        rules::COMPONENT_ARGUMENT,
                        self.place(argument.name_span),
                        format!("`{}` に `{}` という引数はありません", call.name, argument.name),
                        format!("`{}` takes no argument `{}`", call.name, argument.name),
                    )
                    .help_if(did_you_mean(&argument.name, known.iter().copied()))
                    .help(format!("使えるのは `{list}` です"), format!("it takes `{list}`")),
                );
            }
        }
        for name in kind.required {
            if argument(call, name).is_none() {
                let whole = with_argument(call, name);
                diagnostics.push(
                    Diagnostic::new(
                        rules::COMPONENT_ARGUMENT,
                        self.place(call.name_span),
                        format!("`{}` には引数 `{name}` が要ります", call.name),
                        format!("`{}` needs the argument `{name}`", call.name),
                    )
                    .help(format!("`{whole}` の形で書きます"), format!("write `{whole}`")),
                );
            }
        }
        diagnostics.len() == before
    }

    fn unknown_component(&self, call: &Call) -> Diagnostic {
        let list = COMPONENTS.iter().map(|kind| kind.name).collect::<Vec<_>>().join("`, `");
        Diagnostic::new(
            rules::COMPONENT_UNKNOWN,
            self.place(call.name_span),
            format!("部品 `{}` はありません", call.name),
            format!("there is no component `{}`", call.name),
        )
        .help_if(did_you_mean(&call.name, COMPONENTS.iter().map(|kind| kind.name)))
        .help(format!("使えるのは `{list}` です"), format!("there are `{list}`"))
    }
}

/// The call as it is written, with one argument more.
fn with_argument(call: &Call, name: &str) -> String {
    let written = call.arguments.iter().map(|argument| format!(" {}=\"{}\"", argument.name, argument.value));
    format!("{{{{<{}{} {name}=\"…\" />}}}}", call.name, written.collect::<String>())
}

fn argument<'a>(call: &'a Call, name: &str) -> Option<&'a Argument> {
    call.arguments.iter().find(|argument| argument.name == name)
}
