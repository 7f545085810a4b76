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
    with_default_theme(files)
}

fn with_default_theme(mut files: Files) -> Files {
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
        let groups = between(html("translations.html"), "<h2 id=\"", "</h2>");
        assert_unique(
            "what texts belong to",
            &groups.into_iter().map(|group| group.split_once('>').unwrap().1.to_owned()).collect::<Vec<_>>(),
        );
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

fn row_of<'a>(html: &'a str, department: &str) -> &'a str {
    let rows = html.split("<tr");
    rows.into_iter()
        .find(|row| row.contains(&format!("<th scope=\"row\"><a href=\"departments/{department}.html\">")))
        .unwrap()
}

#[test]
fn departments_are_former_closed_or_coming_by_the_day() {
    let files = published(&[]);
    let city = page(&files, "mihon/index.html");
    let rows: Vec<&str> =
        ["strategy", "information", "digital-hr", "personnel", "closed"].map(|id| row_of(city, id)).into();
    let places: Vec<usize> = rows.iter().map(|row| city.find(row).unwrap()).collect();
    assert!(places.is_sorted(), "present ones first, then coming, former and closed ones");
    assert!(text(rows[0]).contains("総務部人事課、総務部研修課"), "{}", text(rows[0]));
    assert!(text(rows[2]).contains("予定") && text(rows[2]).contains("令和9年（2027年）4月1日から"));
    assert!(text(rows[3]).contains("旧称") && text(rows[4]).contains("廃止"));
    let notices = |id: &str| {
        let html = page(&files, &format!("mihon/departments/{id}.html"));
        between(html, "<div class=\"notices\">", "</div>").into_iter().map(text).collect::<Vec<_>>().join(" ")
    };
    for former in ["personnel", "training"] {
        assert_eq!(notices(former), "これは旧称です。 現在の名称：総務部人事戦略課");
    }
    assert_eq!(notices("strategy"), "");
    assert_eq!(notices("closed"), "この所管課は廃止されました。");
    assert_eq!(notices("information"), "仕事を引き継ぐ所管課：デジタル人材課（令和9年（2027年）4月1日から）");
    assert_eq!(
        notices("digital-hr"),
        "この所管課は、令和9年（2027年）4月1日から始まります。 それまでの所管課：情報課"
    );
    let strategy = text(page(&files, "mihon/departments/strategy.html"));
    assert!(strategy.contains("旧称総務部人事課総務部研修課"), "both former names: {strategy}");
}

#[test]
fn who_is_asked_is_who_answers_today() {
    let files = published(&[]);
    let contact =
        |path: &str| text(between(page(&files, path), "<section class=\"contact\"", "</section>")[0]);
    for path in [
        "mihon/policy-2020/index.html",
        "mihon/policy-2020/measures/tutors.html",
        "mihon/departments/training.html",
    ] {
        assert!(contact(path).contains("見本市 総務部人事戦略課"), "{path}: {}", contact(path));
    }
    assert!(
        contact("mihon/action-2020/index.html").ends_with("見本県"),
        "a closed department answers no more"
    );
    let measure = text(page(&files, "mihon/policy-2020/measures/tutors.html"));
    assert!(measure.contains("現在の名称：総務部人事戦略課"));
    let measure = text(page(&files, "mihon/policy-2020/measures/lectures.html"));
    assert!(measure.contains("能力開発室 主管 廃止"));
}

#[test]
fn a_split_department_is_followed_by_all_that_do_its_work() {
    let register =
        std::fs::read_to_string(repository("tests/sites/publishers/content/mihon/city.toml")).unwrap();
    let two = format!(
        "{register}\n[[department]]\nid = \"second\"\nname = {{ ja = \"研修室\", en = \"Training Office\" }}\nfrom = 2026-04-01\nreplaces = \"training\"\n"
    );
    let files = published(&[("content/mihon/city.toml", &two)]);
    let html = page(&files, "mihon/departments/training.html");
    assert!(text(html).contains("現在の名称：総務部人事戦略課、研修室"));
    let contact = text(between(html, "<section class=\"contact\"", "</section>")[0]);
    assert!(contact.contains("総務部人事戦略課") && contact.contains("研修室"), "{contact}");
}

#[test]
fn a_plan_takes_the_place_of_several_and_holds_others() {
    let files = published(&[]);
    let vision = text(page(&files, "mihon/vision/index.html"));
    assert!(vision.contains("前の計画人材育成基本方針特定事業主行動計画"), "{vision}");
    assert!(vision.contains("この計画に含まれる計画デジタル人材計画"));
    assert!(text(page(&files, "mihon/digital/index.html")).contains("この計画を含む計画見本市人材ビジョン"));
    for earlier in ["policy-2020", "action-2020"] {
        let html = text(page(&files, &format!("mihon/{earlier}/index.html")));
        assert!(html.contains("この計画は、終了しています。 後継の計画：見本市人材ビジョン"), "{html}");
    }
    let changes = page(&files, "mihon/vision/changes.html");
    assert_eq!(between(changes, "data-count=\"continued\">", "<"), ["1"]);
    assert_eq!(between(changes, "data-count=\"added\">", "<"), ["1"]);
    assert_eq!(between(changes, "data-count=\"ended\">", "<"), ["1"]);
    assert_eq!(between(changes, "data-follows=\"", "\"").len(), 2, "compared with each");
    assert!(text(changes).contains("「特定事業主行動計画」の取組と、それを引き継いだ取組"));
}

#[test]
fn a_plan_in_two_parts_ends_when_both_have_begun() {
    let plan = |start: i32| {
        format!(
            "title = {{ ja = \"後の計画\", en = \"Later plan\" }}\nkind = \"policy\"\nperiod = {{ start = {start}, end = 2035 }}\ndepartment = \"strategy\"\nupdated = 2026-04-01\nsource = {{ title = {{ ja = \"後の計画\", en = \"Later plan\" }} }}\nwording = \"official\"\nsupersedes = \"mihon/open\"\n\n[[pillar]]\nid = \"people\"\nlabel = {{ ja = \"人を育てる\", en = \"People\" }}\ntopic = \"developing\"\n"
        )
    };
    let open = plan(2020).replace("supersedes = \"mihon/open\"\n", "");
    let standing = |second: i32| {
        let (first, second) = (plan(2025), plan(second));
        let files = published(&[
            ("content/mihon/open/plan.toml", &open),
            ("content/mihon/first/plan.toml", &first),
            ("content/mihon/second/plan.toml", &second),
        ]);
        text(between(page(&files, "mihon/open/index.html"), "<p class=\"edition\">", "</p>")[0])
    };
    assert!(standing(2027).starts_with("計画期間中"));
    assert!(standing(2026).starts_with("終了"));
}

#[test]
fn a_merged_town_stays_readable_and_is_not_compared() {
    let files = published(&[]);
    let city = text(page(&files, "mihon/index.html"));
    assert!(city.contains("前身の自治体 見本町 平成18年（2006年）3月26日まで 職員研修計画"), "{city}");
    let town = text(page(&files, "mihon-cho/index.html"));
    assert!(
        town.contains("この自治体は、平成18年（2006年）3月26日をもってなくなりました。 後の自治体：見本市"),
        "{town}"
    );
    let plan = text(page(&files, "mihon-cho/policy-2000/index.html"));
    assert!(plan.contains("この計画は、終了しています。") && plan.contains("後の自治体：見本市"), "{plan}");
    let compare = page(&files, "compare/index.html");
    assert!(!compare.contains("data-city=\"mihon-cho\""), "nothing of it is missing");
    assert!(page(&files, "compare/timeline.html").contains("data-city=\"mihon-cho\""));
    assert!(text(page(&files, "compare/topics/developing.html")).contains("見本町 職員研修計画"));
}

#[test]
fn the_successor_has_a_site_of_its_own_with_the_plans_of_those_before_it() {
    let mut files = tree(&repository("tests/sites/publishers"));
    let others = ["mihon", "mihon-cho"];
    let kept = |path: &str| {
        let mut names = path.split('/').skip(1);
        let first = names.next().unwrap_or_default();
        path.starts_with("content/") && (names.next().is_none() || others.contains(&first))
    };
    files.retain(|path, _| kept(path));
    let published = with_default_theme(files);
    assert!(!published.contains_key("compare/index.html"), "one city has nothing to compare");
    assert!(published.contains_key("mihon-cho/policy-2000/index.html"));
    assert!(text(page(&published, "mihon/index.html")).contains("前身の自治体"));
}

#[test]
fn cities_alike_can_be_chosen() {
    let files = published(&[]);
    let compare = page(&files, "compare/index.html");
    assert!(compare.contains("<option value=\"Ⅳ-1\" data-of=\"group\">類似団体 Ⅳ-1</option>"));
    assert!(compare.contains("<option value=\"1\" data-of=\"band\">人口5万人以上10万人未満</option>"));
    assert!(compare.contains("<li data-choice=\"mihon\" data-group=\"Ⅱ-1\" data-band=\"1\">見本市</li>"));
    let facts = text(
        between(page(&files, "mihon/index.html"), "<section aria-labelledby=\"facts\">", "</section>")[0],
    );
    assert!(facts.contains("人口84,210人 2025年 類似団体（総務省）Ⅱ-1"), "{facts}");
}
