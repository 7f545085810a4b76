//! What each file of `content/` is, from its path alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::source::{Place, SourcePath, Sources};
use crate::values::{Language, Languages, is_id};

/// What a file is.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the fields are the names in the path")]
pub enum Role {
    /// `site.toml`
    Site,
    /// `topics.toml`
    Topics,
    /// `categories.toml`
    Categories,
    /// `glossary.toml`
    Glossary,
    /// `_index.md`
    Home { language: Language },
    /// `<city>/city.toml`
    City { city: String },
    /// `<city>/_index.md`
    CityText { city: String, language: Language },
    /// `<city>/<plan>/plan.toml`
    Plan { city: String, plan: String },
    /// `<city>/<plan>/_index.md`
    PlanText { city: String, plan: String, language: Language },
    /// `<city>/<plan>/indicators.toml`
    Indicators { city: String, plan: String },
    /// `<city>/<plan>/roles.toml`
    Roles { city: String, plan: String },
    /// `<city>/<plan>/chapters/<id>.md`
    Chapter { city: String, plan: String, id: String, language: Language },
    /// `<city>/<plan>/measures/<id>.md`
    Measure { city: String, plan: String, id: String, language: Language },
    /// `<city>/<plan>/tables/<id>.csv`
    Table { city: String, plan: String, id: String, language: Language },
    /// Any other Markdown file; `page` is its path without `content/` and the endings.
    FreePage { page: String, language: Language },
}

/// What the files of a site are, in the order of their paths.
pub type Layout = BTreeMap<SourcePath, Role>;

/// What each file of `content/` is.
pub fn layout(sources: &Sources, languages: &Languages) -> (Layout, Vec<Diagnostic>) {
    let folders = Folders::of(sources);
    let mut roles = Layout::new();
    let mut diagnostics = folders.missing_records();
    for path in sources.files.keys().filter(|path| path.as_str().starts_with("content/")) {
        match role(path, &folders, languages) {
            Ok(role) => {
                roles.insert(path.clone(), role);
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    (roles, diagnostics)
}

/// The folders that are cities and plans, by the records in them.
struct Folders<'a> {
    cities: BTreeSet<&'a str>,
    plans: BTreeSet<(&'a str, &'a str)>,
    /// Folders in which a plan's parts lie.
    with_parts: BTreeMap<(&'a str, &'a str), &'a SourcePath>,
}

impl<'a> Folders<'a> {
    fn of(sources: &'a Sources) -> Self {
        let mut folders = Self { cities: BTreeSet::new(), plans: BTreeSet::new(), with_parts: BTreeMap::new() };
        for path in sources.files.keys() {
            let names: Vec<&str> = path.as_str().split('/').collect();
            match names[..] {
                ["content", city, "city.toml"] => {
                    folders.cities.insert(city);
                }
                ["content", city, plan, "plan.toml"] => {
                    folders.plans.insert((city, plan));
                }
                ["content", city, plan, "chapters" | "measures", _]
                | ["content", city, plan, "indicators.toml" | "roles.toml"] => {
                    folders.with_parts.entry((city, plan)).or_insert(path);
                }
                _ => {}
            }
        }
        folders
    }

    fn missing_records(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (city, plan) in &self.plans {
            if !self.cities.contains(city) {
                let place = Place::file(&SourcePath::new(format!("content/{city}/{plan}/plan.toml")));
                diagnostics.push(
                    Diagnostic::error(
                        "source.missing-record",
                        place,
                        format!("計画の親である `content/{city}/city.toml` がありません"),
                        format!("the plan's city has no `content/{city}/city.toml`"),
                    )
                    .help("`shirube new city` で作れます", "`shirube new city` makes one"),
                );
            }
        }
        for ((city, plan), path) in &self.with_parts {
            if !self.plans.contains(&(*city, *plan)) {
                diagnostics.push(
                    Diagnostic::error(
                        "source.missing-record",
                        Place::file(path),
                        format!("この計画の `content/{city}/{plan}/plan.toml` がありません"),
                        format!("its plan has no `content/{city}/{plan}/plan.toml`"),
                    )
                    .help("`shirube new plan` で作れます", "`shirube new plan` makes one"),
                );
            }
        }
        diagnostics
    }
}

fn role(path: &SourcePath, folders: &Folders<'_>, languages: &Languages) -> Result<Role, Box<Diagnostic>> {
    let names: Vec<&str> = path.as_str().split('/').skip(1).collect();
    for folder in &names[..names.len() - 1] {
        check_name(path, folder)?;
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
                [city, plan, "chapters", _] => Role::Chapter { city: city.into(), plan: plan.into(), id, language },
                [city, plan, "measures", _] => Role::Measure { city: city.into(), plan: plan.into(), id, language },
                _ => {
                    let folder = names[..names.len() - 1].join("/");
                    let name = if index { "index" } else { &id };
                    let page = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
                    Role::FreePage { page, language }
                }
            })
        }
        _ => Err(Box::new(unexpected(path))),
    }
}

/// `recruitment-review.en.md` is `recruitment-review` in English.
fn id_and_language(
    path: &SourcePath,
    name: &str,
    ending: &str,
    languages: &Languages,
) -> Result<(String, Language), Box<Diagnostic>> {
    let stem = name.strip_suffix(ending).unwrap_or(name);
    let (id, language) = match stem.rsplit_once('.') {
        None => (stem, Language::AUTHORITATIVE),
        Some((id, code)) => (id, translation(path, code, languages)?),
    };
    if id != "_index" {
        check_name(path, id)?;
    }
    Ok((id.to_owned(), language))
}

fn translation(path: &SourcePath, code: &str, languages: &Languages) -> Result<Language, Box<Diagnostic>> {
    let authoritative = languages.code(Language::AUTHORITATIVE);
    let known = || languages.codes().skip(1);
    match languages.find(code) {
        Some(language) if !language.is_authoritative() => Ok(language),
        Some(_) => Err(Box::new(
            Diagnostic::error(
                "source.language",
                Place::file(path),
                format!("原文のファイル名に `.{authoritative}` は付けません"),
                format!("the authoritative text has no `.{authoritative}` in its name"),
            )
            .help(format!("名前から `.{code}` を取ってください"), format!("take `.{code}` out of the name")),
        )),
        None => Err(Box::new(
            Diagnostic::error(
                "source.language",
                Place::file(path),
                format!("`{code}` はこのサイトの言語ではありません"),
                format!("`{code}` is not a language of this site"),
            )
            .help_if(did_you_mean(code, known()))
            .help(
                "site.toml の languages に加えるか、ファイル名を直してください",
                "add it to `languages` in site.toml, or rename the file",
            ),
        )),
    }
}

fn check_name(path: &SourcePath, name: &str) -> Result<(), Box<Diagnostic>> {
    if is_id(name) {
        return Ok(());
    }
    Err(Box::new(
        Diagnostic::error(
            "source.name",
            Place::file(path),
            format!("`{name}` はアドレスになる名前として使えません"),
            format!("`{name}` cannot be part of an address"),
        )
        .help(
            "ファイルとフォルダーの名前は半角の英小文字、数字、ハイフンだけにします（例: `recruitment-review.md`）",
            "name files and folders with small letters, digits and hyphens, such as `recruitment-review.md`",
        ),
    ))
}

fn unexpected(path: &SourcePath) -> Diagnostic {
    const RECORDS: [&str; 8] = [
        "site.toml",
        "topics.toml",
        "categories.toml",
        "glossary.toml",
        "city.toml",
        "plan.toml",
        "indicators.toml",
        "roles.toml",
    ];
    Diagnostic::error(
        "source.unexpected",
        Place::file(path),
        "ここにこの名前のファイルは置けません",
        "a file of this name has no place here",
    )
    .help_if(did_you_mean(path.name(), RECORDS))
    .help(
        "公開したい文書なら `.md` に、使わないファイルなら content/ の外に移してください",
        "if it is to be published make it a `.md`, otherwise move it out of content/",
    )
}
