//! What a rule means, in `explanations/<family>.toml`: prose is data, so that it can be written and read without
//! Rust. `tests/rules.rs` proves that every rule has its explanation, and that the examples are true.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::values::Bilingual;

use super::Rule;

static EXPLANATIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/rules/explanations");

/// What a rule means, for `shirube explain` and the manual.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// What is wrong, in a few words.
    pub title: Bilingual,
    /// What the rule says.
    pub meaning: Bilingual,
    /// Why it matters to those who read or publish.
    pub why: Bilingual,
    /// What to do instead.
    pub instead: Bilingual,
    /// The file of the site that the examples are the whole text of. Without one the examples are for people
    /// only: what they show cannot be a text (an encoding, a link between folders).
    pub file: Option<String>,
    /// An example that is reported.
    pub bad: String,
    /// The same, right.
    pub good: String,
    /// Further files that both examples need.
    #[serde(default)]
    pub with: Vec<OtherFile>,
}

/// A file that an example needs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherFile {
    /// Its path in the site.
    pub file: String,
    /// Its text; empty where the file must not be there.
    pub text: String,
}

impl Rule {
    /// What the rule means.
    pub fn explanation(&self) -> &'static Explanation {
        ALL.get(self.code).expect("every rule has an explanation: tests/rules.rs")
    }
}

/// The explanations by code.
static ALL: LazyLock<BTreeMap<String, Explanation>> = LazyLock::new(|| {
    let families = EXPLANATIONS.files().map(|file| {
        let family = file.path().file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let text = file.contents_utf8().expect("explanations are UTF-8");
        let rules: BTreeMap<String, Explanation> =
            toml::from_str(text).unwrap_or_else(|error| panic!("explanations/{family}.toml: {error}"));
        rules.into_iter().map(move |(rule, explanation)| (format!("{family}.{rule}"), explanation))
    });
    families.flatten().collect()
});

/// The rules with what they mean, in the order of codes.
pub fn explained() -> impl Iterator<Item = (&'static Rule, &'static Explanation)> {
    super::ALL.iter().filter_map(|rule| Some((*rule, ALL.get(rule.code)?)))
}

/// The codes that have an explanation.
pub fn explained_codes() -> impl Iterator<Item = &'static str> {
    ALL.keys().map(String::as_str)
}
