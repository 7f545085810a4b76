//! Cities and their department registers.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::id::{CityId, DepartmentId};
use crate::model::noun::Noun;
use crate::model::{City, Department, Site, Texts};
use crate::records::{CityRecord, DepartmentRecord, Reference};
use crate::rules;
use crate::source::{Place, SourcePath};

use super::gather::Gathered;
use super::references::{Names, unique};
use super::{city_names, city_relations, succession};

pub(super) fn add(site: &mut Site, gathered: &mut Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // A city whose record is missing or broken stands in for itself: nothing is published of it, but the
    // mistakes of its plans are found in the same run.
    for (city, _) in gathered.plans.keys() {
        gathered.cities.entry(city).or_default();
    }
    let mut cities: Vec<(&str, SourcePath, Arc<CityRecord>, Texts)> = std::mem::take(&mut gathered.cities)
        .into_iter()
        .map(|(id, parts)| {
            let path = SourcePath::new(format!("content/{id}/city.toml"));
            let (path, record) = parts.record.unwrap_or_else(|| (path, Arc::default()));
            (id, path, record, parts.texts)
        })
        .collect();
    // The code orders cities as every national table does: by prefecture, then by the city's rank in it.
    cities.sort_by_key(|(_, _, record, _)| record.code.get().map(|code| code.value));
    for pair in cities.windows(2) {
        if let (Some(earlier), Some(code)) = (pair[0].2.code.get(), pair[1].2.code.get())
            && earlier.value == code.value
        {
            let other = Place::at(&pair[0].1, earlier.span);
            diagnostics.push(same_code(Place::at(&pair[1].1, code.span), other, code.value.as_str()));
        }
    }
    for (id, path, record, texts) in cities {
        let city = CityId::new(site.cities.len());
        let departments = add_departments(site, city, &path, &record.departments, diagnostics);
        site.cities.push(City {
            name_alone: (**record.name).clone(),
            id: id.to_owned(),
            path,
            texts,
            departments,
            plans: Vec::new(),
            members: Vec::new(),
            unions: Vec::new(),
            replaced_by: Vec::new(),
            replaces: Vec::new(),
            ward_of: None,
            wards: Vec::new(),
            record,
        });
    }
    city_relations::add(site, diagnostics);
    city_names::add(site);
}

fn same_code(place: Place, other: Place, code: &str) -> Diagnostic {
    Diagnostic::new(
        rules::CITY_DUPLICATE_CODE,
        place,
        format!("全国地方公共団体コード `{code}` の市が2つあります"),
        format!("two cities have the code `{code}`"),
    )
    .note(other, "もう一つはここです", "the other is here")
}

fn add_departments(
    site: &mut Site,
    city: CityId,
    path: &SourcePath,
    records: &[Arc<DepartmentRecord>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<DepartmentId> {
    let records = unique(path, records, |record| &record.id, diagnostics);
    let first = site.departments.len();
    let names = Names::new(
        Noun::DEPARTMENT,
        records.iter().enumerate().map(|(index, record)| (record.id.as_str(), index)),
    )
    .called(|index| department_words(&records[index]));
    let named = |index: usize, record: &DepartmentRecord, diagnostics: &mut Vec<Diagnostic>| {
        let is_free =
            |other| other != index && !record.replaces.iter().any(|written| names.has(other, &written.value));
        let find = |written: &Reference| {
            Some((written.clone(), names.find_where(is_free, path, written, diagnostics)?))
        };
        record.replaces.iter().filter_map(find).collect::<Vec<_>>()
    };
    let former: Vec<_> =
        records.iter().enumerate().map(|(index, record)| named(index, record, diagnostics)).collect();
    drop(names);
    for record in records {
        site.departments.push(Department {
            record,
            city,
            former: Vec::new(),
            later: Vec::new(),
            measures: Vec::new(),
        });
    }
    let id = |index: usize| DepartmentId::new(first + index);
    for (index, former) in former.into_iter().enumerate() {
        for (written, earlier) in former {
            succession::link_departments(site, path, (id(index), id(earlier)), &written, diagnostics);
        }
    }
    let ids: Vec<DepartmentId> = (first..site.departments.len()).map(DepartmentId::new).collect();
    succession::check_dates(site, path, &ids, diagnostics);
    ids
}

/// What people call a department.
pub(super) fn department_words(record: &DepartmentRecord) -> Vec<String> {
    let kana = record.kana.as_ref().map(|kana| kana.to_string());
    record.name.words().into_iter().chain(kana).collect()
}
