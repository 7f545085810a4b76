//! Golden sites: `tests/sites/<name>/` holds a site and, in `expected/`, every file it becomes. A missing file
//! fails, and so does one left over. `UPDATE_EXPECTED=1 cargo test --test sites` writes them anew.
//!
//! And what holds of every site, shown on the one in `content/`: every link leads somewhere, and the same
//! sources make the same bytes.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use shirube::diagnostic::Severity;
use shirube::disk;
use shirube::model::relative;
use shirube::source::Sources;
use shirube::values::Audience;
use support::{build, options, plain_theme, repository, sources, tree, updating};

#[test]
fn golden_sites_become_what_is_expected() {
    let mut wrong = Vec::new();
    let mut names = Vec::new();
    for entry in std::fs::read_dir(repository("tests/sites")).unwrap() {
        names.push(entry.unwrap().file_name().into_string().unwrap());
    }
    assert!(!names.is_empty());
    for name in names {
        let folder = repository(&format!("tests/sites/{name}"));
        let actual = built(&folder);
        let expected_folder = folder.join("expected");
        if updating() {
            let _ = std::fs::remove_dir_all(&expected_folder);
            for (path, bytes) in &actual {
                let path = expected_folder.join(path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
            continue;
        }
        let expected = tree(&expected_folder);
        for path in actual.keys().chain(expected.keys()).collect::<BTreeSet<_>>() {
            match (expected.get(path), actual.get(path)) {
                (Some(left), Some(right)) if left == right => {}
                (Some(_), Some(right)) => {
                    wrong.push(format!(
                        "{name}: {path} differs; it is now:\n{}",
                        String::from_utf8_lossy(right)
                    ));
                }
                (Some(_), None) => wrong.push(format!("{name}: {path} is expected but not made")),
                (None, _) => wrong.push(format!("{name}: {path} is made but not expected")),
            }
        }
    }
    assert!(wrong.is_empty(), "run with UPDATE_EXPECTED=1 and read the difference:\n{}", wrong.join("\n"));
}

/// The site in a folder with the plain theme; its diagnostics are a page of their own, so that a golden site can
/// show those too.
fn built(folder: &std::path::Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = tree(folder);
    files.retain(|path, _| !path.starts_with("expected/"));
    for (path, text) in plain_theme() {
        files.entry(path).or_insert_with(|| text.into_bytes());
    }
    let sources = sources(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let (files, diagnostics) = build(&sources, &options());
    let mistakes: Vec<_> =
        diagnostics.iter().filter(|diagnostic| diagnostic.severity != Severity::Note).collect();
    assert!(mistakes.is_empty(), "{}: {mistakes:#?}", folder.display());
    files
}

#[test]
fn every_link_of_the_library_leads_somewhere() {
    let (files, _) = library(Audience::Public);
    let mut wrong = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        for link in attributes(html, "href").chain(attributes(html, "src")) {
            if let Some(trouble) = trouble_with(&files, path, link) {
                wrong.push(format!("{path}: `{link}`: {trouble}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} links are wrong:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

fn trouble_with(files: &BTreeMap<String, Vec<u8>>, page: &str, link: &str) -> Option<&'static str> {
    let link = link.replace("&amp;", "&");
    if ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| link.starts_with(scheme)) {
        return None;
    }
    // A server shows this page anywhere: its links begin with where the site is.
    let from_top = link.strip_prefix("/hr/").filter(|_| page.ends_with("404.html"));
    if from_top.is_none() && (link.starts_with('/') || link.contains("://")) {
        return Some("only relative links work under every sub-path");
    }
    let (file, id) = link.split_once('#').unwrap_or((&link, ""));
    let target = match from_top {
        Some(_) => file.trim_start_matches("/hr/").to_owned(),
        None if file.is_empty() => page.to_owned(),
        None => followed(page, file)?,
    };
    if target.ends_with('/') {
        return Some("a link names its file");
    }
    match files.get(&target) {
        None => Some("there is no such file"),
        Some(_) if id.is_empty() => None,
        Some(bytes) => {
            let html = String::from_utf8_lossy(bytes);
            (!html.contains(&format!("id=\"{id}\""))).then_some("there is no such id")
        }
    }
}

fn followed(page: &str, link: &str) -> Option<String> {
    let mut names: Vec<&str> = page.split('/').collect();
    names.pop();
    for name in link.split('/') {
        if name == ".." {
            names.pop()?;
        } else {
            names.push(name);
        }
    }
    Some(names.join("/"))
}

#[test]
fn following_a_relative_way_leads_there() {
    for (from, to) in [("a/b/c.html", "a/d.html"), ("index.html", "en/a/b.html"), ("en/x.html", "x.html")] {
        assert_eq!(followed(from, &relative(from, to)).as_deref(), Some(to));
    }
}

fn attributes<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let begin = format!(" {name}=\"");
    let starts: Vec<usize> = html.match_indices(&begin).map(|(at, _)| at + begin.len()).collect();
    starts.into_iter().filter_map(|start| html[start..].split_once('"').map(|(value, _)| value))
}

#[test]
fn the_same_sources_make_the_same_bytes() {
    let (first, _) = library(Audience::Public);
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let (second, _) = one_thread.install(|| library(Audience::Public));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(second[path] == *bytes, "{path} differs from run to run");
    }
}

#[test]
fn the_library_has_no_diagnostics_for_any_audience() {
    for audience in [Audience::Public, Audience::Internal] {
        let (files, diagnostics) = library(audience);
        assert!(diagnostics.is_empty(), "{audience:?}: {diagnostics:#?}");
        assert!(files.contains_key("kawasaki/vision-2026/index.html"));
        assert!(files.contains_key("en/kawasaki/vision-2026/index.html"));
    }
}

#[test]
fn every_page_exists_in_every_language() {
    let (files, _) = library(Audience::Public);
    for path in files.keys().filter(|path| path.ends_with(".html") && !path.starts_with("en/")) {
        assert!(files.contains_key(&format!("en/{path}")), "{path} has no page in English");
    }
}

#[test]
fn the_child_theme_changes_only_its_own() {
    let plain = library_with("default");
    let child = library_with("kawasaki");
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<BTreeSet<_>>();
    let more: Vec<_> = names(&child).difference(&names(&plain)).cloned().collect();
    assert!(names(&plain).is_subset(&names(&child)), "a child theme takes nothing away");
    assert!(more.iter().all(|path| path.starts_with("assets/")), "a child theme adds files only: {more:?}");
    assert_ne!(plain["index.html"], child["index.html"], "its logo and footer are seen on every page");
}

fn library(audience: Audience) -> (BTreeMap<String, Vec<u8>>, Vec<shirube::diagnostic::Diagnostic>) {
    let (sources, mut diagnostics) = read();
    let options = shirube::pipeline::Options::of(audience);
    let (files, found) = build(&sources, &options);
    diagnostics.extend(found);
    (files, diagnostics)
}

fn library_with(theme: &str) -> BTreeMap<String, Vec<u8>> {
    let (mut sources, _) = read();
    let site = sources.file("content/site.toml").unwrap();
    let text = site.text.replace("theme = \"default\"", &format!("theme = \"{theme}\""));
    sources.insert(shirube::source::SourceFile::new(site.path.clone(), text.as_bytes()));
    let (files, diagnostics) = build(&sources, &options());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    files
}

fn read() -> (Sources, Vec<shirube::diagnostic::Diagnostic>) {
    disk::read(&repository("")).expect("the repository holds a site")
}
