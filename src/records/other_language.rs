//! Words and files in a language that the site does not have. They are no mistake: topics, categories and texts
//! are copied from sites with more languages, and a site may drop one. They are left out, and said once.

use std::collections::BTreeMap;

use crate::diagnostic::{Cause, Diagnostic};
use crate::rules;
use crate::source::{Place, SourcePath};
use crate::values::{Bilingual, Languages};

/// That the words at a place are in another language. [`one_for_all_other_languages`] makes one of all those of a site.
pub fn other_language(place: Place, code: &str, languages: &Languages) -> Diagnostic {
    let known = languages.codes().collect::<Vec<_>>().join("`, `");
    // Where a code in site.toml cannot be read it may be this one.
    let unread = [rules::SITE_LANGUAGE, rules::RECORD_TYPE, rules::RECORD_TOML];
    let unread = unread.map(|rule| Cause::Rule(SourcePath::new("content/site.toml"), rule));
    let diagnostic =
        Diagnostic::new(rules::SITE_OTHER_LANGUAGE, place.clone(), "", "").note(place, code, code).help(
            format!(
                "そのままでかまいません。使うときは、site.toml の languages（いまは `{known}`）に加えてください"
            ),
            format!("they may stay; to use them, add the language to `languages` in site.toml (now `{known}`)"),
        );
    unread.into_iter().fold(diagnostic, Diagnostic::caused_by)
}

/// One note of all words and files in other languages, where the first is: how many there are of each.
pub fn one_for_all_other_languages(diagnostics: &mut Vec<Diagnostic>) {
    let is_other = |diagnostic: &mut Diagnostic| diagnostic.rule == rules::SITE_OTHER_LANGUAGE;
    let mut others: Vec<Diagnostic> = diagnostics.extract_if(.., is_other).collect();
    others.sort();
    let mut by_code: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for related in others.iter().flat_map(|other| &other.related) {
        by_code.entry(related.message.en.clone()).or_default().push(related.place.clone());
    }
    let Some(mut first) = others.into_iter().next() else { return };
    let counts = |of: fn(&str, usize) -> String, between: &str| {
        let counts = by_code.iter().map(|(code, places)| of(code, places.len()));
        counts.collect::<Vec<_>>().join(between)
    };
    let ja = counts(|code, count| format!("`{code}` {count}か所"), "、");
    let en = counts(
        |code, count| format!("`{code}` in {count} {}", if count == 1 { "place" } else { "places" }),
        ", ",
    );
    first.message = Bilingual::new(
        format!("このサイトの言語にない言語の語や文章は、使われません（{ja}）"),
        format!("words and texts in languages that the site does not have are not used ({en})"),
    );
    first.related = Vec::new();
    diagnostics.push(first);
}
