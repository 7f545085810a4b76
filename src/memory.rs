//! What the last run left: the meaning of every file, by the hash of its bytes, and the theme.
//!
//! Only what depends on one file and the settings is remembered, with its diagnostics, so that a warm run
//! reports exactly what a cold one does. Assembling and checking always run. An empty memory is always allowed,
//! and forgetting is safe; nothing is kept on disk.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::parse::{Layout, Parsed, Role, Strays, layout};
use crate::records::{BaseUrl, Context, SecurityRecord, SiteRecord, SiteWords};
use crate::render::Theme;
use crate::source::{ContentHash, SourceFile, SourcePath, Sources, Span};
use crate::values::Languages;

#[derive(Default)]
pub struct Memory {
    context: Option<Context>,
    layout: Option<LaidOut>,
    /// In the order of the layout.
    files: Vec<File>,
    theme: Option<(ThemeKey, LoadedTheme)>,
}

/// What a file said, and what was wrong with it.
pub(crate) type Meaning = (Arc<Parsed>, Vec<Diagnostic>);
/// A theme, and what was wrong with it.
pub(crate) type LoadedTheme = (Option<Arc<Theme>>, Vec<Diagnostic>);

/// What files of these names are.
struct LaidOut {
    names: Vec<SourcePath>,
    strays: Strays,
    layout: Arc<Layout>,
    diagnostics: Vec<Diagnostic>,
}

struct File {
    path: SourcePath,
    hash: ContentHash,
    role: Role,
    meaning: Meaning,
}

#[derive(PartialEq)]
struct ThemeKey {
    name: String,
    named_at: Span,
    languages: Languages,
    words: SiteWords,
    base_url: BaseUrl,
    security: SecurityRecord,
    files: Vec<(SourcePath, ContentHash)>,
}

impl Memory {
    /// Forgets everything if the settings are others than those of the last run.
    pub(crate) fn begin(&mut self, context: &Context) {
        if self.context.as_ref() != Some(context) {
            *self = Self { context: Some(context.clone()), ..Self::default() };
        }
    }

    /// What each file is. It depends on the names and a few signs, and a save rarely changes them.
    pub(crate) fn layout(
        &mut self,
        sources: &Sources,
        languages: &Languages,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Arc<Layout> {
        let strays = Strays::of(sources, languages);
        let is_same = |known: &LaidOut| known.names.iter().eq(sources.files.keys()) && known.strays == strays;
        let known = self.layout.take().filter(is_same);
        let known = known.unwrap_or_else(|| {
            let (layout, diagnostics) = layout(sources, languages, &strays);
            let names = sources.files.keys().cloned().collect();
            LaidOut { names, strays, layout: layout.into(), diagnostics }
        });
        diagnostics.extend_from_slice(&known.diagnostics);
        self.layout.insert(known).layout.clone()
    }

    /// What files say, in the order of their paths: as remembered, where a file is still the same, and otherwise
    /// as `understand` has it. What was remembered of files that are gone is forgotten.
    pub(crate) fn meanings(
        &mut self,
        files: &[(&SourceFile, &Role)],
        understand: impl Fn(&SourceFile, &Role) -> Meaning + Sync,
    ) -> impl Iterator<Item = &Meaning> {
        // Both are in order: side by side, nothing has to be looked up.
        let mut known = std::mem::take(&mut self.files).into_iter().peekable();
        let known: Vec<Option<File>> = files
            .iter()
            .map(|(file, role)| {
                // A path that is the same value is equal before a letter is compared.
                while known.next_if(|known| known.path != file.path && known.path < file.path).is_some() {}
                let known = known.next_if(|known| known.path == file.path)?;
                (known.hash == file.hash && known.role == **role).then_some(known)
            })
            .collect();
        let understood = known.into_par_iter().zip(files).map(|(known, (file, role))| {
            known.unwrap_or_else(|| File {
                path: file.path.clone(),
                hash: file.hash,
                role: (*role).clone(),
                meaning: understand(file, role),
            })
        });
        self.files = understood.collect();
        self.files.iter().map(|file| &file.meaning)
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
            name: record.theme.to_string(),
            named_at: record.theme.span,
            languages: record.languages.clone(),
            words: record.words.clone(),
            base_url: record.base_url.clone(),
            security: record.security.clone(),
            files: texts
                .map(|(path, file)| (path.clone(), file.hash))
                .chain(assets.map(|(path, asset)| (path.clone(), ContentHash::of(&asset.bytes))))
                .collect(),
        }
    }
}
