//! The stages of assembling, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parse::{Document, Layout, Parsed};
use crate::records::SiteRecord;
use crate::source::{SourcePath, Sources};
use crate::values::Audience;

use crate::model::site::Site;

use super::component_call::ComponentKind;
use super::{assets, causes, cities, components, coverage, gather, links, plans, relations, vocabulary};

/// Makes a site of what was parsed. `layout` names every file, those too that could not be parsed; `components`
/// are those that texts may call.
pub fn assemble(
    record: SiteRecord,
    audience: Audience,
    parsed: &[Arc<Parsed>],
    layout: &Layout,
    sources: &Sources,
    components: &[ComponentKind],
) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let internal = internal_pages(parsed, audience);
    let mut gathered = gather::gather(parsed, &record.languages, &mut diagnostics);
    let mut site = empty_site(record, audience);
    vocabulary::add(&mut site, &mut gathered, &mut diagnostics);
    cities::add(&mut site, &mut gathered, &mut diagnostics);
    plans::add(&mut site, &mut gathered, &mut diagnostics);
    relations::add(&mut site, &mut diagnostics);
    coverage::add(&mut site, &mut diagnostics);
    links::resolve(&mut site, layout, &internal, sources, &mut diagnostics);
    components::resolve(&mut site, components, sources, &mut diagnostics);
    assets::add(&mut site, sources, &mut diagnostics);
    causes::settle(&mut diagnostics, parsed, layout);
    (site, diagnostics)
}

/// The files that this build leaves out because they are for the internal audience.
fn internal_pages(parsed: &[Arc<Parsed>], audience: Audience) -> BTreeSet<SourcePath> {
    if audience == Audience::Internal {
        return BTreeSet::new();
    }
    let internal = |document: &Option<Document>| match document {
        Some(Document::Text(text)) => text.facts.audience() == Audience::Internal,
        _ => false,
    };
    parsed.iter().filter(|parsed| internal(&parsed.document)).map(|parsed| parsed.path.clone()).collect()
}

fn empty_site(record: SiteRecord, audience: Audience) -> Site {
    Site {
        record,
        audience,
        home: Default::default(),
        topics: Vec::new(),
        statement_kinds: Vec::new(),
        categories: Vec::new(),
        terms: Vec::new(),
        cities: Vec::new(),
        departments: Vec::new(),
        plans: Vec::new(),
        chapters: Vec::new(),
        measures: Vec::new(),
        indicators: Vec::new(),
        free_pages: Vec::new(),
        assets: BTreeMap::new(),
    }
}
