//! The register of rules: it is in order, every rule is explained, its examples are true, and what a site may lower
//! it can do without.

mod support;

use std::collections::BTreeSet;

use shirube::rules::{self, Explanation, Lowering};
use support::{BASE, build, fixture, options};

const SITE: &str = "content/site.toml";

#[test]
fn the_register_is_in_the_order_of_codes_and_has_each_once() {
    let codes: Vec<&str> = rules::ALL.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted_by(|left, right| left < right), "`rules::find` looks for codes in their order");
    for code in codes {
        let rule = rules::find(code).map(|rule| rule.code);
        assert_eq!(rule, Some(code));
        let parts: Vec<&str> = code.split('.').collect();
        assert!(parts.len() == 2 && parts.iter().all(|part| shirube::values::is_id(part)), "{code}");
    }
    assert!(rules::find("link.nothing").is_none());
}

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
    for (rule, explanation) in rules::explained() {
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

/// A rule may be lowered only where the page can still be made of what breaks it: each bad example, with its rule
/// turned off, is a site.
#[test]
fn a_site_can_do_without_a_rule_that_it_may_lower() {
    let mut wrong = Vec::new();
    for (rule, explanation) in rules::explained().filter(|(rule, _)| rule.lowering == Lowering::Free) {
        let Some(file) = explanation.file.as_deref().filter(|file| *file != SITE) else { continue };
        let mut files = files_of(file, &explanation.bad, explanation);
        files.push((SITE.to_owned(), site_with(rule.code, "off")));
        let (pages, diagnostics) = build(&fixture(&files), &options());
        let failed = diagnostics.iter().any(|found| found.severity == rules::Severity::Error);
        if pages.is_empty() || failed || diagnostics.iter().any(|found| found.rule == rule) {
            wrong.push(format!("{}: {diagnostics:#?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "keep these rules, or make their pages: {}", wrong.join("\n"));
}

/// And one that is kept cannot be turned off; the message says why.
#[test]
fn a_rule_that_is_kept_cannot_be_turned_off_and_can_be_an_error() {
    for rule in rules::ALL {
        let of = |level| {
            let files = [(SITE.to_owned(), site_with(rule.code, level))];
            build(&fixture(&files), &options()).1
        };
        assert!(of("error").is_empty(), "{}: any rule can be an error", rule.code);
        let found = of("off");
        match rule.lowering.kept_because() {
            None => assert!(found.is_empty(), "{}: {found:#?}", rule.code),
            Some(because) => {
                assert_eq!(found[0].code(), "rules.kept", "{}", rule.code);
                assert!(found[0].message.ja.contains(&because.ja), "{:?}", found[0].message);
                assert!(found[0].message.en.contains(&because.en), "{:?}", found[0].message);
            }
        }
    }
}

fn site_with(code: &str, level: &str) -> String {
    let base = BASE.iter().find(|(path, _)| *path == SITE).unwrap().1;
    format!("{base}\n[rules]\n\"{code}\" = {{ level = \"{level}\", reason = \"試すため\" }}\n")
}

fn codes_of(file: &str, text: &str, explanation: &Explanation) -> BTreeSet<&'static str> {
    let files = files_of(file, text, explanation);
    let (_, diagnostics) = build(&fixture(&files), &options());
    diagnostics.iter().map(|diagnostic| diagnostic.code()).collect()
}

fn files_of(file: &str, text: &str, explanation: &Explanation) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> =
        explanation.with.iter().map(|other| (other.file.clone(), other.text.clone())).collect();
    files.push((file.to_owned(), text.to_owned()));
    files
}
