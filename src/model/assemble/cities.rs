//! Cities and their department registers.

use crate::diagnostic::Diagnostic;
use crate::model::id::{CityId, DepartmentId};
use crate::model::{City, Department, Site};
use crate::parse::{CityRecord, DepartmentRecord};
use crate::source::{Place, SourcePath};
use crate::values::Audience;

use super::gather::Gathered;
use super::references::{Names, unique};

pub(super) fn add(site: &mut Site, gathered: &mut Gathered, diagnostics: &mut Vec<Diagnostic>) {
    let mut cities: Vec<_> = std::mem::take(&mut gathered.cities)
        .into_iter()
        .filter_map(|(id, parts)| parts.record.map(|(path, record)| (id, path, record, parts.texts)))
        .collect();
    // The code orders cities as every national table does: by prefecture, then by the city's rank in it.
    cities.sort_by_key(|(_, _, record, _)| record.code);
    for pair in cities.windows(2) {
        if pair[0].2.code == pair[1].2.code {
            diagnostics.push(same_code(&pair[1].1, &pair[0].1, pair[1].2.code.as_str()));
        }
    }
    for (id, path, record, texts) in cities {
        let city = CityId::new(site.cities.len());
        let CityRecord { name, code, prefecture, class, url, departments } = record;
        let departments = add_departments(site, city, &path, departments, diagnostics);
        site.cities.push(City {
            id,
            path,
            name,
            code,
            prefecture,
            class,
            url,
            texts,
            departments,
            plans: Vec::new(),
        });
    }
}

fn same_code(path: &SourcePath, other: &SourcePath, code: &str) -> Diagnostic {
    Diagnostic::error(
        "city.duplicate-code",
        Place::file(path),
        format!("全国地方公共団体コード `{code}` の市が2つあります"),
        format!("two cities have the code `{code}`"),
    )
    .note(Place::file(other), "もう一つはここです", "the other is here")
}

fn add_departments(
    site: &mut Site,
    city: CityId,
    path: &SourcePath,
    records: Vec<DepartmentRecord>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<DepartmentId> {
    let records = unique(path, records, |record| &record.id, diagnostics);
    let first = site.departments.len();
    let names = Names::new(
        "department.unknown",
        "所管課",
        "department",
        records.iter().enumerate().map(|(index, record)| (record.id.value.as_str(), index)),
    );
    let former: Vec<Option<usize>> = records
        .iter()
        .map(|record| record.replaces.as_ref().and_then(|replaces| names.find(path, replaces, diagnostics)))
        .collect();
    for (index, record) in records.iter().enumerate() {
        if replaces_itself(&former, index) {
            let span = record.replaces.as_ref().map_or(record.id.span, |replaces| replaces.span);
            diagnostics.push(Diagnostic::error(
                "department.replaces-itself",
                Place::at(path, span),
                "旧称をたどると自分自身に戻ります",
                "following `replaces` leads back to this department",
            ));
        }
    }
    let looping: Vec<bool> = (0..records.len()).map(|index| replaces_itself(&former, index)).collect();
    for (index, record) in records.into_iter().enumerate() {
        let former = former[index].filter(|_| !looping[index]).map(|index| DepartmentId::new(first + index));
        site.departments.push(Department {
            id: record.id.value,
            city,
            name: record.name,
            kana: record.kana,
            phone: record.phone,
            fax: record.fax,
            email: record.email,
            extension: record.extension.filter(|_| site.audience == Audience::Internal),
            url: record.url,
            from: record.from,
            former,
            later: Vec::new(),
            measures: Vec::new(),
        });
    }
    let ids: Vec<DepartmentId> = (first..site.departments.len()).map(DepartmentId::new).collect();
    for id in &ids {
        if let Some(former) = site[*id].former {
            site.departments[former.index()].later.push(*id);
        }
    }
    ids
}

fn replaces_itself(former: &[Option<usize>], start: usize) -> bool {
    let mut at = former[start];
    for _ in 0..former.len() {
        match at {
            Some(index) if index == start => return true,
            Some(index) => at = former[index],
            None => return false,
        }
    }
    false
}
