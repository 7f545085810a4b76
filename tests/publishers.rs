//! Who publishes: prefectures, unions and wards beside cities, and cities of one name. What pages show of them is
//! read from the golden site `tests/sites/publishers`, built with the default theme.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use support::{build, options, repository, sources, tree};

type Files = BTreeMap<String, Vec<u8>>;

/// The golden site with the default theme, and with some of its files written anew.
fn published(own: &[(&str, &str)]) -> Files {
    let mut files = tree(&repository("tests/sites/publishers"));
    files.retain(|path, _| path.starts_with("content/"));
    files.extend(own.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_owned())));
    let settings = String::from_utf8(files["content/site.toml"].clone()).unwrap();
    files.insert("content/site.toml".to_owned(), settings.replace("theme = \"plain\"\n", "").into_bytes());
    let theme = tree(&repository("themes"));
    files.extend(theme.into_iter().map(|(path, bytes)| (format!("themes/{path}"), bytes)));
    let sources = sources(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let (published, diagnostics) = build(&sources, &options());
    assert!(!published.is_empty(), "{diagnostics:#?}");
    published
}

fn page<'a>(files: &'a Files, path: &str) -> &'a str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is not made"));
    std::str::from_utf8(bytes).unwrap()
}

/// What stands between two marks, each time they are there.
fn between<'a>(html: &'a str, begin: &str, end: &str) -> Vec<&'a str> {
    html.split(begin).skip(1).filter_map(|rest| Some(rest.split_once(end)?.0)).collect()
}

/// The text of a piece of HTML.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for character in html.chars() {
        match character {
            '<' => is_tag = true,
            '>' => is_tag = false,
            other if !is_tag => text.push(other),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn assert_unique(what: &str, names: &[String]) {
    let unique: BTreeSet<&String> = names.iter().collect();
    assert!(names.len() > 1 && unique.len() == names.len(), "{what}: {names:#?}");
}

#[test]
fn each_kind_of_publisher_is_called_by_its_class() {
    let files = published(&[]);
    for (path, class) in [
        ("hiroshima-pref/index.html", "都道府県"),
        ("kumiai/index.html", "一部事務組合・広域連合"),
        ("sapporo-chuo/index.html", "区（指定都市）"),
        ("en/hiroshima-pref/index.html", "Prefecture"),
        ("en/kumiai/index.html", "Union of local governments"),
    ] {
        let main = between(page(&files, path), "<p class=\"over\">", "</p>");
        assert!(text(main[0]).ends_with(class), "{path}: {main:?}");
    }
    let head = between(page(&files, "hiroshima-pref/index.html"), "<div class=\"page-head\">", "</div>");
    assert_eq!(text(head[0]), "都道府県 広島県 ひろしまけん");
}

#[test]
fn unions_and_wards_lead_to_their_cities_and_back() {
    let files = published(&[]);
    let facts = |path: &str| text(between(page(&files, path), "<dl class=\"facts\">", "</dl>")[0]);
    assert!(
        facts("kumiai/index.html").ends_with("構成団体府中市（東京都）日野市"),
        "{}",
        facts("kumiai/index.html")
    );
    assert!(facts("fuchu-tokyo/index.html").ends_with("加入する組合見本広域事務組合"));
    assert!(facts("sapporo-chuo/index.html").ends_with("属する市札幌市"));
    assert!(facts("sapporo/index.html").ends_with("区中央区（札幌市）"));
    assert!(!facts("kobe-chuo/index.html").contains("属する市"));
}

#[test]
fn cities_of_one_name_can_be_told_apart_wherever_they_stand() {
    let files = published(&[]);
    for (prefix, names) in [
        (
            "",
            [
                "府中市（東京都）",
                "府中市（広島県）",
                "中央区（札幌市）",
                "中央区（神戸市）",
                "川崎市",
                "川崎町",
            ],
        ),
        (
            "en/",
            [
                "Fuchu (Tokyo)",
                "Fuchu (Hiroshima)",
                "Chuo Ward (Sapporo)",
                "Chuo Ward (Kobe)",
                "Kawasaki (Kanagawa)",
                "Kawasaki (Fukuoka)",
            ],
        ),
    ] {
        let html = |path: &str| page(&files, &format!("{prefix}{path}"));
        let compare = html("compare/index.html");
        let texts =
            |begin: &str, end: &str| between(compare, begin, end).into_iter().map(text).collect::<Vec<_>>();
        let choices = texts("<li data-choice=", "</li>");
        let choices: Vec<String> = choices
            .iter()
            .map(|choice| choice.split_once('>').map_or(choice.clone(), |(_, name)| name.to_owned()))
            .collect();
        for name in names {
            assert!(compare.contains(&format!(">{name}<")), "{prefix}compare: {name}");
        }
        assert_unique("choices", &choices);
        assert_unique("columns", &texts("<th scope=\"col\"", "</th>"));
        let titles = ["fuchu-tokyo", "fuchu-hiroshima"]
            .map(|city| between(html(&format!("{city}/index.html")), "<title>", "</title>")[0].to_owned());
        assert_unique("titles", &titles);
        let rows = between(html("compare/timeline.html"), "<tr data-city=", "</tr>");
        let cities: Vec<String> = rows.iter().map(|row| text(row.split("<td>").nth(2).unwrap())).collect();
        assert_unique("time line", &cities);
        for path in ["measures/index.html", "index.html", "compare/topics/developing.html"] {
            assert!(html(path).contains(names[0]) && html(path).contains(names[1]), "{prefix}{path}");
        }
    }
    for (path, name) in [("ja", "府中市（広島県）"), ("en", "Fuchu (Hiroshima)")] {
        assert!(page(&files, &format!("data/measure-index.{path}.js")).contains(name), "{path}");
    }
}

#[test]
fn what_cannot_be_told_apart_by_the_prefecture_has_its_class_or_its_code() {
    let town = "name = { ja = \"府中町\", kana = \"ふちゅうちょう\", en = \"Fuchu\" }\ncode = \"343021\"\nprefecture = { ja = \"広島県\", en = \"Hiroshima\" }\nclass = \"town\"\n\n[[department]]\nid = \"personnel\"\nname = { ja = \"総務課\", en = \"General Affairs\" }\n";
    let plan =
        std::fs::read_to_string(repository("tests/sites/publishers/content/fuchu-tokyo/policy/plan.toml"))
            .unwrap();
    let files =
        published(&[("content/fuchu-cho/city.toml", town), ("content/fuchu-cho/policy/plan.toml", &plan)]);
    let title =
        |city: &str| text(between(page(&files, &format!("en/{city}/index.html")), "<h1>", "</h1>")[0]);
    assert_eq!(title("fuchu-cho"), "Fuchu (town)");
    assert_eq!(title("fuchu-tokyo"), "Fuchu (Tokyo)");
    assert_eq!(title("fuchu-hiroshima"), "Fuchu (city, Hiroshima)");
    let japanese = page(&files, "fuchu-cho/index.html");
    assert!(
        text(between(japanese, "<h1>", "</h1>")[0]).starts_with("府中町 "),
        "its name is its own in Japanese"
    );
}
