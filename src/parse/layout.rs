//! What each file of `content/` is, from its path alone.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bilingual, Cause, Diagnostic, Help, nearest};
use crate::records::{RECORD_FILES, other_language};
use crate::rules;
use crate::source::{Place, SourcePath, Sources};
use crate::values::{Language, Languages, is_id};

use super::misnamed::{Misnamed, Strays};
use super::role::Role;

/// What the files of a site are, in the order of their paths.
pub type Layout = BTreeMap<SourcePath, Role>;

/// What each file of `content/` is.
pub fn layout(sources: &Sources, languages: &Languages, strays: &Strays) -> (Layout, Vec<Diagnostic>) {
    let folders = Folders::of(sources);
    let mut roles = Layout::new();
    let mut diagnostics = folders.missing_records();
    let mut misspelt = BTreeSet::new();
    let mut misnamed = Misnamed::default();
    for path in sources.files.keys().filter(|path| path.as_str().starts_with("content/")) {
        let meant = folders.misspelt(path);
        if let Some(meant) = meant
            && misspelt.insert(path.folder())
        {
            // Once for each folder: the files in it are all where they should not be.
            diagnostics.push(misspelt_folder(path, meant));
        }
        if misnamed.is_in_folder(path) {
            continue;
        }
        if let Some(stray) = strays.translations.get(path) {
            diagnostics.push(stray.clone());
            continue;
        }
        match role(path, meant, &folders, languages) {
            Ok(role) => {
                roles.insert(path.clone(), role);
            }
            Err(Misplaced::Name) => misnamed.add_file(path),
            Err(Misplaced::Otherwise(diagnostic)) => diagnostics.push(*diagnostic),
        }
    }
    diagnostics.extend(misnamed.diagnostics(sources));
    diagnostics.extend_from_slice(&strays.endings);
    (roles, diagnostics)
}

/// Why a file has no role.
enum Misplaced {
    /// Its name cannot be part of an address.
    Name,
    Otherwise(Box<Diagnostic>),
}

impl From<Diagnostic> for Misplaced {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Otherwise(Box::new(diagnostic))
    }
}

/// The folders that are cities and plans, by the records in them.
struct Folders<'a> {
    /// Those with a `city.toml`, and those that lack one but have plans.
    cities: BTreeSet<&'a str>,
    with_city_record: BTreeSet<&'a str>,
    plans: BTreeSet<(&'a str, &'a str)>,
    /// Folders in which a plan's parts lie.
    with_parts: BTreeMap<(&'a str, &'a str), &'a SourcePath>,
}

impl<'a> Folders<'a> {
    fn of(sources: &'a Sources) -> Self {
        let mut folders = Self {
            cities: BTreeSet::new(),
            with_city_record: BTreeSet::new(),
            plans: BTreeSet::new(),
            with_parts: BTreeMap::new(),
        };
        for path in sources.files.keys() {
            let names: Vec<&str> = path.as_str().split('/').collect();
            match names[..] {
                ["content", city, "city.toml"] => {
                    folders.cities.insert(city);
                    folders.with_city_record.insert(city);
                }
                ["content", city, plan, "plan.toml"] => {
                    folders.cities.insert(city);
                    folders.plans.insert((city, plan));
                }
                ["content", city, plan, "chapters" | "measures" | "tables", _]
                | ["content", city, plan, "indicators.toml" | "roles.toml"] => {
                    folders.with_parts.entry((city, plan)).or_insert(path);
                }
                _ => {}
            }
        }
        folders
    }

    /// The folder of a plan that is meant by a name like `measure/`.
    fn misspelt(&self, path: &SourcePath) -> Option<&'static str> {
        let names: Vec<&str> = path.as_str().split('/').collect();
        let ["content", city, plan, folder, _] = names[..] else { return None };
        if !self.plans.contains(&(city, plan)) || PLAN_FOLDERS.contains(&folder) {
            return None;
        }
        nearest(&folder.to_lowercase(), PLAN_FOLDERS)
    }

    fn missing_records(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (city, plan) in &self.plans {
            if !self.with_city_record.contains(city) {
                let place = Place::file(&SourcePath::new(format!("content/{city}/{plan}/plan.toml")));
                diagnostics.push(
                    Diagnostic::new(
                        rules::SOURCE_MISSING_RECORD,
                        place,
                        format!("計画の親である `content/{city}/city.toml` がありません"),
                        format!("the plan's city has no `content/{city}/city.toml`"),
                    )
                    .help(
                        format!("`shirube new city {city}` で作れます"),
                        format!("`shirube new city {city}` makes one"),
                    )
                    .caused_by(Cause::File(SourcePath::new(format!("content/{city}/city.toml")))),
                );
            }
        }
        for ((city, plan), path) in &self.with_parts {
            if !self.plans.contains(&(*city, *plan)) {
                diagnostics.push(
                    Diagnostic::new(
                        rules::SOURCE_MISSING_RECORD,
                        Place::file(path),
                        format!("この計画の `content/{city}/{plan}/plan.toml` がありません"),
                        format!("its plan has no `content/{city}/{plan}/plan.toml`"),
                    )
                    .help(
                        format!("`shirube new plan {city}/{plan}` で作れます"),
                        format!("`shirube new plan {city}/{plan}` makes one"),
                    )
                    .caused_by(Cause::File(SourcePath::new(format!("content/{city}/{plan}/plan.toml")))),
                );
            }
        }
        diagnostics
    }
}

/// The folders in the folder of a plan.
const PLAN_FOLDERS: [&str; 3] = ["chapters", "measures", "tables"];

fn misspelt_folder(path: &SourcePath, meant: &str) -> Diagnostic {
    let folder = path.folder().rsplit('/').next().unwrap_or("");
    Diagnostic::new(
        rules::SOURCE_FOLDER,
        Place::file(&SourcePath::new(path.folder())),
        format!("計画のフォルダーに `{folder}/` というフォルダーはありません"),
        format!("the folder of a plan has no folder `{folder}/`"),
    )
    .help_if(Some(Help::did_you_mean(&format!("{meant}/"))))
}

/// The role of a file; `meant` is how its folder should be called where that is misspelt.
fn role(
    path: &SourcePath,
    meant: Option<&str>,
    folders: &Folders<'_>,
    languages: &Languages,
) -> Result<Role, Misplaced> {
    let mut names: Vec<&str> = path.as_str().split('/').skip(1).collect();
    if let (Some(meant), [_, _, folder, _]) = (meant, &mut names[..]) {
        *folder = meant;
    }
    let is_plan = |city: &str, plan: &str| {
        folders.plans.contains(&(city, plan)) || folders.with_parts.contains_key(&(city, plan))
    };
    match names[..] {
        ["site.toml"] => Ok(Role::Site),
        ["topics.toml"] => Ok(Role::Topics),
        ["categories.toml"] => Ok(Role::Categories),
        ["glossary.toml"] => Ok(Role::Glossary),
        [city, "city.toml"] => Ok(Role::City { city: city.into() }),
        [city, plan, "plan.toml"] => Ok(Role::Plan { city: city.into(), plan: plan.into() }),
        [city, plan, "indicators.toml"] => Ok(Role::Indicators { city: city.into(), plan: plan.into() }),
        [city, plan, "roles.toml"] => Ok(Role::Roles { city: city.into(), plan: plan.into() }),
        [city, plan, "tables", name] if name.ends_with(".csv") => {
            let (id, language) = id_and_language(path, name, ".csv", languages)?;
            Ok(Role::Table { city: city.into(), plan: plan.into(), id, language })
        }
        [.., name] if name.ends_with(".md") => {
            let (id, language) = id_and_language(path, name, ".md", languages)?;
            let index = id == "_index";
            Ok(match names[..] {
                [_] if index => Role::Home { language },
                [city, _] if index && folders.cities.contains(city) => {
                    Role::CityText { city: city.into(), language }
                }
                [city, plan, _] if index && is_plan(city, plan) => {
                    Role::PlanText { city: city.into(), plan: plan.into(), language }
                }
                [city, plan, "chapters", _] => {
                    Role::Chapter { city: city.into(), plan: plan.into(), id, language }
                }
                [city, plan, "measures", _] => {
                    Role::Measure { city: city.into(), plan: plan.into(), id, language }
                }
                _ => {
                    let folder = names[..names.len() - 1].join("/");
                    let name = if index { "index" } else { &id };
                    let page = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
                    Role::FreePage { page, language }
                }
            })
        }
        _ => Err(unexpected(path).into()),
    }
}

/// `recruitment-review.en.md` is `recruitment-review` in English.
fn id_and_language(
    path: &SourcePath,
    name: &str,
    ending: &str,
    languages: &Languages,
) -> Result<(String, Language), Misplaced> {
    let stem = name.strip_suffix(ending).unwrap_or(name);
    let (id, language) = match stem.rsplit_once('.') {
        None => (stem, Language::AUTHORITATIVE),
        Some((id, code)) => (id, translation(path, code, languages)?),
    };
    if id != "_index" && !is_id(id) {
        return Err(Misplaced::Name);
    }
    Ok((id.to_owned(), language))
}

fn translation(path: &SourcePath, code: &str, languages: &Languages) -> Result<Language, Misplaced> {
    let authoritative = languages.code(Language::AUTHORITATIVE);
    let known = || languages.codes().skip(1);
    match languages.find(code) {
        Some(language) if !language.is_authoritative() => Ok(language),
        Some(_) => Err(Misplaced::from(
            Diagnostic::new(
                rules::SOURCE_LANGUAGE,
                Place::file(path),
                format!("原文のファイル名に `.{authoritative}` は付けません"),
                format!("the authoritative text has no `.{authoritative}` in its name"),
            )
            .help(format!("名前から `.{code}` を取ってください"), format!("take `.{code}` out of the name")),
        )),
        None if Languages::is_known(code) => Err(other_language(Place::file(path), code, languages).into()),
        None => Err(Misplaced::from(
            Diagnostic::new(
                rules::SOURCE_LANGUAGE,
                Place::file(path),
                format!("`{code}` は言語の符号ではありません"),
                format!("`{code}` is not the code of a language"),
            )
            .help_if(nearest(&code.to_ascii_lowercase(), known()).map(|near| {
                let name = path.name().replacen(&format!(".{code}."), &format!(".{near}."), 1);
                Help::did_you_mean(&name)
            }))
            .help(
                "site.toml の languages に加えるか、ファイル名を直してください",
                "add it to `languages` in site.toml, or rename the file",
            )
            .caused_by(Cause::Rule(SourcePath::new("content/site.toml"), rules::SITE_LANGUAGE)),
        )),
    }
}

fn unexpected(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        rules::SOURCE_UNEXPECTED,
        Place::file(path),
        "ここにこの名前のファイルは置けません",
        "a file of this name has no place here",
    )
    .help_if(right_ending(path))
    .help_if(right_place(path))
    .help(
        "公開したい文書なら `.md` に、使わないファイルなら content/ の外に移してください",
        "if it is to be published make it a `.md`, otherwise move it out of content/",
    )
}

/// The name of a text or table whose ending is in capital letters.
fn right_ending(path: &SourcePath) -> Option<Help> {
    let name = path.name().to_lowercase();
    let is_text = name.ends_with(".md") || (name.ends_with(".csv") && path.folder().ends_with("/tables"));
    (is_text && name != path.name()).then(|| Help::rename(&name))
}

/// Where a record belongs that has a record's name, or nearly.
fn right_place(path: &SourcePath) -> Option<Help> {
    let known = |name: &str| RECORD_FILES.into_iter().find(|record| record.name == name);
    let folded: String = path.name().nfkc().flat_map(char::to_lowercase).collect();
    let record =
        known(&folded).or_else(|| known(nearest(&folded, RECORD_FILES.map(|record| record.name))?))?;
    let (name, depth) = (record.name, record.depth);
    // The folders that the file is in already are named, the others described.
    let here: Vec<&str> = path.folder().split('/').skip(1).collect();
    let spell = |described: [&str; 2]| {
        let mut place = "content/".to_owned();
        for (level, description) in described.iter().enumerate().take(depth) {
            place.push_str(here.get(level).unwrap_or(description));
            place.push('/');
        }
        place + name
    };
    let (ja, en) = (spell(["<市>", "<計画>"]), spell(["<city>", "<plan>"]));
    let help = Help::from(if name == path.name() {
        Bilingual::new(format!("`{ja}` に置いてください"), format!("its place is `{en}`"))
    } else {
        Bilingual::new(format!("`{ja}` ではありませんか"), format!("did you mean `{en}`?"))
    });
    Some(if ja == en { help.proposing(ja) } else { help })
}
