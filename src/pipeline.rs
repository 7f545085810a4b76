//! The stages in order: [`understand`] makes a site and its theme of the sources, [`render`] makes the pages.
//!
//! Rendering streams: each page is made, handed on and forgotten, on as many threads as there are cores. The
//! whole site's HTML is never in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::check;
use crate::data;
use crate::diagnostic::{Diagnostic, Severity};
use crate::memory::{Meaning, Memory};
use crate::model::{Parsed, Site, assemble, linked_file};
use crate::pages;
use crate::parse::{self, Layout, Role, Settings, SiteRecord, site_record, written_ids};
use crate::render::{Renderer, Theme, add_default_theme};
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

/// What a build reads.
pub struct Input {
    /// The site's files, and those of the default theme where the site has no theme of that name.
    pub sources: Arc<Sources>,
    unread: Vec<Diagnostic>,
}

impl Input {
    /// What was read from the disk, with what could not be read. The default theme is added here, so that its
    /// templates have places in diagnostics like those of any other theme.
    pub fn new(mut sources: Sources, unread: Vec<Diagnostic>) -> Self {
        add_default_theme(&mut sources);
        Self { sources: Arc::new(sources), unread }
    }
}

/// What understanding the input led to.
pub struct Outcome {
    /// The site, and whether it can be published.
    pub understanding: Understanding,
    /// Everything that is wrong, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// A site, by whether it can be published.
pub enum Understanding {
    /// No diagnostic is an error.
    Sound(SoundSite),
    /// There are errors. The site is what is left without the records that have them, for commands that only
    /// look; there is none where `site.toml` or the theme could not be read.
    Unsound(Option<Site>),
}

impl Outcome {
    /// The site, sound or not.
    pub fn into_site(self) -> Option<Site> {
        match self.understanding {
            Understanding::Sound(sound) => Some(sound.site),
            Understanding::Unsound(site) => site,
        }
    }
}

/// A site without errors, and its theme. Only [`understand`] makes one, and nothing else can be rendered.
pub struct SoundSite {
    site: Site,
    theme: Arc<Theme>,
}

impl SoundSite {
    /// What is true about the cities.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The same, for those who need no theme.
    pub fn into_site(self) -> Site {
        self.site
    }

    /// Makes the pages of this site. `sources` are those that it was understood from.
    pub fn renderer<'a>(&'a self, sources: &'a Sources) -> Renderer<'a> {
        Renderer::new(&self.site, &self.theme, sources)
    }
}

/// How long each stage took, in the order in which they ran.
pub type Timings = Vec<(&'static str, Duration)>;

/// Input → site and theme, and everything that is wrong with them.
pub fn understand(input: &Input, options: &Options, timings: &mut Timings) -> Outcome {
    understand_again(input, options, &mut Memory::default(), timings)
}

/// The same, with the memory of an earlier run: what was understood then is not parsed again. The result is
/// the same as without.
pub fn understand_again(
    input: &Input,
    options: &Options,
    memory: &mut Memory,
    timings: &mut Timings,
) -> Outcome {
    let mut diagnostics = input.unread.clone();
    let understood = site_and_theme(&input.sources, options, memory, timings, &mut diagnostics);
    let diagnostics = without_consequences(diagnostics, &input.sources);
    let is_sound = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
    let understanding = match understood {
        Some((site, theme)) if is_sound => Understanding::Sound(SoundSite { site, theme }),
        understood => Understanding::Unsound(understood.map(|(site, _)| site)),
    };
    Outcome { understanding, diagnostics }
}

fn site_and_theme(
    sources: &Sources,
    options: &Options,
    memory: &mut Memory,
    timings: &mut Timings,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Site, Arc<Theme>)> {
    let record = record(sources, options, diagnostics)?;
    let settings = Settings { languages: record.languages.clone(), audience: options.audience };
    memory.begin(&settings);
    let layout = timed("layout", timings, || memory.layout(sources, &settings.languages, diagnostics));
    let parsed = timed("parse", timings, || parse(sources, &layout, &settings, memory, diagnostics));
    let (site, found) =
        timed("assemble", timings, || assemble(&record, &settings, &parsed, &layout, sources));
    diagnostics.extend(found);
    let (theme, found) = timed("theme", timings, || memory.theme(&record, sources));
    diagnostics.extend(found);
    timed("check", timings, || diagnostics.extend(check::site(&site)));
    theme.map(|theme| (site, theme))
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
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Parsed>> {
    let files: Vec<(&SourceFile, &Role)> =
        with_roles(sources, layout).filter(|(file, _)| file.encoding == Encoding::Utf8).collect();
    let mut parsed = Vec::with_capacity(files.len());
    for (document, found) in memory.meanings(&files, |file, role| meaning(file, role, settings)) {
        parsed.extend(document.clone());
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

fn meaning(file: &SourceFile, role: &Role, settings: &Settings) -> Meaning {
    let (document, found) = parse::document(file, role, settings);
    let parsed = |document| Parsed { path: file.path.clone(), role: role.clone(), document };
    let parsed = document.map(|document| Arc::new(parsed(document)));
    (parsed, found)
}

/// What reading and understanding found, as one list in the order of places. A file that could not be read
/// explains what is missing because of it.
fn without_consequences(found: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    let mut diagnostics = at_levels(found, sources);
    drop_consequences(&mut diagnostics, sources);
    diagnostics.sort();
    diagnostics.dedup();
    diagnostics
}

/// Diagnostics with the severities that the site sets, without those that it turns off. Where `site.toml` cannot
/// be read, every rule has its own severity.
fn at_levels(found: impl IntoIterator<Item = Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    let settings = sources.file("content/site.toml").filter(|file| file.encoding == Encoding::Utf8);
    let levels = settings.map(|file| parse::levels(file)).unwrap_or_default();
    found.into_iter().filter_map(|diagnostic| diagnostic.at_level(&levels)).collect()
}

/// Drops complaints that only follow from another: when a category cannot be read, the measures in it are not
/// wrong, and a hundred complaints would hide the one that matters.
fn drop_consequences(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let errors: BTreeSet<(SourcePath, &'static str)> = diagnostics
        .iter()
        // What a site raises to an error leaves no gap that would explain another.
        .filter(|diagnostic| diagnostic.severity.max(diagnostic.rule.severity) == Severity::Error)
        .map(|diagnostic| (diagnostic.place.path.clone(), diagnostic.code()))
        .collect();
    let mut ids = BTreeMap::new();
    diagnostics.retain(|diagnostic| {
        // In the same file another kind of mistake must explain this one, or a complaint would explain itself.
        let has_error = |file: &SourcePath| {
            let other = |code: &str| *file != diagnostic.place.path || code != diagnostic.code();
            errors.iter().any(|(path, code)| path == file && other(code))
        };
        let mut explains = |cause: &Cause| match cause {
            Cause::File(file) => has_error(file),
            Cause::Anywhere => errors.iter().any(|(path, _)| path.as_str().starts_with("content/")),
            Cause::Code(file, code) => errors.contains(&(file.clone(), code)),
            Cause::Record(file, list) => {
                let mut written = || sources.file(file.as_str()).and_then(|file| written_ids(file, list));
                has_error(file)
                    && ids
                        .entry((file.clone(), *list))
                        .or_insert_with(&mut written)
                        .as_ref()
                        .is_none_or(|ids| ids.contains(&name_at(diagnostic, sources)))
            }
        };
        !causes(diagnostic, sources).iter().any(&mut explains)
    });
}

/// What would explain that something is not there.
enum Cause {
    /// Any error in the file that should have made it.
    File(SourcePath),
    /// Any error in the content: nobody can say what a text uses that was not understood.
    Anywhere,
    /// An error of this kind in a file.
    Code(SourcePath, &'static str),
    /// An error in a file that writes it among the records of a list, or of which nobody can say what it writes.
    Record(SourcePath, &'static str),
}

fn causes(diagnostic: &Diagnostic, sources: &Sources) -> Vec<Cause> {
    let path = diagnostic.place.path.as_str();
    let names: Vec<&str> = path.split('/').collect();
    let file = |depth: usize, name: &str| {
        let folder = names.get(..depth).map(|names| names.join("/"));
        SourcePath::new(format!("{}/{name}", folder.unwrap_or_default()))
    };
    let record = |depth: usize, name: &str, list: &'static str| vec![Cause::Record(file(depth, name), list)];
    match diagnostic.code() {
        "category.unknown" => record(1, "categories.toml", "category"),
        "topic.unknown" => record(1, "topics.toml", "topic"),
        "statement.kind" if path.ends_with(".md") => {
            vec![Cause::Code(file(3, "plan.toml"), "statement.kind")]
        }
        "statement.kind" => record(1, "topics.toml", "statement-kind"),
        "department.unknown" => vec![
            Cause::Record(file(2, "city.toml"), "department"),
            // The complaint about a city without its record is at its plans.
            Cause::Code(file(3, "plan.toml"), "source.missing-record"),
        ],
        "asset.unused" => vec![Cause::Anywhere],
        "pillar.unknown" => record(3, "plan.toml", "pillar"),
        "group.unknown" => record(3, "plan.toml", "group"),
        "cycle.unknown" => record(3, "plan.toml", "cycle"),
        "indicator.unknown" => record(3, "indicators.toml", "indicator"),
        "role.family" => record(3, "roles.toml", "family"),
        "table.unknown" => {
            let stem = file(3, &format!("tables/{}.", name_at(diagnostic, sources)));
            let tables = sources.files.keys().filter(|path| path.as_str().starts_with(stem.as_str()));
            tables.cloned().map(Cause::File).collect()
        }
        "plan.unknown" => vec![Cause::File(file(1, &format!("{}/plan.toml", name_at(diagnostic, sources))))],
        "measure.unknown" => causes_of_a_missing_measure(&names, &name_at(diagnostic, sources), sources),
        "link.missing-page" => {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let link = name_at(diagnostic, sources);
            let file = link.split('#').next().and_then(|file| linked_file(folder, file));
            file.map(Cause::File).into_iter().collect()
        }
        "translation.of-nothing" => {
            let original =
                path.rsplit_once('.').and_then(|(stem, ending)| Some((stem.rsplit_once('.')?.0, ending)));
            let original = original.map(|(stem, ending)| SourcePath::new(format!("{stem}.{ending}")));
            original.map(Cause::File).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A measure is named by its id in its own plan, otherwise by city, plan and id. Where its file is there, a plan
/// that cannot be read keeps it from being a measure.
fn causes_of_a_missing_measure(names: &[&str], name: &str, sources: &Sources) -> Vec<Cause> {
    let (folder, id) = match name.rsplit_once('/') {
        Some((plan, id)) => (format!("content/{plan}"), id),
        None => (names.get(..3).map_or_else(String::new, |names| names.join("/")), name),
    };
    let file = SourcePath::new(format!("{folder}/measures/{id}.md"));
    let plan = sources.files.contains_key(&file).then(|| SourcePath::new(format!("{folder}/plan.toml")));
    std::iter::once(file).chain(plan).map(Cause::File).collect()
}

/// The name that is written at the place of a complaint, without its quotes.
fn name_at(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let file = sources.files.get(&diagnostic.place.path);
    let text = file.zip(diagnostic.place.span).and_then(|(file, span)| file.text.get(span.range()));
    text.unwrap_or_default().trim_matches(['"', '\'']).to_owned()
}

/// Renders every page and hands it on, with every other file of the site. `write` is called from many threads,
/// once for each file; `rendered` after each page. The result is what is wrong with the theme: where there is
/// anything, pages are missing.
pub fn render<E: Send>(
    sound: &SoundSite,
    sources: &Sources,
    write: impl Fn(&str, &[u8]) -> Result<(), E> + Sync,
    rendered: impl Fn() + Sync,
) -> Result<Vec<Diagnostic>, E> {
    let renderer = sound.renderer(sources);
    pages::all(&sound.site).into_par_iter().try_for_each(|page| {
        if let Some((address, html)) = renderer.page(page) {
            write(&address, &html)?;
        }
        rendered();
        Ok(())
    })?;
    for (address, file) in other_files(sound, sources) {
        write(&address, &file.bytes(&sound.site))?;
    }
    Ok(at_levels(renderer.complaints(), sources))
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
    /// What the file holds; made anew at each call, except for an asset.
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
    sound: &'a SoundSite,
    sources: &'a Sources,
) -> impl Iterator<Item = (String, OtherFile<'a>)> {
    let SoundSite { site, theme } = sound;
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
