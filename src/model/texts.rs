//! A text in the languages of a site.

use std::any::Any;
use std::sync::Arc;

use crate::parse::TextDocument;
use crate::records::Facts;
use crate::source::{SourcePath, Written};
use crate::values::{Code, Language, TranslationState};

use super::Target;

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
    /// What each component call of the body shows, in its order; nothing where a diagnostic says why.
    pub components: Vec<Option<ResolvedComponent>>,
    /// The files of `content/` that its components show.
    pub shown_files: Vec<SourcePath>,
}

/// What a call of a component shows, every reference resolved. Its type is known to the
/// [`ComponentKind`](super::ComponentKind) that made it.
pub type ResolvedComponent = Box<dyn Any + Send + Sync>;

/// How a text stands in a language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Translation {
    /// The authoritative text itself.
    Authoritative,
    /// A translation of the text as it is now.
    Current(TranslationState),
    /// A translation that was never accepted: nobody has said which text it was made from.
    Unstamped(TranslationState),
    /// A translation of an earlier text. The ids of the sections that are others now: `title`, `lead`, or
    /// that of a heading.
    Outdated(TranslationState, Vec<String>),
    /// There is none: pages show the authoritative text.
    Missing,
}

impl Translation {
    /// The mark on `<main>`: `official`, `reviewed`, `provisional`, `machine`, `outdated` or `missing`.
    pub fn mark(&self) -> &'static str {
        match self {
            Self::Authoritative => "official",
            Self::Current(state) | Self::Unstamped(state) => state.code(),
            Self::Outdated(..) => "outdated",
            Self::Missing => "missing",
        }
    }

    /// The word for it in tables of translations: the mark, or `unstamped`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unstamped(_) => "unstamped",
            other => other.mark(),
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

    /// Whether a page in a language really is in that language. A page without a text of its own is made of
    /// records only: its kind knows which of their words it shows.
    pub fn has(&self, language: Language) -> bool {
        language.is_authoritative() || self.get(language).is_some() || self.authoritative().is_none()
    }

    /// How the text stands in a language.
    pub fn translation(&self, language: Language) -> Translation {
        if !self.has(language) {
            return Translation::Missing;
        }
        match (self.authoritative(), self.get(language).map(|text| &text.document.facts)) {
            (Some(original), Some(Facts::Translation(translation))) => {
                let state = translation.state;
                let Some(translates) = translation.translates.as_deref().filter(|stamps| !stamps.is_empty())
                else {
                    return Translation::Unstamped(state);
                };
                match changed_sections(original, translates) {
                    changed if changed.is_empty() => Translation::Current(state),
                    changed => Translation::Outdated(state, changed),
                }
            }
            _ => Translation::Authoritative,
        }
    }

    /// The translations that there are.
    pub fn translations(&self) -> impl Iterator<Item = &Text> {
        self.texts.iter().skip(1).flatten()
    }

    /// The number as a translation prints it in its language.
    pub fn number(&self, language: Language) -> Option<&str> {
        match &self.get(language)?.document.facts {
            Facts::Translation(translation) => translation.number.as_deref(),
            _ => None,
        }
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
        Self {
            document,
            targets: Vec::new(),
            images: Vec::new(),
            components: Vec::new(),
            shown_files: Vec::new(),
        }
    }

    /// The fingerprint of each of its sections: of `title`, of `lead`, and of each heading by its id.
    pub fn fingerprints(&self) -> impl Iterator<Item = (&str, String)> {
        self.sections().map(|(id, fingerprint)| (id, hexadecimal(fingerprint)))
    }

    fn sections(&self) -> impl Iterator<Item = (&str, [u8; 4])> {
        let title = self.document.title_fingerprint.map(|fingerprint| ("title", fingerprint));
        let sections = self.document.body.sections.iter();
        title.into_iter().chain(sections.map(|section| (section.id.as_str(), section.fingerprint)))
    }

    /// Its title, where it has one.
    pub fn title(&self) -> Option<&Written<String>> {
        self.document.title.as_ref()
    }
}

/// The sections of the original that are not the ones a translation was made from: changed, new, or gone.
fn changed_sections(original: &Text, translates: &[(Written<String>, String)]) -> Vec<String> {
    let is_stamped = |id: &str, fingerprint: [u8; 4]| {
        let stamp = translates.iter().find(|(known, _)| known.value == id);
        stamp.is_some_and(|(_, stamp)| stamp.bytes().eq(digits(fingerprint)))
    };
    let changed = original.sections().filter(|(id, fingerprint)| !is_stamped(id, *fingerprint));
    let gone = translates
        .iter()
        .map(|(id, _)| id.value.as_str())
        .filter(|id| original.sections().all(|(known, _)| known != *id));
    changed.map(|(id, _)| id).chain(gone).map(str::to_owned).collect()
}

fn hexadecimal(fingerprint: [u8; 4]) -> String {
    digits(fingerprint).map(char::from).collect()
}

/// The hexadecimal digits. Every text of a site is compared with its stamp after each save, so nothing is
/// written down for it.
fn digits(fingerprint: [u8; 4]) -> impl Iterator<Item = u8> {
    let digit = |half: u8| b"0123456789abcdef"[usize::from(half)];
    fingerprint.into_iter().flat_map(move |byte| [digit(byte >> 4), digit(byte & 15)])
}
