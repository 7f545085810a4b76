//! The stages in order: [`understand`] makes a site and its theme of the sources, [`render`] makes the pages.
//!
//! Rendering streams: each page is made, handed on and forgotten, on as many threads as there are cores. The
//! whole site's HTML is never in memory.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::check;
use crate::data;
use crate::diagnostic::{Cause, Diagnostic, Severity};
use crate::memory::Memory;
use crate::model::{Edition, HeldBack, Shows, Site, assemble, held_back};
use crate::pages::{self, Aliases};
use crate::parse::{self, Layout, Parsed, Role};
use crate::records::{BaseUrl, Context, SiteRecord, one_for_all_other_languages, rule_levels, site_record};
use crate::render::{Renderer, Theme, add_default_theme};
use crate::rules::{self, Rule};
use crate::source::{Asset, Encoding, SourceFile, SourcePath, Sources};
use crate::values::{Audience, Date, Language};

/// What a build depends on besides its sources.
#[derive(Clone, Debug)]
pub struct Options {
    pub audience: Audience,
    /// Where it will be published, instead of what `site.toml` says.
    pub base_url: Option<BaseUrl>,
    /// The day that decides what is published and in force; by default the site's own.
    pub as_of: Option<Date>,
    /// Whether drafts are shown, and what is published on a later day.
    pub shows: Shows,
}

impl Options {
    /// What is published for an audience, at the address and by the day that the site has itself.
    pub fn of(audience: Audience) -> Self {
        Self { audience, base_url: None, as_of: None, shows: Shows::Published }
    }
}

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
    aliases: Aliases,
    theme: Arc<Theme>,
}

impl SoundSite {
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The former addresses of its pages.
    pub fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// The same, for those who need no theme.
    pub fn into_site(self) -> Site {
        self.site
    }

    /// Makes the pages of this site. `sources` are those that it was understood from.
    pub fn renderer<'a>(&'a self, sources: &'a Sources) -> Renderer<'a> {
        Renderer::new(&self.site, &self.theme, sources, self.site.base_url.path())
    }

    /// The same for the preview, which is at the top of its server wherever the site will be.
    pub fn renderer_at_top<'a>(&'a self, sources: &'a Sources) -> Renderer<'a> {
        Renderer::new(&self.site, &self.theme, sources, "/")
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
    let edition = understood.as_ref().map(|(site, _)| &site.edition);
    let diagnostics = without_consequences(diagnostics, &input.sources, edition);
    let is_sound = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
    let understanding = match understood {
        Some((site, Some(theme))) if is_sound => {
            Understanding::Sound(SoundSite { aliases: Aliases::of(&site), site, theme })
        }
        understood => Understanding::Unsound(understood.and_then(|(site, theme)| theme.map(|_| site))),
    };
    Outcome { understanding, diagnostics }
}

fn site_and_theme(
    sources: &Sources,
    options: &Options,
    memory: &mut Memory,
    timings: &mut Timings,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Site, Option<Arc<Theme>>)> {
    let record = record(sources, options, diagnostics)?;
    let context = record.context(options.audience);
    memory.begin(&context);
    let layout = timed("layout", timings, || memory.layout(sources, &record.languages, diagnostics));
    let parsed = timed("parse", timings, || parse(sources, &layout, &context, memory, diagnostics));
    let editions = Editions { record: &record, options, parsed: &parsed, layout: &layout, sources };
    let (site, found) = timed("assemble", timings, || editions.assemble());
    diagnostics.extend(found);
    let (theme, found) = timed("theme", timings, || memory.theme(&record, sources));
    diagnostics.extend(found);
    Some((site, theme))
}

/// What the editions of a site are made of.
struct Editions<'a> {
    record: &'a SiteRecord,
    options: &'a Options,
    parsed: &'a [Arc<Parsed>],
    layout: &'a Layout,
    sources: &'a Sources,
}

impl Editions<'_> {
    /// The edition that was asked for, and what is wrong with the site. Drafts, and what is published on a later
    /// day, are checked in editions that show them: what is published never depends on them.
    fn assemble(&self) -> (Site, Vec<Diagnostic>) {
        let Options { audience, as_of, shows, .. } = *self.options;
        let held_back = Arc::new(held_back(self.parsed, self.layout, audience, as_of));
        let edition = |shows| self.edition(&Edition { audience, shows, held_back: held_back.clone() });
        let needed = |shows| held_back.are_in(shows).then(|| edition(shows));
        let (published, (later, drafts)) = rayon::join(
            || edition(Shows::Published),
            || rayon::join(|| needed(Shows::Later), || needed(Shows::Drafts)),
        );
        let (published, mut found) = published;
        let mut site = published;
        let editions = [(Shows::Later, later), (Shows::Drafts, drafts)];
        for (edition, (whole, of_edition)) in
            editions.into_iter().filter_map(|(edition, made)| Some((edition, made?)))
        {
            // A drawing that only such texts show is published with them.
            let belongs = |found: &Diagnostic| {
                held_back.checked_in(&found.place.path) == edition
                    || (found.rule == rules::ASSET_SVG && edition == Shows::Later)
            };
            found.extend(of_edition.into_iter().filter(belongs));
            if shows == Shows::Drafts {
                // The last has most.
                site = whole;
            }
        }
        (site, found)
    }

    fn edition(&self, edition: &Edition) -> (Site, Vec<Diagnostic>) {
        let (site, mut found) =
            assemble(self.record.clone(), edition, self.parsed, self.layout, self.sources, pages::COMPONENTS);
        found.extend(check::site(&site));
        (site, found)
    }
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
        record.base_url = base_url.clone();
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
    let meaning = |file: &SourceFile, role: &Role| {
        let (document, found) = parse::parse(file, role, context);
        (Arc::new(document), found)
    };
    for (document, found) in memory.meanings(&files, meaning) {
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

/// What reading and understanding found, as one list in the order of places. A file that could not be read
/// explains what is missing because of it.
fn without_consequences(
    found: Vec<Diagnostic>,
    sources: &Sources,
    edition: Option<&Edition>,
) -> Vec<Diagnostic> {
    let mut diagnostics = at_levels(found, sources);
    drop_consequences(&mut diagnostics);
    one_for_all_other_languages(&mut diagnostics);
    if let Some(edition) = edition {
        lower_in_drafts(&mut diagnostics, edition);
        diagnostics.retain(|diagnostic| !is_for_others(diagnostic, edition));
    }
    diagnostics.sort();
    diagnostics.dedup();
    diagnostics
}

/// Diagnostics with the severities that the site sets, without those that it turns off. Where `site.toml` cannot
/// be read, every rule has its own severity.
pub fn at_levels(found: impl IntoIterator<Item = Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    let settings = sources.file("content/site.toml").filter(|file| file.encoding == Encoding::Utf8);
    let levels = settings.map(|file| rule_levels(file)).unwrap_or_default();
    found.into_iter().filter_map(|diagnostic| diagnostic.at_level(&levels)).collect()
}

/// A draft may have mistakes until it is published: they are notes. Only what cannot be read stays an error, because
/// nobody can say whether it is a draft. Where drafts are shown, a link to one leads there, and is a mistake only once
/// it is published.
fn lower_in_drafts(diagnostics: &mut [Diagnostic], edition: &Edition) {
    let held_back = &edition.held_back;
    for diagnostic in diagnostics {
        // A city is published with its first plan, and nobody knows when that is.
        let is_of_draft = diagnostic.rule.is_about_publishing()
            && matches!(held_back.reason_at(&diagnostic.place), Some(HeldBack::Draft | HeldBack::NoPlan));
        if is_of_draft || !diagnostic.rule.cannot_be_read() && held_back.is_draft(&diagnostic.place.path) {
            diagnostic.severity = Severity::Note;
        } else if diagnostic.rule == rules::LINK_UNPUBLISHED_PAGE && edition.shows == Shows::Drafts {
            diagnostic.severity = diagnostic.severity.max(Severity::Warning);
        }
    }
}

/// The rules that report a folder, or a file by the wrong name, for what is not found where it should be.
fn names_files(rule: &Rule) -> bool {
    [rules::SOURCE_NAME, rules::SOURCE_FOLDER, rules::SOURCE_UNEXPECTED].contains(&rule)
}

/// The file that one by a wrong name should be: it is there, and nothing that refers to it is wrong.
fn right_names(diagnostic: &Diagnostic) -> impl Iterator<Item = SourcePath> {
    let proposals = diagnostic.help.iter().flat_map(|help| &help.proposals);
    let folder = diagnostic.place.path.folder();
    proposals.filter(|_| names_files(diagnostic.rule)).map(move |name| match name.starts_with("content/") {
        true => SourcePath::new(name.as_str()),
        false => SourcePath::new(format!("{folder}/{}", name.trim_end_matches('/'))),
    })
}

/// Whether a place is the folder of a file, or the same file with another ending.
fn is_for(place: &SourcePath, file: &SourcePath) -> bool {
    let stem = file.as_str().rsplit_once('.').map_or("", |(stem, _)| stem);
    let is_within =
        |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with(['/', '.']));
    is_within(place.as_str(), file.as_str())
        || is_within(file.as_str(), place.as_str())
        || is_within(stem, place.as_str())
}

/// Whether a diagnostic is about what would be published, in what is for another audience.
fn is_for_others(diagnostic: &Diagnostic, edition: &Edition) -> bool {
    diagnostic.rule.is_about_publishing()
        && edition.held_back.reason_at(&diagnostic.place) == Some(HeldBack::Internal)
}

fn drop_consequences(diagnostics: &mut Vec<Diagnostic>) {
    let errors: BTreeSet<(SourcePath, &'static Rule)> = diagnostics
        .iter()
        // What a site raises to an error leaves no gap that would explain another.
        .filter(|diagnostic| diagnostic.severity.max(diagnostic.rule.severity) == Severity::Error)
        .flat_map(|diagnostic| {
            let others = diagnostic.related.iter().filter(|_| diagnostic.rule == rules::SOURCE_NAME);
            let places = std::iter::once(&diagnostic.place).chain(others.map(|other| &other.place));
            let places = places.map(|place| place.path.clone());
            places.chain(right_names(diagnostic)).map(|path| (path, diagnostic.rule))
        })
        .collect();
    diagnostics.retain(|diagnostic| {
        // In the same file another rule must explain this one, or a diagnostic would explain itself.
        let is_other =
            |file: &SourcePath, rule: &Rule| *file != diagnostic.place.path || rule != diagnostic.rule;
        let has_error = |file: &SourcePath| {
            errors.iter().any(|(path, rule)| {
                (path == file && is_other(file, rule)) || (names_files(rule) && is_for(path, file))
            })
        };
        !diagnostic.causes.iter().any(|cause| match cause {
            Cause::File(file) | Cause::Record(file, _, _) => has_error(file),
            Cause::Rule(file, rule) => errors.contains(&(file.clone(), *rule)),
            Cause::Anywhere => errors.iter().any(|(path, _)| path.as_str().starts_with("content/")),
        })
    });
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
    for (address, page) in sound.aliases.all(&sound.site) {
        if let Some(html) = renderer.alias(&address, page) {
            write(&address, &html)?;
        }
    }
    for (address, file) in other_files(sound, sources) {
        write(&address, &file.bytes(&sound.site))?;
    }
    Ok(at_levels(renderer.diagnostics(), sources))
}

type Make = fn(&Site) -> String;

/// A file of the output that is no page.
pub enum OtherFile<'a> {
    /// One of the theme, published as it is.
    Asset(&'a Asset),
    /// One of the content: a picture without what it says of people and places.
    Attachment(&'a Asset),
    /// One that is made of the site.
    Made(Make),
    /// The measure index for its script, in a language.
    MeasureIndex(Language),
    /// A table that is too long for its page.
    Table(Arc<[u8]>),
}

impl OtherFile<'_> {
    /// What the file holds; made anew at each call, except for a file that was read.
    pub fn bytes(&self, site: &Site) -> Arc<[u8]> {
        match self {
            Self::Asset(asset) => asset.bytes.clone(),
            Self::Attachment(asset) => asset.published().clone(),
            Self::Made(make) => make(site).into_bytes().into(),
            Self::Table(bytes) => bytes.clone(),
            Self::MeasureIndex(language) => data::measure_index(site, *language).into_bytes().into(),
        }
    }
}

/// Every file of the output that is no page, with its address.
pub fn other_files<'a>(
    sound: &'a SoundSite,
    sources: &'a Sources,
) -> impl Iterator<Item = (String, OtherFile<'a>)> {
    let SoundSite { site, aliases, theme } = sound;
    let of_theme = theme.files.iter().map(|(address, asset)| (address.clone(), OtherFile::Asset(asset)));
    let of_content = site.assets.keys().map(|path| {
        let address = path.as_str().trim_start_matches("content/").to_owned();
        (address, OtherFile::Attachment(&sources.assets[path]))
    });
    let indexed = site.languages.iter().filter(|_| !site.measures.is_empty());
    let of_measures = indexed
        .map(|language| (pages::measure_data_address(site, language), OtherFile::MeasureIndex(language)));
    let made: [(&str, Make); 2] = [("sitemap.xml", data::sitemap), ("robots.txt", data::robots)];
    let made = made.map(|(address, make)| (address.to_owned(), OtherFile::Made(make)));
    let redirects: Make = data::redirects;
    let redirects = (!aliases.is_empty()).then(|| ("redirects.txt".to_owned(), OtherFile::Made(redirects)));
    let tables = pages::table_files(site).into_iter();
    let tables = tables.map(|(address, csv)| (address, OtherFile::Table(csv.into_bytes().into())));
    of_theme.chain(of_content).chain(of_measures).chain(made).chain(redirects).chain(tables)
}

/// Runs a stage and notes how long it took.
pub fn timed<T>(stage: &'static str, timings: &mut Timings, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let value = run();
    timings.push((stage, start.elapsed()));
    value
}
