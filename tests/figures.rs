//! Numbers and schedules as cities have them: values in any order, years without one, notes, changes of method,
//! several targets, digits as written; schedules of many years with the site's own steps. `tests/figures/content` is
//! the site, and `tests/figures/expected` has what the theme that is built in makes of them, in both languages:
//! `UPDATE_EXPECTED=1 cargo test --test figures` writes it anew.

mod support;

use std::collections::BTreeMap;

use shirube::diagnostic::Severity;
use support::{BASE, build, fixture, options, repository, tree, updating};

type Files = BTreeMap<String, Vec<u8>>;

/// What is looked at: a page, and the element that shows the facts.
const SHOWN: &[(&str, &str)] = &[("mihon/vision/chapters/1-indicators.html", "figure")];

#[test]
fn facts_are_shown_as_expected() {
    let files = built(&content());
    let mut wrong = Vec::new();
    for (page, element) in SHOWN {
        for (folder, language) in [("", "ja"), ("en/", "en")] {
            let html = std::str::from_utf8(&files[&format!("{folder}{page}")]).unwrap();
            let actual = elements(html, element).collect::<Vec<_>>().join("\n\n") + "\n";
            let name = page.rsplit('/').next().unwrap().replace(".html", &format!(".{language}.html"));
            let path = repository(&format!("tests/figures/expected/{name}"));
            if updating() {
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(&path, &actual).unwrap();
            } else if std::fs::read_to_string(&path).unwrap_or_default() != actual {
                wrong.push(format!("{name} is now:\n{actual}"));
            }
        }
    }
    assert!(wrong.is_empty(), "run with UPDATE_EXPECTED=1 and read the difference:\n{}", wrong.join("\n"));
}

#[test]
fn the_headline_is_the_latest_value_whatever_the_order_in_the_file() {
    let values = [
        "{ at = 2025, value = 72 }",
        "{ at = \"令和3年度\", value = 61 }",
        "{ at = \"R6\", value = 68 }",
        "{ at = 2018, value = 58 }",
        "{ at = 2026, missing = \"pending\" }",
    ];
    for turn in 0..values.len() {
        let turned: Vec<&str> = values.iter().cycle().skip(turn).take(values.len()).copied().collect();
        let mut files = content();
        let record = format!(
            "[[indicator]]\nid = \"pride\"\nname = {{ ja = \"誇り\", en = \"Pride\" }}\nunit = \"percent\"\nvalues = [{}]\n",
            turned.join(", ")
        );
        files.insert("content/mihon/vision/indicators.toml".to_owned(), record);
        let pages = built(&files);
        let page = |address: &str| String::from_utf8(pages[address].clone()).unwrap();
        let japanese = page("mihon/vision/chapters/1-indicators.html");
        assert!(japanese.contains("<p class=\"indicator-number\">72％</p>"), "{turned:?}");
        assert!(
            japanese.contains("平成30年度（2018年度）の58％から、令和7年度（2025年度）は72％になりました。")
        );
        let english = page("en/mihon/vision/chapters/1-indicators.html");
        assert!(english.contains("It went from 58% in FY2018 to 72% in FY2025. Not yet counted for FY2026."));
        let years: Vec<usize> =
            ["FY2018", "FY2021", "FY2024", "FY2025", "FY2026"].map(|year| at(&english, year)).into();
        assert!(years.is_sorted(), "{turned:?}: {years:?}");
    }
}

/// Where a year stands in the table of an indicator.
fn at(html: &str, year: &str) -> usize {
    html.find(&format!("<th scope=\"row\">{year}")).unwrap_or_else(|| panic!("{year} has a row"))
}

/// The site of these tests, by path.
fn content() -> BTreeMap<String, String> {
    let files = tree(&repository("tests/figures/content")).into_iter();
    files.map(|(path, bytes)| (format!("content/{path}"), String::from_utf8(bytes).unwrap())).collect()
}

/// A site with the theme that is built in. It has nothing to report.
fn built(files: &BTreeMap<String, String>) -> Files {
    let site = ("content/site.toml".to_owned(), BASE[0].1.replace("theme = \"plain\"\n", ""));
    let own: Vec<(String, String)> =
        std::iter::once(site).chain(files.iter().map(|(path, text)| (path.clone(), text.clone()))).collect();
    let (files, diagnostics) = build(&fixture(&own), &options());
    let mistakes: Vec<_> = diagnostics.iter().filter(|found| found.severity != Severity::Note).collect();
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    files
}

/// The elements of a name in a page, from the beginning of each to its end. None is in another.
fn elements<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let (begin, end) = (format!("<{name} "), format!("</{name}>"));
    let starts: Vec<usize> = html.match_indices(&begin).map(|(at, _)| at).collect();
    starts.into_iter().filter_map(move |start| {
        let length = html[start..].find(&end)? + end.len();
        html.get(start..start + length)
    })
}
