//! Reading a site folder again and again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::kept::{Kept, KeptFiles};
use super::walk::{Found, Walk};
use crate::diagnostic::Diagnostic;
use crate::disk::error::Error;
use crate::disk::names;
use crate::disk::path::{below, exists, is_missing};
use crate::disk::site_folder::{SITE_FILE, SOURCE_FOLDERS};
use crate::disk::watch::Changes;
use crate::source::{SourcePath, Sources};

/// Reads `content/` and `themes/` below a site's folder: texts of `content/` and of a theme's
/// `theme.toml`, `templates/` and `i18n/` become [`Sources::files`], everything else there
/// [`Sources::assets`]. Diagnostics are sorted by place.
///
/// A folder without `content/site.toml` is an error: nobody meant it to be a site.
pub fn read(root: &Path) -> Result<(Sources, Vec<Diagnostic>), Error> {
    let reading = Reader::new(root).read_everything()?;
    Ok((reading.sources, reading.diagnostics))
}

/// A site folder that is read again and again. Files that have not changed are not opened again.
pub struct Reader {
    root: PathBuf,
    site: Option<PathBuf>,
    kept: KeptFiles,
    /// The same files, as others see them.
    sources: Sources,
    /// What is wrong with names and folders.
    diagnostics: Vec<Diagnostic>,
    /// Whether some file has more than one path. Then a change at one path says nothing about the others.
    linked: bool,
}

/// What a reading found.
pub struct Reading {
    /// What the site holds.
    pub sources: Sources,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
    /// What is new, other or gone since the last reading.
    pub changed: Vec<SourcePath>,
    /// Whether everything was looked at, and not only what was said to have changed.
    pub whole: bool,
}

impl Reader {
    /// A reader of a site folder.
    pub fn new(root: &Path) -> Self {
        let (kept, sources) = (KeptFiles::default(), Sources::default());
        Self { root: root.to_owned(), site: None, kept, sources, diagnostics: Vec::new(), linked: false }
    }

    /// The site as it is now, where only these changes are known to have happened since the last reading.
    /// What goes beyond a new text in an old file, such as a new folder, is looked for everywhere.
    pub fn read(&mut self, changes: &Changes) -> Result<Reading, Error> {
        let quick = match changes {
            Changes::Everything => None,
            Changes::At(places) => self.files_at(places),
        };
        match quick {
            Some(files) => Ok(self.read_files(files)),
            None => self.read_everything(),
        }
    }

    /// The site as it is now.
    pub fn read_everything(&mut self) -> Result<Reading, Error> {
        let walk = Walk { site: real_site(&self.root)?, before: &self.kept };
        let found = SOURCE_FOLDERS.iter().map(|name| walk.top(name)).fold(Found::default(), Found::and);
        self.site = Some(walk.site);
        let mut kept = KeptFiles { files: found.files.into_iter().collect() };
        kept.settle();
        self.sources = kept.sources();
        let before = std::mem::replace(&mut self.kept, kept);
        let mut changed = self.differences(&before);
        let earlier = std::mem::replace(&mut self.diagnostics, found.diagnostics);
        if earlier != self.diagnostics {
            // One that is gone is a change too: what it was about may have no other trace.
            let both = earlier.iter().chain(&self.diagnostics);
            changed.extend(both.map(|diagnostic| diagnostic.place.path.clone()));
            changed.sort();
            changed.dedup();
        }
        self.linked = found.linked;
        Ok(self.reading(changed, true))
    }

    fn differences(&self, before: &KeptFiles) -> Vec<SourcePath> {
        let (now, then) = (&self.kept.files, &before.files);
        let other = |(path, kept): (&SourcePath, &Kept)| {
            let same = then.get(path).is_some_and(|earlier| earlier.is_same(kept));
            (!same).then(|| path.clone())
        };
        let gone = then.keys().filter(|path| !now.contains_key(path)).cloned();
        now.iter().filter_map(other).chain(gone).collect()
    }

    /// The known files that changes are about; nothing if they may be about more.
    fn files_at<'a>(
        &self,
        places: impl IntoIterator<Item = &'a PathBuf>,
    ) -> Option<Vec<(SourcePath, PathBuf)>> {
        let site = self.site.as_ref().filter(|_| !self.linked)?;
        let mut files = Vec::new();
        for place in places {
            let Some(path) = source_path(site, place) else { continue };
            let known = self.kept.files.contains_key(&path);
            match fs::symlink_metadata(place) {
                Ok(metadata) if known && metadata.is_file() => files.push((path, place.clone())),
                // Nothing was here, and nothing is: a name that an editor used for a moment.
                Err(error) if is_missing(&error) && !known && !self.has_below(&path) => {}
                _ => return None,
            }
        }
        Some(files)
    }

    fn has_below(&self, folder: &SourcePath) -> bool {
        let first = SourcePath::new(format!("{folder}/"));
        let next = self.kept.files.range(first.clone()..).next();
        next.is_some_and(|(path, _)| path.as_str().starts_with(first.as_str()))
    }

    fn read_files(&mut self, files: Vec<(SourcePath, PathBuf)>) -> Reading {
        let mut changed = Vec::new();
        for (path, place) in files {
            let kept = self.kept.again(&path, &place);
            let before = self.kept.files.insert(path.clone(), kept.clone());
            if before.is_none_or(|before| !before.is_same(&kept)) {
                kept.show(&path, &mut self.sources);
                changed.push(path);
            }
        }
        self.reading(changed, false)
    }

    fn reading(&self, changed: Vec<SourcePath>, whole: bool) -> Reading {
        let kept = &self.kept.files;
        let of_files = kept.values().flat_map(|kept| &kept.content.diagnostics);
        let mut diagnostics: Vec<Diagnostic> = of_files.chain(&self.diagnostics).cloned().collect();
        diagnostics.sort();
        Reading { sources: self.sources.clone(), diagnostics, changed, whole }
    }
}

/// The path inside the site; nothing for what is no source.
fn source_path(site: &Path, place: &Path) -> Option<SourcePath> {
    let below = place.strip_prefix(site).ok()?;
    let names: Option<Vec<&str>> = below.iter().map(|name| name.to_str()).collect();
    let names = names?;
    let is_source = SOURCE_FOLDERS.contains(names.first()?);
    let is_nobodys = names.iter().any(|name| names::is_ignored(name));
    (is_source && !is_nobodys).then(|| SourcePath::new(names.join("/")))
}

fn real_site(root: &Path) -> Result<PathBuf, Error> {
    let site = root.canonicalize().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::FolderMissing { path: root.to_path_buf() },
        _ => Error::io(root, error),
    })?;
    if exists(&below(&site, SITE_FILE))? {
        Ok(site)
    } else {
        Err(Error::NotASite { path: root.to_path_buf() })
    }
}
