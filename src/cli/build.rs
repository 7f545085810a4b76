//! `shirube build`: read, understand, render, publish, report.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diagnostic::{Bilingual, Diagnostic, Severity};
use crate::disk::{self, Publication, Published};
use crate::pages;
use crate::pipeline::{self, Input, Options, Outcome, SoundSite, Timings, Understanding, timed};
use crate::source::Sources;
use crate::values::Audience;

use super::args::{AudienceArgument, BuildArguments};
use super::ending::Ending;
use super::report::report_without_notes;
use super::screen::{Screen, variable};

pub(super) fn run(arguments: &BuildArguments, screen: &Screen) -> Ending {
    match build(arguments, screen) {
        Ok(ending) => ending,
        Err(error) => {
            screen.error(&error.words(), error.help().as_ref());
            Ending::CouldNotWork
        }
    }
}

fn build(arguments: &BuildArguments, screen: &Screen) -> Result<Ending, disk::Error> {
    let start = Instant::now();
    let Some(root) = site_root(arguments.root.as_deref(), screen) else { return Ok(Ending::CouldNotWork) };
    let Some(options) = options(arguments.audience, arguments.base_url.as_deref(), screen) else {
        return Ok(Ending::CouldNotWork);
    };
    let output = arguments.output.clone().unwrap_or_else(|| root.join("public"));
    let mut timings = Timings::new();

    let (sources, unread) = timed("read", &mut timings, || disk::read(&root))?;
    let input = Input::new(sources, unread);
    let sources = &input.sources;
    let Outcome { understanding, mut diagnostics } = pipeline::understand(&input, &options, &mut timings);
    // `--strict` is a choice for this run, not a property of the site: so it is made here, on top of soundness.
    let has_warnings = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Warning);
    let site = match understanding {
        Understanding::Sound(site) if !(arguments.strict && has_warnings) => site,
        _ => return Ok(refuse(&diagnostics, sources, screen)),
    };

    let publication = Publication::begin(&output, &root, home_folder().as_deref())?;
    let found = timed("render", &mut timings, || render(&site, sources, &publication, screen))?;
    if !found.is_empty() {
        // Dropped without a commit, the publication leaves the old output as it was.
        drop(publication);
        diagnostics.extend(found);
        return Ok(refuse(&diagnostics, sources, screen));
    }
    let published = timed("publish", &mut timings, || publication.commit())?;
    if let Some(report) = report_without_notes(&diagnostics, sources, screen) {
        screen.say(&report);
    }
    print_result(&published, &site, &output, start.elapsed(), screen);
    if arguments.timings {
        print_timings(&timings, start.elapsed(), screen);
    }
    Ok(Ending::Done)
}

/// The site's folder: the one given, or the nearest one upward.
pub(super) fn site_root(given: Option<&Path>, screen: &Screen) -> Option<PathBuf> {
    if let Some(given) = given {
        return Some(given.to_owned());
    }
    let found = here().as_deref().and_then(disk::find_root);
    if found.is_none() {
        screen.error(
            &Bilingual::new(
                "content/site.toml が見つかりません（このフォルダーにも、その上にも）",
                "there is no content/site.toml here or in any folder above",
            ),
            Some(&Bilingual::new(
                "サイトのフォルダーの中で実行するか、`--root フォルダー` を付けてください。新しく作るには `shirube init フォルダー`",
                "run it inside a site, or give `--root DIR`; `shirube init DIR` makes a new site",
            )),
        );
    }
    found
}

#[expect(clippy::disallowed_methods, reason = "the command line knows where it stands")]
fn here() -> Option<PathBuf> {
    std::env::current_dir().ok()
}

/// The reader's home folder, which is never published into.
fn home_folder() -> Option<PathBuf> {
    variable("HOME").or_else(|| variable("USERPROFILE")).map(PathBuf::from)
}

/// What the command line asks for. `None` where its address is none, which is said.
pub(super) fn options(
    audience: AudienceArgument,
    base_url: Option<&str>,
    screen: &Screen,
) -> Option<Options> {
    let audience = self::audience(audience);
    let Some(base_url) = base_url else { return Some(Options { audience, base_url: None }) };
    let web = base_url.starts_with("https://") || base_url.starts_with("http://");
    if !web || base_url.contains(['"', '<', '>', ' ', '?', '#']) {
        screen.error(
            &Bilingual::new(
                format!("`--base-url {base_url}` はウェブのアドレスではありません"),
                format!("`--base-url {base_url}` is not a web address"),
            ),
            Some(&Bilingual::new(
                "`https://example.lg.jp/hr/` の形で書きます",
                "write it as `https://example.lg.jp/hr/`",
            )),
        );
        return None;
    }
    let slash = if base_url.ends_with('/') { "" } else { "/" };
    Some(Options { audience, base_url: Some(format!("{base_url}{slash}")) })
}

pub(super) fn audience(argument: AudienceArgument) -> Audience {
    match argument {
        AudienceArgument::Public => Audience::Public,
        AudienceArgument::Internal => Audience::Internal,
    }
}

/// Whether any of these keeps the site from being published.
pub(super) fn fails(diagnostics: &[Diagnostic], strict: bool) -> bool {
    diagnostics.iter().any(|diagnostic| match diagnostic.severity {
        Severity::Error => true,
        Severity::Warning => strict,
        Severity::Note => false,
    })
}

fn refuse(diagnostics: &[Diagnostic], sources: &Sources, screen: &Screen) -> Ending {
    if let Some(report) = report_without_notes(diagnostics, sources, screen) {
        screen.say(&report);
    }
    screen.say(screen.choose(
        "公開していません。前に書き出したものはそのままです。",
        "nothing was published; what was published before is untouched",
    ));
    Ending::ContentErrors
}

fn render(
    site: &SoundSite,
    sources: &Sources,
    publication: &Publication,
    screen: &Screen,
) -> Result<Vec<Diagnostic>, disk::Error> {
    let progress = progress(pages::all(site.site()).len(), screen);
    let rendered = || progress.inc(1);
    let found = pipeline::render(site, sources, |path, bytes| publication.write(path, bytes), rendered);
    progress.finish_and_clear();
    found
}

/// A bar on a terminal. It is shown only from the first second on: a build that is done by then needs none.
pub(super) fn progress(pages: usize, screen: &Screen) -> ProgressBar {
    if !screen.interactive {
        return ProgressBar::hidden();
    }
    let target = ProgressDrawTarget::stderr_with_hz(10);
    let progress = ProgressBar::with_draw_target(Some(pages as u64), ProgressDrawTarget::hidden());
    let template = screen.choose("ページ {bar:40} {pos}/{len}", "pages {bar:40} {pos}/{len}");
    if let Ok(style) = ProgressStyle::with_template(template) {
        progress.set_style(style);
    }
    let shown = progress.downgrade();
    std::thread::spawn(move || {
        std::thread::sleep(PROGRESS_DELAY);
        if let Some(progress) = shown.upgrade().filter(|progress| !progress.is_finished()) {
            progress.set_draw_target(target);
        }
    });
    progress
}

/// How long a person waits before they want to know how far it is.
const PROGRESS_DELAY: Duration = Duration::from_secs(1);

fn print_result(published: &Published, site: &SoundSite, output: &Path, took: Duration, screen: &Screen) {
    let pages = pages::all(site.site()).len();
    let Published { written, unchanged, removed, .. } = published;
    let (seconds, output) = (took.as_secs_f64(), output.display());
    screen.result(
        &format!(
            "{pages} ページを {output} に公開しました（書き込み {written}、変更なし {unchanged}、削除 {removed} ファイル、{seconds:.2} 秒）"
        ),
        &format!(
            "published {pages} pages to {output} ({written} files written, {unchanged} unchanged, {removed} removed, {seconds:.2} s)"
        ),
    );
}

fn print_timings(timings: &Timings, total: Duration, screen: &Screen) {
    for (stage, took) in timings {
        screen.say(&format!("{stage:>10} {:>9.1} ms", took.as_secs_f64() * 1000.0));
    }
    screen.say(&format!("{:>10} {:>9.1} ms", "total", total.as_secs_f64() * 1000.0));
}
