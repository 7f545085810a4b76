//! References between plans and measures.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::id::{MeasureId, PlanId};
use crate::model::noun::Noun;
use crate::model::{Measure, Site};
use crate::rules;
use crate::source::{Place, SourcePath, Written};

use super::references::Names;

pub(super) fn add(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    supersedes(site, diagnostics);
    part_of(site, diagnostics);
    follows(site, diagnostics);
    indicators(site, diagnostics);
}

fn supersedes(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let plans: Vec<(String, PlanId)> = site.plan_ids().map(|plan| (site.plan_name(plan), plan)).collect();
    let names = Names::new(Noun::PLAN, plans.iter().map(|(name, plan)| (name.as_str(), *plan)));
    let mut places: BTreeMap<PlanId, Place> = BTreeMap::new();
    for (own, plan) in &plans {
        let plan = *plan;
        let (record, path) = (site[plan].record.clone(), site[plan].path.clone());
        let Some(written) = &record.supersedes else { continue };
        let Some(earlier) = names.find_other(Some(own), &path, written, diagnostics) else { continue };
        let place = Place::at(&path, written.span);
        let other = site[earlier].superseded_by.and_then(|other| places.get(&other));
        match refusal(site, plan, earlier, &place, other) {
            Some(refusal) => diagnostics.push(refusal),
            None => {
                site.plans[plan.index()].supersedes = Some(earlier);
                site.plans[earlier.index()].superseded_by = Some(plan);
                places.insert(plan, place);
            }
        }
    }
}

/// Why a plan cannot supersede another; `other` is where one that does so already says it.
fn refusal(
    site: &Site,
    plan: PlanId,
    earlier: PlanId,
    place: &Place,
    other: Option<&Place>,
) -> Option<Diagnostic> {
    let error = |ja: &str, en: &str| Some(Diagnostic::new(rules::PLAN_SUPERSEDES, place.clone(), ja, en));
    let (start, earlier_start) = (site[plan].period.start, site[earlier].period.start);
    if earlier == plan {
        return error("計画が自分自身を引き継いでいます", "a plan cannot supersede itself")
            .map(|refusal| refusal.help("前の計画の名前を書いてください", "name the plan that came before"));
    }
    if earlier_start > start {
        return error("引き継ぐ計画のほうが後から始まります", "the plan named starts later than this one")
            .map(|refusal| {
                refusal.note(
                    Place::file(&site[earlier].path),
                    format!("{}からの計画です", earlier_start.japanese()),
                    format!("it starts in {}", earlier_start.english()),
                )
            });
    }
    if let Some(other) = other {
        return error(
            "ここに書かれた計画は、すでに別の計画が引き継いでいます",
            "another plan supersedes the plan named already",
        )
        .map(|refusal| refusal.note(other.clone(), "引き継いでいるのはここです", "superseded here"))
        .map(|refusal| refusal.help("引き継ぐのは1つの計画だけです", "a plan has one successor"));
    }
    if std::iter::successors(Some(earlier), |at| site[*at].supersedes).any(|at| at == plan) {
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

fn part_of(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let own = |measure: MeasureId| Some(site[measure].id.as_str());
    let written = |measure: &Measure| measure.record.part_of.iter().map(|id| (**id).clone()).collect();
    let found = of_plans(site, written, own, diagnostics, |plan| {
        let siblings = site[plan].measures.iter();
        Names::new(Noun::OWN_MEASURE, siblings.map(|sibling| (site[*sibling].id.as_str(), *sibling)))
    });
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

fn follows(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let following = site.measure_ids().filter(|measure| !site[*measure].record.follows.is_empty());
    let following: Vec<MeasureId> = following.collect();
    if following.is_empty() {
        return;
    }
    let measures: BTreeMap<String, MeasureId> =
        site.measure_ids().map(|measure| (site.measure_name(measure), measure)).collect();
    let names = Names::new(Noun::MEASURE, measures.iter().map(|(name, id)| (name.as_str(), *id)));
    for measure in following {
        let record = site[measure].record.clone();
        let (own, path) = (site.measure_name(measure), site[measure].path.clone());
        for written in &record.follows {
            let Some(earlier) = names.find_other(Some(&own), &path, written, diagnostics) else { continue };
            if let Some(refusal) = follows_refusal(site, measure, earlier, Place::at(&path, written.span)) {
                diagnostics.push(refusal);
                continue;
            }
            site.measures[measure.index()].follows.push(earlier);
            site.measures[earlier.index()].followed_by.push(measure);
        }
    }
}

/// Why a measure cannot take up another: measures go on in plans that start later.
fn follows_refusal(site: &Site, measure: MeasureId, earlier: MeasureId, place: Place) -> Option<Diagnostic> {
    let (plan, earlier_plan) = (&site[site[measure].plan], &site[site[earlier].plan]);
    let start = earlier_plan.period.start;
    if start < plan.period.start {
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
    let written = |measure: &Measure| measure.record.indicators.iter().map(|id| (**id).clone()).collect();
    let found = of_plans(
        site,
        written,
        |_| None,
        diagnostics,
        |plan| {
            let known = site[plan].indicators.iter();
            Names::new(Noun::INDICATOR, known.map(|indicator| (site[*indicator].id.as_str(), *indicator)))
        },
    );
    for (measure, _, _, indicator) in found {
        site.measures[measure.index()].indicators.push(indicator);
    }
}

/// What measures name in their own plans. Those of one plan come together, and its names are listed once.
/// `own` is the name of the measure itself, where it could be meant.
fn of_plans<'a, T: Copy>(
    site: &'a Site,
    written: impl Fn(&Measure) -> Vec<Written<String>>,
    own: impl Fn(MeasureId) -> Option<&'a str>,
    diagnostics: &mut Vec<Diagnostic>,
    names: impl Fn(PlanId) -> Names<'a, T>,
) -> Vec<(MeasureId, SourcePath, Written<String>, T)> {
    let mut latest: Option<(PlanId, Names<'a, T>)> = None;
    let mut found = Vec::new();
    for measure in site.measure_ids() {
        let (plan, path) = (site[measure].plan, &site[measure].path);
        for written in written(&site[measure]) {
            let (_, names) = match latest.take() {
                Some(known) if known.0 == plan => latest.insert(known),
                _ => latest.insert((plan, names(plan))),
            };
            if let Some(named) = names.find_other(own(measure), path, &written, diagnostics) {
                found.push((measure, path.clone(), written, named));
            }
        }
    }
    found
}
