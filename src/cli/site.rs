//! The site that a command is about.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Severity};
use crate::disk;
use crate::model::Shows;
use crate::pipeline::{self, Input, Options, Outcome, Timings};
use crate::records::BaseUrl;
use crate::values::Audience;

use super::args::{EditionArguments, SiteArguments};
use super::as_of::day;
use super::ending::Failure;
use super::paths::with_slashes;

impl SiteArguments {
    /// The site's folder: the one given, or the nearest one upward.
    pub(super) fn folder(&self) -> Result<PathBuf, Failure> {
        self.folder_if_any().ok_or_else(|| {
            Failure::new(
                "content/site.toml が見つかりません（このフォルダーにも、その上にも）",
                "there is no content/site.toml here or in any folder above",
            )
            .help(
                "サイトのフォルダーの中で実行するか、`--root フォルダー` を付けてください。新しく作るには `shirube init フォルダー`",
                "run it inside a site, or give `--root DIR`; `shirube init DIR` makes a new site",
            )
        })
    }

    /// The same for commands that work without a site too.
    pub(super) fn folder_if_any(&self) -> Option<PathBuf> {
        self.root.clone().or_else(|| disk::find_root(&here()?))
    }
}

/// The folder of the site that a command about one of its files is for: without `--root`, what is named says which
/// site is meant.
pub(super) fn folder_of(site: &SiteArguments, named: Option<&Path>) -> Result<PathBuf, Failure> {
    let named_site = || disk::find_root(&with_slashes(named?));
    let root = site.root.clone().or_else(named_site);
    SiteArguments { root }.folder()
}

#[expect(clippy::disallowed_methods, reason = "the command line knows where it stands")]
pub(super) fn here() -> Option<PathBuf> {
    std::env::current_dir().ok()
}

impl EditionArguments {
    pub(super) fn options(&self) -> Result<Options, Failure> {
        let base_url = self.base_url.as_deref().map(base_url).transpose()?;
        let as_of = self.as_of.as_deref().map(day).transpose()?;
        Ok(Options { base_url, as_of, ..Options::of(self.audience) })
    }

    /// Whether any of these keeps the site from being published.
    pub(super) fn fails(&self, diagnostics: &[Diagnostic]) -> bool {
        diagnostics.iter().any(|diagnostic| match diagnostic.severity {
            Severity::Error => true,
            Severity::Warning => self.strict,
            Severity::Note => false,
        })
    }
}

fn base_url(written: &str) -> Result<BaseUrl, Failure> {
    let is_web = written.starts_with("https://") || written.starts_with("http://");
    let fits = is_web && !written.contains(['"', '<', '>', ' ', '?', '#']);
    let parsed = fits.then(|| BaseUrl::parse(written).ok()).flatten();
    parsed.ok_or_else(|| {
        Failure::new(
            format!("`--base-url {written}` はウェブのアドレスではありません"),
            format!("`--base-url {written}` is not a web address"),
        )
        .help("`https://example.lg.jp/hr/` の形で書きます", "write it as `https://example.lg.jp/hr/`")
    })
}

/// Everything that is read of a site.
pub(super) fn input(root: &Path) -> Result<Input, disk::Error> {
    let (sources, unread) = disk::read(root)?;
    Ok(Input::new(sources, unread))
}

/// A site as those who write it see it: nothing is left out for an audience.
pub(super) fn understood(input: &Input) -> Outcome {
    let options = Options { shows: Shows::Drafts, ..Options::of(Audience::Internal) };
    pipeline::understand(input, &options, &mut Timings::new())
}
