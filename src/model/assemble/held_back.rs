//! What is held back: the one place that decides it, of what every file says of itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{HeldBack, HeldBackFiles};
use crate::parse::{Document, Layout, Parsed, Role};
use crate::source::SourcePath;
use crate::values::{Audience, Date};

use super::cited;

/// What a build for an audience holds back; `day` is the one that was asked for.
pub fn held_back(
    parsed: &[Arc<Parsed>],
    layout: &Layout,
    audience: Audience,
    day: Option<Date>,
) -> HeldBackFiles {
    let says_something = |file: &Arc<Parsed>| own_reason(file, audience, None).is_some();
    let day = day.or_else(|| latest_day(parsed));
    if !parsed.iter().any(says_something) && !has_empty_city(layout) {
        return HeldBackFiles { day, ..HeldBackFiles::default() };
    }
    let own: BTreeMap<&SourcePath, HeldBack> =
        parsed.iter().filter_map(|file| Some((&file.path, own_reason(file, audience, day)?))).collect();
    let mut files = inherited(parsed, &own);
    hold_plans(&mut files, layout);
    hold_cities(&mut files, layout);
    let plans = layout.iter().filter(|(path, role)| {
        matches!(role, Role::Plan { .. }) && files.get(*path) == Some(&HeldBack::Draft)
    });
    let draft_folders = plans.map(|(path, _)| format!("{}/", path.folder())).collect();
    let records = cited::hold(parsed, &mut files);
    let lacks_something = |file: &&Arc<Parsed>| !file.unwritten.is_empty();
    let unwritten = parsed.iter().filter(lacks_something);
    let unwritten = unwritten.map(|file| (file.path.clone(), file.unwritten.clone())).collect();
    HeldBackFiles { draft_folders, records, unwritten, written: own.into_values().collect(), day, files }
}

/// Why a file is held back, by what it says itself.
fn own_reason(file: &Parsed, audience: Audience, day: Option<Date>) -> Option<HeldBack> {
    let for_others = match &file.document {
        Some(Document::Text(text)) => text.facts.audience() == Audience::Internal,
        _ => false,
    };
    if for_others && audience == Audience::Public {
        return Some(HeldBack::Internal);
    }
    if file.release.draft {
        return Some(HeldBack::Draft);
    }
    file.release.publish.filter(|publish| day.is_none_or(|day| *publish > day)).map(HeldBack::Until)
}

/// The latest day on which a plan was brought up to date that is published by then. A plan that is published on a
/// later day does not count, and one that is published because of another does.
fn latest_day(parsed: &[Arc<Parsed>]) -> Option<Date> {
    let plans: Vec<(Option<Date>, Date)> = parsed
        .iter()
        .filter(|file| !file.release.draft && file.unwritten.is_empty())
        .filter_map(|file| match &file.document {
            Some(Document::Plan(plan)) => Some((file.release.publish, plan.updated)),
            _ => None,
        })
        .collect();
    let mut day = None;
    loop {
        let is_published = |publish: &Option<Date>| publish.is_none_or(|publish| day >= Some(publish));
        let later = plans.iter().filter(|(publish, _)| is_published(publish)).map(|(_, updated)| *updated);
        let later = later.max();
        if later == day {
            return day;
        }
        day = later;
    }
}

/// The reason of every file that is held back: its own, that of its plan, and that of the text it translates.
fn inherited(
    parsed: &[Arc<Parsed>],
    own: &BTreeMap<&SourcePath, HeldBack>,
) -> BTreeMap<SourcePath, HeldBack> {
    parsed
        .iter()
        .filter_map(|file| {
            let above = [plan_record(&file.path, &file.role), original(&file.path, &file.role)];
            let above = above.iter().flatten().filter_map(|above| own.get(above).copied());
            let reason = own.get(&file.path).copied().into_iter().chain(above).max()?;
            Some((file.path.clone(), reason))
        })
        .collect()
}

fn plan_record(path: &SourcePath, role: &Role) -> Option<SourcePath> {
    let (city, plan) = role.plan()?;
    let record = SourcePath::new(format!("content/{city}/{plan}/plan.toml"));
    (record != *path).then_some(record)
}

/// The text that a translation translates.
fn original(path: &SourcePath, role: &Role) -> Option<SourcePath> {
    role.language().filter(|language| !language.is_authoritative())?;
    let (stem, ending) = path.as_str().rsplit_once('.')?;
    let (stem, _) = stem.rsplit_once('.')?;
    Some(SourcePath::new(format!("{stem}.{ending}")))
}

fn has_empty_city(layout: &Layout) -> bool {
    let cities = layout.values().filter_map(Role::city_of_record);
    cities.into_iter().any(|city| plans_of(city, layout).next().is_none())
}

fn plans_of<'a>(city: &'a str, layout: &'a Layout) -> impl Iterator<Item = &'a SourcePath> {
    layout
        .range(SourcePath::new(format!("content/{city}/"))..)
        .take_while(move |(path, _)| {
            path.as_str()
                .strip_prefix("content/")
                .is_some_and(|path| path.strip_prefix(city).is_some_and(|rest| rest.starts_with('/')))
        })
        .filter(|(_, role)| matches!(role, Role::Plan { .. }))
        .map(|(path, _)| path)
}

/// Links name the introduction of a plan even where there is none.
fn hold_plans(files: &mut BTreeMap<SourcePath, HeldBack>, layout: &Layout) {
    let plans = layout.iter().filter(|(_, role)| matches!(role, Role::Plan { .. })).map(|(path, _)| path);
    for plan in plans {
        if let Some(reason) = files.get(plan).copied() {
            files.entry(introduction(plan)).or_insert(reason);
        }
    }
}

/// The text that a record may have beside it.
fn introduction(record: &SourcePath) -> SourcePath {
    SourcePath::new(format!("{}/_index.md", record.folder()))
}

/// A city is shown once one of its plans is.
fn hold_cities(files: &mut BTreeMap<SourcePath, HeldBack>, layout: &Layout) {
    for (path, role) in layout {
        let Some(city) = role.city_of_record() else { continue };
        let reasons = plans_of(city, layout).map(|plan| files.get(plan).copied());
        let reason = match reasons.min() {
            Some(None) => continue,
            Some(Some(reason @ HeldBack::Until(_))) => reason,
            _ => HeldBack::NoPlan,
        };
        let texts =
            layout.iter().filter(|(_, role)| matches!(role, Role::CityText { city: of, .. } if of == city));
        let of_city = texts.map(|(path, _)| path.clone()).chain([path.clone(), introduction(path)]);
        for file in of_city.collect::<Vec<_>>() {
            let own = files.get(&file).copied();
            files.insert(file, own.map_or(reason, |own| own.max(reason)));
        }
    }
}
