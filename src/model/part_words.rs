//! What a plan calls its parts, in words of the theme: `{words.measure}` stands for the word for a measure.
//!
//! A mark names the form too: `{words.pillars}` for several, and a capital (`{words.Pillars}`) where a sentence or a
//! heading begins. A plan gives one word for each part; where a language inflects, the forms are made of it.

use std::collections::BTreeMap;

use crate::records::{PlanWordsRecord, ThemeWords};
use crate::values::Language;

/// The table of a theme's words with what plans usually call their parts.
pub(super) const USUAL_WORDS: &str = "plan-words";

/// What every mark begins with.
const MARK: &str = "{words.";

/// The parts of a plan, as marks name them.
const PARTS: [&str; 4] = ["pillar", "measure", "chapter", "group"];

/// What may stand in a mark; the same with a capital besides.
pub(super) const MARKS: [&str; 8] =
    ["pillar", "pillars", "measure", "measures", "chapter", "chapters", "group", "groups"];

/// The marks that are left in words when all that have a word are filled.
pub(super) fn unfilled_marks(words: &ThemeWords) -> impl Iterator<Item = &str> {
    let texts = words.one.iter().chain([&words.other]);
    texts.flat_map(|text| text.match_indices(MARK).map(|(at, _)| mark_at(text, at)))
}

fn mark_at(text: &str, at: usize) -> &str {
    let length = text[at..].find('}').map_or(text.len() - at, |end| end + 1);
    &text[at..at + length]
}

/// The words for the parts of a plan in a language, by the names that marks give them.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct PartWords(BTreeMap<String, String>);

impl PartWords {
    /// The usual words, of those that a theme has.
    pub(super) fn usual<'a>(words: impl Fn(&str) -> Option<&'a ThemeWords>) -> Self {
        let mut usual = Self::default();
        for part in PARTS {
            if let Some(words) = words(&format!("{USUAL_WORDS}.{part}")) {
                usual.set(part, words.one.as_ref().unwrap_or(&words.other), &words.other);
            }
        }
        usual
    }

    /// A plan's own words in the first of these languages that it has them in. A part that it has no word for in any
    /// of them keeps the usual one: a word of another language would not fit into the sentence.
    pub(super) fn own(&self, plan: &PlanWordsRecord, languages: &[Language], code: &str) -> Self {
        let mut own = self.clone();
        let labels = [&plan.pillar, &plan.measure, &plan.chapter, &plan.group];
        for (part, label) in PARTS.into_iter().zip(labels) {
            let word = label
                .as_ref()
                .and_then(|label| languages.iter().find_map(|language| label.translation(*language)));
            if let Some(word) = word {
                let one = if code == "en" { small(word) } else { word.to_owned() };
                let several = if code == "en" { several(&one) } else { one.clone() };
                own.set(part, &one, &several);
            }
        }
        own
    }

    fn set(&mut self, part: &str, one: &str, several: &str) {
        for (name, word) in [(part.to_owned(), one), (format!("{part}s"), several)] {
            self.0.insert(capital(&name), capital(word));
            self.0.insert(name, word.to_owned());
        }
    }

    /// Words with each mark replaced, and nothing where they have none.
    pub(super) fn fill(&self, words: &ThemeWords) -> Option<ThemeWords> {
        let has_mark = words.other.contains(MARK) || words.one.as_ref().is_some_and(|one| one.contains(MARK));
        has_mark.then(|| ThemeWords {
            one: words.one.as_ref().map(|one| self.fill_text(one)),
            other: self.fill_text(&words.other),
            span: words.span,
        })
    }

    fn fill_text(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (name, word) in &self.0 {
            filled = filled.replace(&format!("{MARK}{name}}}"), word);
        }
        filled
    }
}

/// A word as it stands in a sentence: `Basic goal` is a `basic goal`, and a `KPI` stays one.
fn small(word: &str) -> String {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(word.chars().skip(1)).collect()
        }
        _ => word.to_owned(),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The English plural, by the rules of spelling: of `area of work` it is the first word's.
fn several(word: &str) -> String {
    if let Some((head, rest)) = word.split_once(" of ") {
        return format!("{} of {rest}", several(head));
    }
    let ends_in = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if let Some(stem) = ["sis", "xis"].iter().find_map(|ending| word.strip_suffix(ending)) {
        // Basis, emphasis, axis: words from the Greek.
        return format!("{stem}{}es", &word[stem.len()..][..1]);
    }
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if ends_in(&["s", "x", "z", "ch", "sh"]) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{capital, several, small};

    #[test]
    fn english_words_stand_in_sentences_and_in_the_plural() {
        let forms = |word: &str| [small(word), several(&small(word)), capital(&several(&small(word)))];
        assert_eq!(forms("Viewpoint"), ["viewpoint", "viewpoints", "Viewpoints"]);
        assert_eq!(forms("Basic policy"), ["basic policy", "basic policies", "Basic policies"]);
        assert_eq!(forms("Area of work"), ["area of work", "areas of work", "Areas of work"]);
        assert_eq!(forms("Approach"), ["approach", "approaches", "Approaches"]);
        assert_eq!(forms("Axis"), ["axis", "axes", "Axes"]);
        assert_eq!(forms("Emphasis"), ["emphasis", "emphases", "Emphases"]);
        assert_eq!(forms("Way"), ["way", "ways", "Ways"]);
        assert_eq!(forms("KPI"), ["KPI", "KPIs", "KPIs"]);
    }
}
