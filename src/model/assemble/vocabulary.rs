//! Topics, kinds of statements, categories, glossary, home page and free pages.

use crate::diagnostic::Diagnostic;
use crate::model::id::TopicId;
use crate::model::{Category, FreePage, Site, StatementKind, Term, Topic};
use crate::parse::{Facts, PageFacts, TopicRecord};
use crate::rules;
use crate::source::{Place, SourcePath};
use crate::values::Audience;

use super::gather::Gathered;
use super::references::{Kind, Names, unique};

pub(super) fn add(site: &mut Site, gathered: &mut Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some((path, (topics, kinds))) = gathered.topics.take() {
        add_topics(site, &path, topics, diagnostics);
        site.statement_kinds = unique(&path, kinds, |kind| &kind.id, diagnostics)
            .into_iter()
            .map(|kind| StatementKind { id: kind.id.value, label: kind.label })
            .collect();
    }
    if let Some((path, categories)) = gathered.categories.take() {
        site.categories = unique(&path, categories, |category| &category.id, diagnostics)
            .into_iter()
            .map(|category| Category {
                id: category.id.value,
                label: category.label,
                definition: category.definition,
            })
            .collect();
    }
    if let Some((path, terms)) = gathered.terms.take() {
        site.terms = unique(&path, terms, |term| &term.id, diagnostics)
            .into_iter()
            .map(|term| Term {
                id: term.id.value,
                name: term.name,
                definition: term.definition,
                aliases: term.aliases,
            })
            .collect();
    }
    site.home = std::mem::take(&mut gathered.home);
    add_free_pages(site, gathered);
}

fn add_topics(
    site: &mut Site,
    path: &SourcePath,
    topics: Vec<TopicRecord>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let topics = unique(path, topics, |topic| &topic.id, diagnostics);
    let names = Names::new(
        Kind::TOPIC,
        topics.iter().enumerate().map(|(index, topic)| (topic.id.value.as_str(), index)),
    );
    let parents: Vec<Option<usize>> = topics
        .iter()
        .map(|topic| names.find_other(Some(&topic.id.value), path, topic.parent.as_ref()?, diagnostics))
        .collect();
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
    site.topics = topics
        .into_iter()
        .zip(&parents)
        .map(|(topic, parent)| Topic {
            id: topic.id.value,
            label: topic.label,
            definition: topic.definition,
            parent: parent.filter(|parent| parents[*parent].is_none()).map(TopicId::new),
            source: topic.source,
        })
        .collect();
}

fn add_free_pages(site: &mut Site, gathered: &mut Gathered<'_>) {
    for (page, texts) in std::mem::take(&mut gathered.free_pages) {
        let Some(Facts::FreePage(PageFacts { order, updated, audience })) =
            texts.authoritative().map(|text| &text.document.facts)
        else {
            continue;
        };
        if *audience == Audience::Internal && site.audience == Audience::Public {
            continue;
        }
        let (order, updated) = (*order, *updated);
        site.free_pages.push(FreePage { page: page.to_owned(), texts, order, updated });
    }
}
