//! Kinds of statements, categories, glossary, home page and free pages.

use crate::diagnostic::Diagnostic;
use crate::model::{FreePage, Scheme, Site};
use crate::records::Facts;

use super::gather::Gathered;
use super::references::unique;
use super::{stand_ins, topics};

pub(super) fn add(site: &mut Site, gathered: &mut Gathered<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some((path, record)) = gathered.topics.take() {
        topics::add(site, &path, &record, diagnostics);
        site.statement_kinds = unique(&path, &record.statement_kinds, |kind| &kind.id, diagnostics);
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

fn add_free_pages(site: &mut Site, gathered: &mut Gathered<'_>) {
    for (page, texts) in std::mem::take(&mut gathered.free_pages) {
        let Some(Facts::FreePage(record)) = texts.authoritative().map(|text| &text.document.facts) else {
            continue;
        };
        let record = record.clone();
        site.free_pages.push(FreePage { record, page: page.to_owned(), texts });
    }
}
