//! The languages of a site.

use std::sync::Arc;

use super::language_tag::LanguageTag;

/// One of the languages of a site, as a position in its [`Languages`]. The first is authoritative.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Language(u8);

impl Language {
    /// The language whose text prevails.
    pub const AUTHORITATIVE: Self = Self(0);

    /// Whether this is the language whose text prevails.
    pub fn is_authoritative(self) -> bool {
        self == Self::AUTHORITATIVE
    }

    /// The position in the site's list, from 0.
    pub fn index(self) -> usize {
        self.0.into()
    }
}

/// The languages of a site, in the order of `site.toml`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Languages(Arc<[Known]>);

#[derive(PartialEq, Eq, Hash, Debug)]
struct Known {
    code: Box<str>,
    tag: LanguageTag,
}

impl Languages {
    /// The languages with these codes; `None` if there is none, more than 200, or one that nobody knows
    /// ([`is_known`](Self::is_known)).
    pub fn new(codes: impl IntoIterator<Item = String>) -> Option<Self> {
        let known = |code: String| Some(Known { tag: LanguageTag::of(&code)?, code: code.into() });
        let languages: Vec<Known> = codes.into_iter().map(known).collect::<Option<_>>()?;
        (1..=200).contains(&languages.len()).then(|| Self(languages.into()))
    }

    /// Whether a code is that of a language: BCP 47 in small letters, the language itself registered. What follows
    /// may be a site's own (`ja-easy`).
    pub fn is_known(code: &str) -> bool {
        let is_small =
            |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        code.split('-').all(|part| (1..=8).contains(&part.len()) && is_small(part))
            && LanguageTag::of(code).is_some()
    }

    /// The code of a language, in small letters: in names of files, keys and addresses.
    pub fn code(&self, language: Language) -> &str {
        &self.0[language.index()].code
    }

    /// The tag of a language in HTML, which is always valid: `pt-BR` for `pt-br`, and `ja` for `ja-easy`, because
    /// `easy` is no part that BCP 47 knows.
    pub fn tag(&self, language: Language) -> &str {
        &self.0[language.index()].tag.text
    }

    /// What search engines know a language by. `None` for forms of a language that they have no name for: only the
    /// language itself claims it.
    pub fn hreflang(&self, language: Language) -> Option<&str> {
        let own = &self.0[language.index()].tag;
        let is_first = self.iter().find(|other| self.tag(*other) == &*own.text) == Some(language);
        (own.is_public && is_first).then_some(&*own.text)
    }

    /// Whether a language is written from right to left.
    pub fn is_right_to_left(&self, language: Language) -> bool {
        self.0[language.index()].tag.is_right_to_left
    }

    /// The tag of words in a language on a page; `None` where it is the page's.
    pub fn lang_on(&self, page: Language, written: Language) -> Option<&str> {
        Some(self.tag(written)).filter(|tag| *tag != self.tag(page))
    }

    /// The same of words by their code, which need not be a language of the site.
    pub fn lang_of_code(&self, page: Language, code: &str) -> Option<String> {
        let tag = LanguageTag::of(code)?.text;
        (*tag != *self.tag(page)).then(|| tag.into())
    }

    /// The language whose texts are in the same tongue, where one has none: `ja` for `ja-easy`, `zh` for `zh-hant`.
    pub fn base(&self, language: Language) -> Option<Language> {
        shorter(self.code(language)).find_map(|code| self.find(code))
    }

    /// The language with a code.
    pub fn find(&self, code: &str) -> Option<Language> {
        self.iter().find(|language| self.code(*language) == code)
    }

    /// Every language, the authoritative one first.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Language> + use<> {
        (0..self.0.len() as u8).map(Language)
    }

    /// Every language but the authoritative one.
    pub fn translations(&self) -> impl Iterator<Item = Language> + use<> {
        self.iter().skip(1)
    }

    /// Every code, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|language| &*language.code)
    }

    /// How many languages there are; at least one.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

/// The codes of which a code is a form: `zh-hans` and `zh` for `zh-hans-cn`.
pub fn shorter(code: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(code.rsplit_once('-'), |(code, _)| code.rsplit_once('-')).map(|(code, _)| code)
}
