//! The documents of each noun come together.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Cause, Diagnostic, Help, nearest};
use crate::model::{Text, Texts};
use crate::parse::{DataTable, Document, Parsed, Role};
use crate::records::{
    CategoriesRecord, CityRecord, GlossaryRecord, IndicatorsRecord, PlanRecord, RolesRecord, TopicsRecord,
};
use crate::rules;
use crate::source::{Place, SourcePath};
use crate::values::{Language, Languages};

/// A record and the file it came from.
pub(super) type From<T> = (SourcePath, Arc<T>);

/// Names are borrowed from the documents: a large site is gathered anew after each save of a file.
#[derive(Default)]
pub(super) struct Gathered<'a> {
    pub(super) topics: Option<From<TopicsRecord>>,
    pub(super) categories: Option<From<CategoriesRecord>>,
    pub(super) glossary: Option<From<GlossaryRecord>>,
    pub(super) home: Texts,
    pub(super) cities: BTreeMap<&'a str, CityParts>,
    pub(super) plans: BTreeMap<(&'a str, &'a str), PlanParts<'a>>,
    pub(super) free_pages: BTreeMap<&'a str, Texts>,
}

#[derive(Default)]
pub(super) struct CityParts {
    pub(super) record: Option<From<CityRecord>>,
    pub(super) texts: Texts,
}

#[derive(Default)]
pub(super) struct PlanParts<'a> {
    pub(super) record: Option<From<PlanRecord>>,
    pub(super) texts: Texts,
    pub(super) indicators: Option<From<IndicatorsRecord>>,
    pub(super) roles: Option<From<RolesRecord>>,
    pub(super) tables: BTreeMap<&'a str, Vec<Option<From<DataTable>>>>,
    pub(super) chapters: BTreeMap<&'a str, Texts>,
    pub(super) measures: BTreeMap<&'a str, Texts>,
}

pub(super) fn gather<'a>(
    parsed: &[&'a Parsed],
    languages: &Languages,
    diagnostics: &mut Vec<Diagnostic>,
) -> Gathered<'a> {
    let mut gathered = Gathered::default();
    for parsed in parsed {
        gathered.add(parsed, languages.count());
    }
    gathered.drop_translations_of_nothing(diagnostics);
    gathered
}

impl<'a> Gathered<'a> {
    fn add(&mut self, Parsed { path, role, document, .. }: &'a Parsed, languages: usize) {
        let path = || path.clone();
        let Some(document) = document else { return };
        match document {
            Document::Topics(record) => self.topics = Some((path(), record.clone())),
            Document::Categories(record) => self.categories = Some((path(), record.clone())),
            Document::Glossary(record) => self.glossary = Some((path(), record.clone())),
            Document::City(record) => {
                if let Role::City { city } = role {
                    self.cities.entry(city).or_default().record = Some((path(), record.clone()));
                }
            }
            Document::Plan(record) => self.plan(role).record = Some((path(), record.clone())),
            Document::Indicators(record) => self.plan(role).indicators = Some((path(), record.clone())),
            Document::Roles(record) => self.plan(role).roles = Some((path(), record.clone())),
            Document::Table(table) => {
                if let Role::Table { id, language, .. } = role {
                    let tables = self.plan(role).tables.entry(id).or_default();
                    tables.resize_with(languages, || None);
                    tables[language.index()] = Some((path(), table.clone()));
                }
            }
            Document::Text(document) => {
                let (language, texts) = self.texts(role);
                texts.texts.resize_with(languages, || None);
                texts.texts[language.index()] = Some(Text::new(document.clone()));
            }
        }
    }

    fn plan(&mut self, role: &'a Role) -> &mut PlanParts<'a> {
        match role {
            Role::Plan { city, plan }
            | Role::PlanText { city, plan, .. }
            | Role::Indicators { city, plan }
            | Role::Roles { city, plan }
            | Role::Chapter { city, plan, .. }
            | Role::Measure { city, plan, .. }
            | Role::Table { city, plan, .. } => self.plans.entry((city, plan)).or_default(),
            _ => unreachable!("only files of a plan are asked for their plan"),
        }
    }

    fn texts(&mut self, role: &'a Role) -> (Language, &mut Texts) {
        match role {
            Role::Home { language } => (*language, &mut self.home),
            Role::CityText { city, language } => (*language, &mut self.cities.entry(city).or_default().texts),
            Role::PlanText { language, .. } => (*language, &mut self.plan(role).texts),
            Role::Chapter { id, language, .. } => {
                (*language, self.plan(role).chapters.entry(id).or_default())
            }
            Role::Measure { id, language, .. } => {
                (*language, self.plan(role).measures.entry(id).or_default())
            }
            Role::FreePage { page, language } => (*language, self.free_pages.entry(page).or_default()),
            _ => unreachable!("only Markdown files become texts"),
        }
    }

    fn drop_translations_of_nothing(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        check_texts(&mut self.home, &[], diagnostics);
        self.cities.values_mut().for_each(|city| check_texts(&mut city.texts, &[], diagnostics));
        check_all(&mut self.free_pages, diagnostics);
        for plan in self.plans.values_mut() {
            check_texts(&mut plan.texts, &[], diagnostics);
            check_all(&mut plan.chapters, diagnostics);
            check_all(&mut plan.measures, diagnostics);
            let originals: Vec<SourcePath> = plan
                .tables
                .values()
                .filter_map(|all| all.first()?.as_ref())
                .map(|(path, _)| path.clone())
                .collect();
            let tables = plan.tables.values_mut();
            tables.for_each(|languages| check_table(languages, &originals, diagnostics));
            plan.tables.retain(|_, languages| languages.iter().any(Option::is_some));
        }
    }
}

fn check_all(all: &mut BTreeMap<&str, Texts>, diagnostics: &mut Vec<Diagnostic>) {
    if all.values().all(|texts| texts.authoritative().is_some()) {
        return;
    }
    let originals = all.values().filter_map(|texts| texts.authoritative());
    let originals: Vec<SourcePath> = originals.map(|text| text.document.path.clone()).collect();
    all.values_mut().for_each(|texts| check_texts(texts, &originals, diagnostics));
}

/// Drops translations without an original, which may have been given another one's name: `originals` are those
/// that there are.
fn check_texts(texts: &mut Texts, originals: &[SourcePath], diagnostics: &mut Vec<Diagnostic>) {
    if texts.authoritative().is_none() {
        for text in texts.texts.drain(..).flatten() {
            diagnostics.push(translation_of_nothing(&text.document.path, originals));
        }
    }
}

/// A translated table needs its original, and as many rows and columns: readers compare them cell by cell.
fn check_table(
    languages: &mut [Option<From<DataTable>>],
    originals: &[SourcePath],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some((original, translations)) = languages.split_first_mut() else { return };
    for translation in translations {
        let Some((path, table)) = translation else { continue };
        match original {
            None => {
                diagnostics.push(translation_of_nothing(path, originals));
                *translation = None;
            }
            Some((original_path, original)) if original.size() != table.size() => {
                diagnostics.push(other_shape(path, table.size(), original_path, original.size()));
            }
            Some((_, original)) => diagnostics.extend(table.other_numbers(original)),
        }
    }
}

fn other_shape(
    path: &SourcePath,
    found: (usize, usize),
    original: &SourcePath,
    wanted: (usize, usize),
) -> Diagnostic {
    Diagnostic::new(
        rules::TABLE_SHAPE,
        Place::file(path),
        format!("訳の表は{}行{}列ですが、原文の表は{}行{}列です", found.0, found.1, wanted.0, wanted.1),
        format!(
            "the translated table has {} × {} cells, the original {} × {}",
            found.0, found.1, wanted.0, wanted.1
        ),
    )
    .note(Place::file(original), "原文の表", "the original")
    .help("行と列を原文とそろえてください", "give it the rows and columns of the original")
}

fn translation_of_nothing(path: &SourcePath, originals: &[SourcePath]) -> Diagnostic {
    let name = path.as_str();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "md"));
    let (original, language) = stem.rsplit_once('.').unwrap_or((stem, ""));
    let siblings = originals.iter().filter(|other| other.folder() == path.folder());
    let original_path = SourcePath::new(format!("{original}.{ending}"));
    Diagnostic::new(
        rules::TRANSLATION_OF_NOTHING,
        Place::file(path),
        format!("訳のもとになる `{original}.{ending}` がありません"),
        format!("this translates `{original}.{ending}`, which is not there"),
    )
    .help_if(nearest(original_path.name(), siblings.map(SourcePath::name)).map(|near| {
        let near = near.rsplit_once('.').map_or(near, |(near, _)| near);
        Help::did_you_mean(&format!("{near}.{language}.{ending}"))
    }))
    .help(
        "原文のファイルを作るか、ファイル名を原文に合わせてください",
        "write the authoritative file, or give this file the same name",
    )
    .caused_by(Cause::File(original_path))
}
