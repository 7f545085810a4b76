//! `roles.toml`: what each rank of a job family is asked for.

use crate::values::{Label, Weight};

use super::record::{Reader, Record, Value, code, id, label, record};
use super::{Document, Written};

/// A `[[family]]`: one table of ranks.
#[derive(Clone, Debug)]
pub struct FamilyRecord {
    /// Its id.
    pub id: Written<String>,
    /// Its name.
    pub name: Label,
    /// The abilities that its ranks are measured by.
    pub abilities: Vec<AbilityRecord>,
    /// Its ranks, as printed from top to bottom.
    pub roles: Vec<RankRecord>,
}

/// An ability of a family.
#[derive(Clone, Debug)]
pub struct AbilityRecord {
    /// Its id.
    pub id: Written<String>,
    /// Its name.
    pub name: Label,
    /// What it means.
    pub text: Option<Label>,
}

/// A `[[family.role]]`.
#[derive(Clone, Debug)]
pub struct RankRecord {
    /// Its id.
    pub id: Written<String>,
    /// Its name.
    pub name: Label,
    /// The years of age or service it is usual at.
    pub career: Option<Label>,
    /// What it has to do.
    pub duties: Vec<Label>,
    /// What it asks of each ability.
    pub weights: Vec<(Written<String>, Weight)>,
}

pub(super) fn roles(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<Document> {
    let families = record.records(reader, "family", family);
    record.finish(reader);
    Some(Document::Roles(families))
}

fn family(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<FamilyRecord> {
    let id = record.required(reader, "id", id);
    let name = record.required(reader, "name", label);
    let abilities = record.records(reader, "abilities", ability);
    let roles = record.records(reader, "role", role);
    record.finish(reader);
    Some(FamilyRecord { id: id?, name: name?, abilities, roles })
}

fn ability(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<AbilityRecord> {
    let id = record.required(reader, "id", id);
    let name = record.required(reader, "name", label);
    let text = record.optional(reader, "text", label);
    record.finish(reader);
    Some(AbilityRecord { id: id?, name: name?, text })
}

fn role(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<RankRecord> {
    let id = record.required(reader, "id", id);
    let name = record.required(reader, "name", label);
    let career = record.optional(reader, "career", label);
    let duties = record.list(reader, "duties", label);
    let weights = record.optional(reader, "weights", weights).unwrap_or_default();
    record.finish(reader);
    Some(RankRecord { id: id?, name: name?, career, duties, weights })
}

fn weights(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Vec<(Written<String>, Weight)>> {
    record(reader, value, |reader, record| {
        Some(record.entries(reader, |reader, weight| code(reader, weight.named("weights"))))
    })
}
