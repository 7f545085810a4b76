//! Short words in the languages of a site.

use super::Language;

/// Short words in the languages of a site: `{ ja = "人材確保", en = "Securing people" }`. The authoritative
/// language is always there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    texts: Box<[Option<Box<str>>]>,
    kana: Option<Box<str>>,
}

impl Label {
    /// A label with these texts, one place per language of the site; `None` without the authoritative one.
    pub fn new(texts: Vec<Option<String>>, kana: Option<String>) -> Option<Self> {
        texts.first()?.as_ref()?;
        Some(Self {
            texts: texts.into_iter().map(|text| text.map(String::into_boxed_str)).collect(),
            kana: kana.map(String::into_boxed_str),
        })
    }

    /// The text in a language, or in the authoritative one where it is missing.
    pub fn get(&self, language: Language) -> &str {
        self.translation(language).unwrap_or_else(|| self.authoritative())
    }

    /// The text in a language, if there is one.
    pub fn translation(&self, language: Language) -> Option<&str> {
        self.texts.get(language.index())?.as_deref()
    }

    /// The texts that there are.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().flatten().map(AsRef::as_ref)
    }

    /// Whether it has a text in a language.
    pub fn has(&self, language: Language) -> bool {
        self.translation(language).is_some()
    }

    /// The text in the authoritative language.
    pub fn authoritative(&self) -> &str {
        self.texts[0].as_deref().expect("a label has a text in the authoritative language")
    }

    /// All that it may be called: its texts, the authoritative one first, and its reading.
    pub fn words(&self) -> Vec<String> {
        self.texts.iter().flatten().chain(&self.kana).map(|word| word.to_string()).collect()
    }

    /// The reading in hiragana, where it was given.
    pub fn kana(&self) -> Option<&str> {
        self.kana.as_deref()
    }
}
