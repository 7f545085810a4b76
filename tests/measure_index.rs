//! The measure index agrees with the content files: what its pages list is computed here again from the TOML
//! of the files, by another route than the pages take.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use shirube::disk;
use support::{build, fixture, options, repository, tree};
use toml::{Table, Value};

/// `topic/securing` → the measures that its list must hold.
type Lists = BTreeMap<String, BTreeSet<String>>;
type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn every_list_holds_the_measures_of_the_records() {
    let (files, expected) = (library(), expected_lists());
    for language in ["", "en/"] {
        let folder = format!("{language}measures/");
        let listed: BTreeSet<String> = files
            .keys()
            .filter_map(|path| path.strip_prefix(&folder)?.strip_suffix(".html"))
            .filter(|name| *name != "index")
            .map(str::to_owned)
            .collect();
        assert_eq!(listed, expected.keys().cloned().collect(), "the lists below {folder}");
        for (list, measures) in &expected {
            let rows = measures_on(text(&files, &format!("{folder}{list}.html")));
            assert_eq!(rows.len(), measures.len(), "{folder}{list} lists each measure once");
            assert_eq!(&rows.into_iter().collect::<BTreeSet<_>>(), measures, "{folder}{list}");
        }
    }
}

#[test]
fn the_index_counts_and_links_every_list() {
    let (files, expected) = (library(), expected_lists());
    for (page, one, many) in
        [("measures/index.html", "件", "件"), ("en/measures/index.html", " measure", " measures")]
    {
        let html = text(&files, page);
        for (list, measures) in &expected {
            let begin = format!("href=\"{list}.html\">");
            let at = html.find(&begin).unwrap_or_else(|| panic!("{page} does not link to {list}"));
            let words = if measures.len() == 1 { one } else { many };
            let count = format!("<span class=\"list-count\">{}{words}</span>", measures.len());
            let next = html[at..].find("list-count").map(|found| &html[at + found - 13..]);
            assert!(
                next.is_some_and(|next| next.starts_with(&count)),
                "{page}: {list} has {}",
                measures.len()
            );
        }
    }
}

#[test]
fn lists_are_in_the_order_of_readings() {
    let files = library();
    let records = records();
    for path in files.keys().filter(|path| path.starts_with("measures/") && path.ends_with(".html")) {
        let kana: Vec<&str> = measures_on(text(&files, path))
            .iter()
            .map(|name| string(&records[name].1, "kana").unwrap())
            .collect();
        let simple: Vec<String> = kana.iter().map(|kana| without_marks(kana)).collect();
        assert!(simple.is_sorted(), "{path}: {kana:?}");
    }
    let titles: Vec<String> = measures_on(text(&files, "en/measures/index.html"))
        .iter()
        .map(|name| {
            let (plan, measure) = name.rsplit_once('/').unwrap();
            let path = format!("content/{plan}/measures/{measure}.en.md");
            let front = front_matter(&std::fs::read_to_string(repository(&path)).unwrap());
            let title = string(&front, "title").unwrap().to_lowercase();
            title.chars().filter(|character| *character != ' ').collect::<String>()
        })
        .collect();
    assert!(titles.len() > 20 && titles.is_sorted(), "{titles:#?}");
}

#[test]
fn every_measure_is_within_two_clicks_of_the_index_and_leads_back() {
    let files = library();
    for (folder, index) in [("", "measures/index.html"), ("en/", "en/measures/index.html")] {
        let lists = text(&files, index)
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('"').map(|(way, _)| way));
        let reached: BTreeSet<String> = lists
            .filter_map(|way| files.get(&format!("{folder}measures/{way}")))
            .flat_map(|bytes| measures_on(std::str::from_utf8(bytes).unwrap()))
            .collect();
        assert_eq!(reached, records().into_keys().collect());
        for name in reached {
            let [city, plan, measure] = name.split('/').collect::<Vec<_>>().try_into().unwrap();
            let html = text(&files, &format!("{folder}{city}/{plan}/measures/{measure}.html"));
            for kind in ["topic", "category", "department", "city"] {
                assert!(
                    html.contains(&format!("href=\"../../../measures/{kind}/")),
                    "{folder}{name} leads to its {kind}"
                );
            }
        }
    }
}

#[test]
fn the_data_of_the_filters_holds_every_measure() {
    let files = library();
    let expected = expected_lists();
    for language in ["ja", "en"] {
        let script = text(&files, &format!("data/measure-index.{language}.js"));
        let json = script.strip_prefix("var shirubeMeasures=").unwrap().trim_end().strip_suffix(';').unwrap();
        let data: serde_json::Value = serde_json::from_str(json).unwrap();
        let id = |list: &str, at: &serde_json::Value| {
            data[list][usize::try_from(at.as_u64().unwrap()).unwrap()][0].as_str().unwrap().to_owned()
        };
        let mut lists = Lists::new();
        for measure in data["measures"].as_array().unwrap() {
            let plan = id("plans", &measure[1]);
            let name = format!("{plan}/{}", measure[0].as_str().unwrap());
            let mut add = |list: String| lists.entry(list).or_default().insert(name.clone());
            add(format!("category/{}", id("categories", &measure[5])));
            add(format!("city/{}", plan.split('/').next().unwrap()));
            for department in measure[6].as_array().unwrap() {
                add(format!("department/{}", id("departments", department)));
            }
        }
        let without_topics: Lists = expected
            .clone()
            .into_iter()
            .filter(|(list, found)| !list.starts_with("topic/") && !found.is_empty())
            .collect();
        assert_eq!(lists, without_topics);
    }
}

#[test]
fn long_lists_are_divided_and_no_page_is_heavy() {
    let files = build_fixture(&many_measures(600));
    let index = text(&files, "measures/index.html");
    let mut found = BTreeSet::new();
    for part in ["", "-2", "-3"] {
        let way = format!("category/training{part}.html");
        assert!(index.contains(&format!("href=\"{way}\"")), "the index links to {way}");
        found.extend(measures_on(text(&files, &format!("measures/{way}"))));
    }
    assert_eq!(found.len(), 600);
    assert!(!files.contains_key("measures/category/training-4.html"));
    assert!(measures_on(index).is_empty(), "600 measures are too many for the index itself");
    for (path, bytes) in files.iter().filter(|(path, _)| path.contains("measures/")) {
        assert!(bytes.len() < 500_000, "{path} has {} bytes", bytes.len());
    }
}

#[test]
fn hostile_titles_are_inert() {
    let title = "</script><img src=x onerror=alert(1)>\u{2028}";
    let measure =
        format!("+++\ntitle = {title:?}\npillar = \"people\"\ncategory = \"training\"\n+++\n文です。\n")
            .replace("\\u{2028}", "\u{2028}");
    let files = build_fixture(&[("content/mihon/vision/measures/first.md".to_owned(), measure)]);
    let script = text(&files, "data/measure-index.ja.js");
    assert!(script.contains("\\u003c/script>\\u003cimg"), "{script}");
    assert!(!script.contains('<') && !script.contains('\u{2028}'));
    assert!(!text(&files, "measures/index.html").contains("<img src=x"));
}

#[test]
fn lists_that_would_share_an_address_are_refused() {
    let site = BTreeMap::from([("content/categories.toml".to_owned(), {
        "[[category]]\nid = \"training\"\nlabel = { ja = \"研修\" }\n\n[[category]]\nid = \"training-2\"\nlabel = { ja = \"研修2\" }\n".to_owned()
    })]);
    let mut own: Vec<(String, String)> = many_measures(300);
    own.extend(site);
    let (files, diagnostics) = build(&fixture(&own), &options());
    assert!(files.is_empty());
    let taken: Vec<_> = diagnostics.iter().filter(|found| found.code() == "address.taken").collect();
    assert!(!taken.is_empty(), "{diagnostics:#?}");
    assert!(taken.iter().all(|found| found.place.path.as_str() == "content/categories.toml"));
}

// The site and what its pages say

fn library() -> Files {
    let (sources, _) = disk::read(&repository("")).expect("the repository holds a site");
    let (files, diagnostics) = build(&sources, &options());
    assert!(!files.is_empty(), "{diagnostics:#?}");
    files
}

/// The small site of the fixtures with the default theme.
fn build_fixture(own: &[(String, String)]) -> Files {
    let site = support::BASE.iter().find(|(path, _)| *path == "content/site.toml").unwrap().1;
    let mut own = own.to_vec();
    own.push(("content/site.toml".to_owned(), site.replace("\"plain\"", "\"default\"")));
    build(&fixture(&own), &options()).0
}

fn many_measures(count: usize) -> Vec<(String, String)> {
    (0..count)
        .map(|number| {
            let mut text = String::from("+++\n");
            let _ = writeln!(
                text,
                "title = \"とても長い題名を持つ、庁内の若手職員と管理職がともに学ぶための{number}番目の取組\""
            );
            let _ = writeln!(
                text,
                "kana = \"とりくみ{number}\"\npillar = \"people\"\ncategory = \"training\"\n+++\n文です。"
            );
            (format!("content/mihon/vision/measures/m-{number}.md"), text)
        })
        .chain([("content/mihon/vision/measures/first.md".to_owned(), String::new())])
        .collect()
}

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    let bytes = files.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).unwrap()
}

/// The measures of the rows of a page, in order.
fn measures_on(html: &str) -> Vec<String> {
    let marks = html.split(" data-measure=\"").skip(1);
    marks.filter_map(|rest| rest.split_once('"').map(|(name, _)| name.to_owned())).collect()
}

// The other route: from the files

/// Every measure's plan and front matter, by `city/plan/measure`.
fn records() -> BTreeMap<String, (Table, Table)> {
    let content = tree(&repository("content"));
    let mut records = BTreeMap::new();
    for (path, bytes) in &content {
        let names: Vec<&str> = path.split('/').collect();
        let [city, plan, "measures", file] = names[..] else { continue };
        let Some(measure) = file.strip_suffix(".md").filter(|stem| !stem.contains('.')) else { continue };
        let front = front_matter(std::str::from_utf8(bytes).unwrap());
        if string(&front, "audience") != Some("internal") {
            let record = std::str::from_utf8(&content[&format!("{city}/{plan}/plan.toml")]).unwrap();
            records.insert(format!("{city}/{plan}/{measure}"), (record.parse().unwrap(), front));
        }
    }
    records
}

fn front_matter(text: &str) -> Table {
    text.trim_start_matches('\u{feff}').split("+++").nth(1).unwrap().parse().unwrap()
}

fn string<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.get(key).and_then(Value::as_str)
}

fn entries<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn record(path: &str) -> Table {
    std::fs::read_to_string(repository(path)).unwrap().parse().unwrap()
}

fn expected_lists() -> Lists {
    let (topics, categories) = (record("content/topics.toml"), record("content/categories.toml"));
    let corresponding: BTreeMap<&str, Vec<String>> = entries(&topics, "topic")
        .filter_map(|topic| {
            let same = topic.get("corresponds")?.as_array()?.iter();
            Some((string(topic, "id")?, same.map(|id| id.as_str().unwrap().to_owned()).collect()))
        })
        .collect();
    let parents: BTreeMap<&str, Option<&str>> = entries(&topics, "topic")
        .map(|topic| (string(topic, "id").unwrap(), string(topic, "parent")))
        .collect();
    let mut lists = Lists::new();
    lists.extend(parents.keys().map(|id| (format!("topic/{id}"), BTreeSet::new())));
    let ids = entries(&categories, "category").map(|category| string(category, "id").unwrap());
    lists.extend(ids.map(|id| (format!("category/{id}"), BTreeSet::new())));
    for (name, (plan, front)) in records() {
        let city = name.split('/').next().unwrap().to_owned();
        let mut add = |list: String| lists.entry(list).or_default().insert(name.clone());
        add(format!("city/{city}"));
        add(format!("category/{}", string(&front, "category").unwrap()));
        let own = topics_of(&plan, &front);
        let same = own.iter().flat_map(|topic| {
            let above = parents[topic.as_str()].and_then(|parent| corresponding.get(parent));
            corresponding.get(topic.as_str()).or(above).cloned().unwrap_or_default()
        });
        for topic in own.iter().cloned().chain(same) {
            let mut next = Some(topic.as_str());
            while let Some(topic) = next {
                add(format!("topic/{topic}"));
                next = parents[topic];
            }
        }
        let named: Vec<&str> =
            entries(&front, "departments").map(|part| string(part, "id").unwrap()).collect();
        let of_plan = [string(&plan, "department").unwrap()];
        for department in if named.is_empty() { &of_plan[..] } else { &named } {
            add(format!("department/{city}-{department}"));
        }
    }
    lists
}

fn topics_of(plan: &Table, front: &Table) -> Vec<String> {
    let own = front.get("topics").and_then(Value::as_array);
    let own: Vec<String> = own.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    if !own.is_empty() {
        return own;
    }
    let pillar = string(front, "pillar").unwrap();
    let pillar = entries(plan, "pillar").find(|entry| string(entry, "id") == Some(pillar)).unwrap();
    vec![string(pillar, "topic").unwrap().to_owned()]
}

/// A reading without the marks of voiced and small kana and of long vowels.
fn without_marks(kana: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    const SMALL: [(char, char); 10] = [
        ('っ', 'つ'),
        ('ゃ', 'や'),
        ('ゅ', 'ゆ'),
        ('ょ', 'よ'),
        ('ぁ', 'あ'),
        ('ぃ', 'い'),
        ('ぅ', 'う'),
        ('ぇ', 'え'),
        ('ぉ', 'お'),
        ('ゎ', 'わ'),
    ];
    kana.nfd()
        .filter(|character| !matches!(character, '\u{3099}' | '\u{309a}' | 'ー' | '・' | ' '))
        .map(|character| {
            SMALL.iter().find(|(small, _)| *small == character).map_or(character, |(_, plain)| *plain)
        })
        .collect()
}
