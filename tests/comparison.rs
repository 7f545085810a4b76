//! The pages that compare, against the content files themselves: what they show is recomputed here from the
//! records, by another route than that of the program, and read back from the HTML.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use shirube::diagnostic::Severity;
use shirube::disk;
use support::{BASE, build, fixture, options, repository};
use toml::{Table, Value};

type Files = BTreeMap<String, Vec<u8>>;

/// The library as its records say.
struct Records {
    topics: Vec<(String, Option<String>)>,
    /// The topics of the other scheme that mean the same.
    corresponding: BTreeMap<String, Vec<String>>,
    plans: BTreeMap<String, Table>,
    /// Of each measure: its plan and its front matter.
    measures: BTreeMap<String, (String, Table)>,
}

impl Records {
    fn read() -> Self {
        let content = repository("content");
        let of_site = list(&table(&content.join("topics.toml")), "topic");
        let topics = of_site
            .iter()
            .map(|topic| (text(topic, "id"), topic.get("parent").map(|_| text(topic, "parent"))))
            .collect();
        let corresponding = of_site
            .iter()
            .filter_map(|topic| Some((text(topic, "id"), texts(topic.get("corresponds")?))))
            .collect();
        let (mut plans, mut measures) = (BTreeMap::new(), BTreeMap::new());
        for (city, folder) in folders(&content) {
            for (plan, folder) in folders(&folder) {
                let Ok(record) = std::fs::read_to_string(folder.join("plan.toml")) else { continue };
                let plan = format!("{city}/{plan}");
                plans.insert(plan.clone(), record.parse().unwrap());
                for entry in std::fs::read_dir(folder.join("measures")).unwrap() {
                    let path = entry.unwrap().path();
                    let name = path.file_name().unwrap().to_str().unwrap();
                    let Some(id) = name.strip_suffix(".md").filter(|id| !id.contains('.')) else { continue };
                    let text = std::fs::read_to_string(&path).unwrap();
                    let facts = text.split("+++").nth(1).unwrap().parse().unwrap();
                    measures.insert(format!("{plan}/{id}"), (plan.clone(), facts));
                }
            }
        }
        Self { topics, corresponding, plans, measures }
    }

    /// A plan that no other supersedes and that has not ended in fiscal 2026, the year of the library.
    fn in_force(&self, plan: &str) -> bool {
        let superseded = self
            .plans
            .values()
            .any(|other| other.get("supersedes").is_some_and(|it| it.as_str() == Some(plan)));
        let end = self.plans[plan]["period"].get("end").map(|end| end.as_integer().unwrap());
        !superseded && end.is_none_or(|end| end >= 2026)
    }

    /// The topics that a measure names, or else that of its pillar; and what they correspond to.
    fn topics_of(&self, measure: &str) -> Vec<String> {
        let (plan, facts) = &self.measures[measure];
        let mut topics = facts.get("topics").map(texts).unwrap_or_else(|| {
            let pillar = text_of(&facts["pillar"]);
            let pillars = list(&self.plans[plan], "pillar");
            vec![text(pillars.iter().find(|other| text(other, "id") == pillar).unwrap(), "topic")]
        });
        let same: Vec<String> = topics.iter().flat_map(|topic| self.same_as(topic)).cloned().collect();
        topics.extend(same);
        topics
    }

    /// What a topic corresponds to, or else the one above it.
    fn same_as(&self, topic: &str) -> &[String] {
        let of_parent = || self.corresponding.get(self.parent(topic)?);
        self.corresponding.get(topic).or_else(of_parent).map_or(&[], Vec::as_slice)
    }

    /// Whether a measure is on a topic or one below it.
    fn is_on(&self, measure: &str, topic: &str) -> bool {
        self.topics_of(measure).iter().any(|named| named == topic || self.parent(named) == Some(topic))
    }

    fn parent(&self, topic: &str) -> Option<&str> {
        self.topics.iter().find(|(id, _)| id == topic).and_then(|(_, parent)| parent.as_deref())
    }

    fn measures_on(&self, topic: &str, plan: &str) -> BTreeSet<&str> {
        let measures = self.measures.iter().filter(|(name, (of, _))| of == plan && self.is_on(name, topic));
        measures.map(|(name, _)| name.as_str()).collect()
    }

    /// What is known of a plan and a topic.
    fn state(&self, plan: &str, topic: &str) -> &'static str {
        let below = self.topics.iter().filter(|(_, parent)| parent.as_deref() == Some(topic));
        let recorded =
            |topic: &str| self.plans[plan].get("coverage").and_then(|states| states.get(topic)).map(text_of);
        let stated_below = below.clone().any(|(part, _)| recorded(part).as_deref() == Some("stated"));
        if !self.measures_on(topic, plan).is_empty() || stated_below {
            return STATES[0];
        }
        let mut same =
            self.topics.iter().filter(|(other, _)| self.same_as(other).iter().any(|same| same == topic));
        if let Some((first, _)) = same.next() {
            // Known where all that mean the same agree.
            let state = self.state(plan, first);
            let agree = same.all(|(other, _)| self.state(plan, other) == state);
            return if agree { state } else { STATES[3] };
        }
        let recorded = recorded(topic).unwrap_or_else(|| "not-collected".to_owned());
        STATES.iter().find(|state| **state == recorded).unwrap()
    }

    fn plans_in_force<'a>(&'a self, city: &'a str) -> impl Iterator<Item = &'a str> {
        let of_city = move |plan: &&String| plan.starts_with(&format!("{city}/"));
        self.plans.keys().filter(of_city).filter(|plan| self.in_force(plan)).map(String::as_str)
    }
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(text_of).collect()
}

const STATES: [&str; 4] = ["stated", "not-stated", "not-applicable", "not-collected"];

#[test]
fn every_cell_of_the_matrix_agrees_with_the_records() {
    let (records, files) = (Records::read(), library());
    for (folder, words) in [
        ("", ["記載あり", "計画に記載なし", "該当なし", "未収録"]),
        ("en/", ["Stated", "Not in the plan", "Does not apply", "Not collected yet"]),
    ] {
        let html = page(&files, &format!("{folder}compare/index.html"));
        let mut seen = 0;
        for row in html.split("<tr data-cities data-topic=\"").skip(1) {
            let topic = row.split('"').next().unwrap();
            for cell in row.split("</tr>").next().unwrap().split("<td ").skip(1) {
                let (city, state) = (value(cell, "data-city"), value(cell, "data-state"));
                let count: usize =
                    records.plans_in_force(city).map(|plan| records.measures_on(topic, plan).len()).sum();
                let best = records
                    .plans_in_force(city)
                    .map(|plan| at(records.state(plan, topic)))
                    .min()
                    .unwrap_or(3);
                assert_eq!(state, STATES[best], "{folder}{topic} × {city}");
                let shown = plain(cell.split_once('>').unwrap().1.split("</td>").next().unwrap());
                if count > 0 {
                    assert_eq!(digits(&shown), count, "{folder}{topic} × {city}: {shown}");
                    assert!(cell.contains(&format!("href=\"topics/{topic}.html\"")), "{cell}");
                } else {
                    assert_eq!(shown, words[best], "{folder}{topic} × {city}");
                }
                seen += 1;
            }
        }
        assert_eq!(seen, records.topics.len() * 3, "three cities and every topic");
    }
}

#[test]
fn the_page_of_a_city_tells_plan_by_plan() {
    let (records, files) = (Records::read(), library());
    let html = page(&files, "kawasaki/index.html");
    let tables = html.split("<table class=\"matrix\">").skip(1);
    let rows: Vec<&str> =
        tables.flat_map(|table| table.split("</table>").next().unwrap().split("<tr").skip(2)).collect();
    assert_eq!(rows.len(), records.topics.len());
    for (row, (topic, _)) in rows.iter().zip(&records.topics) {
        let cells: Vec<&str> = row.split("<td ").skip(1).map(|cell| value(cell, "data-state")).collect();
        let expected = ["vision-2026", "reform-2023", "action-plan-2022"];
        let expected = expected.map(|plan| records.state(&format!("kawasaki/{plan}"), topic));
        assert_eq!(cells, expected, "{topic}");
    }
}

#[test]
fn a_topic_page_shows_every_measure_of_plans_in_force() {
    let (records, files) = (Records::read(), library());
    for (topic, _) in &records.topics {
        let in_force = records.plans.keys().filter(|plan| records.in_force(plan));
        let expected: BTreeSet<&str> = in_force.flat_map(|plan| records.measures_on(topic, plan)).collect();
        for folder in ["", "en/"] {
            let html = page(&files, &format!("{folder}compare/topics/{topic}.html"));
            assert_eq!(
                all_values(html, "data-measure").collect::<BTreeSet<_>>(),
                expected,
                "{folder}{topic}"
            );
            for city in ["kawagoe", "kawasaki", "tachikawa"] {
                let has = expected.iter().any(|measure| measure.starts_with(&format!("{city}/")));
                let state = html
                    .split("<ul class=\"other-cities\"")
                    .nth(1)
                    .is_some_and(|rest| rest.contains(&format!("data-city=\"{city}\"")));
                assert_eq!(state, !has, "{folder}{topic}: {city} has measures, or its state in words");
            }
        }
    }
}

#[test]
fn a_statement_page_shows_every_statement_in_both_languages() {
    let (records, files) = (Records::read(), library());
    let mut kinds: BTreeMap<String, Vec<Table>> = BTreeMap::new();
    for plan in records.plans.values() {
        for statement in list(plan, "statement") {
            kinds.entry(text(&statement, "kind")).or_default().push(statement);
        }
    }
    assert!(kinds.len() > 5);
    for (kind, statements) in kinds {
        for folder in ["", "en/"] {
            let html = page(&files, &format!("{folder}compare/statements/{kind}.html"));
            assert_eq!(
                html.matches("<li class=\"bilingual-statement\">").count(),
                statements.len(),
                "{folder}{kind}"
            );
            for statement in &statements {
                for language in ["ja", "en"] {
                    let name = escaped(&text_of(&statement["name"][language]));
                    assert!(html.contains(&name), "{folder}{kind}: {name}");
                }
            }
        }
    }
}

#[test]
fn the_time_line_tells_the_period_of_every_plan() {
    let (records, files) = (Records::read(), library());
    let (japanese, english) =
        (page(&files, "compare/timeline.html"), page(&files, "en/compare/timeline.html"));
    for (plan, record) in &records.plans {
        let period = &record["period"];
        let row = japanese
            .split("<tr data-city=")
            .find(|row| row.contains(&format!("../{plan}/index.html")))
            .unwrap();
        let row = row.split("</tr>").next().unwrap();
        let start = period["start"].as_integer().unwrap();
        assert!(row.contains(&format!("<td>令和{}年度（{start}年度）</td>", start - 2018)), "{plan}: {row}");
        match period.get("end").map(|end| end.as_integer().unwrap()) {
            Some(end) => assert!(
                row.contains(&format!("<td>令和{}年度（{end}年度）</td>", end - 2018)),
                "{plan}: {row}"
            ),
            None => assert!(row.contains("終わりの定めなし"), "{plan}: {row}"),
        }
        assert_eq!(row.contains("計画期間中"), records.in_force(plan), "{plan}");
        assert!(english.contains(&format!(
            "FY{start} <span class=\"quiet\" lang=\"ja\">令和{}年度</span>",
            start - 2018
        )));
    }
    let chart = japanese.split("<ol class=\"time-plans\">").nth(1).unwrap().split("</ol>").next().unwrap();
    assert_eq!(chart.matches("class=\"period-bar").count(), records.plans.len(), "a bar for each");
    let without_end = records.plans.values().filter(|record| record["period"].get("end").is_none()).count();
    assert!(without_end > 0);
    assert_eq!(chart.matches(" is-open\"").count(), without_end, "a bar without an end looks so");
}

#[test]
fn a_page_of_changes_follows_from_follows() {
    let (records, files) = (Records::read(), library());
    for (plan, record) in &records.plans {
        let address = format!("{plan}/changes.html");
        let Some(earlier) = record.get("supersedes").map(text_of) else {
            assert!(!files.contains_key(&address), "{address} has nothing to compare with");
            continue;
        };
        let of = |plan: &str| -> Vec<&String> {
            records.measures.iter().filter(|(_, (of, _))| of == plan).map(|(name, _)| name).collect()
        };
        let taken_up = |measure: &str| -> BTreeSet<String> {
            let follows = records.measures[measure]
                .1
                .get("follows")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default();
            follows.iter().map(text_of).filter(|name| name.starts_with(&format!("{earlier}/"))).collect()
        };
        let continued: BTreeMap<&str, BTreeSet<String>> = of(plan)
            .into_iter()
            .map(|name| (name.as_str(), taken_up(name)))
            .filter(|(_, earlier)| !earlier.is_empty())
            .collect();
        let kept: BTreeSet<&String> = continued.values().flatten().collect();
        for folder in ["", "en/"] {
            let html = page(&files, &format!("{folder}{address}"));
            let count = |name: &str| {
                let shown = html.split(&format!("data-count=\"{name}\">")).nth(1).unwrap();
                digits(shown.split('<').next().unwrap())
            };
            assert_eq!(count("continued"), continued.len());
            assert_eq!(count("taken-up"), kept.len());
            assert_eq!(count("added"), of(plan).len() - continued.len());
            assert_eq!(count("ended"), of(&earlier).len() - kept.len());
            for row in html.split("<tr data-measure=\"").skip(1) {
                let name = row.split('"').next().unwrap();
                let pairs: BTreeSet<String> = all_values(row.split("</tr>").next().unwrap(), "data-follows")
                    .map(str::to_owned)
                    .collect();
                assert_eq!(pairs, continued[name], "{name}");
            }
        }
    }
}

#[test]
fn a_measure_names_the_nearest_of_other_cities() {
    let (records, files) = (Records::read(), library());
    for (name, (plan, facts)) in &records.measures {
        let (city, id) = (name.split('/').next().unwrap(), name.rsplit('/').next().unwrap());
        let html = page(&files, &format!("{plan}/measures/{id}.html"));
        let section =
            html.split("<section class=\"nearest\"").nth(1).unwrap().split("</section>").next().unwrap();
        let nearest: Vec<&str> = all_values(section, "data-measure").collect();
        let topic = &records.topics_of(name)[0];
        let family = records.parent(topic).unwrap_or(topic);
        let rank = |other: &str| {
            let named = records.topics_of(other).contains(topic);
            let same_category = records.measures[other].1["category"] == facts["category"];
            let tier = if named && same_category {
                0
            } else if named {
                1
            } else {
                2
            };
            (tier, !records.in_force(&records.measures[other].0))
        };
        assert!(nearest.len() <= 5);
        assert!(
            nearest
                .iter()
                .all(|other| !other.starts_with(&format!("{city}/")) && records.is_on(other, family)),
            "{name}"
        );
        assert!(nearest.is_sorted_by_key(|other| rank(other)), "{name}: {nearest:?}");
        let of_city =
            |city: &str| nearest.iter().filter(|other| other.split('/').next() == Some(city)).count();
        for other in records
            .measures
            .keys()
            .filter(|other| !nearest.contains(&other.as_str()) && records.is_on(other, family))
        {
            let other_city = other.split('/').next().unwrap();
            let left_out = other_city == city || nearest.len() == 5 || of_city(other_city) == 2;
            assert!(left_out, "{name} has room for {other}");
        }
    }
}

#[test]
fn what_was_measured_in_another_way_stands_in_no_chart() {
    let files = library();
    let html = page(&files, "compare/indicators/training-usefulness.html");
    assert!(!html.contains("bar-chart"), "both cities asked another question");
    assert_eq!(all_values(html, "data-reason").collect::<Vec<_>>(), ["differs", "differs"]);
    assert!(html.contains("87.7％") && html.contains("66.6％"));
}

#[test]
fn only_comparable_values_stand_in_the_chart() {
    // One city is enough for a collection that says that it is one.
    let site = BASE[0].1.replace("theme = \"plain\"\n", "kind = \"collection\"\n");
    let indicator = |id: &str, more: &str| {
        format!(
            "[[indicator]]\nid = \"{id}\"\nname = {{ ja = \"{id}\", en = \"{id}\" }}\ncommon = \"pride\"\n{more}\n"
        )
    };
    let note = "note = { ja = \"問いが違います。\", en = \"Another question.\" }";
    let indicators = [
        indicator(
            "first",
            "unit = \"percent\"\ncomparability = \"same\"\nvalues = [{ at = 2020, value = 10 }, { at = 2022, value = 87.4 }]",
        ),
        indicator(
            "second",
            "unit = \"percent\"\ncomparability = \"same\"\nvalues = [{ at = 2022, value = 50 }]",
        ),
        indicator(
            "third",
            &format!(
                "unit = \"percent\"\ncomparability = \"proxy\"\n{note}\nvalues = [{{ at = 2022, value = 33.3 }}]"
            ),
        ),
        indicator(
            "fourth",
            "unit = \"person\"\ncomparability = \"same\"\nvalues = [{ at = 2022, value = 7 }]",
        ),
        indicator("fifth", "unit = \"percent\"\ncomparability = \"same\"\nvalues = []"),
    ];
    let sources = fixture(&[
        ("content/site.toml".to_owned(), site),
        ("content/mihon/vision/indicators.toml".to_owned(), indicators.concat()),
    ]);
    let (files, diagnostics) = build(&sources, &options());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let html = page(&files, "compare/indicators/pride.html");
    let chart = html.split("<svg class=\"bar-chart\"").nth(1).unwrap().split("</svg>").next().unwrap();
    assert!(chart.contains("<title") && chart.contains("<desc"), "{chart}");
    let bars: Vec<&str> = chart.split("class=\"chart-bar\"").skip(1).map(|bar| value(bar, "width")).collect();
    assert_eq!(bars, ["87.40%", "50.00%"]);
    for figure in ["87.4％", "50％"] {
        assert_eq!(
            html.match_indices(figure).filter(|(at, _)| html[..*at].ends_with([' ', '>'])).count(),
            3,
            "{figure} stands in the description, at its bar and in the table"
        );
    }
    assert!(!chart.contains("33.3"));
    assert_eq!(all_values(html, "data-reason").collect::<Vec<_>>(), ["proxy", "unit", "no-value"]);
    assert!(html.contains("問いが違います。"));
}

fn library() -> Files {
    let (sources, diagnostics) = disk::read(&repository("")).expect("the repository holds a site");
    assert!(diagnostics.is_empty());
    let (files, diagnostics) = build(&sources, &options());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    files
}

fn page<'a>(files: &'a Files, address: &str) -> &'a str {
    let bytes = files.get(address).unwrap_or_else(|| panic!("there is no {address}"));
    std::str::from_utf8(bytes).unwrap()
}

fn table(path: &Path) -> Table {
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

fn list(table: &Table, name: &str) -> Vec<Table> {
    let records = table.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    records.iter().map(|record| record.as_table().unwrap().clone()).collect()
}

fn text(table: &Table, key: &str) -> String {
    text_of(&table[key])
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The folders in a folder, with their names.
fn folders(folder: &Path) -> Vec<(String, std::path::PathBuf)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.path().is_dir());
    folders.map(|entry| (entry.file_name().into_string().unwrap(), entry.path())).collect()
}

fn at(state: &str) -> usize {
    STATES.iter().position(|known| *known == state).unwrap()
}

/// The value of an attribute in a tag.
fn value<'a>(tag: &'a str, name: &str) -> &'a str {
    tag.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap()
}

fn all_values<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let begin = format!(" {name}=\"");
    let starts: Vec<usize> = html.match_indices(&begin).map(|(at, _)| at + begin.len()).collect();
    starts.into_iter().map(|start| html[start..].split('"').next().unwrap())
}

/// HTML without its tags.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, after)| after));
    }
    text.trim().to_owned()
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A collection of so many cities with one plan and one measure each, in the default theme.
fn collection_of(count: usize) -> Files {
    collection(count, "", &[])
}

/// The same in a theme, with some of its files; an empty one is left out.
fn collection(count: usize, theme: &str, of_theme: &[(&str, &str)]) -> Files {
    let text = |path: &str| BASE.iter().find(|(known, _)| *known == path).unwrap().1;
    let mut files = vec![(
        "content/site.toml".to_owned(),
        text("content/site.toml").replace("theme = \"plain\"\n", &format!("{theme}kind = \"collection\"\n")),
    )];
    files.extend(of_theme.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    for number in 1..count {
        for (path, text) in BASE.iter().filter(|(path, _)| path.starts_with("content/mihon/")) {
            // Codes of cities: five digits and the one that checks them.
            let digits = format!("{:05}", 13201 + number);
            let sum: u32 = digits
                .chars()
                .zip((2..=6).rev())
                .map(|(digit, weight)| digit.to_digit(10).unwrap() * weight)
                .sum();
            let code = format!("{digits}{}", (11 - sum % 11) % 10);
            let city = text.replace("990001", &code).replace("見本市", &format!("見本{number}市"));
            let city = city.replace("Sample City", &format!("Sample City {number}"));
            files.push((path.replace("mihon", &format!("city-{number}")), city));
        }
    }
    let (files, diagnostics) = build(&fixture(&files), &options());
    let wrong: Vec<_> = diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    files
}

#[test]
fn with_very_many_cities_they_are_rows_of_pages_of_their_own() {
    let files = collection_of(40);
    assert_eq!(page(&files, "compare/index.html").matches("<th scope=\"col\" data-city=").count(), 40);
    assert!(!files.contains_key("compare/cities.html"));

    let files = collection_of(251);
    let index = page(&files, "compare/index.html");
    assert!(index.contains("href=\"cities.html\"") && !index.contains("data-city="));
    let total = index.split("data-topic=\"developing\"").nth(1).unwrap().split("</tr>").next().unwrap();
    assert_eq!(total.matches(">251<").count(), 2, "cities and measures: {total}");
    let (first, second) = (page(&files, "compare/cities.html"), page(&files, "compare/cities-2.html"));
    assert_eq!(first.matches("<tr data-city=").count(), 200);
    assert_eq!(second.matches("<tr data-city=").count(), 51);
    assert!(first.contains("href=\"cities-2.html\"") && second.contains("href=\"cities.html\""));
    assert!(files.contains_key("compare/timeline-2.html") && files.contains_key("en/compare/cities-2.html"));
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("compare/")) {
        assert!(bytes.len() < 500_000, "{path} has {} bytes", bytes.len());
    }
}

#[test]
fn a_theme_that_stands_alone_leaves_later_kinds_of_pages_to_the_default_theme() {
    let left = ["alias", "city-matrix", "city-translations"]
        .map(|name| format!("themes/plain/templates/{name}.html"));
    let left = left.each_ref().map(|path| (path.as_str(), ""));
    let aliases = BASE.iter().find(|(path, _)| path.ends_with("vision/plan.toml")).unwrap();
    let aliases = (aliases.0, format!("aliases = [\"old\"]\n{}", aliases.1));
    let own = [&left[..], &[(aliases.0, &aliases.1)]].concat();
    let files = collection(41, "theme = \"plain\"\n", &own);
    let matrix = page(&files, "en/compare/cities.html");
    assert!(matrix.contains("<title>Coverage") && matrix.matches("<tr data-city=").count() == 41);
    assert!(files.contains_key("assets/style.css") && matrix.contains("assets/style.css"));
    assert!(page(&files, "mihon/old/index.html").contains("url=../vision/index.html"));
    // All else is the theme's own.
    assert!(!page(&files, "compare/index.html").contains("assets/"));
}
