//! Topics and their schemes.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::id::{SchemeId, TopicId};
use crate::model::noun::Noun;
use crate::model::{Scheme, Site, Topic};
use crate::records::{SchemeRecord, TopicRecord, TopicsRecord};
use crate::rules;
use crate::source::{Place, SourcePath, Span};

use super::references::{Names, each_once, unique};
use super::stand_ins;

pub(super) fn add(
    site: &mut Site,
    path: &SourcePath,
    record: &TopicsRecord,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let schemes = unique(path, &record.schemes, |scheme| &scheme.id, diagnostics);
    let topics = unique(path, &record.topics, |topic| &topic.id, diagnostics);
    let names = names_of(&topics);
    let parents = parents(&topics, &names, path, diagnostics);
    let scheme_of = schemes_of_topics(&topics, &schemes, &parents, path, diagnostics);
    let mut corresponding = Vec::new();
    for (index, topic) in topics.iter().enumerate() {
        let found = each_once(&names, &topic.corresponds, path, diagnostics);
        for (at, same) in found.iter().enumerate().filter(|(_, same)| scheme_of[**same] == scheme_of[index]) {
            let span = topic.corresponds.get(at).map_or(topic.id.span, |reference| reference.span);
            diagnostics.push(corresponds_within(&topics[*same], path, span));
        }
        corresponding.push(found.into_iter().map(TopicId::new).collect());
    }
    drop(names);
    let all = topics.into_iter().zip(corresponding).enumerate();
    site.topics = all
        .map(|(index, (record, corresponding))| Topic {
            record,
            scheme: scheme_of[index],
            parent: parents[index].map(TopicId::new),
            corresponding,
        })
        .collect();
    let records = if schemes.is_empty() { vec![stand_ins::scheme()] } else { schemes };
    let with_topics = |(at, record)| Scheme { record, topics: in_display_order(site, SchemeId::new(at)) };
    site.schemes = records.into_iter().enumerate().map(with_topics).collect();
}

fn names_of(topics: &[Arc<TopicRecord>]) -> Names<'_, usize> {
    let ids = topics.iter().enumerate().map(|(index, topic)| (topic.id.as_str(), index));
    Names::new(Noun::TOPIC, ids).called(|index| topics[index].label.words())
}

/// The topic above each; two levels are what a matrix can show and a reader can hold.
fn parents(
    topics: &[Arc<TopicRecord>],
    names: &Names<'_, usize>,
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let mut parents = Vec::new();
    for (index, topic) in topics.iter().enumerate() {
        // What has a parent itself is none.
        let fits = |other: usize| other != index && topics[other].parent.is_none();
        let reference = topic.parent.as_ref();
        parents.push(reference.and_then(|parent| names.find_where(fits, path, parent, diagnostics)));
    }
    for (index, topic) in topics.iter().enumerate() {
        if parents[index].is_some_and(|parent| parent == index || parents[parent].is_some()) {
            let span = topic.parent.as_ref().map_or(topic.id.span, |parent| parent.span);
            diagnostics.push(too_deep(path, span));
        }
    }
    let is_top = |parent: &usize| parents[*parent].is_none();
    parents.iter().map(|parent| parent.filter(is_top)).collect()
}

fn too_deep(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::new(
        rules::TOPIC_DEPTH,
        Place::at(path, span),
        "視点は2段まで（親と子）です",
        "topics have two levels: a topic and its sub-topics",
    )
    .help("親には、それ自身が親を持たない視点を選んでください", "choose a parent that has none itself")
}

/// The scheme of each topic: what it says, that of the topic above it, or the first.
fn schemes_of_topics(
    topics: &[Arc<TopicRecord>],
    schemes: &[Arc<SchemeRecord>],
    parents: &[Option<usize>],
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<SchemeId> {
    let ids = schemes.iter().enumerate().map(|(index, scheme)| (scheme.id.as_str(), index));
    let names = Names::new(Noun::SCHEME, ids).called(|index| schemes[index].label.words());
    let own: Vec<Option<usize>> = topics
        .iter()
        .map(|topic| topic.scheme.as_ref().and_then(|scheme| names.find(path, scheme, diagnostics)))
        .collect();
    let mut found = Vec::new();
    for (index, topic) in topics.iter().enumerate() {
        let above = parents[index].map(|parent| own[parent].unwrap_or(0));
        if let (Some(above), Some(written), Some(reference)) = (above, own[index], &topic.scheme)
            && above != written
        {
            diagnostics.push(other_than_above(path, reference.span));
        }
        found.push(SchemeId::new(above.or(own[index]).unwrap_or(0)));
    }
    found
}

fn other_than_above(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::new(
        rules::TOPIC_SCHEME,
        Place::at(path, span),
        "上位の視点と違う体系が書かれています",
        "the topic above this one belongs to another scheme",
    )
    .help(
        "下位の視点は、上位の視点と同じ体系に入ります。`scheme` の行を消してください",
        "a sub-topic belongs to the scheme of the topic above it: take the line `scheme` out",
    )
}

fn corresponds_within(same: &TopicRecord, path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::new(
        rules::TOPIC_SCHEME,
        Place::at(path, span),
        format!("`{}` は同じ体系の視点です", same.id),
        format!("`{}` is a topic of the same scheme", same.id),
    )
    .help(
        "`corresponds` には、ほかの体系の視点を書きます。この視点を消してください",
        "`corresponds` takes topics of other schemes: take this one out",
    )
}

/// The topics of a scheme, each sub-topic after the one above it.
fn in_display_order(site: &Site, scheme: SchemeId) -> Vec<TopicId> {
    let of_scheme: Vec<TopicId> = site.topic_ids().filter(|topic| site[*topic].scheme == scheme).collect();
    let top = of_scheme.iter().filter(|topic| site[**topic].parent.is_none());
    let with_parts = |topic: &TopicId| {
        let parts = of_scheme.iter().filter(|part| site[**part].parent == Some(*topic)).copied();
        std::iter::once(*topic).chain(parts).collect::<Vec<_>>()
    };
    top.flat_map(with_parts).collect()
}

/// The topics of a measure, scheme by scheme: those that it names; else its pillar's; else those that correspond to
/// what it is on in other schemes.
pub(super) fn in_every_scheme(site: &Site, named: &[TopicId], of_pillar: TopicId) -> Vec<TopicId> {
    let in_scheme = |topics: &[TopicId], scheme| {
        topics.iter().copied().filter(|topic| site[*topic].scheme == scheme).collect::<Vec<_>>()
    };
    let written: Vec<Vec<TopicId>> = site
        .scheme_ids()
        .map(|scheme| Some(in_scheme(named, scheme)).filter(|found| !found.is_empty()))
        .zip(site.scheme_ids())
        .map(|(found, scheme)| found.unwrap_or_else(|| in_scheme(&[of_pillar], scheme)))
        .collect();
    let known: Vec<TopicId> = written.concat();
    let mut corresponding: Vec<TopicId> = Vec::new();
    for topic in known.iter().flat_map(|topic| corresponding_to(site, *topic)) {
        if !corresponding.contains(topic) {
            corresponding.push(*topic);
        }
    }
    let schemes = site.scheme_ids().zip(written);
    schemes
        .flat_map(
            |(scheme, written)| {
                if written.is_empty() { in_scheme(&corresponding, scheme) } else { written }
            },
        )
        .collect()
}

/// The topics of other schemes that mean the same as one, or as the one above it.
pub(super) fn corresponding_to(site: &Site, topic: TopicId) -> &[TopicId] {
    let own = &site[topic].corresponding;
    match site[topic].parent {
        Some(parent) if own.is_empty() => &site[parent].corresponding,
        _ => own,
    }
}
