//! What the last run left: the meaning of every file, by the hash of its bytes, and the theme.
//!
//! Only what depends on one file and the settings is remembered, with its complaints, so that a warm run
//! complains exactly like a cold one. Assembling and checking always run. An empty memory is always allowed,
//! and forgetting is safe; nothing is kept on disk.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::Parsed;
use crate::parse::{Role, Settings, SiteRecord};
use crate::render::Theme;
use crate::source::{ContentHash, SourceFile, SourcePath, Sources, Span};
use crate::values::Languages;

/// What the last run left.
#[derive(Default)]
pub struct Memory {
    settings: Option<Settings>,
    files: HashMap<SourcePath, File>,
    theme: Option<(ThemeKey, LoadedTheme)>,
}

/// What a file said, and what was wrong with it.
pub(crate) type Meaning = (Option<Parsed>, Vec<Diagnostic>);
/// A theme, and what was wrong with it.
pub(crate) type LoadedTheme = (Option<Arc<Theme>>, Vec<Diagnostic>);

struct File {
    hash: ContentHash,
    role: Role,
    meaning: Meaning,
}

/// Everything that a theme depends on.
#[derive(PartialEq)]
struct ThemeKey {
    name: String,
    named_at: Span,
    languages: Languages,
    files: Vec<(SourcePath, ContentHash)>,
}

impl Memory {
    /// Forgets everything if the settings are others than those of the last run.
    pub(crate) fn begin(&mut self, settings: &Settings) {
        if self.settings.as_ref() != Some(settings) {
            *self = Self { settings: Some(settings.clone()), ..Self::default() };
        }
    }

    /// What a file said in the last run, if it is still the same.
    pub(crate) fn meaning(&self, file: &SourceFile, role: &Role) -> Option<&Meaning> {
        let known = self.files.get(&file.path)?;
        (known.hash == file.hash && known.role == *role).then_some(&known.meaning)
    }

    /// Remembers what new files say, and forgets those that are gone.
    pub(crate) fn remember(&mut self, new: Vec<(SourcePath, ContentHash, Role, Meaning)>, sources: &Sources) {
        self.files.retain(|path, _| sources.files.contains_key(path));
        let new = new.into_iter().map(|(path, hash, role, meaning)| (path, File { hash, role, meaning }));
        self.files.extend(new);
    }

    /// The theme that a site names, loaded anew only if anything that it depends on has changed.
    pub(crate) fn theme(&mut self, record: &SiteRecord, sources: &Sources) -> LoadedTheme {
        let key = ThemeKey::of(record, sources);
        if let Some((known, loaded)) = &self.theme
            && *known == key
        {
            return loaded.clone();
        }
        let (theme, found) = Theme::load(record, sources);
        let loaded = (theme.map(Arc::new), found);
        self.theme = Some((key, loaded.clone()));
        loaded
    }
}

impl ThemeKey {
    fn of(record: &SiteRecord, sources: &Sources) -> Self {
        let folder = "themes/";
        let below = |path: &SourcePath| path.as_str().starts_with(folder);
        let first = SourcePath::new(folder);
        let texts = sources.files.range(first.clone()..).take_while(|(path, _)| below(path));
        let assets = sources.assets.range(first..).take_while(|(path, _)| below(path));
        Self {
            name: record.theme.value.clone(),
            named_at: record.theme.span,
            languages: record.languages.clone(),
            files: texts
                .map(|(path, file)| (path.clone(), file.hash))
                .chain(assets.map(|(path, asset)| (path.clone(), ContentHash::of(&asset.bytes))))
                .collect(),
        }
    }
}
