//! A text in the languages of a site.

use std::sync::Arc;

use crate::parse::{Facts, TextDocument, Written};
use crate::values::{Language, TranslationState};

use super::{Component, Target};

/// A text in the languages of a site. The authoritative one may be missing only where a page can do without
/// (the introduction of a city, say); then every translation is missing too.
#[derive(Debug, Default)]
pub struct Texts {
    pub(super) texts: Vec<Option<Text>>,
}

/// A text in one language, its links and component calls resolved.
#[derive(Debug)]
pub struct Text {
    /// The file as it was read.
    pub document: Arc<TextDocument>,
    /// Where each link of the body leads, in its order.
    pub targets: Vec<Target>,
    /// Where each image of the body is, in its order.
    pub images: Vec<Target>,
    /// What each component call of the body draws, in its order.
    pub components: Vec<Component>,
}

/// What is to be said of a page's language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Translation {
    /// The authoritative text itself.
    Authoritative,
    /// A translation of the text as it is now.
    Current(TranslationState),
    /// There is none: the page shows the authoritative text.
    Missing,
}

impl Translation {
    /// The mark on `<main>`: `official`, `reviewed`, `provisional`, `machine` or `missing`.
    pub fn mark(self) -> &'static str {
        use crate::values::Code;
        match self {
            Self::Authoritative => "official",
            Self::Current(state) => state.code(),
            Self::Missing => "missing",
        }
    }
}

impl Texts {
    /// The text in a language, if there is one.
    pub fn get(&self, language: Language) -> Option<&Text> {
        self.texts.get(language.index())?.as_ref()
    }

    /// The authoritative text, if there is one.
    pub fn authoritative(&self) -> Option<&Text> {
        self.get(Language::AUTHORITATIVE)
    }

    /// The text to show on a page in a language: a translation, or the authoritative text where there is
    /// none; and the language it is in.
    pub fn shown(&self, language: Language) -> Option<(&Text, Language)> {
        match self.get(language) {
            Some(text) => Some((text, language)),
            None => Some((self.authoritative()?, Language::AUTHORITATIVE)),
        }
    }

    /// The title to show on a page in a language, and the language it is in.
    pub fn title(&self, language: Language) -> Option<(&str, Language)> {
        let (text, shown) = self.shown(language)?;
        Some((text.document.title.as_ref().map(|title| title.value.as_str())?, shown))
    }

    /// How the text stands in a language. A page without a text of its own is made of labels only.
    pub fn translation(&self, language: Language) -> Translation {
        match self.get(language).map(|text| &text.document.facts) {
            Some(Facts::Translation { state, .. }) => Translation::Current(*state),
            Some(_) => Translation::Authoritative,
            None if language.is_authoritative() || self.authoritative().is_none() => Translation::Authoritative,
            None => Translation::Missing,
        }
    }

    /// The translations that there are.
    pub fn translations(&self) -> impl Iterator<Item = &Text> {
        self.texts.iter().skip(1).flatten()
    }

    /// Every text that there is, the authoritative one first.
    pub fn all(&self) -> impl Iterator<Item = &Text> {
        self.texts.iter().flatten()
    }

    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        self.texts.iter_mut().flatten()
    }
}

impl Text {
    pub(super) fn new(document: Arc<TextDocument>) -> Self {
        Self { document, targets: Vec::new(), images: Vec::new(), components: Vec::new() }
    }

    /// Its title, where it has one.
    pub fn title(&self) -> Option<&Written<String>> {
        self.document.title.as_ref()
    }
}
