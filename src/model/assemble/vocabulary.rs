//! Kinds of statements, categories, glossary, home page and free pages.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::{FreePage, Scheme, Site, Step};
use crate::records::{Facts, StepRecord};

use super::gather::Gathered;
use super::references::unique;
use super::{stand_ins, topics};

pub(super) fn add(site: &mut Site, gathered: &mut Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some((path, record)) = gathered.topics.take() {
        topics::add(site, &path, &record, diagnostics);
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
    if site.schemes.is_empty() {
        site.schemes.push(Scheme { record: stand_ins::scheme(), topics: Vec::new() });
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

fn add_free_pages(site: &mut Site, gathered: &mut Gathered<'_>) {
    for (page, texts) in std::mem::take(&mut gathered.free_pages) {
        let Some(Facts::FreePage(record)) = texts.authoritative().map(|text| &text.document.facts) else {
            continue;
        };
        let record = record.clone();
        site.free_pages.push(FreePage { record, page: page.to_owned(), texts });
    }
}
