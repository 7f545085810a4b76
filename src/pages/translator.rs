//! The theme's words, which pages need before the theme renders them.

use crate::values::Language;

/// The words of a theme: titles of pages without a text, the name of an alert, the way back from a footnote.
pub trait Translator: Sync {
    /// The words for a key in a language; the key itself where the theme has none.
    fn translate(&self, language: Language, key: &'static str) -> &str;
}
