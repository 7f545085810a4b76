//! `shirube new`: the next file, with the right front matter.

use std::path::{Path, PathBuf};

use crate::diagnostic::did_you_mean;
use crate::disk::write_new;
use crate::model::{PlanId, Site};
use crate::values::{CityCode, Language, is_id};

use super::args::{NewArguments, NewKind};
use super::ending::{Ending, Failure};
use super::screen::Screen;
use super::{site, starter};

pub(super) fn run(arguments: &NewArguments, screen: &Screen) -> Result<Ending, Failure> {
    let root = arguments.site.folder()?;
    for (path, text) in files(arguments, &root)? {
        write_new(&path, text)?;
        let path = path.display();
        screen.result(format!("{path} を作りました"), format!("made {path}"));
    }
    Ok(Ending::Done)
}

fn files(arguments: &NewArguments, root: &Path) -> Result<Files, Failure> {
    let names = names(arguments)?;
    // A site with errors will do: a new file is often the way to correct them.
    let site = site::understood(&site::input(root)?).into_site().ok_or_else(|| {
        Failure::new("site.toml かテーマに誤りがあります", "site.toml or the theme has errors")
            .help("`shirube check` で確かめて、先に直してください", "see `shirube check` and fix them first")
    })?;
    let content = root.join("content");
    match (arguments.kind, &names[..]) {
        (NewKind::City, [city]) => {
            Ok(vec![(content.join(city).join("city.toml"), starter::city(city, &free_code(&site)))])
        }
        (NewKind::Plan, [city, plan]) => new_plan(&site, &content, city, plan),
        (NewKind::Chapter, [city, plan, id]) => new_chapter(&site, &content, city, plan, id),
        (NewKind::Measure, [city, plan, id]) => new_measure(&site, &content, city, plan, id),
        _ => unreachable!("the number of names was checked"),
    }
}

/// A code that no city of the site has, among those that no prefecture uses (99).
fn free_code(site: &Site) -> String {
    let taken: Vec<&str> = site.cities.iter().map(|city| city.code.as_str()).collect();
    (99_000..100_000)
        .flat_map(|number| (0..10).map(move |digit| format!("{number}{digit}")))
        .find(|code| CityCode::parse(code).is_ok() && !taken.contains(&code.as_str()))
        .unwrap_or_else(|| "990001".to_owned())
}

fn names(arguments: &NewArguments) -> Result<Vec<&str>, Failure> {
    let (count, form) = match arguments.kind {
        NewKind::City => (1, "CITY"),
        NewKind::Plan => (2, "CITY/PLAN"),
        NewKind::Chapter | NewKind::Measure => (3, "CITY/PLAN/NAME"),
    };
    let names: Vec<&str> = arguments.path.split('/').collect();
    if names.len() == count && names.iter().all(|name| is_id(name)) {
        return Ok(names);
    }
    Err(Failure::new(
        format!("`{}` は {form} の形ではありません", arguments.path),
        format!("`{}` does not have the form {form}", arguments.path),
    )
    .help(
        "名前は半角の英小文字、数字、ハイフンだけにします（例: `kawasaki/vision-2026/recruitment-review`）",
        "names have small letters, digits and hyphens only, such as `kawasaki/vision-2026/recruitment-review`",
    ))
}

type Files = Vec<(PathBuf, String)>;

fn new_plan(site: &Site, content: &Path, city: &str, plan: &str) -> Result<Files, Failure> {
    let known = || site.cities.iter().map(|city| city.id.as_str());
    let found = site.city_ids().find(|known| site[*known].id == city);
    let found = found.ok_or_else(|| missing("市", "city", city, known(), "shirube new city"))?;
    let department = site[found].departments.first().ok_or_else(|| {
        Failure::new(format!("`{city}` に所管課がありません"), format!("`{city}` has no department"))
            .help("city.toml に [[department]] を書いてください", "write a [[department]] in its city.toml")
    })?;
    let topic = site.topics.first().map_or("topic", |topic| topic.id.as_str());
    // The year of the newest plan is a better guess than the clock, which nothing here depends on.
    let year = site.plans.iter().map(|plan| plan.period.start.year()).max().unwrap_or(2026);
    let text = starter::plan(plan, &site[*department].id, topic, year);
    Ok(vec![(content.join(city).join(plan).join("plan.toml"), text)])
}

fn new_chapter(site: &Site, content: &Path, city: &str, plan: &str, id: &str) -> Result<Files, Failure> {
    find_plan(site, city, plan)?;
    let folder = content.join(city).join(plan).join("chapters");
    Ok(in_every_language(site, &folder, id, starter::chapter(id), "first"))
}

fn new_measure(site: &Site, content: &Path, city: &str, plan: &str, id: &str) -> Result<Files, Failure> {
    let facts = &site[find_plan(site, city, plan)?];
    let pillar = facts.pillars.first().map_or("pillar", |pillar| pillar.id.as_str());
    let category = site.categories.first().map_or("other", |category| category.id.as_str());
    let folder = content.join(city).join(plan).join("measures");
    Ok(in_every_language(site, &folder, id, starter::measure(id, pillar, category), "contents"))
}

fn find_plan(site: &Site, city: &str, plan: &str) -> Result<PlanId, Failure> {
    let name = format!("{city}/{plan}");
    site.plan_ids().find(|known| site.plan_name(*known) == name).ok_or_else(|| {
        let known: Vec<String> = site.plan_ids().map(|plan| site.plan_name(plan)).collect();
        missing("計画", "plan", &name, known.iter().map(String::as_str), "shirube new plan")
    })
}

fn missing<'a>(
    ja: &str,
    en: &str,
    name: &str,
    known: impl Iterator<Item = &'a str>,
    command: &str,
) -> Failure {
    Failure::new(format!("{ja} `{name}` はありません"), format!("there is no {en} `{name}`"))
        .help_if(did_you_mean(name, known))
        .help(format!("`{command} {name}` で作れます"), format!("`{command} {name}` makes it"))
}

fn in_every_language(site: &Site, folder: &Path, id: &str, text: String, heading: &str) -> Files {
    let mut files = vec![(folder.join(format!("{id}.md")), text)];
    let translations = site.languages.iter().filter(|language| *language != Language::AUTHORITATIVE);
    files.extend(translations.map(|language| {
        let code = site.languages.code(language);
        (folder.join(format!("{id}.{code}.md")), starter::translation(id, heading))
    }));
    files
}
