//! The theme's words, which pages need before the theme renders them.

use crate::model::{FoundWords, PlanWordsRecord};

use crate::values::Language;

/// The words of a theme: titles of pages without a text, the name of an alert, the way back from a footnote.
pub trait Translator: Sync {
    /// The words for a key on a page in a language, where it is one of a plan with what that calls its parts; nothing
    /// where the theme has none.
    fn find(&self, page: Language, key: &str, plan: Option<&PlanWordsRecord>) -> Option<FoundWords<'_>>;
}
