//! What a page says of itself to those who link to it: title, description, social networks, linked data, icons.
//! Shown on a small site with the default theme, and for every page of the library.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use shirube::diagnostic::Severity;
use shirube::disk;
use shirube::pipeline::Options;
use shirube::source::Sources;
use shirube::values::Audience;
use support::{BASE, build, options, repository, sources};

/// The base site with the default theme; files of the test take the place of its own.
fn small(own: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut files: BTreeMap<&str, String> =
        BASE.iter().map(|(path, text)| (*path, text.replace("\"plain\"", "\"default\""))).collect();
    files.extend(own.iter().map(|(path, text)| (*path, (*text).to_owned())));
    let sources: Sources = sources(files.iter().map(|(path, text)| (*path, text.as_bytes())));
    let (files, diagnostics) = build(&sources, &options());
    let errors: Vec<_> = diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    pages(files)
}

fn library() -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, String>) {
    let (sources, _) = disk::read(&repository("")).unwrap();
    let (files, found) = build(&sources, &Options::of(Audience::Public));
    assert!(found.is_empty(), "{found:#?}");
    (files.clone(), pages(files))
}

fn pages(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    files
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

/// What stands between two marks.
fn between<'a>(html: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let start = html.find(before)? + before.len();
    Some(&html[start..start + html[start..].find(after)?])
}

fn meta<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    ["name", "property"]
        .into_iter()
        .find_map(|attribute| between(html, &format!("<meta {attribute}=\"{name}\" content=\""), "\""))
}

fn linked_data(html: &str) -> Option<Value> {
    let json = between(html, "<script type=\"application/ld+json\">", "</script>")?;
    Some(serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}")))
}

#[test]
fn titles_begin_with_the_page_and_end_with_the_site() {
    let (_, pages) = library();
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, html) in &pages {
        let title = between(html, "<title>", "</title>").unwrap();
        let site = if path.starts_with("en/") { "City HR Visions" } else { "自治体人財ビジョン" };
        assert!(title.ends_with(site), "{path}: {title}");
        let own = meta(html, "og:title").unwrap_or(title);
        assert!(title.starts_with(own), "{path}: {title} does not begin with {own}");
        if let Some(other) = seen.insert(title, path) {
            panic!("{path} and {other} have the same title: {title}");
        }
    }
}

#[test]
fn every_page_describes_itself_in_its_length() {
    let (_, pages) = library();
    for (path, html) in &pages {
        let description = meta(html, "description").unwrap();
        let english = path.starts_with("en/");
        let length = description.chars().count();
        let most = if english { 155 } else { 120 };
        // Entities are longer than what they stand for.
        let entities = description.matches('&').count() * 5;
        assert!((8..=most + entities).contains(&length), "{path}: {length} characters: {description}");
        assert!(!description.contains(['<', '{', '}']), "{path}: {description}");
        let ended = description.ends_with(['。', '！', '？', '…', '.', '!', '?', '」', '）', ')', '”', '・']);
        assert!(ended || length < most - 20, "{path} is cut off: {description}");
        if !english && !path.starts_with("404") {
            let japanese =
                description.chars().any(|character| ('\u{3040}'..='\u{30ff}').contains(&character));
            assert!(japanese, "{path}: {description}");
        }
    }
}

#[test]
fn descriptions_come_from_the_writer_the_text_or_the_kind() {
    let pages = small(&[(
        "content/mihon/vision/chapters/1-aim.md",
        "+++\ntitle = \"目指す姿\"\ndescription = \"この章の、書き手による説明です。\"\n+++\n本文です。\n",
    )]);
    let check = |path: &str, expected: &str| {
        assert_eq!(meta(&pages[path], "description"), Some(expected), "{path}");
    };
    check("mihon/vision/chapters/1-aim.html", "この章の、書き手による説明です。");
    check("mihon/vision/measures/first.html", "方向性です。");
    check("mihon/departments/personnel.html", "見本市人事課の連絡先と、担当する計画や取組の一覧です。");
    check(
        "en/mihon/departments/personnel.html",
        "Contact details of the Personnel Division, Sample City, and the plans and measures it is responsible for.",
    );
    check("mihon/vision/index.html", "見本市の「見本ビジョン」の内容を、柱、取組、章に分けて紹介します。");
}

#[test]
fn social_networks_are_told_whole_addresses() {
    let (files, pages) = library();
    for (path, html) in &pages {
        if html.contains("content=\"noindex\"") {
            assert_eq!((meta(html, "og:title"), linked_data(html)), (None, None), "{path}");
            continue;
        }
        let content_of = |name: &str| meta(html, name).unwrap_or_else(|| panic!("{path} has no {name}"));
        assert_eq!(content_of("og:url"), format!("https://example.lg.jp/hr/{path}"), "{path}");
        assert_eq!(
            Some(content_of("og:url")),
            between(html, "<link rel=\"canonical\" href=\"", "\""),
            "{path}"
        );
        assert_eq!(content_of("og:description"), content_of("description"), "{path}");
        let image = content_of("og:image").strip_prefix("https://example.lg.jp/hr/").unwrap();
        let bytes = files.get(image).unwrap_or_else(|| panic!("{path}: {image} is not published"));
        // A PNG's width and height are its 17th to 24th bytes.
        assert_eq!(bytes[16..24], [0, 0, 0x04, 0xB0, 0, 0, 0x02, 0x76], "1200 × 630");
        let (own, other) = if path.starts_with("en/") { ("en_GB", "ja_JP") } else { ("ja_JP", "en_GB") };
        assert_eq!((content_of("og:locale"), content_of("og:locale:alternate")), (own, other), "{path}");
        let is_article =
            ["chapter", "measure"].iter().any(|kind| html.contains(&format!("<body data-kind=\"{kind}\">")));
        assert_eq!(content_of("og:type"), if is_article { "article" } else { "website" }, "{path}");
    }
}

#[test]
fn linked_data_repeats_what_readers_see() {
    let (_, pages) = library();
    for (path, html) in &pages {
        let Some(data) = linked_data(html) else { continue };
        assert_eq!(data["@context"], "https://schema.org", "{path}");
        let this = &data["@graph"][0];
        if html.contains("data-kind=\"home\"") {
            assert_eq!(this["@type"], "WebSite", "{path}");
            continue;
        }
        assert_eq!(this["@type"], "WebPage", "{path}");
        let steps = this["breadcrumb"]["itemListElement"].as_array().unwrap();
        let shown = between(html, "<nav class=\"breadcrumb\"", "</nav>").unwrap().matches("<li>").count();
        assert_eq!(steps.len(), shown, "{path}");
        for (at, step) in steps.iter().enumerate() {
            assert_eq!(step["position"], at + 1, "{path}");
            let address = step["item"].as_str().unwrap().strip_prefix("https://example.lg.jp/hr/").unwrap();
            assert!(pages.contains_key(address), "{path}: there is no {address}");
        }
        assert_eq!(steps.last().unwrap()["item"], this["url"], "{path}");
    }
}

#[test]
fn a_title_cannot_end_the_script_that_holds_it() {
    let title = "</script><img src=x onerror=alert(1)> & \\\"改革\\\"";
    let text = format!(
        "+++\ntitle = \"{title}\"\npillar = \"people\"\ncategory = \"training\"\n+++\n方向性です。\n"
    );
    let pages = small(&[("content/mihon/vision/measures/first.md", &text)]);
    let html = &pages["mihon/vision/measures/first.html"];
    let data = linked_data(html).unwrap();
    assert_eq!(data["@graph"][0]["name"], title.replace("\\\"", "\""));
    assert!(!html.contains("<img"), "{html}");
}

#[test]
fn a_page_that_repeats_the_original_claims_nothing_of_its_own() {
    let pages = small(&[]);
    let html = &pages["en/mihon/vision/measures/first.html"];
    assert!(html.contains("data-translation=\"missing\"") && html.contains("content=\"noindex\""));
    assert_eq!((meta(html, "og:url"), linked_data(html)), (None, None));
    assert!(html.contains("<span lang=\"ja\">はじめての研修</span>"));
    // What the theme says in a text in another language is marked as the page's own.
    assert!(
        html.contains("<a class=\"heading-link\" href=\"#contents\" aria-label=\"「取組内容」へのリンク\">"),
        "{html}"
    );
}

#[test]
fn headings_have_links_beside_them_and_not_in_them() {
    let text = "+++\ntitle = \"研修\"\npillar = \"people\"\ncategory = \"training\"\n+++\n方向性です。\n\n## 取組 {#contents}\n\n### 細目\n\n#### さらに\n\n##### 最も細かい\n\n文。\n";
    let pages = small(&[("content/mihon/vision/measures/first.md", text)]);
    let html = &pages["mihon/vision/measures/first.html"];
    assert!(html.contains("<h2 id=\"contents\">取組</h2>\n<a class=\"heading-link\" href=\"#contents\" aria-label=\"「取組」へのリンク\"></a>\n"));
    assert_eq!(html.matches("<a class=\"heading-link\"").count(), 3, "levels 2 to 4");
    assert!(!pages["mihon/index.html"].contains("heading-link\""));
}

#[test]
fn plans_are_not_begun_in_force_or_ended() {
    let plan = BASE.iter().find(|(path, _)| path.ends_with("vision/plan.toml")).unwrap().1;
    let other = |from: &str, to: &str, more: &str| {
        plan.replace("start = 2026, end = 2030", &format!("start = {from}, end = {to}"))
            .replace("kind = \"vision\"\n", &format!("kind = \"vision\"\n{more}"))
            .replace("見本ビジョン", &format!("見本ビジョン{from}"))
            .replace("Sample Vision", &format!("Sample Vision {from}"))
    };
    let pages = small(&[
        ("content/mihon/old/plan.toml", &other("2020", "2025", "")),
        ("content/mihon/early/plan.toml", &other("2024", "2029", "")),
        ("content/mihon/now/plan.toml", &other("2026", "2032", "supersedes = \"mihon/early\"\n")),
        ("content/mihon/next/plan.toml", &other("2031", "2035", "supersedes = \"mihon/vision\"\n")),
    ]);
    let check = |plan: &str, japanese: &str, english: &str| {
        let status =
            |path: String| between(&pages[&path], "<p class=\"edition\">", "</span>").unwrap().to_owned();
        assert!(status(format!("mihon/{plan}/index.html")).ends_with(&format!(">{japanese}")), "{plan}");
        assert!(status(format!("en/mihon/{plan}/index.html")).ends_with(&format!(">{english}")), "{plan}");
    };
    check("old", "終了", "Ended");
    check("early", "終了", "Ended");
    check("now", "計画期間中", "In force");
    // Superseded by a plan that has not begun.
    check("vision", "計画期間中", "In force");
    check("next", "開始前", "Not begun");
    assert!(pages["mihon/next/index.html"].contains("この計画は、まだ始まっていません。"));
    assert!(pages["mihon/old/index.html"].contains("この計画は、終了しています。"));
}

#[test]
fn pictures_keep_their_room_while_they_load() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 240\"></svg>";
    let text = "+++\ntitle = \"研修\"\npillar = \"people\"\ncategory = \"training\"\n+++\n方向性です。\n\n![図](chart.svg)\n\n{{<figure file=\"chart.svg\" alt=\"図\" />}}\n";
    let pages = small(&[
        ("content/mihon/vision/measures/first.md", text),
        ("content/mihon/vision/measures/chart.svg", drawing),
    ]);
    let html = &pages["mihon/vision/measures/first.html"];
    let sized = html.matches("width=\"320\" height=\"240\" loading=\"lazy\" decoding=\"async\"").count();
    assert_eq!(sized, 2, "{html}");
}

#[test]
fn counts_have_their_thousands_apart() {
    let mut own: Vec<(String, String)> = Vec::new();
    for number in 0..1200 {
        own.push((
            format!("content/mihon/vision/measures/m{number}.md"),
            format!("+++\ntitle = \"取組{number}\"\npillar = \"people\"\ncategory = \"training\"\n+++\n方向性です。\n"),
        ));
    }
    let own: Vec<(&str, &str)> = own.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let pages = small(&own);
    assert!(pages["index.html"].contains("取組 1,201件"), "the plan's card");
    assert!(pages["index.html"].contains("1,201件の取組"), "the ways in");
    assert!(pages["mihon/index.html"].contains("取組 1,201件"), "the time line of plans");
    assert!(!pages["index.html"].contains("1201件"));
}

#[test]
fn the_latest_plans_name_their_city_once() {
    let (_, pages) = library();
    for path in ["index.html", "en/index.html"] {
        let latest = between(&pages[path], "<section class=\"home-latest\"", "</section>").unwrap();
        for city in ["川崎市", "川越市", "立川市", "Kawasaki", "Kawagoe", "Tachikawa"] {
            assert!(!latest.contains(&format!(">{city} {city}")), "{path}: {latest}");
        }
    }
}

#[test]
fn the_page_for_missing_addresses_offers_every_way_in() {
    let (_, pages) = library();
    for (path, home, other) in
        [("404.html", "index.html", "en/404.html"), ("en/404.html", "en/index.html", "/hr/404.html")]
    {
        let main = between(&pages[path], "<main", "</main>").unwrap();
        let cities: Vec<String> =
            ["kawasaki", "kawagoe", "tachikawa"].map(|city| format!("{city}/index.html")).into();
        let ways =
            ["measures/index.html", "compare/index.html", "index.html#cities", "glossary.html", home, other];
        let missing: BTreeSet<String> = ways
            .into_iter()
            .map(str::to_owned)
            .chain(cities)
            .filter(|way| !main.contains(&format!("{way}\"")))
            .collect();
        assert!(missing.is_empty(), "{path} does not lead to {missing:?}");
        let links = main.matches(" href=\"").count();
        assert_eq!(main.matches(" href=\"/hr/").count(), links, "{path}: links begin with where the site is");
    }
}

#[test]
fn a_measure_leads_to_its_forms_and_related_pages() {
    let links = "links = [{ label = { ja = \"申込様式\", en = \"Form\" }, url = \"https://example.lg.jp/form\" }, { label = { ja = \"<b>\" }, url = \"https://example.lg.jp/?a=1&b=2\" }]\n+++\n方";
    let pages = small(&[(BASE[6].0, &BASE[6].1.replacen("+++\n方", links, 1))]);
    let japanese = &pages["mihon/vision/measures/first.html"];
    assert!(japanese.contains(r#"<dt>様式・関連ページ</dt><dd><ul><li><a class="external" href="https://example.lg.jp/form">申込様式</a></li>"#));
    assert!(
        japanese.contains(r#"href="https://example.lg.jp/?a=1&amp;b=2">&lt;b&gt;</a>"#),
        "written as text"
    );
    let english = &pages["en/mihon/vision/measures/first.html"];
    assert!(english.contains(r#"<a class="external" href="https://example.lg.jp/form">Form</a>"#));
    assert!(
        english.contains(r#"<span lang="ja">&lt;b&gt;</span>"#),
        "a label without a translation says its language"
    );
}
