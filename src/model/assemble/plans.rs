//! Plans with their pillars, statements, chapters, measures, indicators, roles and tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Diagnostic;
use crate::model::id::{
    CategoryId, ChapterId, CityId, DepartmentId, IndicatorId, MeasureId, PlanId, StatementKindId, TopicId,
};
use crate::model::{
    Chapter, Cycle, Department, Family, Group, Indicator, Measure, MeasureDepartment, Pillar, Plan, Rank,
    Site, Statement, Table, Texts,
};
use crate::parse::{
    CycleRecord, DepartmentReference, Facts, FamilyRecord, GroupRecord, IndicatorRecord, MeasureFacts,
    PillarRecord, PlanRecord, StatementRecord, TextDocument, Written,
};
use crate::rules;
use crate::source::{Place, SourcePath};
use crate::values::{Audience, CoverageState, Part};

use super::cities::stand_in_label;
use super::gather::{From, Gathered, PlanParts};
use super::references::{Kind, Names, unique};

/// A plan's `[coverage]`.
pub(super) type CoverageRecord = Vec<(Written<String>, Written<CoverageState>)>;

/// References that can be resolved only when every plan is there.
#[derive(Default)]
pub(super) struct Pending {
    pub(super) supersedes: Vec<(PlanId, Written<String>)>,
    pub(super) coverage: Vec<(PlanId, CoverageRecord)>,
    /// Measures with their files, and the addresses of those they follow.
    pub(super) follows: Vec<(MeasureId, SourcePath, Written<String>)>,
    pub(super) part_of: Vec<(MeasureId, SourcePath, Written<String>)>,
    pub(super) indicators: Vec<(MeasureId, SourcePath, Written<String>)>,
}

pub(super) fn add(
    site: &mut Site,
    gathered: &mut Gathered<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Pending {
    let mut pending = Pending::default();
    for ((city, id), mut parts) in std::mem::take(&mut gathered.plans) {
        let id = id.to_owned();
        let Some(city) = site.city_ids().find(|known| site[*known].id == city) else { continue };
        let Some((path, record)) = parts.record.take() else { continue };
        add_plan(site, &mut pending, PlanPlace { city, id, path }, record, parts, diagnostics);
    }
    for city in site.city_ids() {
        let mut plans: Vec<PlanId> = site.plan_ids().filter(|plan| site[*plan].city == city).collect();
        plans.sort_by_key(|plan| (std::cmp::Reverse(site[*plan].period.start), site[*plan].id.clone()));
        site.cities[city.index()].plans = plans;
    }
    pending
}

/// Where a plan is.
struct PlanPlace {
    city: CityId,
    id: String,
    path: SourcePath,
}

fn add_plan(
    site: &mut Site,
    pending: &mut Pending,
    place: PlanPlace,
    record: PlanRecord,
    parts: PlanParts<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let PlanPlace { city, id, path } = place;
    let plan = PlanId::new(site.plans.len());
    let departments = department_names(site, city);
    let department = departments
        .find(&path, &record.department, diagnostics)
        .unwrap_or_else(|| stand_in_department(site, city, &record.department.value));
    let (groups, pillars) = pillars(site, &path, record.groups, record.pillars, diagnostics);
    let statements = statements(site, &path, record.statements, diagnostics);
    let cycles =
        unique(&path, record.cycles, |cycle| &cycle.id, diagnostics).into_iter().map(cycle).collect();
    let families = parts.roles.map_or_else(Vec::new, |roles| families(roles, diagnostics));
    let of_languages =
        |languages: Vec<Option<From<_>>>| languages.into_iter().map(|table| Some(table?.1)).collect();
    let tables = parts
        .tables
        .into_iter()
        .map(|(id, tables)| Table { id: id.to_owned(), languages: of_languages(tables) })
        .collect();
    pending.supersedes.extend(record.supersedes.map(|supersedes| (plan, supersedes)));
    pending.coverage.push((plan, record.coverage));
    site.plans.push(Plan {
        id,
        path,
        city,
        title: record.title,
        kind: record.kind,
        period: record.period.value,
        adopted: record.adopted,
        department,
        updated: record.updated,
        source: record.source,
        wording: record.wording,
        supersedes: None,
        superseded_by: None,
        revisions: record.revisions,
        texts: parts.texts,
        groups,
        pillars,
        statements,
        cycles,
        chapters: Vec::new(),
        measures: Vec::new(),
        indicators: Vec::new(),
        families,
        tables,
        coverage: Default::default(),
    });
    if let Some(indicators) = parts.indicators {
        add_indicators(site, plan, indicators, diagnostics);
    }
    add_chapters(site, plan, parts.chapters);
    add_measures(site, pending, plan, parts.measures, diagnostics);
}

/// What stands for a department that is not registered, so that the plan's other mistakes are found in the same
/// run. It is in no list of the city, and never drawn.
fn stand_in_department(site: &mut Site, city: CityId, id: &str) -> DepartmentId {
    let known =
        site.department_ids().find(|department| site[*department].city == city && site[*department].id == id);
    known.unwrap_or_else(|| {
        site.departments.push(Department {
            id: id.to_owned(),
            city,
            name: stand_in_label(id),
            kana: None,
            phone: None,
            fax: None,
            email: None,
            extension: None,
            url: None,
            from: None,
            former: None,
            later: Vec::new(),
            measures: Vec::new(),
        });
        DepartmentId::new(site.departments.len() - 1)
    })
}

fn department_names(site: &Site, city: CityId) -> Names<'_, DepartmentId> {
    let departments =
        site[city].departments.iter().map(|department| (site[*department].id.as_str(), *department));
    Names::new(Kind::DEPARTMENT, departments)
}

fn pillars(
    site: &Site,
    path: &SourcePath,
    groups: Vec<GroupRecord>,
    pillars: Vec<PillarRecord>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Group>, Vec<Pillar>) {
    let groups = unique(path, groups, |group| &group.id, diagnostics);
    let group_names = Names::new(
        Kind::GROUP,
        groups.iter().enumerate().map(|(index, group)| (group.id.value.as_str(), index)),
    );
    let topics = Names::new(Kind::TOPIC, site.topic_ids().map(|topic| (site[topic].id.as_str(), topic)));
    let pillars = unique(path, pillars, |pillar| &pillar.id, diagnostics)
        .into_iter()
        .filter_map(|pillar| {
            let group = pillar.group.as_ref().and_then(|group| group_names.find(path, group, diagnostics));
            Some(Pillar {
                topic: topics.find(path, &pillar.topic, diagnostics)?,
                id: pillar.id.value,
                label: pillar.label,
                group,
                number: pillar.number,
                text: pillar.text,
                measures: Vec::new(),
            })
        })
        .collect();
    let groups = groups
        .into_iter()
        .map(|group| Group { id: group.id.value, label: group.label, number: group.number })
        .collect();
    (groups, pillars)
}

fn statements(
    site: &Site,
    path: &SourcePath,
    records: Vec<StatementRecord>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Statement> {
    let kinds = site.statement_kinds.iter().enumerate();
    let kinds = Names::new(
        Kind::STATEMENT_KIND,
        kinds.map(|(index, kind)| (kind.id.as_str(), StatementKindId::new(index))),
    );
    records
        .into_iter()
        .filter_map(|record| {
            Some(Statement {
                kind: kinds.find(path, &record.kind, diagnostics)?,
                name: record.name,
                text: record.text,
                number: record.number,
                page: record.page,
                notes: record.notes,
            })
        })
        .collect()
}

fn cycle(record: CycleRecord) -> Cycle {
    Cycle { id: record.id.value, name: record.name, steps: record.steps, outcome: record.outcome }
}

fn families((path, records): From<Vec<FamilyRecord>>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Family> {
    unique(&path, records, |family| &family.id, diagnostics)
        .into_iter()
        .map(|family| {
            let abilities = unique(&path, family.abilities, |ability| &ability.id, diagnostics);
            let names = Names::new(
                Kind::ABILITY,
                abilities.iter().enumerate().map(|(index, ability)| (ability.id.value.as_str(), index)),
            );
            let ranks = unique(&path, family.roles, |role| &role.id, diagnostics)
                .into_iter()
                .map(|role| {
                    let mut weights = vec![None; abilities.len()];
                    for (ability, weight) in &role.weights {
                        if let Some(index) = names.find(&path, ability, diagnostics) {
                            weights[index] = Some(*weight);
                        }
                    }
                    Rank {
                        id: role.id.value,
                        name: role.name,
                        career: role.career,
                        duties: role.duties,
                        weights,
                    }
                })
                .collect();
            Family { id: family.id.value, name: family.name, ranks, abilities }
        })
        .collect()
}

fn add_indicators(
    site: &mut Site,
    plan: PlanId,
    (path, records): From<Vec<IndicatorRecord>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for record in unique(&path, records, |record| &record.id, diagnostics) {
        site.plans[plan.index()].indicators.push(IndicatorId::new(site.indicators.len()));
        site.indicators.push(Indicator { id: record.id.value.clone(), plan, record });
    }
}

fn add_chapters(site: &mut Site, plan: PlanId, chapters: BTreeMap<&str, Texts>) {
    let mut chapters: Vec<(&str, Texts)> = chapters.into_iter().collect();
    chapters.sort_by_cached_key(|(id, _)| natural(id));
    for (id, texts) in chapters {
        let Some(Facts::Chapter(facts)) = texts.authoritative().map(|text| &text.document.facts) else {
            continue;
        };
        if facts.audience == Audience::Internal && site.audience == Audience::Public {
            continue;
        }
        let (number, page) = (facts.number.clone(), facts.page);
        site.plans[plan.index()].chapters.push(ChapterId::new(site.chapters.len()));
        site.chapters.push(Chapter { id: id.to_owned(), plan, number, page, texts });
    }
}

fn add_measures(
    site: &mut Site,
    pending: &mut Pending,
    plan: PlanId,
    measures: BTreeMap<&str, Texts>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let names = MeasureNames::of(site, plan);
    let mut resolved: Vec<(Measure, Arc<TextDocument>)> = Vec::new();
    for (id, texts) in measures {
        let Some(document) = texts.authoritative().map(|text| text.document.clone()) else { continue };
        let Facts::Measure(facts) = &document.facts else { continue };
        if facts.audience == Audience::Internal && site.audience == Audience::Public {
            continue;
        }
        if let Some(measure) = measure(&site[plan], id, texts, facts, &document.path, &names, diagnostics) {
            resolved.push((measure, document));
        }
    }
    drop(names);
    resolved.sort_by_cached_key(|(measure, document)| print_order(measure, &document.facts));
    for (measure, document) in resolved {
        let (Facts::Measure(facts), path) = (&document.facts, &document.path) else { continue };
        let id = MeasureId::new(site.measures.len());
        site.plans[plan.index()].measures.push(id);
        site.plans[plan.index()].pillars[measure.pillar].measures.push(id);
        for part in &measure.departments {
            site.departments[part.department.index()].measures.push(id);
        }
        site.measures.push(measure);
        let named = |written: &Written<String>| (id, path.clone(), written.clone());
        pending.follows.extend(facts.follows.iter().map(named));
        pending.part_of.extend(facts.part_of.iter().map(named));
        pending.indicators.extend(facts.indicators.iter().map(named));
    }
}

/// What the measures of a plan may name.
struct MeasureNames<'a> {
    plan: PlanId,
    pillars: Names<'a, usize>,
    categories: Names<'a, CategoryId>,
    topics: Names<'a, TopicId>,
    departments: Names<'a, DepartmentId>,
}

impl<'a> MeasureNames<'a> {
    fn of(site: &'a Site, plan: PlanId) -> Self {
        let pillars = site[plan].pillars.iter().enumerate();
        let categories = site.category_ids().map(|category| (site[category].id.as_str(), category));
        let topics = site.topic_ids().map(|topic| (site[topic].id.as_str(), topic));
        Self {
            plan,
            pillars: Names::new(Kind::PILLAR, pillars.map(|(index, pillar)| (pillar.id.as_str(), index))),
            categories: Names::new(Kind::CATEGORY, categories),
            topics: Names::new(Kind::TOPIC, topics),
            departments: department_names(site, site[plan].city),
        }
    }
}

fn measure(
    plan: &Plan,
    id: &str,
    texts: Texts,
    facts: &MeasureFacts,
    path: &SourcePath,
    names: &MeasureNames<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Measure> {
    let pillar = names.pillars.find(path, &facts.pillar, diagnostics);
    let category = names.categories.find(path, &facts.category, diagnostics);
    let mut topics: Vec<TopicId> = Vec::new();
    for topic in &facts.topics {
        topics.extend(names.topics.find(path, topic, diagnostics).filter(|topic| !topics.contains(topic)));
    }
    let departments = departments(plan, &names.departments, &facts.departments, path, diagnostics);
    let (pillar, category) = (pillar?, category?);
    if topics.is_empty() {
        topics.push(plan.pillars[pillar].topic);
    }
    Some(Measure {
        id: id.to_owned(),
        plan: names.plan,
        kana: facts.kana.clone(),
        number: facts.number.clone(),
        pillar,
        category,
        topics,
        departments,
        schedule: facts.schedule.clone(),
        effect: facts.effect,
        page: facts.page,
        part_of: None,
        parts: Vec::new(),
        follows: Vec::new(),
        followed_by: Vec::new(),
        indicators: Vec::new(),
        texts,
    })
}

fn departments(
    plan: &Plan,
    names: &Names<'_, DepartmentId>,
    references: &[DepartmentReference],
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<MeasureDepartment> {
    let mut departments: Vec<MeasureDepartment> = Vec::new();
    for reference in references {
        let Some(department) = names.find(path, &reference.id, diagnostics) else { continue };
        if departments.iter().any(|known| known.department == department) {
            diagnostics.push(Diagnostic::new(
                rules::MEASURE_DEPARTMENTS,
                Place::at(path, reference.id.span),
                format!("所管課 `{}` が2度書かれています", reference.id.value),
                format!("the department `{}` is listed twice", reference.id.value),
            ));
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
fn print_order(measure: &Measure, facts: &Facts) -> (usize, i64, bool, (Vec<u64>, String), u32, String) {
    let order = match facts {
        Facts::Measure(facts) => facts.order,
        _ => None,
    };
    (
        measure.pillar,
        order.unwrap_or(i64::MAX),
        measure.number.is_none(),
        measure.number.as_deref().map(natural).unwrap_or_default(),
        measure.page.unwrap_or(u32::MAX),
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
