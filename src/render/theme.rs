//! A theme and those it extends: one set of templates, words and files, checked when loaded.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{ErrorKind, Tera};

use crate::diagnostic::{Diagnostic, Severity, did_you_mean};
use crate::model::{FoundWords, PlanWordsRecord, SiteRecord, ThemeWordTable, theme_chain};
use crate::pages::{KINDS, Translator, component_templates};
use crate::rules::{self, Lowering};
use crate::source::{Asset, Place, SourceFile, SourcePath, Sources, Span, below};
use crate::values::{Language, Languages};

use super::blocked;
use super::embedded::DEFAULT_THEME;
use super::functions::register;
use super::overrides;
use super::tera_errors::{TeraErrors, template_path};
use super::tera_text::without_extends;

/// A theme, ready to render pages.
pub struct Theme {
    /// For each language of the site: what templates call is bound to it.
    tera: Vec<Tera>,
    /// Its name, and those of the themes that it extends.
    chain: Vec<String>,
    words: Arc<ThemeWordTable>,
    /// Its files, by their address below the output folder.
    pub files: BTreeMap<String, Asset>,
    rest: Option<Rest>,
}

/// What a theme leaves to the default theme.
struct Rest {
    templates: BTreeSet<String>,
    theme: Box<Theme>,
}

/// Where the files of a theme's `static/` are published.
const STATIC_FOLDER: &str = "assets";

/// The templates of components, and what they may use besides `config`, `lang` and `root`.
const COMPONENT_VARIABLES: &[&str] = &["config", "lang", "root", "component"];
/// What the navigation of a plan may use.
const NAVIGATION_VARIABLES: &[&str] = &["config", "lang", "root", "navigation"];
/// What the page at a former address may use.
const ALIAS_VARIABLES: &[&str] = &["config", "lang", "root", "alias"];
/// The template of the page at a former address.
pub(super) const ALIAS_TEMPLATE: &str = "alias.html";
/// The template that renders the navigation of a plan.
pub(super) const NAVIGATION_TEMPLATE: &str = "plan-navigation.html";

impl Theme {
    /// The theme that a site names.
    pub fn load(record: &SiteRecord, sources: &Sources) -> (Option<Self>, Vec<Diagnostic>) {
        let (chain, mut diagnostics) = theme_chain(record, sources);
        let Some(chain) = chain else { return (None, diagnostics) };
        let words = Arc::new(chain.words);
        let chain = chain.names;
        let mut first = Tera::new();
        register(&mut first, &words, &record.languages, Language::AUTHORITATIVE);
        let errors = TeraErrors { sources, chain: &chain, words: &words };
        let tera = templates(first, &errors, &mut diagnostics);
        diagnostics.extend(overrides::check(&errors, &[NAVIGATION_TEMPLATE, ALIAS_TEMPLATE]));
        let tera = tera.map(|tera| in_each_language(&tera, &words, &record.languages));
        let files = files(&chain, sources);
        let mut theme =
            tera.map(|tera| Self { tera, chain: chain.clone(), words: words.clone(), files, rest: None });
        if let Some(theme) = &mut theme {
            theme.check_templates(&chain, sources, &mut diagnostics);
            theme.leave_the_rest(record, sources, &mut diagnostics);
        }
        diagnostics.extend(blocked::check(&chain, record, sources));
        (
            theme.filter(|_| diagnostics.iter().all(|diagnostic| !keeps_from_rendering(diagnostic))),
            diagnostics,
        )
    }

    /// What renders a template in a language.
    pub(super) fn tera(&self, template: &str, language: Language) -> &Tera {
        match &self.rest {
            Some(rest) if rest.templates.contains(template) => &rest.theme.tera[language.index()],
            _ => &self.tera[language.index()],
        }
    }

    fn has(&self, template: &str) -> bool {
        self.tera[0].get_template_variables(template).is_ok()
    }

    /// The templates that it may leave to the default theme and has not. Those are rendered with that theme as a whole:
    /// parts of two themes that do not know of each other would not fit together.
    fn leave_the_rest(&mut self, record: &SiteRecord, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
        let kinds = KINDS.iter().filter(|kind| kind.is_optional).map(|kind| format!("{}.html", kind.name));
        let left: BTreeSet<String> =
            kinds.chain([ALIAS_TEMPLATE.to_owned()]).filter(|template| !self.has(template)).collect();
        if left.is_empty() || self.chain.iter().any(|theme| theme == DEFAULT_THEME) {
            return;
        }
        // What is wrong with it is for whoever made it.
        let Some(theme) = Self::load(&record.with_theme(DEFAULT_THEME), sources).0 else { return };
        for (address, asset) in &theme.files {
            self.files.entry(address.clone()).or_insert_with(|| asset.clone());
        }
        diagnostics.push(left_to_default(&self.chain[0], &left));
        self.rest = Some(Rest { templates: left, theme: Box::new(theme) });
    }

    /// What tells errors of its templates.
    pub(super) fn errors<'a>(&'a self, sources: &'a Sources) -> TeraErrors<'a> {
        TeraErrors { sources, chain: &self.chain, words: &self.words }
    }

    /// Whether every template that pages need is there, and uses only what it is given.
    fn check_templates(&self, chain: &[String], sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
        for kind in KINDS.iter().filter(|kind| !kind.is_optional || self.has(&format!("{}.html", kind.name)))
        {
            self.check_template(
                &format!("{}.html", kind.name),
                &kind.variables(),
                chain,
                sources,
                diagnostics,
            );
        }
        for template in component_templates() {
            self.check_template(template, COMPONENT_VARIABLES, chain, sources, diagnostics);
        }
        self.check_template(NAVIGATION_TEMPLATE, NAVIGATION_VARIABLES, chain, sources, diagnostics);
        if self.has(ALIAS_TEMPLATE) {
            self.check_template(ALIAS_TEMPLATE, ALIAS_VARIABLES, chain, sources, diagnostics);
        }
    }

    fn check_template(
        &self,
        name: &str,
        allowed: &[&str],
        chain: &[String],
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Ok(variables) = self.tera[0].get_template_variables(name) else {
            let record = SourcePath::new(format!("themes/{}/theme.toml", chain[0]));
            diagnostics.push(
                Diagnostic::new(
                    rules::TEMPLATE_MISSING,
                    Place::file(&record),
                    format!("テンプレート `{name}` がありません"),
                    format!("the theme has no template `{name}`"),
                )
                .help(
                    "theme.toml に `extends = \"default\"` と書くと、足りないものは標準のテーマから補われます",
                    "with `extends = \"default\"` in theme.toml the default theme fills in what is missing",
                ),
            );
            return;
        };
        let set = names_set_by_templates(chain, sources);
        let unknown: BTreeSet<&str> = variables
            .into_iter()
            .filter(|variable| !allowed.contains(variable) && !set.contains(variable))
            .collect();
        for variable in unknown {
            let list = allowed.join("`, `");
            diagnostics.push(
                Diagnostic::new(
                    rules::TEMPLATE_VARIABLE,
                    place_of_variable(name, variable, chain, sources),
                    format!("テンプレート `{name}` に変数 `{variable}` は渡されません"),
                    format!("the template `{name}` is given no variable `{variable}`"),
                )
                .help_if(did_you_mean(variable, allowed.iter().copied()))
                .help(format!("使えるのは `{list}` です"), format!("it may use `{list}`")),
            );
        }
    }
}

fn left_to_default(theme: &str, templates: &BTreeSet<String>) -> Diagnostic {
    let list = templates.iter().map(String::as_str).collect::<Vec<_>>().join("`, `");
    Diagnostic::new(
        rules::TEMPLATE_LEFT_OUT,
        Place::file(&SourcePath::new(format!("themes/{theme}/theme.toml"))),
        format!("テーマに `{list}` がありません。これらのページがあれば、標準のテーマで表示します"),
        format!("the theme has no `{list}`: such pages, if there are any, are shown with the default theme"),
    )
    .help(
        "そのままでかまいません。自分のテーマで表示するときは、この名前のファイルを `templates` フォルダーに作るか、theme.toml に `extends = \"default\"` と書いてください",
        "they may stay; to show them in your own theme, write files of these names into the folder `templates`, or `extends = \"default\"` into theme.toml",
    )
}

/// Whether pages cannot be rendered; what a site may lower only tells what is wrong with them.
fn keeps_from_rendering(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error && diagnostic.rule.lowering != Lowering::Free
}

/// The same templates for each language.
fn in_each_language(tera: &Tera, words: &Arc<ThemeWordTable>, languages: &Languages) -> Vec<Tera> {
    let in_language = |language| {
        let mut tera = tera.clone();
        register(&mut tera, words, languages, language);
        tera
    };
    languages.iter().map(in_language).collect()
}

/// The templates of the chain in one Tera, each under the name of its theme.
fn templates(mut tera: Tera, errors: &TeraErrors<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Tera> {
    tera.set_fallback_prefixes(errors.chain.iter().map(|theme| format!("{theme}/")))
        .expect("no template was added yet");
    let templates = errors.templates();
    // Each alone first: Tera stops at the first template that it cannot read, and we want them all.
    let (broken, sound): (Vec<_>, Vec<_>) = templates
        .iter()
        .map(|template| (template, unreadable(template, errors)))
        .partition(|(_, found)| found.is_some());
    if !broken.is_empty() {
        diagnostics.extend(broken.into_iter().flat_map(|(_, found)| found.unwrap_or_default()));
        diagnostics
            .extend(sound.into_iter().flat_map(|(template, _)| unknown_names(&tera, template, errors)));
        return None;
    }
    match tera.add_raw_templates(templates.iter().map(|(name, file)| (name, &file.text))) {
        Ok(()) => Some(tera),
        Err(error) => {
            let record = SourcePath::new(format!("themes/{}/theme.toml", errors.chain[0]));
            diagnostics.extend(errors.diagnostics(&error, &record));
            None
        }
    }
}

/// Why a template cannot be read, or that it extends one that is not there; `None` where neither is so.
fn unreadable((name, file): &(String, &SourceFile), errors: &TeraErrors<'_>) -> Option<Vec<Diagnostic>> {
    let error = Tera::new().add_raw_template(name, &file.text).err()?;
    let is_broken = match error.kind() {
        ErrorKind::SyntaxError(_) => true,
        ErrorKind::MissingParent { parent, .. } => errors.template(parent).is_none(),
        _ => false,
    };
    is_broken.then(|| errors.diagnostics(&error, &file.path))
}

/// The filters, functions and so on that a template uses and nobody has. It is read without the others, some of which
/// are broken.
fn unknown_names(
    tera: &Tera,
    (name, file): &(String, &SourceFile),
    errors: &TeraErrors<'_>,
) -> Vec<Diagnostic> {
    let mut alone = tera.clone();
    let error = alone.add_raw_template(name, &without_extends(&file.text)).err();
    error.map(|error| errors.diagnostics(&error, &file.path)).unwrap_or_default()
}

/// The files of the chain's `static/` folders: a theme's own before those of the themes it extends.
fn files(chain: &[String], sources: &Sources) -> BTreeMap<String, Asset> {
    let mut files = BTreeMap::new();
    for theme in chain.iter().rev() {
        for (path, asset) in below(&sources.assets, &format!("themes/{theme}/static/")) {
            files.insert(format!("{STATIC_FOLDER}/{path}"), asset.clone());
        }
    }
    files
}

/// The names that templates give to values themselves, with `{% set name = … %}`. Tera counts them among the
/// variables that a template wants.
fn names_set_by_templates<'a>(chain: &[String], sources: &'a Sources) -> BTreeSet<&'a str> {
    let in_chain = |path: &SourcePath| {
        chain.iter().any(|theme| path.as_str().starts_with(&format!("themes/{theme}/templates/")))
    };
    let texts = sources.files.iter().filter(|(path, _)| in_chain(path)).map(|(_, file)| &*file.text);
    texts
        .flat_map(|text| text.split("{%").skip(1))
        .filter_map(|tag| {
            let tag = tag.trim_start_matches('-').trim_start();
            let rest = tag.strip_prefix("set_global ").or_else(|| tag.strip_prefix("set "))?.trim_start();
            Some(&rest[..rest.find(|character: char| !(character.is_alphanumeric() || character == '_'))?])
        })
        .collect()
}

/// Where a variable is used: in the template or in one of those it extends or includes, whichever comes
/// first in the chain.
fn place_of_variable(template: &str, variable: &str, chain: &[String], sources: &Sources) -> Place {
    let own = chain.iter().map(|theme| format!("{theme}/{template}"));
    let all = chain.iter().flat_map(|theme| {
        below(&sources.files, &format!("themes/{theme}/templates/"))
            .map(|(path, _)| format!("{theme}/{path}"))
            .collect::<Vec<_>>()
    });
    own.chain(all)
        .filter_map(|name| template_path(&name))
        .find_map(|path| {
            let start = find_variable(&sources.file(path.as_str())?.text, variable)?;
            Some(Place::at(&path, Span::new(start, start + variable.len())))
        })
        .unwrap_or_else(|| Place::file(&SourcePath::new(format!("themes/{}/theme.toml", chain[0]))))
}

/// The first use of a name inside `{{ … }}` or `{% … %}`, as a whole word that is no field and no key.
fn find_variable(text: &str, variable: &str) -> Option<usize> {
    let word = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(variable).map(|(at, _)| at).find(|at| {
        let (before, after) = (&text[..*at], &text[at + variable.len()..]);
        let open = before.rfind("{{").max(before.rfind("{%"));
        let closed = before.rfind("}}").max(before.rfind("%}"));
        open > closed
            && !before.ends_with(|character: char| word(character) || ".\"'".contains(character))
            && !after.starts_with(word)
    })
}

impl Translator for Theme {
    fn find(&self, page: Language, key: &str, plan: Option<&PlanWordsRecord>) -> Option<FoundWords<'_>> {
        let of_rest = || self.rest.as_ref()?.theme.words.find(page, key, plan);
        self.words.find(page, key, plan).or_else(of_rest)
    }
}
