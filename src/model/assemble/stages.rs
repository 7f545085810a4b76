//! The stages of assembling, in order.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::{Edition, Step};
use crate::parse::{Layout, Parsed};
use crate::records::SiteRecord;
use crate::source::Sources;

use crate::model::site::Site;

use super::component_call::ComponentKind;
use super::{
    assets, causes, cited, cities, components, coverage, gather, links, plans, references, relations,
    vocabulary,
};

/// Makes an edition of a site of what was parsed. `layout` names every file, those too that could not be parsed;
/// `components` are those that texts may call.
pub fn assemble(
    record: SiteRecord,
    edition: &Edition,
    parsed: &[Arc<Parsed>],
    layout: &Layout,
    sources: &Sources,
    components: &[ComponentKind],
) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let shown: Vec<&Parsed> = parsed.iter().map(Arc::as_ref).filter(|file| edition.has(&file.path)).collect();
    let mut gathered = gather::gather(&shown, &record.languages, &mut diagnostics);
    let mut site = empty_site(record, edition);
    vocabulary::add(&mut site, &mut gathered, &mut diagnostics);
    cities::add(&mut site, &mut gathered, &mut diagnostics);
    plans::add(&mut site, &mut gathered, &mut diagnostics);
    relations::add(&mut site, &mut diagnostics);
    coverage::add(&mut site, &mut diagnostics);
    links::resolve(&mut site, layout, sources, &mut diagnostics);
    components::resolve(&mut site, components, sources, &mut diagnostics);
    assets::add(&mut site, sources, &mut diagnostics);
    cited::report(&site.edition, &mut diagnostics);
    references::settle(&mut diagnostics, &site.edition.held_back);
    causes::settle(&mut diagnostics, parsed, layout);
    (site, diagnostics)
}

fn empty_site(record: SiteRecord, edition: &Edition) -> Site {
    Site {
        record,
        edition: edition.clone(),
        menu_targets: Vec::new(),
        home: Default::default(),
        topics: Vec::new(),
        schemes: Vec::new(),
        statement_kinds: Vec::new(),
        steps: Step::defaults(),
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
