//! Stamping the translations of pages that tests write.

use std::collections::BTreeMap;

use shirube::disk;
use shirube::model::Text;
use shirube::parse::stamped;
use shirube::pipeline::{Input, Timings, understand};
use shirube::records::Facts;
use shirube::source::{SourceFile, SourcePath};
use shirube::values::Language;

use super::support::{options, repository};

/// A translation with the fingerprints of the original for the sections that a test writes; those of the others
/// stay, because only a person can say that they are up to date. Without `sections`, all are written by the test.
pub(crate) fn stamp(
    (path, original): (&str, &str),
    (path_of_translation, translation): (&str, &str),
    sections: Option<&[&str]>,
) -> String {
    let (mut sources, _) = disk::read(&repository("")).unwrap();
    for (path, text) in [(path, original), (path_of_translation, translation)] {
        sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
    }
    let outcome = understand(&Input::new(sources, Vec::new()), &options(), &mut Timings::new());
    let site = outcome.into_site().expect("the site can be read");
    let texts = site.subjects_with_texts().map(|(_, texts)| texts);
    let is_page = |text: &Text| text.document.path.as_str() == path;
    let mut texts = texts.filter(|texts| texts.get(Language::AUTHORITATIVE).is_some_and(is_page));
    let texts = texts.next().expect("the page is one of the site");
    let stamps: BTreeMap<String, String> = texts.translations().flat_map(stamps).collect();
    let original = texts.get(Language::AUTHORITATIVE).expect("it has an original");
    let fingerprints: Vec<(String, String)> = original
        .fingerprints()
        .map(|(id, fingerprint)| {
            let is_written = sections.is_none_or(|sections| sections.contains(&id));
            let earlier = stamps.get(id).filter(|_| !is_written).cloned();
            (id.to_owned(), earlier.unwrap_or(fingerprint))
        })
        .collect();
    stamped(translation, &fingerprints).expect("the page has front matter")
}

fn stamps(text: &Text) -> Vec<(String, String)> {
    let Facts::Translation(translation) = &text.document.facts else { return Vec::new() };
    let stamps = translation.translates.iter().flat_map(|stamps| stamps.iter());
    stamps.map(|(id, stamp)| (id.to_string(), stamp.clone())).collect()
}
