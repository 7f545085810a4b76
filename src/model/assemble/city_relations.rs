//! References between cities: the members of unions, those that took the place of others, and the wards of
//! designated cities.

use crate::diagnostic::Diagnostic;
use crate::model::id::CityId;
use crate::model::noun::Noun;
use crate::model::{NamedCity, Site};
use crate::records::CityName;
use crate::rules;
use crate::source::{Place, SourcePath, Written};
use crate::values::CityClass;

use super::references::{Names, listed_twice};

pub(super) fn add(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    members(site, diagnostics);
    successors(site, diagnostics);
    wards(site);
}

fn members(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let unions = site.city_ids().filter(|city| !site[*city].record.members.is_empty());
    let unions: Vec<CityId> = unions.collect();
    for union in unions {
        let members = named(site, union, &site[union].record.members, diagnostics);
        for member in &members {
            if let NamedCity::InSite(member) = member {
                site.cities[member.index()].unions.push(union);
            }
        }
        site.cities[union.index()].members = members;
    }
}

fn successors(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    for city in site.city_ids() {
        let record = site[city].record.clone();
        let mut later = named(site, city, &record.replaced_by, diagnostics);
        later.retain(|later| match later {
            NamedCity::InSite(later) if leads_to(site, *later, city) => {
                diagnostics.push(circle(site, city, *later));
                false
            }
            _ => true,
        });
        for later in &later {
            if let NamedCity::InSite(later) = later {
                site.cities[later.index()].replaces.push(city);
            }
        }
        site.cities[city.index()].replaced_by = later;
    }
}

/// Whether following `replaced_by` from a city leads to another.
fn leads_to(site: &Site, from: CityId, to: CityId) -> bool {
    site[from].replaced_by.iter().any(|later| match later {
        NamedCity::InSite(later) => *later == to || leads_to(site, *later, to),
        NamedCity::Elsewhere(_) => false,
    })
}

fn circle(site: &Site, city: CityId, later: CityId) -> Diagnostic {
    let later = &site[later].id;
    let is_it = |name: &&CityName| matches!(name, CityName::InSite(reference) if reference.value == *later);
    let written = site[city].record.replaced_by.iter().find(is_it);
    let place = match written {
        Some(CityName::InSite(reference)) => Place::at(&site[city].path, reference.span),
        _ => Place::file(&site[city].path),
    };
    Diagnostic::new(
        rules::CITY_REPLACED_BY,
        place,
        "replaced_by をたどると、この自治体に戻ります",
        "following `replaced_by` leads back to this city",
    )
    .help("なくなった自治体にだけ書きます", "only the city that is no more names the later one")
}

/// The cities that a city names. One that the site has is named by its folder; the message for any other says how to
/// write its name.
fn named(
    site: &Site,
    city: CityId,
    written: &[CityName],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<NamedCity> {
    let path = &site[city].path;
    let others = site.city_ids().map(|other| (site[other].id.as_str(), other));
    let names = Names::new(Noun::CITY, others).called(|other| site[other].name.words());
    let mut found = Vec::new();
    for name in written {
        let reference = match name {
            CityName::Elsewhere(label) => {
                found.push(NamedCity::Elsewhere(label.clone()));
                continue;
            }
            CityName::InSite(reference) => reference,
        };
        let other = names.find_where(|other| other != city, path, reference, diagnostics);
        match other.map(NamedCity::InSite) {
            Some(again) if found.contains(&again) => diagnostics.push(listed_twice(path, reference)),
            Some(NamedCity::InSite(itself)) if itself == city => {
                diagnostics.push(itself_named(path, reference))
            }
            Some(new) => found.push(new),
            None => {}
        }
    }
    found
}

fn itself_named(path: &SourcePath, reference: &Written<String>) -> Diagnostic {
    Diagnostic::new(
        rules::CITY_UNKNOWN,
        Place::at(path, reference.span),
        "自治体が自分自身を指しています",
        "a city cannot name itself here",
    )
    .help("ほかの自治体のフォルダーの名前を書いてください", "name the folder of another city")
}

/// A ward has the code of its city before its own. Its city need not be in the site.
fn wards(site: &mut Site) {
    for ward in site.city_ids().filter(|city| *site[*city].class == CityClass::Ward).collect::<Vec<_>>() {
        let of = site[ward].code.value.designated_city();
        let is_its_city = |city: &CityId| {
            *site[*city].class == CityClass::Designated && site[*city].code.value.designated_city() == of
        };
        let Some(city) = site.city_ids().find(is_its_city).filter(|_| of.is_some()) else { continue };
        site.cities[ward.index()].ward_of = Some(city);
        site.cities[city.index()].wards.push(ward);
    }
}
