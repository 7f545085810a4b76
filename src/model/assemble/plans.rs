//! Plans with their pillars, statements, chapters, measures, indicators, roles and tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Diagnostic;
use crate::model::id::{
    CategoryId, ChapterId, CityId, DepartmentId, IndicatorId, MeasureId, PlanId, StatementKindId, StepId,
    TopicId,
};
use crate::model::noun::Noun;
use crate::model::{
    Chapter, Family, Indicator, Measure, MeasureDepartment, Pillar, Plan, Rank, Scheduled, Site, Statement,
    Table, Texts,
};
use crate::parse::DataTable;
use crate::records::{
    AbilityRecord, DepartmentReference, Facts, Id, IndicatorsRecord, MeasureRecord, Named, PlanRecord,
    RankRecord, RolesRecord, StatementRecord,
};
use crate::rules;
use crate::source::{Place, SourcePath};
use crate::values::Part;

use super::cities::department_words;
use super::gather::{From, Gathered, PlanParts};
use super::references::{Names, each_once, listed_twice, unique};
use super::{stand_ins, topics};

pub(super) fn add(site: &mut Site, gathered: &mut Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for ((city, id), mut parts) in std::mem::take(&mut gathered.plans) {
        let Some(city) = site.city_ids().find(|known| site[*known].id == city) else { continue };
        let Some(record) = parts.record.take() else { continue };
        add_plan(site, city, id, record, parts, diagnostics);
    }
    for city in site.city_ids() {
        let mut plans: Vec<PlanId> = site.plan_ids().filter(|plan| site[*plan].city == city).collect();
        plans.sort_by_key(|plan| (std::cmp::Reverse(site[*plan].period.start), site[*plan].id.clone()));
        site.cities[city.index()].plans = plans;
    }
}

fn add_plan(
    site: &mut Site,
    city: CityId,
    id: &str,
    (path, record): From<PlanRecord>,
    parts: PlanParts<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let plan = PlanId::new(site.plans.len());
    let department = department_names(site, city).find(&path, &record.department, diagnostics);
    let department = department.unwrap_or_else(|| stand_ins::department(site, city));
    unique(&path, &record.groups, |group| &group.id, diagnostics);
    unique(&path, &record.cycles, |cycle| &cycle.id, diagnostics);
    let pillars = pillars(site, &path, &record, diagnostics);
    site.plans.push(Plan {
        id: id.to_owned(),
        city,
        department,
        supersedes: Vec::new(),
        superseded_by: Vec::new(),
        part_of: None,
        parts: Vec::new(),
        texts: parts.texts,
        pillars,
        statements: statements(site, &path, &record.statements, diagnostics),
        chapters: Vec::new(),
        measures: Vec::new(),
        indicators: Vec::new(),
        families: parts.roles.map_or_else(Vec::new, |roles| families(roles, diagnostics)),
        tables: parts.tables.into_iter().map(|(id, languages)| table(id, languages)).collect(),
        coverage: Default::default(),
        path,
        record,
    });
    if let Some(indicators) = parts.indicators {
        add_indicators(site, plan, indicators, diagnostics);
    }
    add_chapters(site, plan, parts.chapters);
    add_measures(site, plan, parts.measures, diagnostics);
}

fn table(id: &str, languages: Vec<Option<From<DataTable>>>) -> Table {
    Table { id: id.to_owned(), languages: languages.into_iter().map(|table| Some(table?.1)).collect() }
}

fn department_names(site: &Site, city: CityId) -> Names<'_, DepartmentId> {
    let departments =
        site[city].departments.iter().map(|department| (site[*department].id.as_str(), *department));
    Names::new(Noun::DEPARTMENT, departments).called(|department| department_words(&site[department].record))
}

pub(super) fn topic_names(site: &Site) -> Names<'_, TopicId> {
    let topics = site.topic_ids().map(|topic| (site[topic].id.as_str(), topic));
    Names::new(Noun::TOPIC, topics).called(|topic| site[topic].label.words())
}

fn pillars(
    site: &mut Site,
    path: &SourcePath,
    plan: &PlanRecord,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Pillar> {
    let groups = Names::new(Noun::GROUP, positions(&plan.groups, |group| &group.id))
        .called(|group| plan.groups[group].words());
    let records = unique(path, &plan.pillars, |pillar| &pillar.id, diagnostics);
    let topics = topic_names(site);
    let found = records.iter().map(|record| topics.find(path, &record.topic, diagnostics));
    let found: Vec<Option<TopicId>> = found.collect();
    drop(topics);
    let pillars = records.into_iter().zip(found).map(|(record, topic)| {
        let group = record.group.as_ref().and_then(|group| groups.find(path, group, diagnostics));
        let topic = topic.unwrap_or_else(|| stand_ins::topic(site));
        Pillar { record, topic, group, measures: Vec::new() }
    });
    pillars.collect()
}

/// The ids of records, with their positions.
fn positions<T>(records: &[Arc<T>], id: impl Fn(&T) -> &Id) -> impl Iterator<Item = (&str, usize)> {
    records.iter().enumerate().map(move |(at, record)| (id(record).as_str(), at))
}

fn statements(
    site: &Site,
    path: &SourcePath,
    records: &[Arc<StatementRecord>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Statement> {
    let kinds = positions(&site.statement_kinds, |kind| &kind.id);
    let kinds = Names::new(Noun::STATEMENT_KIND, kinds.map(|(id, at)| (id, StatementKindId::new(at))))
        .called(|kind| site[kind].label.words());
    records
        .iter()
        .filter_map(|record| {
            let kind = kinds.find(path, &record.kind, diagnostics)?;
            Some(Statement { record: record.clone(), kind })
        })
        .collect()
}

fn families((path, record): From<RolesRecord>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Family> {
    unique(&path, &record.families, |family| &family.id, diagnostics)
        .into_iter()
        .map(|family| {
            unique(&path, &family.abilities, |ability| &ability.id, diagnostics);
            let ranks = unique(&path, &family.roles, |role| &role.id, diagnostics)
                .into_iter()
                .map(|record| rank(&path, &family.abilities, record, diagnostics))
                .collect();
            Family { record: family, ranks }
        })
        .collect()
}

fn rank(
    path: &SourcePath,
    abilities: &[Arc<AbilityRecord>],
    record: Arc<RankRecord>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Rank {
    let names = Names::new(Noun::ABILITY, positions(abilities, |ability| &ability.id))
        .called(|ability| abilities[ability].name.words());
    let written = || record.weights.iter().flat_map(|weights| weights.iter());
    let has_line = |index: usize| written().any(|(id, _)| id.value == abilities[index].id.value);
    let mut weights = vec![None; abilities.len()];
    for (ability, weight) in written() {
        let reference = Named::from(ability.clone());
        let Some(index) = names.find_where(|index| !has_line(index), path, &reference, diagnostics) else {
            continue;
        };
        if weights[index].replace(*weight).is_some() {
            diagnostics.push(listed_twice(path, ability));
        }
    }
    Rank { record, weights }
}

fn add_indicators(
    site: &mut Site,
    plan: PlanId,
    (path, record): From<IndicatorsRecord>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for record in unique(&path, &record.indicators, |indicator| &indicator.id, diagnostics) {
        if !site.edition.has_record(&path, record.id.as_str()) {
            continue;
        }
        site.plans[plan.index()].indicators.push(IndicatorId::new(site.indicators.len()));
        site.indicators.push(Indicator { record, plan });
    }
}

fn add_chapters(site: &mut Site, plan: PlanId, chapters: BTreeMap<&str, Texts>) {
    let mut chapters: Vec<(&str, Texts)> = chapters.into_iter().collect();
    chapters.sort_by_cached_key(|(id, _)| natural(id));
    for (id, texts) in chapters {
        let Some(Facts::Chapter(record)) = texts.authoritative().map(|text| &text.document.facts) else {
            continue;
        };
        let record = record.clone();
        site.plans[plan.index()].chapters.push(ChapterId::new(site.chapters.len()));
        site.chapters.push(Chapter { record, id: id.to_owned(), plan, texts });
    }
}

fn add_measures(
    site: &mut Site,
    plan: PlanId,
    measures: BTreeMap<&str, Texts>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let names = MeasureNames::of(site, plan);
    let mut found: Vec<(Unplaced, Placing)> = Vec::new();
    for (id, texts) in measures {
        let Some(document) = texts.authoritative().map(|text| text.document.clone()) else { continue };
        let Facts::Measure(record) = &document.facts else { continue };
        let placing = names.placing(&site[plan], record, &document.path, diagnostics);
        let path = document.path.clone();
        found.push((Unplaced { id: id.to_owned(), path, record: record.clone(), texts }, placing));
    }
    drop(names);
    let mut resolved: Vec<Measure> =
        found.into_iter().map(|(unplaced, placing)| measure(site, plan, unplaced, placing)).collect();
    resolved.sort_by_cached_key(print_order);
    for measure in resolved {
        let id = MeasureId::new(site.measures.len());
        site.plans[plan.index()].measures.push(id);
        site.plans[plan.index()].pillars[measure.pillar].measures.push(id);
        for part in &measure.departments {
            site.departments[part.department.index()].measures.push(id);
        }
        site.measures.push(measure);
    }
}

/// What the measures of a plan may name.
struct MeasureNames<'a> {
    pillars: Names<'a, usize>,
    categories: Names<'a, CategoryId>,
    topics: Names<'a, TopicId>,
    departments: Names<'a, DepartmentId>,
    steps: Names<'a, StepId>,
}

/// A measure without what its record refers to.
struct Unplaced {
    id: String,
    path: SourcePath,
    record: Arc<MeasureRecord>,
    texts: Texts,
}

/// What the record of a measure refers to; `None` for what is unknown.
struct Placing {
    pillar: Option<usize>,
    category: Option<CategoryId>,
    topics: Vec<TopicId>,
    departments: Vec<MeasureDepartment>,
    schedule: Vec<Scheduled>,
}

impl<'a> MeasureNames<'a> {
    fn of(site: &'a Site, plan: PlanId) -> Self {
        let pillars = site[plan].pillars.iter().enumerate();
        let categories = site.category_ids().map(|category| (site[category].id.as_str(), category));
        Self {
            pillars: Names::new(Noun::PILLAR, pillars.map(|(index, pillar)| (pillar.id.as_str(), index)))
                .called(move |pillar| site[plan].pillars[pillar].words()),
            categories: Names::new(Noun::CATEGORY, categories)
                .called(|category| site[category].label.words()),
            topics: topic_names(site),
            departments: department_names(site, site[plan].city),
            steps: step_names(site),
        }
    }

    fn placing(
        &self,
        plan: &Plan,
        record: &MeasureRecord,
        path: &SourcePath,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Placing {
        let pillar = self.pillars.find(path, &record.pillar, diagnostics);
        let category = self.categories.find(path, &record.category, diagnostics);
        let topics = each_once(&self.topics, &record.topics, path, diagnostics);
        let departments = departments(plan, &self.departments, &record.departments, path, diagnostics);
        let schedule = schedule(&self.steps, record, path, diagnostics);
        Placing { pillar, category, topics, departments, schedule }
    }
}

fn step_names(site: &Site) -> Names<'_, StepId> {
    let steps = site.steps.iter().enumerate().map(|(at, step)| (step.id.as_str(), StepId::new(at)));
    Names::new(Noun::STEP, steps).called(|step| site[step].words())
}

fn schedule(
    names: &Names<'_, StepId>,
    record: &MeasureRecord,
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Scheduled> {
    let mut schedule: Vec<Scheduled> = Vec::with_capacity(record.schedule.len());
    for written in &record.schedule {
        let step = names.find(path, &written.step, diagnostics);
        schedule.extend(step.zip(written.stretch()).map(|(step, stretch)| Scheduled {
            stretch,
            step,
            span: written.span,
        }));
    }
    schedule.sort_by_key(|scheduled| (scheduled.stretch, scheduled.step));
    schedule
}

fn measure(site: &mut Site, plan: PlanId, unplaced: Unplaced, placing: Placing) -> Measure {
    let Unplaced { id, path, record, texts } = unplaced;
    let Placing { pillar, category, topics: named, departments, schedule } = placing;
    let pillar = pillar.unwrap_or_else(|| stand_ins::pillar(site, plan));
    let category = category.unwrap_or_else(|| stand_ins::category(site));
    let topics = topics::in_every_scheme(site, &named, site[plan].pillars[pillar].topic);
    Measure {
        record,
        id,
        path,
        plan,
        pillar,
        category,
        topics,
        departments,
        part_of: None,
        parts: Vec::new(),
        follows: Vec::new(),
        followed_by: Vec::new(),
        indicators: Vec::new(),
        schedule,
        texts,
    }
}

fn departments(
    plan: &Plan,
    names: &Names<'_, DepartmentId>,
    references: &[DepartmentReference],
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<MeasureDepartment> {
    let mut departments: Vec<MeasureDepartment> = Vec::new();
    for (at, reference) in references.iter().enumerate() {
        let others = || references.iter().enumerate().filter(|(other, _)| *other != at);
        let is_free = |one| !others().any(|(_, other)| names.has(one, &other.id.value));
        let Some(department) = names.find_where(is_free, path, &reference.id, diagnostics) else { continue };
        if departments.iter().any(|known| known.department == department) {
            diagnostics.push(
                Diagnostic::new(
                    rules::MEASURE_DEPARTMENTS,
                    Place::at(path, reference.id.span),
                    format!("所管課 `{}` が2度書かれています", reference.id.value),
                    format!("the department `{}` is listed twice", reference.id.value),
                )
                .help("どちらか一方を消してください", "take one of them out"),
            );
        } else {
            departments.push(MeasureDepartment { department, part: reference.part, named: true });
        }
    }
    if departments.is_empty() {
        let department = plan.department;
        departments.push(MeasureDepartment { department, part: Part::Lead, named: false });
    }
    departments.sort_by_key(|department| department.part);
    departments
}

/// As the document prints them: by pillar, by the order given, by the printed number, by page.
fn print_order(measure: &Measure) -> (usize, i64, bool, (Vec<u64>, String), u32, String) {
    let MeasureRecord { order, number, page, .. } = &*measure.record;
    (
        measure.pillar,
        order.unwrap_or(i64::MAX),
        number.is_none(),
        number.as_deref().map(natural).unwrap_or_default(),
        page.unwrap_or(u32::MAX),
        measure.id.clone(),
    )
}

/// The key by which `2-intro` comes before `10-end` and 取組① before 取組⑩.
fn natural(text: &str) -> (Vec<u64>, String) {
    let text: String = if text.is_ascii() { text.to_owned() } else { text.nfkc().collect() };
    let numbers = text
        .split(|character: char| !character.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    (numbers, text)
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn numbers_sort_by_their_value() {
        let mut names = vec!["10-end", "2-middle", "1-start", "①-a", "1-(2)"];
        names.sort_by_key(|name| natural(name));
        assert_eq!(names, ["①-a", "1-start", "1-(2)", "2-middle", "10-end"]);
    }
}
