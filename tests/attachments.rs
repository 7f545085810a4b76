//! The files beside the texts, as readers get them: their kind and size, the place in them, the size of a photograph
//! as it is seen, and nothing of who took it where.

mod support;

use shirube::source::{Asset, SourcePath, Sources};
use support::{build, fixture, options};

/// A site whose first chapter has a text, and the files beside it.
fn site(text: &str, files: &[(&str, &[u8])]) -> Sources {
    let chapter = format!("+++\ntitle = \"はじめに\"\n+++\n{text}\n");
    let mut sources = fixture(&[("content/mihon/vision/chapters/1-start.md".to_owned(), chapter)]);
    for (name, bytes) in files {
        let path = SourcePath::new(format!("content/mihon/vision/{name}"));
        sources.assets.insert(path.clone(), Asset::new(path, (*bytes).into()));
    }
    sources
}

/// The chapter as it is published.
fn page(text: &str, files: &[(&str, &[u8])]) -> String {
    let (output, diagnostics) = build(&site(text, files), &options());
    let page = output.get("mihon/vision/chapters/1-start.html").unwrap_or_else(|| panic!("{diagnostics:#?}"));
    String::from_utf8(page.clone()).unwrap()
}

#[test]
fn a_link_to_a_file_says_what_it_is_and_how_large() {
    let pdf = vec![b'%'; 300_000];
    let html = page("[人材ビジョン](../vision.pdf#page=3)をご覧ください。", &[("vision.pdf", &pdf)]);
    let link =
        "<a href=\"../vision.pdf#page=3\">人材ビジョン<span class=\"attachment\">（PDF：293KB）</span></a>を";
    assert!(html.contains(link), "{html}");
}

#[test]
fn what_the_author_says_of_a_file_is_said_once() {
    let text = "[概要版（PDF）](../a.pdf)、[本編](../a.pdf)（PDF：1KB）、[a.pdf](../a.pdf)";
    let html = page(text, &[("a.pdf", b"%PDF")]);
    assert!(!html.contains("class=\"attachment\""), "{html}");
}

/// A photograph of 400 × 200, taken with the camera on its side, by AB.
const PHOTOGRAPH: &[u8] = b"\xFF\xD8\xFF\xE1\0\x2EExif\0\0MM\0\x2A\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x01\x3B\0\x02\0\0\0\x03AB\0\0\0\0\0\0\xFF\xC0\0\x11\x08\0\xC8\x01\x90\x03\x01\x11\0\x02\x11\0\x03\x11\0\xFF\xD9";

#[test]
fn a_photograph_has_its_size_as_it_is_seen_and_says_nothing_of_who_took_it() {
    let text = "![研修の様子](../photo.jpg)";
    let sources = site(text, &[("photo.jpg", PHOTOGRAPH)]);
    let (output, diagnostics) = build(&sources, &options());
    let html = String::from_utf8_lossy(&output["mihon/vision/chapters/1-start.html"]).into_owned();
    assert!(html.contains("width=\"200\" height=\"400\""), "{html}");
    let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.rule.code).collect();
    assert_eq!(codes, ["asset.private-data"]);
    let published = &output["mihon/vision/photo.jpg"];
    assert!(!published.windows(3).any(|bytes| bytes == b"AB\0"));
    assert!(published.ends_with(&PHOTOGRAPH[PHOTOGRAPH.len() - 21..]), "what is seen stays as it is");
}
