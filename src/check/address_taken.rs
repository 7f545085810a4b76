//! `address.taken`: two pages or files would be published at the same address.
//!
//! Addresses that differ only in small and capital letters are the same on Windows and on file shares. A
//! city called `measures`, say, would stand where the measure index is: some names are kept for pages that
//! Shirube makes itself.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::{MeasureList, Site, Subject};
use crate::source::{Place, SourcePath};

/// The first names of addresses that are kept for pages and files made by Shirube.
const KEPT: &[&str] = &["assets", "compare", "data", "measures", "search"];

/// The files that Shirube writes itself.
const KEPT_FILES: &[&str] = &[
    "accessibility.html",
    "data.html",
    "robots.txt",
    "search.html",
    "sitemap.xml",
    "updates.xml",
];

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    kept_names(site, diagnostics);
    let mut taken: BTreeMap<String, Option<SourcePath>> =
        KEPT_FILES.iter().map(|file| ((*file).to_owned(), None)).collect();
    for subject in site.subjects() {
        for language in site.languages.iter() {
            take(&mut taken, &site.address(subject, language), file_of(site, subject), diagnostics);
        }
    }
    for path in &site.assets {
        let address = path.as_str().trim_start_matches("content/");
        take(&mut taken, address, Some(path.clone()), diagnostics);
    }
}

fn take(
    taken: &mut BTreeMap<String, Option<SourcePath>>,
    address: &str,
    file: Option<SourcePath>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(earlier) = taken.insert(address.to_lowercase(), file.clone()) else { return };
    let Some(file) = file.or_else(|| earlier.clone()) else { return };
    let complaint = Diagnostic::error(
        "address.taken",
        Place::file(&file),
        format!("アドレス `{address}` はもう使われています"),
        format!("the address `{address}` is already taken"),
    );
    diagnostics.push(match earlier {
        Some(earlier) if earlier != file => {
            complaint.note(Place::file(&earlier), "先に使っているのはここです", "taken by this file")
        }
        _ => complaint.help(
            "Shirubeが作るページの名前です。別の名前にしてください",
            "it belongs to a page that Shirube makes: choose another name",
        ),
    });
}

fn file_of(site: &Site, subject: Subject) -> Option<SourcePath> {
    match subject {
        Subject::City(city) => Some(site[city].path.clone()),
        Subject::Department(department) => Some(site[site[department].city].path.clone()),
        Subject::Plan(plan) => Some(site[plan].path.clone()),
        Subject::MeasureList(list, _) => Some(file_of_list(site, list)),
        _ => site.texts(subject)?.authoritative().map(|text| text.document.path.clone()),
    }
}

/// The record that gives a list of measures its id.
fn file_of_list(site: &Site, list: MeasureList) -> SourcePath {
    match list {
        MeasureList::Topic(_) => SourcePath::new("content/topics.toml"),
        MeasureList::Category(_) => SourcePath::new("content/categories.toml"),
        MeasureList::Department(department) => site[site[department].city].path.clone(),
        MeasureList::City(city) => site[city].path.clone(),
    }
}

fn kept_names(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let cities = site.cities.iter().map(|city| (city.id.as_str(), city.path.clone()));
    let pages = site.free_pages.iter().filter_map(|page| {
        let path = page.texts.authoritative()?.document.path.clone();
        Some((page.page.split('/').next()?, path)).filter(|_| page.page.contains('/'))
    });
    let languages: Vec<&str> = site.languages.codes().skip(1).collect();
    for (name, path) in cities.chain(pages) {
        if KEPT.contains(&name) || languages.contains(&name) {
            diagnostics.push(
                Diagnostic::error(
                    "address.kept",
                    Place::file(&path),
                    format!("フォルダー名 `{name}` は使えません"),
                    format!("a folder cannot be called `{name}`"),
                )
                .help(
                    "Shirubeが作るページや言語のフォルダーと重なります。別の名前にしてください",
                    "it is kept for pages that Shirube makes, or for a language: choose another name",
                ),
            );
        }
    }
    for city in site.city_ids() {
        for plan in &site[city].plans {
            if site[*plan].id == "departments" {
                diagnostics.push(
                    Diagnostic::error(
                        "address.kept",
                        Place::file(&site[*plan].path),
                        "計画のフォルダー名 `departments` は使えません",
                        "a plan cannot be called `departments`",
                    )
                    .help("所管課のページがそこに作られます", "the departments' pages are there"),
                );
            }
        }
    }
}
