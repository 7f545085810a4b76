//! `shirube check`: read, understand, render every page, report. Nothing is written.

use std::convert::Infallible;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::disk;
use crate::pages;
use crate::pipeline::{self, Input, Options, Outcome, Timings, Understanding};
use crate::source::Sources;

use super::args::{CheckArguments, CheckFormat};
use super::as_of::held_back_line;
use super::ending::{Ending, Failure};
use super::progress::render;
use super::report::{count, report};
use super::report_github::annotations;
use super::report_json::json;
use super::sample;
use super::screen::{Screen, variable};

/// What was found, and where it was looked for.
struct Findings {
    diagnostics: Vec<Diagnostic>,
    sources: Arc<Sources>,
    /// How many files of the site were read.
    files: usize,
    /// How many pages were rendered. `None` where errors keep them from being rendered.
    pages: Option<usize>,
    /// What is held back, in one line. `None` where nothing is, or nothing could be published anyway.
    held_back: Option<String>,
}

pub(super) fn run(arguments: &CheckArguments, screen: &Screen) -> Result<Ending, Failure> {
    let root = arguments.site.folder()?;
    let findings = find(&root, &arguments.edition.options()?, screen)?;
    match arguments.format {
        CheckFormat::Human => show(&findings, screen),
        CheckFormat::Json => screen.print(json(&findings.diagnostics, &findings.sources, screen)),
        CheckFormat::Github => annotate(&findings, &root, screen),
    }
    Ok(Ending::of(arguments.edition.fails(&findings.diagnostics)))
}

/// Everything that a build with these options would report. Warnings do not keep pages from being rendered, not
/// even where they are to fail: so a mistake in a template shows at once.
fn find(root: &Path, options: &Options, screen: &Screen) -> Result<Findings, disk::Error> {
    let (sources, unread) = disk::read(root)?;
    // Counted before the default theme is added, which is not the site's.
    let files = sources.files.len() + sources.assets.len();
    let input = Input::new(sources, unread);
    let Outcome { understanding, mut diagnostics } =
        pipeline::understand(&input, options, &mut Timings::new());
    let (mut pages, mut held_back) = (None, None);
    if let Understanding::Sound(site) = understanding {
        let notes = sample::notes(site.site(), &input.sources);
        let count = pages::all(site.site()).len();
        // Every page is rendered and none is kept.
        let keep_none = |_: &str, _: &[u8]| Ok::<(), Infallible>(());
        let Ok(found) = render(&site, count, &input.sources, screen, keep_none);
        diagnostics.extend(found);
        diagnostics.extend(pipeline::at_levels(notes, &input.sources));
        diagnostics.sort();
        pages = Some(count);
        held_back = held_back_line(&site.site().edition.held_back, options.as_of.is_some(), screen);
    }
    Ok(Findings { diagnostics, sources: input.sources, files, pages, held_back })
}

/// For people. What was found is the result of this command, so it goes to standard output.
fn show(findings: &Findings, screen: &Screen) {
    let screen = Screen { colour: screen.colour && std::io::stdout().is_terminal(), ..*screen };
    match findings.diagnostics.is_empty() {
        true => screen.print(screen.words(&looked_at(findings))),
        false => screen.print(report(&findings.diagnostics, &findings.sources, &screen)),
    }
    if let Some(line) = &findings.held_back {
        screen.print(line);
    }
    if findings.pages.is_none() {
        screen.result(
            "エラーがあるため、ページは作っていません。テンプレートの間違いは、直した後に分かります。",
            "because of the errors no page was rendered: mistakes in templates show once these are corrected",
        );
    }
}

/// For a workflow of GitHub: the annotations, and beside them for its log how much there is.
fn annotate(findings: &Findings, root: &Path, screen: &Screen) {
    let folder = folder_in_workspace(root);
    let annotations = annotations(&findings.diagnostics, &findings.sources, &folder, screen);
    if annotations.is_empty() {
        screen.say(&screen.words(&looked_at(findings)));
    } else {
        screen.print(annotations);
        screen.say(&count(&findings.diagnostics, screen));
    }
}

/// That nothing was found, and where it was looked for.
fn looked_at(findings: &Findings) -> Bilingual {
    let (files, pages) = (findings.files, findings.pages.unwrap_or(0));
    Bilingual::new(
        format!("知らせることはありません（ファイル {files}、ページ {pages} を確かめました）"),
        format!("nothing to report: checked {files} files and {pages} pages"),
    )
}

/// The site's folder within the workspace of a workflow, which is where GitHub looks for the files of
/// annotations; empty elsewhere.
fn folder_in_workspace(root: &Path) -> String {
    let within = || {
        let workspace = disk::real_path(Path::new(&variable("GITHUB_WORKSPACE")?)).ok()?;
        let root = disk::real_path(root).ok()?;
        let names = root.strip_prefix(workspace).ok()?.components();
        Some(names.map(|name| format!("{}/", name.as_os_str().to_string_lossy())).collect())
    };
    within().unwrap_or_default()
}
