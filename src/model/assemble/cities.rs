//! Cities and their department registers.

use crate::diagnostic::Diagnostic;
use crate::model::id::{CityId, DepartmentId};
use crate::model::{City, Department, Site};
use crate::parse::{CityRecord, DepartmentRecord};
use crate::rules;
use crate::source::{Place, SourcePath};
use crate::values::{Audience, CityClass, CityCode, Label};

use super::gather::Gathered;
use super::references::{Kind, Names, unique};

pub(super) fn add(site: &mut Site, gathered: &mut Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // A city whose record is missing or broken stands in for itself: nothing is published of it, but the
    // mistakes of its plans are found in the same run.
    for (city, _) in gathered.plans.keys() {
        gathered.cities.entry(city).or_default();
    }
    let mut cities: Vec<_> = std::mem::take(&mut gathered.cities)
        .into_iter()
        .map(|(id, parts)| {
            let path = SourcePath::new(format!("content/{id}/city.toml"));
            let (path, record) = parts.record.unwrap_or_else(|| (path, CityRecord::default()));
            (id.to_owned(), path, record, parts.texts)
        })
        .collect();
    // The code orders cities as every national table does: by prefecture, then by the city's rank in it.
    cities.sort_by_key(|(_, _, record, _)| record.code.as_ref().map(|code| code.value));
    for pair in cities.windows(2) {
        if let (Some(earlier), Some(code)) = (&pair[0].2.code, &pair[1].2.code)
            && earlier.value == code.value
        {
            let other = Place::at(&pair[0].1, earlier.span);
            diagnostics.push(same_code(Place::at(&pair[1].1, code.span), other, code.value.as_str()));
        }
    }
    for (id, path, record, texts) in cities {
        let city = CityId::new(site.cities.len());
        let CityRecord { name, code, prefecture, class, url, departments } = record;
        let departments = add_departments(site, city, &path, departments, diagnostics);
        site.cities.push(City {
            name: name.unwrap_or_else(|| stand_in_label(&id)),
            code: code.map_or_else(stand_in_code, |code| code.value),
            prefecture: prefecture.unwrap_or_else(|| stand_in_label(&id)),
            class: class.unwrap_or(CityClass::City),
            id,
            path,
            url,
            texts,
            departments,
            plans: Vec::new(),
        });
    }
}

/// What stands for words that a broken record lacks. Nobody sees it: the record's error keeps the site from
/// being drawn.
pub(super) fn stand_in_label(id: &str) -> Label {
    Label::new(vec![Some(id.to_owned())], None).expect("there is a text in the authoritative language")
}

fn stand_in_code() -> CityCode {
    CityCode::parse("000001").expect("1 is the check digit of 00000")
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
    records: Vec<DepartmentRecord>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<DepartmentId> {
    let records = unique(path, records, |record| &record.id, diagnostics);
    let first = site.departments.len();
    let names = Names::new(
        Kind::DEPARTMENT,
        records.iter().enumerate().map(|(index, record)| (record.id.value.as_str(), index)),
    );
    let former: Vec<Option<usize>> = records
        .iter()
        .map(|record| names.find_other(Some(&record.id.value), path, record.replaces.as_ref()?, diagnostics))
        .collect();
    let mut looping = vec![false; records.len()];
    for (index, record) in records.iter().enumerate() {
        if !looping[index] && replaces_itself(&former, index) {
            let span = record.replaces.as_ref().map_or(record.id.span, |replaces| replaces.span);
            diagnostics.push(
                Diagnostic::new(
                    rules::DEPARTMENT_REPLACES_ITSELF,
                    Place::at(path, span),
                    "旧称をたどると自分自身に戻ります",
                    "following `replaces` leads back to this department",
                )
                .help(
                    "新しい所管課にだけ、旧称の id を書きます",
                    "only the newer department names the older one",
                ),
            );
            // Once for the whole loop.
            let mut at = index;
            while !looping[at] {
                looping[at] = true;
                at = former[at].unwrap_or(at);
            }
        }
    }
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
