//! The languages of a site.

use std::sync::Arc;

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

/// The languages of a site, in the order of `site.toml`. Codes are those of BCP 47 in small letters
/// (`ja`, `en`, `ja-easy`).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Languages(Arc<[Box<str>]>);

impl Languages {
    /// The languages with these codes; `None` if there is none, or more than 200.
    pub fn new(codes: impl IntoIterator<Item = String>) -> Option<Self> {
        let codes: Vec<Box<str>> = codes.into_iter().map(String::into_boxed_str).collect();
        (1..=200).contains(&codes.len()).then(|| Self(codes.into()))
    }

    /// The code of a language.
    pub fn code(&self, language: Language) -> &str {
        &self.0[language.index()]
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
        self.0.iter().map(AsRef::as_ref)
    }

    /// How many languages there are; at least one.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}
