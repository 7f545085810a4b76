//! Documents → [`Site`]: every reference resolved, every one that cannot be reported.
//!
//! 1. [`gather`]: the documents of each city, plan, chapter and measure come together.
//! 2. [`vocabulary`], [`cities`], [`plans`]: records become nouns; references to earlier nouns are resolved
//!    at once ([`references`]).
//! 3. [`relations`]: references between plans and measures, which need all of them to be there.
//! 4. [`coverage`]: what is known of every plan and topic.
//! 5. [`links`], [`components`]: links and component calls in the texts; [`assets`]: the files they use.

mod assets;
mod cities;
mod components;
mod coverage;
mod gather;
mod links;
mod plans;
mod references;
mod relations;
mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parse::{Document, Layout, Role, Settings, SiteRecord};
use crate::source::{SourcePath, Sources};
use crate::values::Audience;

use super::{Site, Subject, Texts};

pub use links::linked_file;

/// A file that was read and understood.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// Where it is.
    pub path: SourcePath,
    /// What it is.
    pub role: Role,
    /// What it says.
    pub document: Document,
}

/// Makes a site of what was parsed. `layout` also names the files that could not be parsed, so that a link
/// to one of them is not called broken.
pub fn assemble(
    record: &SiteRecord,
    settings: &Settings,
    parsed: &[Arc<Parsed>],
    layout: &Layout,
    sources: &Sources,
) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let internal = internal_pages(parsed, settings);
    let mut gathered = gather::gather(parsed, settings, &mut diagnostics);
    let mut site = empty_site(record, settings);
    vocabulary::add(&mut site, &mut gathered, &mut diagnostics);
    cities::add(&mut site, &mut gathered, &mut diagnostics);
    let mut pending = plans::add(&mut site, &mut gathered, &mut diagnostics);
    relations::add(&mut site, &mut pending, &mut diagnostics);
    coverage::add(&mut site, &pending, &mut diagnostics);
    links::resolve(&mut site, layout, &internal, sources, &mut diagnostics);
    components::resolve(&mut site, sources, &mut diagnostics);
    assets::add(&mut site, sources, &mut diagnostics);
    (site, diagnostics)
}

/// The files that this build leaves out because they are for the internal audience.
fn internal_pages(parsed: &[Arc<Parsed>], settings: &Settings) -> BTreeSet<SourcePath> {
    if settings.audience == Audience::Internal {
        return BTreeSet::new();
    }
    let internal = |document: &Document| match document {
        Document::Text(text) => text.facts.audience() == Audience::Internal,
        _ => false,
    };
    parsed.iter().filter(|parsed| internal(&parsed.document)).map(|parsed| parsed.path.clone()).collect()
}

fn empty_site(record: &SiteRecord, settings: &Settings) -> Site {
    Site {
        title: record.title.clone(),
        base_url: record.base_url.value.clone(),
        languages: settings.languages.clone(),
        publisher: record.publisher.clone(),
        licence: record.licence.clone(),
        audience: settings.audience,
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
        assets: Vec::new(),
        picture_sizes: BTreeMap::new(),
    }
}

fn texts_mut(site: &mut Site, subject: Subject) -> &mut Texts {
    match subject {
        Subject::Home => &mut site.home,
        Subject::City(city) => &mut site.cities[city.index()].texts,
        Subject::Plan(plan) => &mut site.plans[plan.index()].texts,
        Subject::Chapter(chapter) => &mut site.chapters[chapter.index()].texts,
        Subject::Measure(measure) => &mut site.measures[measure.index()].texts,
        Subject::FreePage(page) => &mut site.free_pages[page.index()].texts,
    }
}
