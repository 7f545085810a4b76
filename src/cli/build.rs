//! `shirube build`: read, understand, render, publish, report.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::check::{self, GonePage};
use crate::diagnostic::Diagnostic;
use crate::disk::{Publication, Published};
use crate::pages;
use crate::pipeline::{self, Outcome, SoundSite, Timings, Understanding, timed};
use crate::source::Sources;
use crate::values::Audience;

use super::args::BuildArguments;
use super::as_of::held_back_line;
use super::ending::{Ending, Failure};
use super::paths::{output_folder, shown};
use super::progress::render;
use super::report::{each, say_without_notes};
use super::screen::{Screen, variable};
use super::site;

pub(super) fn run(arguments: &BuildArguments, screen: &Screen) -> Result<Ending, Failure> {
    let start = Instant::now();
    let root = arguments.site.folder()?;
    let options = arguments.edition.options()?;
    let output = arguments.output.as_deref();
    let output = output.map_or_else(|| root.join("public"), |output| output_folder(Some(&root), output));
    let mut timings = Timings::new();

    let input = timed("read", &mut timings, || site::input(&root))?;
    let sources = &input.sources;
    let Outcome { understanding, mut diagnostics } = pipeline::understand(&input, &options, &mut timings);
    // `--strict` is a choice for this run, not a property of the site: so it is made here, on top of soundness.
    let site = match understanding {
        Understanding::Sound(site) if !arguments.edition.fails(&diagnostics) => site,
        _ => return Ok(refuse(&diagnostics, sources, options.audience, screen)),
    };

    let publication = Publication::begin(&output, &root, home_folder().as_deref())?;
    let pages = pages::all(site.site()).len();
    let write = |path: &str, bytes: &[u8]| publication.write(path, bytes);
    let found = timed("render", &mut timings, || render(&site, pages, sources, screen, write))?;
    if !found.is_empty() {
        // Dropped without a commit, the publication leaves the old output as it was.
        drop(publication);
        diagnostics.extend(found);
        return Ok(refuse(&diagnostics, sources, options.audience, screen));
    }
    let gone = pages_gone(&site, &publication, sources);
    if arguments.edition.fails(&gone) {
        drop(publication);
        diagnostics.extend(gone);
        return Ok(refuse(&diagnostics, sources, options.audience, screen));
    }
    let published = timed("publish", &mut timings, || publication.commit())?;
    say_without_notes(&diagnostics, sources, options.audience, screen);
    say_gone(&gone, sources, screen);
    if let Some(line) = held_back_line(&site.site().edition.held_back, options.as_of.is_some(), screen) {
        screen.say(&line);
    }
    print_result(&published, pages, &output, start.elapsed(), screen);
    if arguments.timings {
        print_timings(&timings, start.elapsed(), screen);
    }
    Ok(Ending::Done)
}

/// What there is to say of pages that were published before and are not any more. Only here is known what was.
fn pages_gone(site: &SoundSite, publication: &Publication, sources: &Sources) -> Vec<Diagnostic> {
    let pages = publication.gone().into_iter().filter(|address| address.ends_with(".html"));
    let gone: Vec<GonePage> =
        pages.map(|address| GonePage { html: publication.standing_text(&address), address }).collect();
    let found = check::gone(site.site(), &gone, |address| publication.was_there(address));
    pipeline::at_levels(found, sources)
}

/// How many pages that are gone are said in full. They are said once, so the others are named too.
const GONE_IN_FULL: usize = 5;

fn say_gone(gone: &[Diagnostic], sources: &Sources, screen: &Screen) {
    let (full, others) = gone.split_at(gone.len().min(GONE_IN_FULL));
    if !full.is_empty() {
        screen.say(each(full, sources, screen).trim_end());
    }
    if !others.is_empty() {
        let list: String =
            others.iter().map(|other| format!("\n  {}", screen.words(&other.message))).collect();
        screen.say(&screen.choose(
            format!("ほかにも {} 件あります:{list}", others.len()),
            format!("and {} more:{list}", others.len()),
        ));
    }
}

/// The reader's home folder, which is never published into.
fn home_folder() -> Option<PathBuf> {
    variable("HOME").or_else(|| variable("USERPROFILE")).map(PathBuf::from)
}

fn refuse(diagnostics: &[Diagnostic], sources: &Sources, audience: Audience, screen: &Screen) -> Ending {
    say_without_notes(diagnostics, sources, audience, screen);
    screen.say(screen.choose(
        "公開していません。前に書き出したものはそのままです。",
        "nothing was published; what was published before is untouched",
    ));
    Ending::ContentErrors
}

fn print_result(published: &Published, pages: usize, output: &Path, took: Duration, screen: &Screen) {
    let Published { written, unchanged, removed, .. } = published;
    let (seconds, output) = (took.as_secs_f64(), shown(output));
    screen.result(
        format!(
            "{pages} ページを {output} に公開しました（書き込み {written}、変更なし {unchanged}、削除 {removed} ファイル、{seconds:.2} 秒）"
        ),
        format!(
            "published {pages} pages to {output} ({written} files written, {unchanged} unchanged, {removed} removed, {seconds:.2} s)"
        ),
    );
}

fn print_timings(timings: &Timings, total: Duration, screen: &Screen) {
    for (stage, took) in timings.iter().chain([&("total", total)]) {
        screen.say(&format!("{stage:>10} {:>9.1} ms", took.as_secs_f64() * 1000.0));
    }
}
