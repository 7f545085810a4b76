//! Numbers and schedules as cities have them: values in any order, years without one, notes, changes of method,
//! several targets, digits as written; schedules of many years with the site's own steps. `tests/figures/content` is
//! the site, and `tests/figures/expected` has what the theme that is built in makes of them, in both languages:
//! `UPDATE_EXPECTED=1 cargo test --test figures` writes it anew.

mod support;

use std::collections::BTreeMap;

use shirube::diagnostic::Severity;
use support::{BASE, build, fixture, options, repository, sources, tree, updating};

type Files = BTreeMap<String, Vec<u8>>;

/// What is looked at: a page, and the element that shows the facts.
const SHOWN: &[(&str, &str)] = &[
    ("mihon/vision/chapters/1-indicators.html", "figure"),
    ("mihon/vision/chapters/2-schedule.html", "table"),
    ("mihon/vision/measures/first.html", "table"),
    ("mihon/vision/index.html", "dl"),
];

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
            "[[indicator]]\nid = \"survey\"\nname = {{ ja = \"誇り\", en = \"Pride\" }}\nunit = \"percent\"\nvalues = [{}]\n",
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

/// Lists whose order means nothing: what they hold is shown in the order of time, or of readings. All others (topics,
/// pillars, indicators, steps, answers of a breakdown) are shown in the order of their file.
const ORDERED_BY_MEANING: (&[&str], &[&str]) =
    (&["values", "targets", "schedule"], &["[[revision]]", "[[phase]]", "[[term]]"]);

#[test]
fn shuffling_what_is_ordered_by_meaning_changes_no_page() {
    let files = content();
    let expected = built(&files);
    for seed in 1..=8 {
        let (shuffled, count) = shuffled(&files, seed);
        assert!(count >= 9, "{count} lists were shuffled");
        assert_same(&expected, &built(&shuffled), seed);
    }
}

#[test]
fn shuffling_the_library_changes_no_page() {
    let library: BTreeMap<String, Vec<u8>> = tree(&repository("content"))
        .into_iter()
        .map(|(path, bytes)| (format!("content/{path}"), bytes))
        .collect();
    let is_text = |path: &str| path.ends_with(".toml") || path.ends_with(".md");
    let texts = library.iter().filter(|(path, _)| is_text(path) && !path.starts_with("content/guide/"));
    let texts =
        texts.map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.clone()).unwrap())).collect();
    let (texts, count) = shuffled(&texts, 5);
    assert!(count >= 3, "{count} lists were shuffled");
    let build = |own: &BTreeMap<String, String>| {
        let all = library.iter().map(|(path, bytes)| match own.get(path) {
            Some(text) => (path.as_str(), text.as_bytes()),
            None => (path.as_str(), bytes.as_slice()),
        });
        build(&sources(all), &options()).0
    };
    let expected = build(&BTreeMap::new());
    assert!(!expected.is_empty());
    assert_same(&expected, &build(&texts), 5);
}

fn assert_same(expected: &Files, actual: &Files, seed: u64) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(expected), names(actual));
    let differs: Vec<&String> =
        expected.iter().filter(|(path, bytes)| actual[*path] != **bytes).map(|(path, _)| path).collect();
    assert!(differs.is_empty(), "seed {seed}: {differs:?}");
}

/// The files with every list that is ordered by meaning in another order, and how many such lists there are.
fn shuffled(files: &BTreeMap<String, String>, seed: u64) -> (BTreeMap<String, String>, usize) {
    let mut chance = Chance(seed);
    let mut count = 0;
    let (arrays, tables) = ORDERED_BY_MEANING;
    let mut shuffled = files.clone();
    for text in shuffled.values_mut() {
        for key in arrays {
            *text = with_arrays_shuffled(text, &format!("\n{key} = ["), &mut chance, &mut count);
        }
        for header in tables {
            *text = with_tables_shuffled(text, header, &mut chance, &mut count);
        }
    }
    (shuffled, count)
}

/// Numbers that look like chance and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn shuffle<T>(&mut self, items: &mut [T], count: &mut usize) {
        *count += usize::from(items.len() > 1);
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

fn with_arrays_shuffled(text: &str, begin: &str, chance: &mut Chance, count: &mut usize) -> String {
    let Some((before, rest)) = text.split_once(begin) else { return text.to_owned() };
    let (mut items, mut depth, mut quoted, mut end) = (vec![String::new()], 1, false, rest.len());
    for (at, character) in rest.char_indices() {
        quoted ^= character == '"';
        match character {
            '[' | '{' if !quoted => depth += 1,
            ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 1 => {
                items.push(String::new());
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            end = at;
            break;
        }
        items.last_mut().unwrap().push(character);
    }
    assert!(!rest[..end].contains('#'), "a comment cannot be moved: {}", &rest[..end]);
    items.retain(|item| !item.trim().is_empty());
    chance.shuffle(&mut items, count);
    let after = with_arrays_shuffled(&rest[end..], begin, chance, count);
    format!("{before}{begin}{}{after}", items.join(","))
}

fn with_tables_shuffled(text: &str, header: &str, chance: &mut Chance, count: &mut usize) -> String {
    let mut parts = vec![String::new()];
    for line in text.lines() {
        if line.starts_with('[') {
            parts.push(String::new());
        }
        parts.last_mut().unwrap().push_str(&format!("{line}\n"));
    }
    let places: Vec<usize> = (0..parts.len()).filter(|at| parts[*at].starts_with(header)).collect();
    if places.len() < 2 {
        return text.to_owned();
    }
    let mut tables: Vec<String> = places.iter().map(|at| parts[*at].clone()).collect();
    chance.shuffle(&mut tables, count);
    for (place, table) in places.into_iter().zip(tables) {
        parts[place] = table;
    }
    parts.concat()
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
