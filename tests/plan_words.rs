//! What a plan calls its parts: `[words]` in `plan.toml`. Its own pages, lists and booklet use these words; pages
//! that compare plans, and the pages of other plans, use the usual ones.

mod support;

use shirube::diagnostic::Severity;
use support::{BASE, build, fixture, options};

/// The base site with the default theme and `[words]` in its plan, and a second plan without.
fn pages(words: &str, languages: &str) -> impl Fn(&str) -> String {
    pages_with(words, languages, "")
}

/// The same with further lines of its pillar.
fn pages_with(words: &str, languages: &str, of_pillar: &str) -> impl Fn(&str) -> String {
    let changed = |path: &str, from: &str, to: &str| {
        let text = BASE.iter().find(|(known, _)| *known == path).unwrap().1;
        assert!(text.contains(from), "{path} has no {from}");
        (path.to_owned(), text.replace(from, to))
    };
    let plan = "content/mihon/vision/plan.toml";
    let site =
        changed("content/site.toml", "theme = \"plain\"\n", "").1.replace("[\"ja\", \"en\"]", languages);
    let (_, other) = changed(plan, "見本ビジョン", "前の計画");
    let measure = BASE.iter().find(|(path, _)| path.ends_with("first.md")).unwrap().1;
    let numbered = &format!("id = \"people\"\n{of_pillar}number = \"1\"");
    let sources = fixture(&[
        ("content/site.toml".to_owned(), site),
        (
            plan.to_owned(),
            changed(plan, "id = \"people\"", numbered)
                .1
                .replace("[[pillar]]", &format!("{words}\n[[pillar]]")),
        ),
        (
            "content/mihon/vision/chapters/1-aims.md".to_owned(),
            "+++\ntitle = \"ねらい\"\n+++\nねらいです。\n".to_owned(),
        ),
        ("content/mihon/vision/measures/second.md".to_owned(), measure.replace("はじめて", "つぎ")),
        ("content/mihon/before/plan.toml".to_owned(), other),
        ("content/mihon/before/measures/first.md".to_owned(), measure.to_owned()),
    ]);
    let (files, diagnostics) = build(&sources, &options());
    let wrong: Vec<_> = diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    move |address| String::from_utf8(files[address].clone()).unwrap()
}

const WORDS: &str = "[words]
pillar = { ja = \"視点\", en = \"Viewpoint\" }
measure = { ja = \"施策\", en = \"Policy\" }
chapter = { ja = \"部\", en = \"Part\" }
";

#[test]
fn the_pages_of_a_plan_use_its_words() {
    let page = pages(WORDS, "[\"ja\", \"en\"]");
    let plan = page("mihon/vision/index.html");
    for words in ["視点と施策", "施策 2件", ">部<", "<span class=\"number\">視点1</span> 人を育てる"]
    {
        assert!(plan.contains(words), "{words}");
    }
    assert!(page("mihon/vision/measures/first.html").contains("施策の概要"));
    assert!(page("mihon/vision/measures/first.html").contains("<dt>視点</dt>"));
    assert!(page("mihon/vision/measures/first.html").contains("<dt>自治体に共通の視点</dt>"));
    assert!(page("mihon/vision/print.html").contains("視点 <span class=\"number\">1</span>"));
    let english = page("en/mihon/vision/index.html");
    for words in
        ["Viewpoints and policies", "2 policies", ">Parts<", "<span class=\"number\">Viewpoint 1</span>"]
    {
        assert!(english.contains(words), "{words}");
    }
}

#[test]
fn groups_keep_their_printed_number_in_the_booklet() {
    let groups = "[[group]]\nid = \"human\"\nnumber = \"2\"\nlabel = { ja = \"人と職場\", en = \"People and work\" }\n";
    let words = format!("[words]\ngroup = {{ ja = \"基本方針\", en = \"Basic policy\" }}\n\n{groups}");
    let page = pages(&words, "[\"ja\", \"en\"]");
    // A pillar is in the group only where it says so.
    assert!(!page("mihon/vision/print.html").contains("人と職場"));
    let page = pages_with(&words, "[\"ja\", \"en\"]", "group = \"human\"\n");
    assert!(page("mihon/vision/print.html").contains("<span class=\"number\">基本方針2</span> 人と職場"));
    assert!(
        page("en/mihon/vision/print.html").contains("<span class=\"number\">Basic policy 2</span> People")
    );
}

#[test]
fn other_pages_use_the_usual_words() {
    let page = pages(WORDS, "[\"ja\", \"en\"]");
    let other = page("mihon/before/index.html");
    assert!(other.contains("柱と取組") && other.contains("取組 1件") && !other.contains("施策"));
    for address in
        ["index.html", "measures/index.html", "mihon/index.html", "mihon/departments/personnel.html"]
    {
        assert!(!page(address).contains("施策"), "{address}");
    }
    assert!(page("en/mihon/before/index.html").contains("Pillars and measures"));
}

#[test]
fn a_language_without_a_word_keeps_the_usual_one() {
    let page = pages("[words]\npillar = { ja = \"視点\" }\n", "[\"ja\", \"en\"]");
    assert!(page("mihon/vision/index.html").contains("視点と取組"));
    let english = page("en/mihon/vision/index.html");
    assert!(english.contains("Pillars and measures"), "{english}");
    assert!(english.contains("<span class=\"number\">1</span>"), "{english}");
}

#[test]
fn words_of_the_theme_in_another_language_than_the_page_are_filled_in_theirs() {
    // The theme has no Portuguese: its words on such a page are Japanese, and so are the plan's among them.
    let page = pages("[words]\npillar = { ja = \"視点\", pt = \"Perspectiva\" }\n", "[\"ja\", \"pt\"]");
    assert!(page("pt/mihon/vision/index.html").contains("<span lang=\"ja\">視点と取組</span>"));
}
