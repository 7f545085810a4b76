//! `address.taken`: two pages or files would be published at the same address.
//!
//! Addresses that differ only in small and capital letters are the same on Windows and on file shares. A
//! city called `measures`, say, would stand where the measure index is: some names are kept for pages that
//! Shirube makes itself.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::pages::{self, PageId};
use crate::rules;
use crate::source::{Place, SourcePath};
use crate::values::Language;

/// What stands in an address for an id that cannot be read, which is reported.
const NO_ID: char = '?';

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let kept = kept_names(site, diagnostics);
    // What is in a folder of a kept name has been reported already.
    let is_kept = |path: &SourcePath| {
        let below = path.as_str().trim_start_matches("content/");
        below.split_once('/').is_some_and(|(folder, _)| kept.contains(&folder.to_lowercase()))
    };
    let mut taken: HashMap<String, Option<SourcePath>> =
        pages::KEPT_FILES.iter().map(|file| ((*file).to_owned(), None)).collect();
    // The parts of a plan are at the addresses of their files, and no folder holds a name twice.
    let is_part = |page: &PageId| matches!(page, PageId::Chapter(_) | PageId::Measure(_));
    for page in pages::ids(site).into_iter().filter(|page| !is_part(page)) {
        let file = pages::source(site, page);
        if file.as_ref().is_some_and(is_kept) {
            continue;
        }
        let address = pages::address(site, page, Language::AUTHORITATIVE);
        if address.contains(NO_ID) {
            continue;
        }
        // Two pages at one address are so in every language, and no folder is called like a language.
        take(&mut taken, address, file, diagnostics);
    }
    for path in site.assets.keys().filter(|path| !is_kept(path)) {
        let address = path.as_str().trim_start_matches("content/").to_lowercase();
        if let Some(page) = pages::at(site, &address).filter(|page| is_part(&page.id)) {
            taken.insert(address.clone(), pages::source(site, page.id));
        }
        take(&mut taken, address, Some(path.clone()), diagnostics);
    }
}

/// Notes which file is at an address, and reports it where another is there already. Addresses of pages have no
/// capital letters; those of files are given in small ones.
fn take(
    taken: &mut HashMap<String, Option<SourcePath>>,
    address: String,
    file: Option<SourcePath>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(earlier) = taken.get(&address) else {
        taken.insert(address, file);
        return;
    };
    let Some(file) = file.or_else(|| earlier.clone()) else { return };
    let diagnostic = Diagnostic::new(
        rules::ADDRESS_TAKEN,
        Place::file(&file),
        format!("アドレス `{address}` はもう使われています"),
        format!("the address `{address}` is already taken"),
    );
    diagnostics.push(match earlier {
        Some(earlier) if *earlier != file => {
            diagnostic.note(Place::file(earlier), "先に使っているのはここです", "taken by this file")
        }
        _ => diagnostic.help(
            "Shirubeが作るページの名前です。別の名前にしてください",
            "it belongs to a page that Shirube makes: choose another name",
        ),
    });
}

/// The folders that nothing may be put into, each once, and the kept names of plans.
fn kept_names(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> BTreeSet<String> {
    let cities = site.cities.iter().map(|city| city.path.clone());
    let pages =
        site.free_pages.iter().filter_map(|page| Some(page.texts.authoritative()?.document.path.clone()));
    let languages: Vec<&str> = site.languages.codes().skip(1).collect();
    let mut kept = BTreeSet::new();
    for path in cities.chain(pages).chain(site.assets.keys().cloned()) {
        let below = path.as_str().trim_start_matches("content/");
        let Some((name, _)) = below.split_once('/') else { continue };
        let name = name.to_lowercase();
        if (pages::KEPT_FOLDERS.contains(&name.as_str()) || languages.contains(&name.as_str()))
            && kept.insert(name.clone())
        {
            diagnostics.push(
                Diagnostic::new(
                    rules::ADDRESS_KEPT,
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
    let plans = site.city_ids().flat_map(|city| &site[city].plans).map(|plan| &site[*plan]);
    for plan in plans.filter(|plan| plan.id == "departments") {
        diagnostics.push(
            Diagnostic::new(
                rules::ADDRESS_KEPT,
                Place::file(&plan.path),
                "計画のフォルダー名 `departments` は使えません",
                "a plan cannot be called `departments`",
            )
            .help("所管課のページがそこに作られます", "the departments' pages are there"),
        );
    }
    kept
}
