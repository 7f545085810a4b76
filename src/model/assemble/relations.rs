//! References between plans and measures.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::id::{IndicatorId, MeasureId, PlanId};
use crate::model::Site;
use crate::source::Place;

use super::plans::Pending;
use super::references::Names;

pub(super) fn add(site: &mut Site, pending: &mut Pending, diagnostics: &mut Vec<Diagnostic>) {
    supersedes(site, pending, diagnostics);
    part_of(site, pending, diagnostics);
    follows(site, pending, diagnostics);
    indicators(site, pending, diagnostics);
}

fn supersedes(site: &mut Site, pending: &mut Pending, diagnostics: &mut Vec<Diagnostic>) {
    let plans: Vec<(String, PlanId)> = site.plan_ids().map(|plan| (site.plan_name(plan), plan)).collect();
    let names = Names::new("plan.unknown", "計画", "plan", plans.iter().map(|(name, plan)| (name.as_str(), *plan)));
    for (plan, written) in std::mem::take(&mut pending.supersedes) {
        let path = site[plan].path.clone();
        let Some(earlier) = names.find(&path, &written, diagnostics) else { continue };
        let later = site[plan].period.start;
        if earlier == plan || site[earlier].period.start > later {
            diagnostics.push(
                Diagnostic::error(
                    "plan.supersedes",
                    Place::at(&path, written.span),
                    "後から始まる計画や自分自身を引き継ぐことはできません",
                    "a plan cannot supersede itself or one that starts later",
                )
                .note(Place::file(&site[earlier].path), "引き継ぐとされた計画", "the plan named"),
            );
            continue;
        }
        site.plans[plan.index()].supersedes = Some(earlier);
        site.plans[earlier.index()].superseded_by = Some(plan);
    }
}

fn part_of(site: &mut Site, pending: &mut Pending, diagnostics: &mut Vec<Diagnostic>) {
    let mut wholes: Vec<(MeasureId, MeasureId)> = Vec::new();
    for (measure, path, written) in std::mem::take(&mut pending.part_of) {
        let siblings = site[site[measure].plan].measures.iter();
        let names = Names::new(
            "measure.unknown",
            "この計画の取組",
            "measure of this plan",
            siblings.map(|sibling| (site[*sibling].id.as_str(), *sibling)),
        );
        let Some(whole) = names.find(&path, &written, diagnostics) else { continue };
        if whole == measure {
            diagnostics.push(Diagnostic::error(
                "measure.part-of",
                Place::at(&path, written.span),
                "取組が自分自身の一部になっています",
                "a measure cannot be a part of itself",
            ));
        } else {
            wholes.push((measure, whole));
        }
    }
    for (part, whole) in wholes {
        site.measures[part.index()].part_of = Some(whole);
        site.measures[whole.index()].parts.push(part);
    }
}

fn follows(site: &mut Site, pending: &mut Pending, diagnostics: &mut Vec<Diagnostic>) {
    if pending.follows.is_empty() {
        return;
    }
    let measures: BTreeMap<String, MeasureId> =
        site.measure_ids().map(|measure| (site.measure_name(measure), measure)).collect();
    let names =
        Names::new("measure.unknown", "取組", "measure", measures.iter().map(|(name, id)| (name.as_str(), *id)));
    for (measure, path, written) in std::mem::take(&mut pending.follows) {
        let Some(earlier) = names.find(&path, &written, diagnostics) else { continue };
        if site[earlier].plan == site[measure].plan {
            diagnostics.push(
                Diagnostic::error(
                    "measure.follows",
                    Place::at(&path, written.span),
                    "引き継ぐ取組は、前の計画のものです",
                    "`follows` names a measure of an earlier plan",
                )
                .help("同じ計画の一部なら `part_of` を使います", "for a part of a measure use `part_of`"),
            );
            continue;
        }
        site.measures[measure.index()].follows.push(earlier);
        site.measures[earlier.index()].followed_by.push(measure);
    }
}

fn indicators(site: &mut Site, pending: &mut Pending, diagnostics: &mut Vec<Diagnostic>) {
    for (measure, path, written) in std::mem::take(&mut pending.indicators) {
        let known = site[site[measure].plan].indicators.iter();
        let names: Names<'_, IndicatorId> = Names::new(
            "indicator.unknown",
            "この計画の指標",
            "indicator of this plan",
            known.map(|indicator| (site[*indicator].id.as_str(), *indicator)),
        );
        if let Some(indicator) = names.find(&path, &written, diagnostics) {
            site.measures[measure.index()].indicators.push(indicator);
        }
    }
}
