//! Topics, kinds of statements, categories, glossary, home page and free pages.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::id::TopicId;
use crate::model::noun::Noun;
use crate::model::{FreePage, Site, Step, Topic};
use crate::records::{Facts, StepRecord, TopicRecord};
use crate::rules;
use crate::source::{Place, SourcePath};

use super::gather::Gathered;
use super::references::{Names, unique};

pub(super) fn add(site: &mut Site, gathered: &mut Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some((path, record)) = gathered.topics.take() {
        add_topics(site, &path, &record.topics, diagnostics);
        site.statement_kinds = unique(&path, &record.statement_kinds, |kind| &kind.id, diagnostics);
        for record in unique(&path, &record.steps, |step| &step.id, diagnostics) {
            add_step(&mut site.steps, record);
        }
    }
    if let Some((path, record)) = gathered.categories.take() {
        site.categories = unique(&path, &record.categories, |category| &category.id, diagnostics);
    }
    if let Some((path, record)) = gathered.glossary.take() {
        site.terms = unique(&path, &record.terms, |term| &term.id, diagnostics);
    }
    site.home = std::mem::take(&mut gathered.home);
    add_free_pages(site, gathered);
}

/// With the id of one of the seven it is another label for that.
fn add_step(steps: &mut Vec<Step>, record: Arc<StepRecord>) {
    match steps.iter_mut().find(|step| step.id == record.id.as_str()) {
        Some(step) => step.own = Some(record),
        None => steps.push(Step { id: record.id.to_string(), own: Some(record) }),
    }
}

fn add_topics(
    site: &mut Site,
    path: &SourcePath,
    topics: &[Arc<TopicRecord>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let topics = unique(path, topics, |topic| &topic.id, diagnostics);
    let names =
        Names::new(Noun::TOPIC, topics.iter().enumerate().map(|(index, topic)| (topic.id.as_str(), index)))
            .called(|index| topics[index].label.words());
    let parents: Vec<Option<usize>> = topics
        .iter()
        .enumerate()
        .map(|(index, topic)| {
            // There are two levels: what has a parent itself is none.
            let fits = |other: usize| other != index && topics[other].parent.is_none();
            names.find_where(fits, path, topic.parent.as_ref()?, diagnostics)
        })
        .collect();
    drop(names);
    for (index, topic) in topics.iter().enumerate() {
        let Some(parent) = parents[index] else { continue };
        // Two levels are what a matrix can show and a reader can hold.
        if parent == index || parents[parent].is_some() {
            let span = topic.parent.as_ref().map_or(topic.id.span, |parent| parent.span);
            diagnostics.push(
                Diagnostic::new(
                    rules::TOPIC_DEPTH,
                    Place::at(path, span),
                    "視点は2段まで（親と子）です",
                    "topics have two levels: a topic and its sub-topics",
                )
                .help(
                    "親には、それ自身が親を持たない視点を選んでください",
                    "choose a parent that has none itself",
                ),
            );
        }
    }
    let parent_of = |index: usize| parents[index].filter(|parent| parents[*parent].is_none());
    site.topics = topics
        .into_iter()
        .enumerate()
        .map(|(index, record)| Topic { record, parent: parent_of(index).map(TopicId::new) })
        .collect();
}

fn add_free_pages(site: &mut Site, gathered: &mut Gathered<'_>) {
    for (page, texts) in std::mem::take(&mut gathered.free_pages) {
        let Some(Facts::FreePage(record)) = texts.authoritative().map(|text| &text.document.facts) else {
            continue;
        };
        let record = record.clone();
        site.free_pages.push(FreePage { record, page: page.to_owned(), texts });
    }
}
