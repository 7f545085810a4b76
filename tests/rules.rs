//! The register of rules: every rule is explained, and its examples are true.

mod support;

use std::collections::BTreeSet;

use shirube::rules::{self, Explanation};
use support::{build, fixture, options};

#[test]
fn every_rule_is_explained_and_nothing_else() {
    let rules: BTreeSet<&str> = rules::ALL.iter().map(|rule| rule.code).collect();
    let explained: BTreeSet<&str> = rules::explained_codes().collect();
    let missing: Vec<_> = rules.difference(&explained).collect();
    assert!(missing.is_empty(), "write into src/rules/explanations/ what these mean: {missing:?}");
    let unknown: Vec<_> = explained.difference(&rules).collect();
    assert!(unknown.is_empty(), "no rule of src/rules/mod.rs has these codes: {unknown:?}");
}

#[test]
fn a_bad_example_is_reported_and_the_good_one_is_not() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        let explanation = rule.explanation();
        let Some(file) = &explanation.file else { continue };
        if !codes_of(file, &explanation.bad, explanation).contains(rule.code) {
            wrong.push(format!("{}: the bad example is not reported", rule.code));
        }
        let found = codes_of(file, &explanation.good, explanation);
        if !found.is_empty() {
            wrong.push(format!("{}: the good example is reported: {found:?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn codes_of(file: &str, text: &str, explanation: &Explanation) -> BTreeSet<&'static str> {
    let mut files: Vec<(String, String)> =
        explanation.with.iter().map(|other| (other.file.clone(), other.text.clone())).collect();
    files.push((file.to_owned(), text.to_owned()));
    let (_, diagnostics) = build(&fixture(&files), &options());
    diagnostics.iter().map(|diagnostic| diagnostic.code()).collect()
}
