//! References between plans and measures.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::model::id::{IndicatorId, MeasureId, PlanId};
use crate::model::noun::Noun;
use crate::model::{Measure, Site};
use crate::records::{PlanName, PlanRecord};
use crate::rules;
use crate::source::{Place, SourcePath, Written};

use super::references::{Names, each_once, listed_twice};

pub(super) fn add(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    supersedes(site, diagnostics);
    plan_part_of(site, diagnostics);
    part_of(site, diagnostics);
    follows(site, diagnostics);
    indicators(site, diagnostics);
}

fn supersedes(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    for (plan, written, earlier) in
        named_plans(site, diagnostics, |record| &record.supersedes, starts_no_later)
    {
        let path = site[plan].path.clone();
        if site[plan].supersedes.contains(&earlier) {
            diagnostics.push(listed_twice(&path, &written));
            continue;
        }
        match refusal(site, plan, earlier, &Place::at(&path, written.span)) {
            Some(refusal) => diagnostics.push(refusal),
            None => {
                site.plans[plan.index()].supersedes.push(earlier);
                site.plans[earlier.index()].superseded_by.push(plan);
            }
        }
    }
}

/// The plans that plans name, each with the name as it is written; only those that may be named are proposed.
fn named_plans<'a>(
    site: &'a Site,
    diagnostics: &mut Vec<Diagnostic>,
    names_of: impl Fn(&'a PlanRecord) -> &'a [PlanName],
    may_name: impl Fn(&Site, PlanId, PlanId) -> bool,
) -> Vec<(PlanId, Written<String>, PlanId)> {
    let plans: Vec<(String, PlanId)> = site.plan_ids().map(|plan| (site.plan_name(plan), plan)).collect();
    let names = Names::new(Noun::PLAN, plans.iter().map(|(name, plan)| (name.as_str(), *plan)))
        .called(|plan| plan_words(site, plan));
    let mut found = Vec::new();
    for (_, plan) in &plans {
        let written = names_of(&site[*plan].record);
        for name in written {
            let is_listed = |other: PlanId| written.iter().any(|written| names.has(other, &written.value));
            let fits = |other: PlanId| other != *plan && !is_listed(other) && may_name(site, other, *plan);
            let other = names.find_where(fits, &site[*plan].path, name, diagnostics);
            found.extend(other.map(|other| (*plan, (***name).clone(), other)));
        }
    }
    found
}

/// What people call a plan: its title, or its id without that of its city.
fn plan_words(site: &Site, plan: PlanId) -> Vec<String> {
    site[plan].title.words().into_iter().chain([site[plan].id.clone()]).collect()
}

/// Whether a plan starts when another does or before; a start that cannot be read is reported there.
fn starts_no_later(site: &Site, earlier: PlanId, plan: PlanId) -> bool {
    let (earlier, plan) = (site[earlier].period, site[plan].period);
    !earlier.is_known() || !plan.is_known() || earlier.start <= plan.start
}

/// Why a plan cannot supersede another.
fn refusal(site: &Site, plan: PlanId, earlier: PlanId, place: &Place) -> Option<Diagnostic> {
    let error = |ja: &str, en: &str| Some(Diagnostic::new(rules::PLAN_SUPERSEDES, place.clone(), ja, en));
    let earlier_start = site[earlier].period.start;
    if earlier == plan {
        return error("計画が自分自身を引き継いでいます", "a plan cannot supersede itself")
            .map(|refusal| refusal.help("前の計画の名前を書いてください", "name the plan that came before"));
    }
    if !starts_no_later(site, earlier, plan) {
        return error("引き継ぐ計画のほうが後から始まります", "the plan named starts later than this one")
            .map(|refusal| {
                refusal.note(
                    Place::file(&site[earlier].path),
                    format!("{}からの計画です", earlier_start.japanese()),
                    format!("it starts in {}", earlier_start.english()),
                )
            });
    }
    if leads_to(site, earlier, plan) {
        return error(
            "supersedes をたどると、この計画に戻ります",
            "following `supersedes` leads back to this plan",
        )
        .map(|refusal| {
            refusal
                .help("後の計画にだけ、前の計画の名前を書きます", "only the later plan names the earlier one")
        });
    }
    None
}

/// Whether following `supersedes` from a plan leads to another.
fn leads_to(site: &Site, from: PlanId, to: PlanId) -> bool {
    let mut pending = site[from].supersedes.clone();
    let mut seen = BTreeSet::new();
    while let Some(plan) = pending.pop() {
        if plan == to {
            return true;
        }
        if seen.insert(plan) {
            pending.extend(&site[plan].supersedes);
        }
    }
    false
}

fn plan_part_of(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    fn whole_of(record: &PlanRecord) -> &[PlanName] {
        record.part_of.as_slice()
    }
    for (plan, written, whole) in named_plans(site, diagnostics, whole_of, |_, _, _| true) {
        // Each loop is met once: the link that would close it is not made.
        if std::iter::successors(Some(whole), |at| site[*at].part_of).any(|at| at == plan) {
            let place = Place::at(&site[plan].path, written.span);
            diagnostics.push(plan_in_itself(place, whole == plan));
        } else {
            site.plans[plan.index()].part_of = Some(whole);
            site.plans[whole.index()].parts.push(plan);
        }
    }
}

fn plan_in_itself(place: Place, is_itself: bool) -> Diagnostic {
    if is_itself {
        return Diagnostic::new(
            rules::PLAN_PART_OF,
            place,
            "計画が自分自身の中に含まれています",
            "a plan cannot be inside of itself",
        )
        .help("この行を消してください", "take this line out");
    }
    Diagnostic::new(
        rules::PLAN_PART_OF,
        place,
        "part_of をたどると、この計画に戻ります",
        "following `part_of` leads back to this plan",
    )
    .help("含まれる計画にだけ書きます", "only the plan inside names the larger one")
}

fn part_of(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut found: Vec<(MeasureId, SourcePath, Written<String>, MeasureId)> = Vec::new();
    for (measures, names) in of_plans(site, |measure| measure.record.part_of.is_some(), own_measures) {
        for measure in measures {
            let (record, path) = (&site[measure].record, &site[measure].path);
            let Some(written) = &record.part_of else { continue };
            let whole = names.find_where(|other| other != measure, path, written, diagnostics);
            found.extend(whole.map(|whole| (measure, path.clone(), (***written).clone(), whole)));
        }
    }
    for (measure, path, written, whole) in found {
        // Each loop is met once: the link that would close it is not made.
        if std::iter::successors(Some(whole), |at| site[*at].part_of).any(|at| at == measure) {
            let place = Place::at(&path, written.span);
            diagnostics.push(if whole == measure {
                Diagnostic::new(
                    rules::MEASURE_PART_OF,
                    place,
                    "取組が自分自身の一部になっています",
                    "a measure cannot be a part of itself",
                )
                .help("この行を消してください", "take this line out")
            } else {
                Diagnostic::new(
                    rules::MEASURE_PART_OF,
                    place,
                    "part_of をたどると、この取組に戻ります",
                    "following `part_of` leads back to this measure",
                )
                .help("一部である取組にだけ書きます", "only the part names the whole")
            });
            continue;
        }
        site.measures[measure.index()].part_of = Some(whole);
        site.measures[whole.index()].parts.push(measure);
    }
}

/// The measures of a plan by their ids.
fn own_measures(site: &Site, plan: PlanId) -> Names<'_, MeasureId> {
    let measures = site[plan].measures.iter().map(|measure| (site[*measure].id.as_str(), *measure));
    Names::new(Noun::OWN_MEASURE, measures).called(|measure| measure_words(site, measure))
}

/// What people call a measure: its title, its number, or both.
fn measure_words(site: &Site, measure: MeasureId) -> Vec<String> {
    let number = site[measure].number.clone();
    let titles = site[measure].texts.all().filter_map(|text| text.document.title.as_ref());
    let titles: Vec<String> = titles.map(|title| title.value.clone()).collect();
    let numbered = number.iter().zip(&titles).map(|(number, title)| format!("{number}{title}"));
    let numbered: Vec<String> = numbered.collect();
    titles.into_iter().chain(numbered).chain(number).collect()
}

fn follows(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let following = site.measure_ids().filter(|measure| !site[*measure].record.follows.is_empty());
    let following: Vec<MeasureId> = following.collect();
    if following.is_empty() {
        return;
    }
    let measures: BTreeMap<String, MeasureId> =
        site.measure_ids().map(|measure| (site.measure_name(measure), measure)).collect();
    let names = Names::new(Noun::MEASURE, measures.iter().map(|(name, id)| (name.as_str(), *id)))
        .called(|measure| measure_words(site, measure));
    let mut found: Vec<(MeasureId, MeasureId)> = Vec::new();
    for measure in following {
        let (record, path) = (&site[measure].record, &site[measure].path);
        for written in &record.follows {
            let is_earlier = |other: MeasureId| {
                follows_refusal(site, measure, other, Place::file(path)).is_none()
                    && !record.follows.iter().any(|written| names.has(other, &written.value))
            };
            let Some(earlier) = names.find_where(is_earlier, path, written, diagnostics) else { continue };
            let refusal = follows_refusal(site, measure, earlier, Place::at(path, written.span));
            if let Some(refusal) = refusal {
                diagnostics.push(refusal);
            } else if found.contains(&(measure, earlier)) {
                diagnostics.push(listed_twice(path, written));
            } else {
                found.push((measure, earlier));
            }
        }
    }
    drop(names);
    for (measure, earlier) in found {
        site.measures[measure.index()].follows.push(earlier);
        site.measures[earlier.index()].followed_by.push(measure);
    }
}

/// Why a measure cannot take up another: measures go on in plans that start later.
fn follows_refusal(site: &Site, measure: MeasureId, earlier: MeasureId, place: Place) -> Option<Diagnostic> {
    let (plan, earlier_plan) = (&site[site[measure].plan], &site[site[earlier].plan]);
    let start = earlier_plan.period.start;
    let are_known = plan.period.is_known() && earlier_plan.period.is_known();
    if start < plan.period.start || (!are_known && site[earlier].plan != site[measure].plan) {
        return None;
    }
    let refusal = Diagnostic::new(
        rules::MEASURE_FOLLOWS,
        place,
        "引き継ぐ取組は、先に始まった計画のものです",
        "`follows` names a measure of a plan that starts earlier",
    );
    if site[earlier].plan == site[measure].plan {
        return Some(
            refusal.help("同じ計画の一部なら `part_of` を使います", "for a part of a measure use `part_of`"),
        );
    }
    let starts = refusal.note(
        Place::file(&earlier_plan.path),
        format!("{}からの計画です", start.japanese()),
        format!("it starts in {}", start.english()),
    );
    Some(starts.help("後の計画の取組に、この取組を書いてください", "let the later measure name this one"))
}

fn indicators(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut found: Vec<(MeasureId, Vec<IndicatorId>)> = Vec::new();
    for (measures, names) in of_plans(site, |measure| !measure.record.indicators.is_empty(), own_indicators) {
        for measure in measures {
            let (record, path) = (&site[measure].record, &site[measure].path);
            found.push((measure, each_once(&names, &record.indicators, path, diagnostics)));
        }
    }
    for (measure, indicators) in found {
        site.measures[measure.index()].indicators = indicators;
    }
}

fn own_indicators(site: &Site, plan: PlanId) -> Names<'_, IndicatorId> {
    let known = site[plan].indicators.iter().map(|indicator| (site[*indicator].id.as_str(), *indicator));
    Names::new(Noun::INDICATOR, known).called(|indicator| site[indicator].name.words())
}

/// The measures of each plan that refer to something of it, with what it has.
fn of_plans<'a, T: Copy>(
    site: &'a Site,
    refers: impl Fn(&Measure) -> bool,
    names: impl Fn(&'a Site, PlanId) -> Names<'a, T>,
) -> Vec<(Vec<MeasureId>, Names<'a, T>)> {
    let measures = |plan: PlanId| -> Vec<MeasureId> {
        site[plan].measures.iter().copied().filter(|measure| refers(&site[*measure])).collect()
    };
    let plans = site.plan_ids().map(|plan| (plan, measures(plan)));
    plans
        .filter(|(_, measures)| !measures.is_empty())
        .map(|(plan, measures)| (measures, names(site, plan)))
        .collect()
}
