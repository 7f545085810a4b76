//! One file: a text or an asset.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::diagnostics;
use crate::diagnostic::Diagnostic;
use crate::source::{Asset, SourceFile, SourcePath};

/// The largest text. The longest plan of a city is under 1 MB; what is larger is not a text.
pub(super) const TEXT_SIZE_MAX: u64 = 16 << 20;
/// The largest asset: every one is in memory until it is published.
pub(super) const ASSET_SIZE_MAX: u64 = 200 << 20;
/// The endings of texts, in small letters. Whatever else lies in `content/` is published as it is, or not at
/// all.
const TEXT_ENDINGS: [&str; 3] = ["md", "toml", "csv"];

fn is_text(path: &SourcePath) -> bool {
    let names: Vec<&str> = path.as_str().split('/').collect();
    match names.as_slice() {
        ["themes", _, "theme.toml"] | ["themes", _, "templates", _, ..] => true,
        ["content", ..] | ["themes", _, "i18n", _, ..] => has_text_ending(path.name()),
        _ => false,
    }
}

fn has_text_ending(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    TEXT_ENDINGS.iter().any(|text| text.eq_ignore_ascii_case(ending))
}

/// What a file holds, or what keeps it from being read.
#[derive(Clone, Default)]
pub(super) struct Content {
    pub(super) file: Option<Arc<SourceFile>>,
    pub(super) asset: Option<Asset>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Content {
    fn only(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic], ..Self::default() }
    }
}

/// Reads a file as what its path says that it is.
pub(super) fn file(path: &SourcePath, place: &Path) -> Content {
    let read = if is_text(path) { text(path, place) } else { asset(path, place) };
    read.unwrap_or_else(|error| Content::only(diagnostics::unreadable(path, &error)))
}

fn text(path: &SourcePath, place: &Path) -> io::Result<Content> {
    let (file, size) = open(place)?;
    let mut bytes = Vec::with_capacity(size.min(TEXT_SIZE_MAX) as usize + 1);
    file.take(TEXT_SIZE_MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > TEXT_SIZE_MAX {
        return Ok(Content::only(diagnostics::size(path, TEXT_SIZE_MAX)));
    }
    let file = SourceFile::new(path.clone(), &bytes);
    let diagnostics = diagnostics::about_text(&file).into_iter().collect();
    Ok(Content { file: Some(Arc::new(file)), asset: None, diagnostics })
}

fn asset(path: &SourcePath, place: &Path) -> io::Result<Content> {
    let (mut file, size) = open(place)?;
    if size > ASSET_SIZE_MAX {
        return Ok(Content::only(diagnostics::size(path, ASSET_SIZE_MAX)));
    }
    // Read in place: a `Vec` would be copied into its `Arc`, and an asset may be large.
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, size as usize).collect();
    file.read_exact(Arc::make_mut(&mut bytes))?;
    Ok(Content { asset: Some(Asset::new(path.clone(), bytes)), ..Content::default() })
}

fn open(place: &Path) -> io::Result<(File, u64)> {
    let file = File::open(place)?;
    let size = file.metadata()?.len();
    Ok((file, size))
}
