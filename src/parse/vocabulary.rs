//! `topics.toml`, `categories.toml`, `glossary.toml`: the words that all plans of a site share.

use crate::rules;
use crate::values::Label;

use super::record::{Reader, Record, id, label, name, text};
use super::{Document, Written};

/// A `[[topic]]`: one point on the axis on which cities are compared.
#[derive(Clone, Debug)]
pub struct TopicRecord {
    /// Its id.
    pub id: Written<String>,
    /// Its name.
    pub label: Label,
    /// What it takes in.
    pub definition: Option<Label>,
    /// The topic it is a part of.
    pub parent: Option<Written<String>>,
    /// Where the definition comes from.
    pub source: Option<String>,
}

/// A `[[statement-kind]]`.
#[derive(Clone, Debug)]
pub struct StatementKindRecord {
    /// Its id.
    pub id: Written<String>,
    /// Its name.
    pub label: Label,
}

/// A `[[category]]`: how measures work.
#[derive(Clone, Debug)]
pub struct CategoryRecord {
    /// Its id.
    pub id: Written<String>,
    /// Its name.
    pub label: Label,
    /// What it takes in.
    pub definition: Option<Label>,
}

/// A `[[term]]` of the glossary.
#[derive(Clone, Debug)]
pub struct TermRecord {
    /// Its id.
    pub id: Written<String>,
    /// Its name, with a reading.
    pub name: Label,
    /// What it means, in a sentence.
    pub definition: Label,
    /// Other spellings in the authoritative language.
    pub aliases: Vec<String>,
}

pub(super) fn topics(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<Document> {
    let topics = record.records(reader, "topic", topic);
    let kinds = record.records(reader, "statement-kind", statement_kind);
    record.finish(reader);
    Some(Document::Topics(topics, kinds))
}

fn topic(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<TopicRecord> {
    let id = record.required(reader, "id", id);
    let label_ = record.required(reader, "label", label);
    let definition = record.optional(reader, "definition", label);
    let parent = record.optional(reader, "parent", super::record::id);
    let source = record.optional(reader, "source", text);
    record.finish(reader);
    Some(TopicRecord { id: id?, label: label_?, definition, parent, source })
}

fn statement_kind(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<StatementKindRecord> {
    let id = record.required(reader, "id", id);
    let label = record.required(reader, "label", label);
    record.finish(reader);
    Some(StatementKindRecord { id: id?, label: label? })
}

pub(super) fn categories(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<Document> {
    let categories = record.records(reader, "category", category);
    record.finish(reader);
    Some(Document::Categories(categories))
}

fn category(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<CategoryRecord> {
    let id = record.required(reader, "id", id);
    let label_ = record.required(reader, "label", label);
    let definition = record.optional(reader, "definition", label);
    record.finish(reader);
    Some(CategoryRecord { id: id?, label: label_?, definition })
}

pub(super) fn glossary(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<Document> {
    let terms = record.records(reader, "term", term);
    record.finish(reader);
    Some(Document::Glossary(terms))
}

fn term(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<TermRecord> {
    let id = record.required(reader, "id", id);
    let name_ = record.required(reader, "name", name);
    let definition = record.required(reader, "definition", label);
    let aliases = record.list(reader, "aliases", text);
    if let Some(name) = name_.as_ref().filter(|name| name.kana().is_none()) {
        let span = id.as_ref().map_or(record.span, |id| id.span);
        reader.error(
            rules::GLOSSARY_KANA,
            span,
            format!("用語「{}」の読みがな（name の `kana`）がありません", name.authoritative()),
            format!("the term `{}` has no reading (`kana` in its name)", name.authoritative()),
        );
    }
    record.finish(reader);
    Some(TermRecord { id: id?, name: name_?, definition: definition?, aliases })
}
