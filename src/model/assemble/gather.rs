//! The documents of each noun come together.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::{Text, Texts};
use crate::parse::{
    CategoryRecord, CityRecord, DataTable, Document, FamilyRecord, IndicatorRecord, PlanRecord, Role, Settings,
    StatementKindRecord, TermRecord, TextDocument, TopicRecord,
};
use crate::source::{Place, SourcePath};
use crate::values::Language;

use super::Parsed;

/// A record and the file it came from.
pub(super) type From<T> = (SourcePath, T);

#[derive(Default)]
pub(super) struct Gathered {
    pub(super) topics: Option<From<(Vec<TopicRecord>, Vec<StatementKindRecord>)>>,
    pub(super) categories: Option<From<Vec<CategoryRecord>>>,
    pub(super) terms: Option<From<Vec<TermRecord>>>,
    pub(super) home: Texts,
    pub(super) cities: BTreeMap<String, CityParts>,
    pub(super) plans: BTreeMap<(String, String), PlanParts>,
    pub(super) free_pages: BTreeMap<String, Texts>,
}

#[derive(Default)]
pub(super) struct CityParts {
    pub(super) record: Option<From<CityRecord>>,
    pub(super) texts: Texts,
}

#[derive(Default)]
pub(super) struct PlanParts {
    pub(super) record: Option<From<PlanRecord>>,
    pub(super) texts: Texts,
    pub(super) indicators: Option<From<Vec<IndicatorRecord>>>,
    pub(super) roles: Option<From<Vec<FamilyRecord>>>,
    pub(super) tables: BTreeMap<String, Vec<Option<DataTable>>>,
    pub(super) chapters: BTreeMap<String, Texts>,
    pub(super) measures: BTreeMap<String, Texts>,
}

pub(super) fn gather(parsed: Vec<Parsed>, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) -> Gathered {
    let mut gathered = Gathered::default();
    let count = settings.languages.count();
    for Parsed { path, role, document } in parsed {
        match document {
            Document::Topics(topics, kinds) => gathered.topics = Some((path, (topics, kinds))),
            Document::Categories(categories) => gathered.categories = Some((path, categories)),
            Document::Glossary(terms) => gathered.terms = Some((path, terms)),
            Document::City(record) => {
                if let Role::City { city } = role {
                    gathered.cities.entry(city).or_default().record = Some((path, record));
                }
            }
            Document::Plan(record) => gathered.plan(&role).record = Some((path, record)),
            Document::Indicators(records) => gathered.plan(&role).indicators = Some((path, records)),
            Document::Roles(records) => gathered.plan(&role).roles = Some((path, records)),
            Document::Table(table) => {
                if let Role::Table { id, language, .. } = &role {
                    let tables = gathered.plan(&role).tables.entry(id.clone()).or_default();
                    tables.resize_with(count, || None);
                    tables[language.index()] = Some(table);
                }
            }
            Document::Text(document) => {
                let (language, texts) = gathered.texts(role);
                texts.texts.resize_with(count, || None);
                texts.texts[language.index()] = Some(Text::new(document));
            }
        }
    }
    gathered.drop_translations_of_nothing(diagnostics);
    gathered
}

impl Gathered {
    fn plan(&mut self, role: &Role) -> &mut PlanParts {
        match role {
            Role::Plan { city, plan }
            | Role::PlanText { city, plan, .. }
            | Role::Indicators { city, plan }
            | Role::Roles { city, plan }
            | Role::Chapter { city, plan, .. }
            | Role::Measure { city, plan, .. }
            | Role::Table { city, plan, .. } => self.plans.entry((city.clone(), plan.clone())).or_default(),
            _ => unreachable!("only files of a plan are asked for their plan"),
        }
    }

    fn texts(&mut self, role: Role) -> (Language, &mut Texts) {
        match &role {
            Role::Home { language } => (*language, &mut self.home),
            Role::CityText { city, language } => (*language, &mut self.cities.entry(city.clone()).or_default().texts),
            Role::PlanText { language, .. } => (*language, &mut self.plan(&role).texts),
            Role::Chapter { id, language, .. } => {
                (*language, self.plan(&role).chapters.entry(id.clone()).or_default())
            }
            Role::Measure { id, language, .. } => {
                (*language, self.plan(&role).measures.entry(id.clone()).or_default())
            }
            Role::FreePage { page, language } => (*language, self.free_pages.entry(page.clone()).or_default()),
            _ => unreachable!("only Markdown files become texts"),
        }
    }

    fn drop_translations_of_nothing(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let mut check = |texts: &mut Texts| {
            if texts.authoritative().is_none() {
                for text in texts.texts.drain(..).flatten() {
                    diagnostics.push(translation_of_nothing(&text.document));
                }
            }
        };
        check(&mut self.home);
        self.cities.values_mut().for_each(|city| check(&mut city.texts));
        self.free_pages.values_mut().for_each(&mut check);
        for plan in self.plans.values_mut() {
            check(&mut plan.texts);
            plan.chapters.values_mut().for_each(&mut check);
            plan.measures.values_mut().for_each(&mut check);
        }
    }
}

fn translation_of_nothing(document: &TextDocument) -> Diagnostic {
    let path = document.path.as_str();
    let original = path.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.')).map_or("", |(stem, _)| stem);
    Diagnostic::error(
        "translation.of-nothing",
        Place::file(&document.path),
        format!("訳のもとになる `{original}.md` がありません（または読めません）"),
        format!("this translates `{original}.md`, which is not there or cannot be read"),
    )
    .help(
        "原文のファイルを作るか、ファイル名を原文に合わせてください",
        "write the authoritative file, or give this file the same name",
    )
}
