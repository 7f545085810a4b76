//! What the PATH of `new` names.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Bilingual, did_you_mean};
use crate::disk;
use crate::source::Sources;
use crate::values::is_id;

use super::super::answers::folder_name;
use super::super::args::NewKind;
use super::super::ending::Failure;
use super::super::paths::{quoted, with_slashes};
use super::super::site::here;

/// The folders of a site that new files go into.
pub(super) struct Folders<'a> {
    /// The site's folder as the person named it, where they did.
    named_root: Option<&'a Path>,
    root: &'a Path,
    cities: BTreeSet<String>,
    /// As `city/plan`.
    plans: BTreeSet<String>,
}

impl<'a> Folders<'a> {
    /// What there is on the disk, whatever is wrong with it: a new file is often the way to correct that.
    pub(super) fn of(sources: &Sources, root: &'a Path, named_root: Option<&'a Path>) -> Self {
        let mut folders = Self { named_root, root, cities: BTreeSet::new(), plans: BTreeSet::new() };
        for path in sources.files.keys() {
            match path.as_str().split('/').collect::<Vec<_>>()[..] {
                ["content", city, "city.toml"] => folders.cities.insert(city.to_owned()),
                ["content", city, plan, "plan.toml"] => folders.plans.insert(format!("{city}/{plan}")),
                _ => continue,
            };
        }
        folders
    }

    /// The names of the city, the plan and the file to be made, as many as its kind has.
    pub(super) fn names(&self, kind: NewKind, path: &Path) -> Result<Vec<String>, Failure> {
        let count = count(kind);
        let candidates: Vec<Vec<String>> = self.candidates(kind, path);
        let fitting = || candidates.iter().filter(|names| names.len() == count);
        let is_in_city = |names: &&Vec<String>| count == 1 || self.cities.contains(&names[0]);
        let Some(names) = fitting().find(is_in_city).or_else(|| fitting().next()) else {
            return Err(self.wrong_form(kind, path, &candidates));
        };
        let mut names = names.clone();
        if count > 1 {
            names[0] = self.city(&names[0])?;
        }
        if count > 2 {
            names[1] = self.plan(&names[0], &names[1])?;
        }
        match is_id(&names[count - 1]) {
            true => Ok(names),
            false => Err(self.no_id(kind, &names)),
        }
    }

    /// What a path may mean: names below `content`, or a path of the disk, seen from here or from the site.
    fn candidates(&self, kind: NewKind, path: &Path) -> Vec<Vec<String>> {
        let path = with_slashes(path);
        let from = [here().unwrap_or_default(), self.root.to_path_buf()];
        let on_disk = from.iter().filter_map(|folder| below(self.root, &folder.join(&path)));
        std::iter::once(slashed(&path)).chain(on_disk).map(|names| without_parts(kind, names)).collect()
    }

    fn city(&self, name: &str) -> Result<String, Failure> {
        let known: Vec<&str> = self.cities.iter().map(String::as_str).collect();
        known_or_begun(name, &known).ok_or_else(|| self.missing(NewKind::City, name, &known))
    }

    fn plan(&self, city: &str, name: &str) -> Result<String, Failure> {
        let name = format!("{city}/{name}");
        let known: Vec<&str> = self.plans.iter().map(String::as_str).collect();
        let found =
            known_or_begun(&name, &known).ok_or_else(|| self.missing(NewKind::Plan, &name, &known))?;
        Ok(found[city.len() + 1..].to_owned())
    }

    fn missing(&self, kind: NewKind, name: &str, known: &[&str]) -> Failure {
        let (ja, en) = words(kind);
        let command = self.command(kind, name);
        // The last name decides: plans of one city all begin alike.
        let last = |name| str::rsplit(name, '/').next().unwrap_or(name);
        let meant = did_you_mean(last(name), known.iter().map(|known| last(known)));
        let meant = meant.and_then(|_| did_you_mean(name, known.iter().copied()));
        Failure::new(format!("{ja} `{name}` はありません"), format!("there is no {en} `{name}`"))
            .help_if(meant)
            .help_if(Some(match name.split('/').all(is_id) {
                true => Bilingual::new(format!("`{command}` で作れます"), format!("`{command}` makes it")),
                false => listed(known),
            }))
    }

    fn wrong_form(&self, kind: NewKind, path: &Path, candidates: &[Vec<String>]) -> Failure {
        let form = form(kind);
        let shown = path.display();
        let failure = Failure::new(
            format!("`{shown}` は {form} の形ではありません"),
            format!("`{shown}` does not have the form {form}"),
        );
        // A folder that is there is the beginning of an answer; without one, the first there is shows how.
        let begun = candidates.iter().filter(|names| names.len() < count(kind)).map(|names| names.join("/"));
        let mut begun = begun.filter(|name| self.cities.contains(name) || self.plans.contains(name));
        let first = match kind {
            NewKind::City => None,
            NewKind::Plan => self.cities.first(),
            _ => self.plans.first(),
        };
        let begun = begun.next().or_else(|| first.cloned()).unwrap_or_default();
        let mut names: Vec<&str> = begun.split('/').filter(|name| !name.is_empty()).collect();
        names.extend(&EXAMPLES[names.len()..count(kind)]);
        let command = self.command(kind, &names.join("/"));
        failure.help(
            format!("名前は半角の英小文字、数字、ハイフンで決め、「/」で区切ります（例: `{command}`）"),
            format!(
                "names have small letters, digits and hyphens, with `/` between them, such as `{command}`"
            ),
        )
    }

    /// The name cannot be an id. What could is proposed; a reading of Japanese is not guessed.
    fn no_id(&self, kind: NewKind, names: &[String]) -> Failure {
        let (last, before) = names.split_last().expect("there is a name");
        let proposed = folder_name(last).unwrap_or_else(|| EXAMPLES[count(kind) - 1].to_owned());
        let mut names = before.to_vec();
        names.push(proposed);
        let command = self.command(kind, &names.join("/"));
        Failure::new(
            format!("`{last}` はファイルの名前に使えません"),
            format!("`{last}` cannot be the name of a file"),
        )
        .help(
            format!("名前は半角の英小文字、数字、ハイフンで決めます（例: `{command}`）。日本語の名前は、できたファイルの中に書きます"),
            format!("names have small letters, digits and hyphens, such as `{command}`; a Japanese name is written in the file"),
        )
    }

    /// A command that works when it is copied.
    fn command(&self, kind: NewKind, name: &str) -> String {
        let root = self.named_root.map_or_else(String::new, |root| format!(" --root {}", quoted(root)));
        format!("shirube new {} {name}{root}", words(kind).1)
    }
}

/// What is there, for a name that no file can have.
fn listed(known: &[&str]) -> Bilingual {
    let listed = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    Bilingual::new(
        format!("フォルダーの名前で書きます。あるのは {} です", listed.join("、")),
        format!("write the name of its folder; there is {}", listed.join(", ")),
    )
}

/// Names for a city, a plan and a text, to show how they look.
const EXAMPLES: [&str; 3] = ["hakone", "vision-2027", "first-step"];

fn count(kind: NewKind) -> usize {
    match kind {
        NewKind::City => 1,
        NewKind::Plan => 2,
        NewKind::Chapter | NewKind::Measure | NewKind::Translation => 3,
    }
}

fn form(kind: NewKind) -> &'static str {
    ["CITY", "CITY/PLAN", "CITY/PLAN/NAME"][count(kind) - 1]
}

fn words(kind: NewKind) -> (&'static str, &'static str) {
    match kind {
        NewKind::City => ("市", "city"),
        NewKind::Plan => ("計画", "plan"),
        NewKind::Chapter => ("章", "chapter"),
        NewKind::Measure => ("取組", "measure"),
        NewKind::Translation => ("訳", "translation"),
    }
}

/// A name that is there, or the only one that begins so.
fn known_or_begun(name: &str, known: &[&str]) -> Option<String> {
    if known.contains(&name) {
        return Some(name.to_owned());
    }
    let mut begun = known.iter().filter(|known| known.starts_with(name));
    let only = begun.next().filter(|_| begun.next().is_none() && !name.is_empty())?;
    Some((*only).to_owned())
}

/// The names of a path below the site's folder; the end of it need not be there yet.
fn below(root: &Path, path: &Path) -> Option<Vec<String>> {
    let root = disk::real_path(root).ok()?;
    let there = path.ancestors().find_map(|folder| Some((folder, disk::real_path(folder).ok()?)));
    let (folder, real) = there?;
    let rest = path.strip_prefix(folder).ok()?;
    Some(slashed(&real.strip_prefix(&root).ok()?.join(rest)))
}

fn slashed(path: &Path) -> Vec<String> {
    let names = path.components().filter_map(|part| match part {
        std::path::Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    names.collect()
}

/// The names without `content`, without the folder that a kind of file lies in, and without the ending.
fn without_parts(kind: NewKind, mut names: Vec<String>) -> Vec<String> {
    if names.first().is_some_and(|name| name == "content") {
        names.remove(0);
    }
    let records = ["city.toml", "plan.toml", "_index.md"];
    if names.last().is_some_and(|name| records.contains(&name.as_str())) {
        names.pop();
    }
    let folder = match kind {
        NewKind::Chapter => "chapters",
        NewKind::Measure => "measures",
        _ => "",
    };
    if names.len() > 2 && names[2] == folder {
        names.remove(2);
    }
    if let Some(last) = names.last_mut()
        && let Some(stem) = last.strip_suffix(".md")
    {
        *last = stem.to_owned();
    }
    names
}

/// The text that a path names, as a path below the site's folder: its file, the folder of a city or plan, or the
/// names of a chapter, measure or free page.
pub(super) fn text(sources: &Sources, root: &Path, path: &Path) -> Option<String> {
    let path = with_slashes(path);
    let from: [PathBuf; 2] = [here().unwrap_or_default(), root.to_path_buf()];
    let on_disk = from.iter().filter_map(|folder| below(root, &folder.join(&path)));
    let candidates = std::iter::once(slashed(&path)).chain(on_disk);
    candidates.into_iter().find_map(|mut names| {
        if names.first().is_some_and(|name| name == "content") {
            names.remove(0);
        }
        let name = names.join("/");
        let stem = name.strip_suffix(".md").unwrap_or(&name);
        let in_plan = |folder: &str| match &names[..] {
            [city, plan, _] => {
                format!("content/{city}/{plan}/{folder}/{}.md", &stem[city.len() + plan.len() + 2..])
            }
            _ => String::new(),
        };
        let index = if stem.is_empty() {
            "content/_index.md".to_owned()
        } else {
            format!("content/{stem}/_index.md")
        };
        let places = [format!("content/{stem}.md"), index, in_plan("measures"), in_plan("chapters")];
        places.into_iter().find(|place| sources.file(place).is_some())
    })
}
