//! Rendering every page, with a bar that says how far it is.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, SoundSite};
use crate::source::Sources;

use super::screen::Screen;

/// How long a person waits before they want to know how far it is.
const PROGRESS_DELAY: Duration = Duration::from_secs(1);

/// Renders a site of so many pages; `write` gets each file.
pub(super) fn render<E: Send>(
    site: &SoundSite,
    pages: usize,
    sources: &Sources,
    screen: &Screen,
    write: impl Fn(&str, &[u8]) -> Result<(), E> + Sync,
) -> Result<Vec<Diagnostic>, E> {
    let progress = bar(pages, screen);
    let found = pipeline::render(site, sources, write, || progress.inc(1));
    progress.finish_and_clear();
    found
}

/// A bar on a terminal. It is shown only from the first second on: a build that is done by then needs none.
fn bar(pages: usize, screen: &Screen) -> ProgressBar {
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
