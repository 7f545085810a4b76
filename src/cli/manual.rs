//! `shirube manual`: the manual, whose sources are in the binary, published for this person and opened.
//!
//! Its pages are made by the very stages that publish a site, and only when they are asked for: they would make the
//! binary larger than their sources, and a binary whose manual cannot be built could build nothing else either.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::disk::{self, Error, Publication};
use crate::pipeline::{self, Input, Understanding};
use crate::source::{Asset, SourceFile, SourcePath, Sources};

use super::ending::{Ending, Failure};
use super::screen::{Messages, Screen, variable};
use super::{browser, site};

static GUIDE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content/guide");

/// What the manual needs besides its pages to be a site. No address is true of it: it is read from a disk.
const FRAME: &[(&str, &str)] = &[
    (
        "content/site.toml",
        r#"title = { ja = "Shirubeの手引き", en = "Shirube manual" }
base_url = "https://manual.invalid/"
languages = ["ja", "en"]
publisher = { ja = "Shirube", en = "Shirube" }
"#,
    ),
    ("content/_index.md", "+++\n+++\n[手引きを開く](guide/_index.md)\n"),
    ("content/_index.en.md", "+++\nstate = \"official\"\n+++\n[Open the manual](guide/_index.md)\n"),
];

pub(super) fn run(screen: &Screen) -> Result<Ending, Failure> {
    let folder = published()?;
    let page = match screen.messages {
        Messages::Japanese => "guide/index.html",
        Messages::English => "en/guide/index.html",
    };
    let page = folder.join(page);
    let shown = page.display();
    screen.result(format!("手引きは {shown} にあります"), format!("the manual is at {shown}"));
    browser::open(&browser::file_address(&disk::real_path(&page)?.to_string_lossy()), screen);
    Ok(Ending::Done)
}

/// Publishes the manual where this person may write, and says where. What stands there from an earlier run is
/// brought up to date.
fn published() -> Result<PathBuf, Failure> {
    let mut refused = None;
    for (base, folder) in places() {
        let folder = base.join(folder);
        match publish(&folder, &base) {
            // Somebody, a second click say, is publishing the same pages.
            Ok(()) | Err(Error::Locked { .. }) => return Ok(folder),
            Err(error) => refused = Some(error),
        }
    }
    Err(refused.map_or_else(
        || Failure::new("手引きを書き出す場所がありません", "there is no place to write the manual to"),
        |error| {
            Failure::from(error).help(
                "`TEMP`（Linuxでは`TMPDIR`）に、書き込めるフォルダーを指定してください",
                "let `TMPDIR` (on Windows `TEMP`) name a folder that you can write to",
            )
        },
    ))
}

/// Where the manual may go, the best place first: a folder that is there, and what is made below it.
fn places() -> Vec<(PathBuf, PathBuf)> {
    let version = concat!("shirube/manual-", env!("CARGO_PKG_VERSION"));
    let below =
        |name: &str, folder: &str| Some((PathBuf::from(variable(name)?), Path::new(folder).join(version)));
    let of_person = match () {
        () if cfg!(windows) => below("LOCALAPPDATA", ""),
        () if cfg!(target_os = "macos") => below("HOME", "Library/Caches"),
        () => {
            below("XDG_CACHE_HOME", "").filter(|(base, _)| base.is_dir()).or_else(|| below("HOME", ".cache"))
        }
    };
    of_person.into_iter().chain([(std::env::temp_dir(), PathBuf::from(version))]).collect()
}

fn publish(folder: &Path, base: &Path) -> Result<(), Error> {
    let input = Input::new(sources(), Vec::new());
    let Understanding::Sound(sound) = site::understood(&input).understanding else {
        unreachable!("a test builds the manual from what is in the binary")
    };
    let publication = Publication::begin(folder, base, None)?;
    let write = |path: &str, bytes: &[u8]| publication.write(path, bytes);
    let found = pipeline::render(&sound, &input.sources, write, || {})?;
    debug_assert!(found.is_empty(), "{found:?}");
    publication.commit().map(drop)
}

/// The manual as a site of its own.
fn sources() -> Sources {
    let mut sources = Sources::default();
    for (path, text) in FRAME {
        sources.insert(SourceFile::new(SourcePath::new(*path), text.as_bytes()));
    }
    add(&GUIDE, &mut sources);
    sources
}

fn add(folder: &Dir<'static>, sources: &mut Sources) {
    for file in folder.files() {
        let path = file.path().to_str().expect("the manual's paths are ASCII").replace('\\', "/");
        let path = SourcePath::new(format!("content/guide/{path}"));
        if path.as_str().ends_with(".md") {
            sources.insert(SourceFile::new(path, file.contents()));
        } else {
            sources.assets.insert(path.clone(), Asset::new(path, file.contents().into()));
        }
    }
    folder.dirs().for_each(|inner| add(inner, sources));
}

#[cfg(test)]
mod tests {
    use super::{Input, pipeline, site, sources};
    use crate::pipeline::Understanding;

    #[test]
    fn the_manual_in_the_binary_is_a_sound_site() {
        let input = Input::new(sources(), Vec::new());
        let outcome = site::understood(&input);
        assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
        let Understanding::Sound(sound) = outcome.understanding else { unreachable!("nothing is wrong") };
        let found =
            pipeline::render(&sound, &input.sources, |_, _| Ok::<(), std::convert::Infallible>(()), || {});
        assert!(found.is_ok_and(|found| found.is_empty()));
    }
}
