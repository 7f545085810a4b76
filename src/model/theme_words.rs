//! The words of a theme in every language of a site, and what stands in for those that it lacks.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Cause, Diagnostic, Help, did_you_mean};
use crate::records::{PlanWordsRecord, SiteWord, SiteWords, ThemeWords, theme_words, written_languages};
use crate::rules;
use crate::source::{Place, SourceFile, SourcePath, Sources, Span, Written};
use crate::values::{Language, Languages, own_name, shorter};

use super::part_words::{MARKS, PartWords, USUAL_WORDS, unfilled_marks};

type WordsByKey = BTreeMap<String, ThemeWords>;

/// The words of a theme in every language of a site.
#[derive(Clone, Debug)]
pub struct ThemeWordTable {
    languages: Vec<WordsOfLanguage>,
    /// The words of themes that none of those that they extend has.
    new: Vec<NewWords>,
}

/// Words of a theme that none of those that it extends has.
#[derive(Clone, Debug)]
struct NewWords {
    key: String,
    place: Place,
}

#[derive(Clone, Debug)]
struct WordsOfLanguage {
    /// Where its words are looked up, in this order.
    layers: Vec<Layer>,
    /// What the languages of the site call themselves.
    names: BTreeMap<String, (ThemeWords, Option<String>)>,
}

/// The words of the files of one name in a chain of themes, such as `i18n/pt.toml`.
#[derive(Clone, Default, Debug)]
struct Layer {
    /// The code of their language.
    code: String,
    /// The tag of their language, where it is not the page's.
    lang: Option<String>,
    /// The languages of the site whose words fit among them.
    languages: Vec<Language>,
    words: Arc<WordsByKey>,
    /// What plans usually call their parts.
    usual: PartWords,
    /// Of the words that name parts of plans, the same with the usual words for these.
    filled: WordsByKey,
}

/// Words for a page, and their language where it is not the page's.
#[derive(Clone, Debug)]
pub struct FoundWords<'a> {
    pub words: Cow<'a, ThemeWords>,
    pub lang: Option<&'a str>,
}

impl ThemeWordTable {
    /// The words of a chain of themes: a theme's own before those of the themes it extends.
    pub(super) fn of(
        chain: &[String],
        languages: &Languages,
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let files = WordFiles::read(chain, languages, sources, diagnostics);
        diagnostics.extend(files.without_translation());
        diagnostics.extend(files.without_words());
        let languages = languages.iter().map(|language| files.words_of(language)).collect();
        Self { languages, new: files.new_words() }
    }

    /// Puts the words of `[words]` in `site.toml` before those of the theme. A site has no templates, so it can only
    /// say in its own way what the theme says.
    pub(super) fn say_in_own_way(
        &mut self,
        own: &SiteWords,
        languages: &Languages,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let (known, unknown): (Vec<_>, Vec<_>) =
            own.0.iter().partition(|word| self.keys().any(|key| key == word.key.value));
        diagnostics.extend(unknown.into_iter().map(|word| self.unknown_words(&word.key)));
        for page in languages.iter() {
            // Those of the page's own language come last, and so stand first.
            let others = languages.iter().filter(|language| *language != page);
            for language in others.chain([page]) {
                let of_language = |word: &&SiteWord| {
                    let words = word.words.iter().find(|(written, _)| *written == language);
                    words.map(|(_, words)| (word.key.value.clone(), words.clone()))
                };
                let words: WordsByKey = known.iter().filter_map(of_language).collect();
                let lang = languages.lang_on(page, language).map(str::to_owned);
                let layers = &mut self.languages[page.index()].layers;
                let at = layers.iter().position(|layer| layer.lang == lang).unwrap_or(layers.len());
                layers
                    .insert(at, Layer::of(languages.code(language), page, lang, languages, Arc::new(words)));
            }
        }
    }

    /// Every key that the theme has words for in any language.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().flat_map(|language| {
            let layers = language.layers.iter().flat_map(|layer| layer.words.keys());
            layers.chain(language.names.keys()).map(String::as_str)
        })
    }

    fn unknown_words(&self, key: &Written<String>) -> Diagnostic {
        let name = &key.value;
        Diagnostic::new(
            rules::THEME_UNKNOWN_WORDS,
            Place::at(&SourcePath::new("content/site.toml"), key.span),
            format!("画面の語に `{name}` はありません"),
            format!("the theme has no words `{name}`"),
        )
        .help_if(near_words(name, self.keys().collect()))
        .help(
            "語の名前は、`shirube theme eject full-copy` で写したテーマの `i18n` フォルダーのファイルにあります",
            "`shirube theme eject full-copy` copies the default theme; its words and their names are in the folder `i18n`",
        )
    }

    /// Fills in what plans usually call their parts, once for all pages. What stands for no part is reported where a
    /// theme or the site has it.
    pub(super) fn fill_in_usual_words(&mut self, chain: &[String], sources: &Sources) -> Vec<Diagnostic> {
        let mut unknown = BTreeSet::new();
        for WordsOfLanguage { layers, .. } in &mut self.languages {
            let usual: Vec<PartWords> = layers.iter().map(|layer| usual_words(layers, layer)).collect();
            for (layer, usual) in layers.iter_mut().zip(usual) {
                let filled =
                    layer.words.iter().filter_map(|(key, words)| Some((key.clone(), usual.fill(words)?)));
                layer.filled = filled.collect();
                let left = layer.filled.values().flat_map(unfilled_marks).map(str::to_owned);
                unknown.extend(left.map(|mark| (layer.code.clone(), mark)));
                layer.usual = usual;
            }
        }
        unknown.into_iter().map(|(code, mark)| unknown_mark(&mark, &code, chain, sources)).collect()
    }

    /// Words of a theme that are nearly those of one that it extends and that nothing uses: what was meant to be said
    /// in another way stays as it was.
    pub fn misspelt_overrides(&self, is_used: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
        let is_new = |key: &str| self.new.iter().any(|new| new.key == key);
        let unused = self.new.iter().filter(|new| !is_used(&new.key));
        let misspelt = unused.filter_map(|NewWords { key, place }| {
            let near = near_words(key, self.keys().filter(|known| !is_new(known)).collect())?;
            let diagnostic = Diagnostic::new(
                rules::THEME_UNKNOWN_WORDS,
                place.clone(),
                format!("元のテーマの語に `{key}` はなく、このテーマのどのテンプレートも使っていません"),
                format!("the theme that this one extends has no words `{key}`, and no template of this one uses them"),
            );
            Some(diagnostic.help_if(Some(near)))
        });
        misspelt.collect()
    }

    /// The words for a key on a page in a language: in that language or the one it is a form of (`ja` for
    /// `ja-easy`), else in the authoritative language, else in another one. Languages always have a name. On a page
    /// of a plan that has words of its own for its parts, these are used.
    pub fn find(&self, page: Language, key: &str, plan: Option<&PlanWordsRecord>) -> Option<FoundWords<'_>> {
        let WordsOfLanguage { layers, names } = &self.languages[page.index()];
        if NAMES.iter().any(|names| key.starts_with(names)) {
            return name(layers, names, &key.to_ascii_lowercase());
        }
        layers.iter().find_map(|layer| match plan.filter(|_| layer.filled.contains_key(key)) {
            Some(plan) => layer.find_in_plan(plan, key),
            None => layer.find(key),
        })
    }
}

/// What plans usually call their parts, in the language of a layer.
fn usual_words(layers: &[Layer], layer: &Layer) -> PartWords {
    let same = || layers.iter().filter(|other| other.lang == layer.lang);
    PartWords::usual(|key| same().find_map(|layer| layer.words.get(key)))
}

/// That words name a part that no plan has, or that the theme has no word for.
fn unknown_mark(mark: &str, code: &str, chain: &[String], sources: &Sources) -> Diagnostic {
    let of_themes = chain.iter().map(|theme| word_file(theme, code));
    let mut files = std::iter::once("content/site.toml".to_owned()).chain(of_themes);
    let place = files.find_map(|path| {
        let file = sources.file(&path)?;
        let start = file.text.find(mark)?;
        Some(Place::at(&file.path, Span::new(start, start + mark.len())))
    });
    let file = || Place::file(&SourcePath::new(word_file(&chain[0], code)));
    let known: Vec<String> = MARKS.iter().map(|name| format!("{{words.{name}}}")).collect();
    let list = known.join("`, `");
    Diagnostic::new(
        rules::THEME_WORDS,
        place.unwrap_or_else(file),
        format!("`{mark}` に入る語がありません"),
        format!("there is no word for `{mark}`"),
    )
    .help_if(did_you_mean(mark, known.iter().map(String::as_str)))
    .help(
        format!("使えるのは `{list}` です（英語では、文の初めは `{{words.Pillar}}` のように大文字で書きます）。その語は、テーマの `i18n` の `[{USUAL_WORDS}]` に書きます"),
        format!("it may be `{list}`, with a capital where a sentence begins (`{{words.Pillar}}`); the words stand in `[{USUAL_WORDS}]` of the theme's `i18n`"),
    )
}

/// The key that was probably meant, of some.
fn near_words(name: &str, keys: BTreeSet<&str>) -> Option<Help> {
    // `[words] vision = …` for `plan-kind.vision`: the last part alone, where only one key ends in it.
    let ending = format!(".{name}");
    let mut whole = keys.iter().filter(|known| known.ends_with(&ending));
    let only = whole
        .next()
        .filter(|_| whole.next().is_none())
        .map(|whole| Help::did_you_mean(&format!("\"{whole}\"")));
    did_you_mean(name, keys.iter().copied()).or(only)
}

impl Layer {
    /// Words of a language on a page in another or the same.
    fn of(
        code: &str,
        page: Language,
        lang: Option<String>,
        languages: &Languages,
        words: Arc<WordsByKey>,
    ) -> Self {
        let of_page = Some(page).filter(|_| lang.is_none());
        let fitting = of_page.into_iter().chain(languages.find(code)).collect();
        Self { code: code.to_owned(), lang, languages: fitting, words, ..Self::default() }
    }

    fn find(&self, key: &str) -> Option<FoundWords<'_>> {
        let words = self.filled.get(key).or_else(|| self.words.get(key))?;
        Some(FoundWords { words: Cow::Borrowed(words), lang: self.lang.as_deref() })
    }

    fn find_in_plan(&self, plan: &PlanWordsRecord, key: &str) -> Option<FoundWords<'_>> {
        let own = self.usual.own(plan, &self.languages, &self.code);
        Some(FoundWords { words: Cow::Owned(own.fill(self.words.get(key)?)?), lang: self.lang.as_deref() })
    }
}

/// The keys of names of languages: in the language itself, and in the one of the page.
const NAMES: [&str; 2] = ["language.", "language-in-words."];

/// The name of a language: the theme's, or else its own. A form of a language may be called as the language is.
fn name<'a>(
    layers: &'a [Layer],
    names: &'a BTreeMap<String, (ThemeWords, Option<String>)>,
    key: &str,
) -> Option<FoundWords<'a>> {
    let is_own = key.starts_with(NAMES[0]);
    let keys = || std::iter::once(key).chain(shorter(key).filter(|key| !is_own && key.contains('.')));
    layers.iter().find_map(|layer| keys().find_map(|key| layer.find(key))).or_else(|| {
        names.get(key).map(|(words, lang)| FoundWords { words: Cow::Borrowed(words), lang: lang.as_deref() })
    })
}

/// What stands in last, where neither the language nor the site's own languages have words: who reads a site in a
/// language that no theme speaks more likely knows English than Japanese.
const LAST_CODES: [&str; 2] = ["en", "ja"];

/// What the files of a chain of themes say.
struct WordFiles<'a> {
    chain: &'a [String],
    languages: &'a Languages,
    sources: &'a Sources,
    /// By the code in the name of the file.
    words: BTreeMap<String, Arc<WordsByKey>>,
    /// For each of them, which theme of the chain has the words, by its position.
    owners: BTreeMap<String, BTreeMap<String, usize>>,
    /// The codes of files that cannot be read.
    broken: BTreeSet<String>,
    /// The words of every theme of the chain but the last, with the position of the theme.
    of_children: Vec<(usize, NewWords)>,
    /// The keys of each theme of the chain, in any language.
    keys: Vec<BTreeSet<String>>,
}

impl<'a> WordFiles<'a> {
    fn read(
        chain: &'a [String],
        languages: &'a Languages,
        sources: &'a Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut files = Self {
            chain,
            languages,
            sources,
            words: BTreeMap::new(),
            owners: BTreeMap::new(),
            broken: BTreeSet::new(),
            of_children: Vec::new(),
            keys: vec![BTreeSet::new(); chain.len()],
        };
        let of_site = languages.codes().flat_map(with_shorter);
        let codes: BTreeSet<&str> = of_site.chain(LAST_CODES).collect();
        for code in codes {
            diagnostics.extend(files.read_code(code));
        }
        files
    }

    fn read_code(&mut self, code: &str) -> Vec<Diagnostic> {
        let (mut words, mut owners, mut diagnostics) = (WordsByKey::new(), BTreeMap::new(), Vec::new());
        for (at, theme) in self.chain.iter().enumerate().rev() {
            let Some(file) = self.sources.file(&word_file(theme, code)) else { continue };
            let (found, mistakes) = theme_words(file);
            owners.extend(found.keys().map(|key| (key.clone(), at)));
            self.keys[at].extend(found.keys().cloned());
            if at + 1 < self.chain.len() {
                let place = |key: &str, words: &ThemeWords| Place::at(&file.path, key_span(file, key, words));
                let words =
                    found.iter().map(|(key, words)| NewWords { key: key.clone(), place: place(key, words) });
                self.of_children.extend(words.map(|words| (at, words)));
            }
            words.extend(found);
            diagnostics.extend(mistakes);
        }
        if !diagnostics.is_empty() {
            self.broken.insert(code.to_owned());
        }
        if !words.is_empty() {
            self.words.insert(code.to_owned(), Arc::new(words));
            self.owners.insert(code.to_owned(), owners);
        }
        diagnostics
    }

    /// The words of themes that none of those that they extend has.
    fn new_words(&self) -> Vec<NewWords> {
        let is_new = |(at, words): &&(usize, NewWords)| {
            !self.keys[at + 1..].iter().any(|keys| keys.contains(&words.key))
                && !NAMES.iter().any(|names| words.key.starts_with(names))
        };
        self.of_children.iter().filter(is_new).map(|(_, words)| words.clone()).collect()
    }

    /// Where the words of a language are looked up.
    fn words_of(&self, page: Language) -> WordsOfLanguage {
        let languages = self.languages;
        let own = with_shorter(languages.code(page)).map(|code| (code, None));
        let others = languages.codes().flat_map(with_shorter).chain(LAST_CODES);
        let others = others.map(|code| (code, languages.lang_of_code(page, code)));
        let mut layers: Vec<(&str, Layer)> = Vec::new();
        for (code, lang) in own.chain(others) {
            if let Some(words) =
                self.words.get(code).filter(|_| layers.iter().all(|(known, _)| *known != code))
            {
                layers.push((code, Layer::of(code, page, lang, languages, words.clone())));
            }
        }
        let names = languages.iter().flat_map(|language| names_of(language, page, languages)).collect();
        WordsOfLanguage { layers: layers.into_iter().map(|(_, layer)| layer).collect(), names }
    }

    /// The keys for which a translation has no words, of those that the authoritative language has, with the
    /// position of the theme that has them. Words that cannot be read are not missing.
    fn missing(&self, language: Language) -> Vec<(&str, usize)> {
        let codes = |language| with_shorter(self.languages.code(language));
        let is_broken = |language| codes(language).any(|code| self.broken.contains(code));
        if is_broken(language) || is_broken(Language::AUTHORITATIVE) {
            return Vec::new();
        }
        let has = |key: &str| {
            codes(language).any(|code| self.owners.get(code).is_some_and(|words| words.contains_key(key)))
        };
        let originals = codes(Language::AUTHORITATIVE).filter_map(|code| self.owners.get(code)).flatten();
        originals.filter(|(key, _)| !has(key)).map(|(key, owner)| (key.as_str(), *owner)).collect()
    }

    /// The languages whose words may be missing: an easy form of another one may leave out what it shares with it.
    fn translations(&self) -> impl Iterator<Item = Language> {
        self.languages.translations().filter(|language| self.languages.base(*language).is_none())
    }

    /// Whether a theme or one that it extends has words in a language.
    fn speaks(&self, theme: usize, language: Language) -> bool {
        let codes = || with_shorter(self.languages.code(language));
        self.chain[theme..]
            .iter()
            .any(|theme| codes().any(|code| self.sources.file(&word_file(theme, code)).is_some()))
    }

    /// What themes that speak a language have forgotten to say in it.
    fn without_translation(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for language in self.translations() {
            let missing =
                self.missing(language).into_iter().filter(|(_, owner)| self.speaks(*owner, language));
            let keys: Vec<&str> = missing.map(|(key, _)| key).collect();
            if !keys.is_empty() {
                let file = SourcePath::new(word_file(&self.chain[0], self.languages.code(language)));
                let list = keys.join("`, `");
                let missing = Diagnostic::new(
                    rules::THEME_MISSING_WORDS,
                    Place::file(&file),
                    format!("テーマの語に訳がありません: `{list}`"),
                    format!("these words of the theme have no translation: `{list}`"),
                );
                // What is misspelt in the original needs no translation.
                let original = word_file(&self.chain[0], self.languages.code(Language::AUTHORITATIVE));
                let original = SourcePath::new(original);
                diagnostics.push(missing.caused_by(Cause::Rule(original, rules::THEME_UNKNOWN_WORDS)));
            }
        }
        diagnostics
    }

    /// That themes do not speak some languages of the site: one note, where the site names them.
    fn without_words(&self) -> Option<Diagnostic> {
        let unspoken = |language: &Language| {
            self.missing(*language).iter().any(|(_, owner)| !self.speaks(*owner, *language))
        };
        let codes: Vec<&str> =
            self.translations().filter(unspoken).map(|language| self.languages.code(language)).collect();
        let first = *codes.first()?;
        let list = codes.join("`, `");
        let shown = self.languages.code(Language::AUTHORITATIVE);
        let theme = &self.chain[0];
        let note = Diagnostic::new(
            rules::THEME_NO_WORDS,
            self.place_of(first),
            format!("テーマには `{list}` の語がそろっていません。ないものは `{shown}` の語で表示します"),
            format!("the theme lacks words in `{list}`: those of `{shown}` are shown instead"),
        );
        let file = word_file(if theme == "default" { "…" } else { theme }, first);
        // Of a broken line nobody knows which languages it names.
        let note = note.caused_by(Cause::Rule(SourcePath::new("content/site.toml"), rules::RECORD_TOML));
        Some(note.help(
            format!("そのままでかまいません。訳すときは、子テーマの `{file}` に書いてください"),
            format!("they may stay; translations go into `{file}` of a child theme"),
        ))
    }

    /// Where `site.toml` names a language.
    fn place_of(&self, code: &str) -> Place {
        let path = SourcePath::new("content/site.toml");
        let written = self.sources.file(path.as_str()).map(|file| written_languages(file));
        let at = written.into_iter().flatten().find(|written| written.value == code);
        at.map_or_else(|| Place::file(&path), |written| Place::at(&path, written.span))
    }
}

/// What a language of the site calls itself, by the keys that a theme may have for it: its code or its tag.
fn names_of(
    language: Language,
    page: Language,
    languages: &Languages,
) -> Vec<(String, (ThemeWords, Option<String>))> {
    let code = languages.code(language);
    let name = own_name(code).unwrap_or(code).to_owned();
    let words = ThemeWords { one: None, other: name, span: Default::default() };
    let lang = languages.lang_on(page, language).map(str::to_owned);
    NAMES.map(|names| (format!("{names}{code}"), (words.clone(), lang.clone()))).into()
}

/// A code, and those of which it is a form.
fn with_shorter(code: &str) -> impl Iterator<Item = &str> {
    std::iter::once(code).chain(shorter(code))
}

/// Where a theme has its words in a language.
fn word_file(theme: &str, code: &str) -> String {
    format!("themes/{theme}/i18n/{code}.toml")
}

/// Where the last part of a key stands, before its words.
fn key_span(file: &SourceFile, key: &str, words: &ThemeWords) -> Span {
    let last = key.rsplit('.').next().unwrap_or(key);
    let start = file.text[..words.span.start as usize].rfind(last);
    start.map_or(words.span, |start| Span::new(start, start + last.len()))
}
