//! What Shirube itself says.

use serde::Deserialize;

/// Text for a person, in the two languages that Shirube speaks, whatever the languages of a site are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Japanese.
    pub ja: String,
    /// English. In a message a phrase that starts in lower case, without a full stop.
    pub en: String,
}

impl Bilingual {
    /// The same in both languages.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }
}
