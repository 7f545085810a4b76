//! Several schemes of topics: `[[scheme]]` in `topics.toml`. A measure is on topics of each, and the cities can be
//! compared along any of them.

mod support;

use support::{BASE, build, fixture, options};

const TOPICS: &str = r#"
[[scheme]]
id = "shared"
label = { ja = "共通の視点", en = "Shared topics" }

[[scheme]]
id = "guideline"
label = { ja = "国の指針", en = "National guideline" }
source = "指針"

[[topic]]
id = "securing"
label = { ja = "人材確保", en = "Securing people" }

[[topic]]
id = "developing"
label = { ja = "人材育成", en = "Developing people" }
corresponds = ["guideline-developing"]

[[topic]]
id = "training"
parent = "developing"
label = { ja = "研修", en = "Training" }

[[topic]]
id = "guideline-developing"
scheme = "guideline"
label = { ja = "人材育成", en = "Developing people" }

[[topic]]
id = "guideline-digital"
scheme = "guideline"
label = { ja = "デジタル人材", en = "Digital staff" }

[[statement-kind]]
id = "ideal-staff"
label = { ja = "目指す職員像", en = "Ideal staff" }
"#;

/// The base site as a collection with the default theme and these topics of its one measure.
fn pages(topics: &str) -> impl Fn(&str) -> String {
    let text = |path: &str| BASE.iter().find(|(known, _)| *known == path).unwrap().1;
    let site = text("content/site.toml").replace("theme = \"plain\"\n", "kind = \"collection\"\n");
    let measure = "content/mihon/vision/measures/first.md";
    let with_topics = text(measure).replace("category =", &format!("{topics}\ncategory ="));
    let sources = fixture(&[
        ("content/site.toml".to_owned(), site),
        ("content/topics.toml".to_owned(), TOPICS.to_owned()),
        (measure.to_owned(), with_topics),
    ]);
    let (files, diagnostics) = build(&sources, &options());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    move |address| String::from_utf8(files[address].clone()).unwrap()
}

/// The state and the words of the base site's only city in a row of the comparison.
fn cell(page: &str, topic: &str) -> (String, bool) {
    let row = page.split(&format!("data-topic=\"{topic}\"")).nth(1).expect("the topic has a row");
    let state = row.split("data-state=\"").nth(1).unwrap().split('"').next().unwrap();
    (state.to_owned(), row.split("</tr>").next().unwrap().contains("取組 1件"))
}

#[test]
fn a_measure_is_on_the_corresponding_topic_of_the_other_scheme() {
    let stated = || ("stated".to_owned(), true);
    for topics in ["", "topics = [\"training\"]"] {
        let page = pages(topics);
        let comparison = page("compare/index.html");
        assert!(comparison.contains("id=\"matrix\"") && comparison.contains("id=\"matrix-guideline\""));
        assert_eq!(cell(&comparison, "developing"), stated());
        assert_eq!(cell(&comparison, "guideline-developing"), stated(), "{topics}");
        assert_eq!(cell(&comparison, "guideline-digital"), ("not-collected".to_owned(), false));
        assert!(page("compare/topics/guideline-developing.html").contains("はじめての研修"));
    }
}

#[test]
fn a_measure_that_names_a_topic_of_a_scheme_is_on_that_alone() {
    let page = pages("topics = [\"guideline-digital\"]");
    let comparison = page("compare/index.html");
    assert_eq!(cell(&comparison, "developing"), ("stated".to_owned(), true), "its pillar's");
    assert_eq!(cell(&comparison, "guideline-digital"), ("stated".to_owned(), true));
    // What the pillar's topic corresponds to is known to be stated no more: the measure is somewhere else there.
    assert!(!cell(&comparison, "guideline-developing").1);
}

#[test]
fn a_measure_may_be_on_topics_of_another_scheme_alone() {
    let plan = BASE.iter().find(|(path, _)| path.ends_with("vision/plan.toml")).unwrap();
    let text = plan.1.replace("topic = \"developing\"", "topic = \"guideline-digital\"");
    let site = BASE.iter().find(|(path, _)| path.ends_with("site.toml")).unwrap().1;
    let sources = fixture(&[
        ("content/site.toml".to_owned(), site.replace("theme = \"plain\"\n", "kind = \"collection\"\n")),
        ("content/topics.toml".to_owned(), TOPICS.to_owned()),
        (plan.0.to_owned(), text),
    ]);
    let (files, diagnostics) = build(&sources, &options());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    for address in ["mihon/vision/measures/first.html", "mihon/vision/print.html"] {
        let page = String::from_utf8(files[address].clone()).unwrap();
        assert!(!page.contains("<dt>視点</dt>"), "{address}: nothing stands below it");
    }
}

#[test]
fn pages_say_which_scheme_a_topic_of_the_same_name_belongs_to() {
    let page = pages("");
    assert!(page("compare/topics/developing.html").contains("<title>人材育成｜"));
    assert!(page("compare/topics/guideline-developing.html").contains("<title>人材育成（国の指針）｜"));
    let measure = page("mihon/vision/measures/first.html");
    assert!(measure.contains("<dt>視点</dt>") && measure.contains("<dt>国の指針</dt>"));
    let index = page("en/measures/index.html");
    assert!(index.contains("<h3>Shared topics</h3>") && index.contains("<h3>National guideline</h3>"));
}

#[test]
fn without_schemes_nothing_speaks_of_them() {
    let text = BASE.iter().find(|(path, _)| path.ends_with("site.toml")).unwrap().1;
    let site = text.replace("theme = \"plain\"\n", "kind = \"collection\"\n");
    let (files, _) = build(&fixture(&[("content/site.toml".to_owned(), site)]), &options());
    let page = |address: &str| String::from_utf8(files[address].clone()).unwrap();
    assert!(page("compare/index.html").contains("<h2 id=\"matrix\">視点ごとの記載状況</h2>"));
    assert!(
        !page("measures/index.html").contains("<h3>人材")
            && !page("compare/index.html").contains("id=\"matrix-")
    );
}
