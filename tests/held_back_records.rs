//! What only internal texts and drafts cite is nowhere in what is published.

mod support;

use shirube::pipeline::Options;
use shirube::values::Audience;
use support::{build, fixture};

const INDICATORS: &str = r#"
[[indicator]]
id = "secret"
name = { ja = "内部の数値", en = "Internal figure" }
unit = "percent"
values = [{ at = 2025, value = 13.57 }]

[[indicator]]
id = "later"
name = { ja = "これからの数値", en = "Later figure" }
unit = "percent"
values = [{ at = 2025, value = 24.68 }]

[[indicator]]
id = "unused"
name = { ja = "だれも使わない数値", en = "Unused figure" }
unit = "percent"
values = [{ at = 2025, value = 35.79 }]
"#;

fn measure(title: &str, keys: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nkana = \"とりくみ\"\npillar = \"people\"\ncategory = \"training\"\n{keys}\n+++\n取組です。\n"
    )
}

/// Every file of an edition, one after the other.
fn published(audience: Audience) -> String {
    let site = "title = { ja = \"見本\", en = \"Sample\" }\nbase_url = \"https://example.lg.jp/hr/\"\nlanguages = [\"ja\", \"en\"]\ntheme = \"default\"\npublisher = { ja = \"見本市\", en = \"Sample City\" }\n";
    let files = [
        ("content/site.toml", site.to_owned()),
        ("content/mihon/vision/indicators.toml", INDICATORS.to_owned()),
        (
            "content/mihon/vision/measures/secret.md",
            measure("庁内の取組", "audience = \"internal\"\nindicators = [\"secret\"]"),
        ),
        (
            "content/mihon/vision/measures/later.md",
            measure("これからの取組", "draft = true\nindicators = [\"later\"]"),
        ),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text));
    let (pages, diagnostics) = build(&fixture(&files), &Options::of(audience));
    assert!(!pages.is_empty(), "{diagnostics:#?}");
    pages.into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[test]
fn an_indicator_that_only_internal_texts_cite_is_for_the_internal_audience() {
    let (public, internal) = (published(Audience::Public), published(Audience::Internal));
    for figure in ["内部の数値", "Internal figure", "13.57"] {
        assert!(!public.contains(figure), "{figure} is published");
        assert!(internal.contains(figure), "{figure} is lost");
    }
}

#[test]
fn an_indicator_that_only_drafts_cite_is_published_with_them() {
    for audience in [Audience::Public, Audience::Internal] {
        let published = published(audience);
        for figure in ["これからの数値", "Later figure", "24.68"] {
            assert!(!published.contains(figure), "{figure} is published");
        }
    }
}

#[test]
fn an_indicator_that_no_text_cites_is_published() {
    assert!(published(Audience::Public).contains("だれも使わない数値"));
}
