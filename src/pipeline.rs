//! The stages in order: [`understand`] makes a site and its theme of the sources, [`draw`] makes the pages.
//!
//! Drawing streams: each page is made, handed on and forgotten, on as many threads as there are cores. The
//! whole site's HTML is never in memory.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::check;
use crate::data;
use crate::diagnostic::{Cause, Diagnostic, Severity};
use crate::memory::{Meaning, Memory};
use crate::model::{Site, assemble};
use crate::pages;
use crate::parse::{self, Layout, Parsed, Role};
use crate::records::{BaseUrl, Context, SiteRecord, site_record};
use crate::render::{Renderer, Theme, add_default_theme};
use crate::rules::Rule;
use crate::source::{Asset, Encoding, SourceFile, SourcePath, Sources};
use crate::values::{Audience, Language};

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
    pub theme: Arc<Theme>,
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
    understand_again(sources, options, &mut Memory::default(), timings)
}

/// The same, with the memory of an earlier run: what was understood then is not parsed again. The result is
/// the same as without.
pub fn understand_again(
    sources: &mut Sources,
    options: &Options,
    memory: &mut Memory,
    timings: &mut Timings,
) -> (Option<Understanding>, Vec<Diagnostic>) {
    add_default_theme(sources);
    let sources = &*sources;
    let mut diagnostics = Vec::new();
    let Some(record) = record(sources, options, &mut diagnostics) else { return (None, diagnostics) };
    let context = Context { languages: Some(record.languages.clone()), audience: options.audience };
    memory.begin(&context);
    let languages = record.languages.clone();
    let layout = timed("layout", timings, || memory.layout(sources, &languages, &mut diagnostics));
    let parsed = timed("parse", timings, || parse(sources, &layout, &context, memory, &mut diagnostics));
    let (site, found) =
        timed("assemble", timings, || assemble(record.clone(), options.audience, &parsed, &layout, sources));
    diagnostics.extend(found);
    let (theme, found) = timed("theme", timings, || memory.theme(&record, sources));
    diagnostics.extend(found);
    timed("check", timings, || diagnostics.extend(check::site(&site)));
    let diagnostics = all_complaints(Vec::new(), diagnostics);
    (theme.map(|theme| Understanding { site, theme }), diagnostics)
}

fn record(sources: &Sources, options: &Options, diagnostics: &mut Vec<Diagnostic>) -> Option<SiteRecord> {
    let file = sources.file("content/site.toml")?;
    if file.encoding != Encoding::Utf8 {
        return None;
    }
    let reading = site_record(file);
    diagnostics.extend(reading.diagnostics);
    let mut record = reading.record?;
    if let Some(base_url) = &options.base_url {
        record.base_url = BaseUrl::from(base_url.clone());
    }
    Some(record)
}

fn parse(
    sources: &Sources,
    layout: &Layout,
    context: &Context,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Parsed>> {
    let files: Vec<(&SourceFile, &Role)> =
        with_roles(sources, layout).filter(|(file, _)| file.encoding == Encoding::Utf8).collect();
    let mut parsed = Vec::with_capacity(files.len());
    for (document, found) in memory.meanings(&files, |file, role| meaning(file, role, context)) {
        parsed.push(document.clone());
        diagnostics.extend_from_slice(found);
    }
    parsed
}

/// The files that have a role. Both are in the order of paths, so they are read side by side.
fn with_roles<'a>(
    sources: &'a Sources,
    layout: &'a Layout,
) -> impl Iterator<Item = (&'a SourceFile, &'a Role)> {
    let mut files = sources.files.iter();
    layout.iter().filter_map(move |(path, role)| {
        let (_, file) = files.find(|(known, _)| *known == path)?;
        Some((file.as_ref(), role))
    })
}

fn meaning(file: &SourceFile, role: &Role, context: &Context) -> Meaning {
    let (parsed, found) = parse::parse(file, role, context);
    (Arc::new(parsed), found)
}

/// What reading and understanding found, as one list in the order of places. A file that could not be read
/// explains what is missing because of it.
pub fn all_complaints(read: Vec<Diagnostic>, understood: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut diagnostics = read;
    diagnostics.extend(understood);
    drop_consequences(&mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    diagnostics
}

/// Drops diagnostics that only follow from another.
fn drop_consequences(diagnostics: &mut Vec<Diagnostic>) {
    let errors: BTreeSet<(SourcePath, &'static Rule)> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|diagnostic| (diagnostic.place.path.clone(), diagnostic.rule))
        .collect();
    diagnostics.retain(|diagnostic| {
        // In the same file another rule must explain this one, or a diagnostic would explain itself.
        let is_other =
            |file: &SourcePath, rule: &Rule| *file != diagnostic.place.path || rule != diagnostic.rule;
        let has_error =
            |file: &SourcePath| errors.iter().any(|(path, rule)| path == file && is_other(file, rule));
        !diagnostic.causes.iter().any(|cause| match cause {
            Cause::File(file) | Cause::Record(file, _, _) => has_error(file),
            Cause::Rule(file, rule) => errors.contains(&(file.clone(), *rule)),
            Cause::Anywhere => errors.iter().any(|(path, _)| path.as_str().starts_with("content/")),
        })
    });
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
    for (address, file) in other_files(understanding, sources) {
        write(&address, &file.bytes(site))?;
    }
    Ok(renderer.diagnostics())
}

/// Makes a file of a site.
type Make = fn(&Site) -> String;

/// A file of the output that is no page.
pub enum OtherFile<'a> {
    /// One of the theme or the content, published as it is.
    Asset(&'a Asset),
    /// One that is made of the site.
    Made(Make),
    /// The measure index for its script, in a language.
    MeasureIndex(Language),
}

impl OtherFile<'_> {
    /// Its bytes.
    pub fn bytes(&self, site: &Site) -> Arc<[u8]> {
        match self {
            Self::Asset(asset) => asset.bytes.clone(),
            Self::Made(make) => make(site).into_bytes().into(),
            Self::MeasureIndex(language) => data::measure_index(site, *language).into_bytes().into(),
        }
    }
}

/// Every file of the output that is no page, with its address.
pub fn other_files<'a>(
    understanding: &'a Understanding,
    sources: &'a Sources,
) -> impl Iterator<Item = (String, OtherFile<'a>)> {
    let Understanding { site, theme } = understanding;
    let of_theme = theme.files.iter().map(|(address, asset)| (address.clone(), OtherFile::Asset(asset)));
    let of_content = site.assets.iter().map(|path| {
        let address = path.as_str().trim_start_matches("content/").to_owned();
        (address, OtherFile::Asset(&sources.assets[path]))
    });
    let indexed = site.languages.iter().filter(|_| !site.measures.is_empty());
    let of_measures = indexed
        .map(|language| (pages::measure_data_address(site, language), OtherFile::MeasureIndex(language)));
    let made: [(&str, Make); 2] = [("sitemap.xml", data::sitemap), ("robots.txt", data::robots)];
    let made = made.map(|(address, make)| (address.to_owned(), OtherFile::Made(make)));
    of_theme.chain(of_content).chain(of_measures).chain(made)
}

/// Runs a stage and notes how long it took.
pub fn timed<T>(stage: &'static str, timings: &mut Timings, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let value = run();
    timings.push((stage, start.elapsed()));
    value
}
