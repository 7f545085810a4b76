//! The stages in order: [`understand`] makes a site and its theme of the sources, [`draw`] makes the pages.
//!
//! Drawing streams: each page is made, handed on and forgotten, on as many threads as there are cores. The
//! whole site's HTML is never in memory.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::check;
use crate::data;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Parsed, Site, assemble};
use crate::pages;
use crate::parse::{self, Layout, Settings, SiteRecord, layout, site_record};
use crate::render::{Renderer, Theme, add_default_theme};
use crate::source::{Encoding, SourcePath, Sources};
use crate::values::Audience;

/// What a build depends on besides its sources.
#[derive(Clone, Debug)]
pub struct Options {
    /// Who it is for.
    pub audience: Audience,
    /// Where it will be published, instead of what `site.toml` says; ends in `/`.
    pub base_url: Option<String>,
}

/// The sources, understood.
pub struct Understanding {
    /// What is true about the cities.
    pub site: Site,
    /// How it looks.
    pub theme: Theme,
}

/// How long a stage took.
pub type Timings = Vec<(&'static str, Duration)>;

/// Sources → site and theme, and everything that is wrong with them, sorted by place. There is an
/// understanding only where it makes sense to go on.
pub fn understand(
    sources: &mut Sources,
    options: &Options,
    timings: &mut Timings,
) -> (Option<Understanding>, Vec<Diagnostic>) {
    add_default_theme(sources);
    let sources = &*sources;
    let mut diagnostics = Vec::new();
    let Some(record) = record(sources, options, &mut diagnostics) else { return (None, diagnostics) };
    let settings = Settings { languages: record.languages.clone(), audience: options.audience };
    let (layout, found) = layout(sources, &settings.languages);
    diagnostics.extend(found);
    let parsed = timed("parse", timings, || parse(sources, &layout, &settings, &mut diagnostics));
    let (site, found) = timed("assemble", timings, || assemble(&record, &settings, parsed, &layout, sources));
    diagnostics.extend(found);
    let (theme, found) = timed("theme", timings, || Theme::load(&record, sources));
    diagnostics.extend(found);
    timed("check", timings, || diagnostics.extend(check::site(&site)));
    drop_consequences(&mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    (theme.map(|theme| Understanding { site, theme }), diagnostics)
}

fn record(sources: &Sources, options: &Options, diagnostics: &mut Vec<Diagnostic>) -> Option<SiteRecord> {
    let file = sources.file("content/site.toml")?;
    if file.encoding != Encoding::Utf8 {
        return None;
    }
    let (record, found) = site_record(file);
    diagnostics.extend(found);
    let mut record = record?;
    if let Some(base_url) = &options.base_url {
        record.base_url.value.clone_from(base_url);
    }
    Some(record)
}

fn parse(
    sources: &Sources,
    layout: &Layout,
    settings: &Settings,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Parsed> {
    let files: Vec<_> = layout
        .iter()
        .filter_map(|(path, role)| Some((sources.files.get(path)?, role)))
        .filter(|(file, _)| file.encoding == Encoding::Utf8)
        .collect();
    let documents: Vec<_> = files
        .into_par_iter()
        .map(|(file, role)| {
            let (document, found) = parse::document(file, role, settings);
            let parsed =
                document.map(|document| Parsed { path: file.path.clone(), role: role.clone(), document });
            (parsed, found)
        })
        .collect();
    let mut parsed = Vec::with_capacity(documents.len());
    for (document, found) in documents {
        parsed.extend(document);
        diagnostics.extend(found);
    }
    parsed
}

/// Drops complaints that only follow from another: when `categories.toml` cannot be read, no measure's category
/// is known, and a hundred complaints would hide the one that matters.
fn drop_consequences(diagnostics: &mut Vec<Diagnostic>) {
    let broken: BTreeSet<SourcePath> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error && !is_reference(diagnostic.code))
        .map(|diagnostic| diagnostic.place.path.clone())
        .collect();
    diagnostics.retain(|diagnostic| !causes(diagnostic).iter().any(|cause| broken.contains(cause)));
}

fn is_reference(code: &str) -> bool {
    code.ends_with(".unknown") || ["statement.kind", "role.family", "translation.of-nothing"].contains(&code)
}

/// The files whose mistakes would explain a complaint.
fn causes(diagnostic: &Diagnostic) -> Vec<SourcePath> {
    let path = diagnostic.place.path.as_str();
    let names: Vec<&str> = path.split('/').collect();
    let record = |depth: usize, name: &str| {
        let folder = names.get(..depth).map(|names| names.join("/"));
        folder.map(|folder| SourcePath::new(format!("{folder}/{name}"))).into_iter().collect()
    };
    match diagnostic.code {
        "category.unknown" => record(1, "categories.toml"),
        "topic.unknown" | "statement.kind" if path.ends_with("/topics.toml") => Vec::new(),
        "topic.unknown" | "statement.kind" => record(1, "topics.toml"),
        "department.unknown" => record(2, "city.toml"),
        "pillar.unknown" | "cycle.unknown" => record(3, "plan.toml"),
        "indicator.unknown" => record(3, "indicators.toml"),
        "role.family" => record(3, "roles.toml"),
        "translation.of-nothing" => {
            let original = path.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.'));
            original.map(|(stem, _)| SourcePath::new(format!("{stem}.md"))).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Draws every page and hands it on, with every other file of the site. `write` is called from many threads,
/// once for each file; `drawn` after each page. What the theme got wrong comes back; where there is any of
/// it, pages are missing.
pub fn draw<E: Send>(
    understanding: &Understanding,
    sources: &Sources,
    write: impl Fn(&str, &[u8]) -> Result<(), E> + Sync,
    drawn: impl Fn() + Sync,
) -> Result<Vec<Diagnostic>, E> {
    let Understanding { site, theme } = understanding;
    let renderer = Renderer::new(site, theme, sources);
    pages::all(site).into_par_iter().try_for_each(|page| {
        if let Some((address, html)) = renderer.page(page) {
            write(&address, &html)?;
        }
        drawn();
        Ok(())
    })?;
    for (address, asset) in &theme.files {
        write(address, &asset.bytes)?;
    }
    for path in &site.assets {
        write(path.as_str().trim_start_matches("content/"), &sources.assets[path].bytes)?;
    }
    if !site.measures.is_empty() {
        for language in site.languages.iter() {
            write(&pages::measure_data_address(site, language), data::measure_index(site, language).as_bytes())?;
        }
    }
    write("sitemap.xml", data::sitemap(site).as_bytes())?;
    write("robots.txt", data::robots(site).as_bytes())?;
    Ok(renderer.complaints())
}

/// Runs a stage and notes how long it took.
pub fn timed<T>(stage: &'static str, timings: &mut Timings, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let value = run();
    timings.push((stage, start.elapsed()));
    value
}
