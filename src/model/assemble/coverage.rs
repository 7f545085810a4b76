//! What is known of every plan and topic: shown by measures, or recorded, or not collected.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::id::{MeasureId, PlanId, TopicId};
use crate::records::{Id, MeasureRecord, Named};
use crate::rules;
use crate::source::{Place, Span};
use crate::values::{Code, CoverageState};

use super::plans::topic_names;
use super::references::listed_twice;
use super::topics::corresponding_to;

pub(super) fn add(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    for plan in site.plan_ids() {
        let shown = shown_by_measures(site, plan);
        let mut coverage: BTreeMap<TopicId, CoverageState> =
            shown.keys().map(|topic| (*topic, CoverageState::Stated)).collect();
        let path = &site[plan].path;
        let names = topic_names(site);
        let record = &site[plan].record;
        let mut named: Vec<TopicId> = Vec::new();
        for (written, state) in record.coverage.iter().flat_map(|coverage| coverage.iter()) {
            // A proposal that contradicts a measure, or a line there is, would be refused in its turn.
            let has_line = |topic: TopicId| {
                record
                    .coverage
                    .iter()
                    .flat_map(|coverage| coverage.iter())
                    .any(|(id, _)| id.value == site[topic].id.value)
            };
            let fits = |topic| {
                !has_line(topic) && (state.value == CoverageState::Stated || !shown.contains_key(&topic))
            };
            let reference = Named::from(written.clone());
            let Some(topic) = names.find_where(fits, path, &reference, diagnostics) else { continue };
            if named.contains(&topic) || (has_line(topic) && site[topic].id.value != written.value) {
                diagnostics.push(listed_twice(path, written));
                continue;
            }
            named.push(topic);
            match shown.get(&topic) {
                Some(measure) if state.value != CoverageState::Stated => {
                    let place = Place::at(path, state.span);
                    diagnostics.push(contradiction(site, place, topic, *measure, state.value));
                }
                Some(_) => {}
                None => {
                    coverage.insert(topic, state.value);
                }
            }
        }
        drop(names);
        state_parents(site, &mut coverage);
        follow_corresponding(site, &mut coverage);
        for topic in site.topic_ids() {
            coverage.entry(topic).or_insert(CoverageState::NotCollected);
        }
        site.plans[plan.index()].coverage = coverage;
    }
}

/// The topics that a plan's measures name, each with one of them. A measure on a sub-topic is also one on
/// the topic above.
fn shown_by_measures(site: &Site, plan: PlanId) -> BTreeMap<TopicId, MeasureId> {
    let mut shown = BTreeMap::new();
    for measure in &site[plan].measures {
        for topic in &site[*measure].topics {
            shown.entry(*topic).or_insert(*measure);
            if let Some(parent) = site[*topic].parent {
                shown.entry(parent).or_insert(*measure);
            }
        }
    }
    shown
}

/// What a plan is known to say on the topics that mean the same in other schemes, it says on a topic of which nothing
/// else is known. Where these differ, one that is stated counts, and else nothing.
fn follow_corresponding(site: &Site, coverage: &mut BTreeMap<TopicId, CoverageState>) {
    let mut known: BTreeMap<TopicId, Option<CoverageState>> = BTreeMap::new();
    for topic in site.topic_ids() {
        let state = coverage.get(&topic).copied();
        for same in corresponding_to(site, topic).iter().filter(|same| !coverage.contains_key(same)) {
            known.entry(*same).and_modify(|known| *known = together(*known, state)).or_insert(state);
        }
    }
    coverage.extend(known.into_iter().filter_map(|(topic, state)| Some((topic, state?))));
}

fn together(one: Option<CoverageState>, other: Option<CoverageState>) -> Option<CoverageState> {
    let stated = Some(CoverageState::Stated);
    if one == stated || other == stated { stated } else { one.filter(|_| one == other) }
}

/// A plan that says something about a sub-topic says something about the topic.
fn state_parents(site: &Site, coverage: &mut BTreeMap<TopicId, CoverageState>) {
    for topic in site.topic_ids() {
        if let (Some(CoverageState::Stated), Some(parent)) = (coverage.get(&topic), site[topic].parent) {
            coverage.insert(parent, CoverageState::Stated);
        }
    }
}

/// Where a measure says what it is about: the topic itself, else the first topic, else its pillar.
fn topic_of(record: &MeasureRecord, topic: &Id) -> Span {
    let named = record.topics.iter().find(|written| written.value == topic.value);
    named.or(record.topics.first()).map_or(record.pillar.span, |written| written.span)
}

fn contradiction(
    site: &Site,
    place: Place,
    topic: TopicId,
    measure: MeasureId,
    state: CoverageState,
) -> Diagnostic {
    let topic = &site[topic].id;
    let diagnostic = Diagnostic::new(
        rules::COVERAGE_CONTRADICTION,
        place,
        format!("視点 `{topic}` は `{}` とありますが、取組があります", state.code()),
        format!("the topic `{topic}` is said to be `{}`, but there is a measure on it", state.code()),
    )
    .help(
        "[coverage] の行を消すか、取組の topics を直してください",
        "take the line out of `[coverage]`, or correct the measure's `topics`",
    );
    let measure = &site[measure];
    let place = Place::at(&measure.path, topic_of(&measure.record, topic));
    diagnostic.note(place, "この取組です", "this measure")
}
