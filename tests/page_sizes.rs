//! No page of a site grows with the number of its cities beyond 500 kB: phones and screen readers become slow there.

mod support;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use shirube::model::{MeasureList, Site};
use shirube::pages::{self, Page, PageId};
use shirube::pipeline::{Input, Timings, Understanding, understand};
use shirube::values::{CityCode, Code};
use support::{options, sources};

type Pages = BTreeMap<String, String>;

const PAGE_BYTES_MAX: usize = 500_000;

/// Those that compare cities, each on as many pages as it takes.
const DIVIDED: [&str; 4] = [
    "compare/topics/securing",
    "compare/statements/ideal-staff",
    "compare/indicators/pride",
    "compare/roles",
];

#[test]
fn a_site_of_200_cities_has_no_heavy_page_and_one_of_400_only_more_pages() {
    let (once, twice) = (published(200), &*CITIES_400);
    for page in DIVIDED {
        let (once, twice) = (parts(&once, page).len(), parts(twice, page).len());
        assert!(once > 0, "{page} is not made");
        assert!(twice > once, "{page}: {once} parts with 200 cities, {twice} with 400");
    }
    assert_none_is_heavy(&once);
    assert_none_is_heavy(twice);
}

#[test]
fn the_parts_of_a_page_hold_every_city_once_and_lead_to_each_other() {
    for page in DIVIDED {
        let parts = parts(&CITIES_400, page);
        let mut cities = Vec::new();
        for html in &parts {
            let of_part = values(html, "<li data-choice=\"", "\"");
            assert!(page.contains("indicators") || !of_part.is_empty(), "{page}: cities to choose from");
            cities.extend(of_part);
            let links = values(html, "<nav class=\"page-parts\"", "</nav>")[0].matches("<a href=").count();
            assert_eq!(links, parts.len(), "{page}: links to all parts");
        }
        if !page.contains("indicators") {
            let in_order: Vec<String> = (0..400).map(|city| format!("city-{city}")).collect();
            assert_eq!(cities, in_order, "{page}");
        }
    }
}

#[test]
fn the_home_page_lists_very_many_cities_by_prefecture() {
    let pages = published(61);
    let home = &pages["index.html"];
    assert_eq!(values(home, "<a href=\"#prefecture-1\">", "<"), ["北海道"]);
    assert_eq!(values(home, "<h3 id=\"prefecture-2\">", "<"), ["青森県"]);
    assert_eq!(home.matches("<li><a href=\"city-").count(), 61);
    assert!(!published(60)["index.html"].contains("prefecture-1"), "60 cities have cards of their plans");
}

#[test]
fn each_city_has_its_own_page_of_translations_where_there_are_too_many_for_one() {
    let all = &CITIES_400["translations.html"];
    assert!(all.contains(
        "<a href=\"city-7/translations.html\">市7</a></th><td>3</td><td>1</td><td>0</td><td>2</td>"
    ));
    let of_city = &CITIES_400["city-0/translations.html"];
    assert!(of_city.contains("<a href=\"plan/index.html\">計画</a></th><td data-translation=\"missing\">"));
    assert!(!published(60).contains_key("city-0/translations.html"), "one page has room for all");
}

#[track_caller]
fn assert_none_is_heavy(pages: &Pages) {
    let heavy: Vec<_> = pages
        .iter()
        .filter(|(_, html)| html.len() > PAGE_BYTES_MAX)
        .map(|(address, html)| (address, html.len()))
        .collect();
    assert!(heavy.is_empty(), "divide these pages, or show less of each city on them: {heavy:#?}");
}

/// The parts of a page in their order.
fn parts<'p>(pages: &'p Pages, page: &str) -> Vec<&'p String> {
    let part = |part| {
        pages.get(&format!("{page}/{part}.html")).or_else(|| pages.get(&format!("{page}-{part}.html")))
    };
    let later = (2..).map_while(part);
    pages.get(&format!("{page}.html")).into_iter().chain(later).collect()
}

/// The pages of a site of 400 cities, which several tests look at.
static CITIES_400: LazyLock<Pages> = LazyLock::new(|| published(400));

/// What stands between two marks, each time they are there.
fn values<'p>(html: &'p str, begin: &str, end: &str) -> Vec<&'p str> {
    html.split(begin).skip(1).filter_map(|rest| Some(rest.split_once(end)?.0)).collect()
}

/// The pages of a site of so many cities: those of the site, and those that each city has of its own for the first.
fn published(cities: usize) -> Pages {
    let mut files: Vec<(String, String)> =
        OF_SITE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    files.extend((0..cities).flat_map(city));
    let sources = sources(files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())));
    let input = Input::new(sources, Vec::new());
    let outcome = understand(&input, &options(), &mut Timings::new());
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    let Understanding::Sound(site) = outcome.understanding else { panic!("the site is sound") };
    let renderer = site.renderer(&input.sources);
    let ids = pages::ids(site.site()).into_iter().filter(|id| is_of_site_or_first_city(site.site(), *id));
    let in_each = |id| site.site().languages.iter().map(move |language| Page { id, language });
    let html = ids.flat_map(in_each).map(|page| renderer.page(page).expect("the theme renders every page"));
    html.map(|(address, bytes)| (address, String::from_utf8(bytes).expect("pages are UTF-8"))).collect()
}

fn is_of_site_or_first_city(site: &Site, page: PageId) -> bool {
    let city = match page {
        PageId::City(city)
        | PageId::CityTranslations(city, _)
        | PageId::MeasureList(MeasureList::City(city), _) => city,
        PageId::Department(department) | PageId::MeasureList(MeasureList::Department(department), _) => {
            site[department].city
        }
        PageId::Plan(plan) | PageId::Booklet(plan) | PageId::Parallel(plan) | PageId::Changes(plan) => {
            site[plan].city
        }
        PageId::Measure(measure) => site[site[measure].plan].city,
        _ => return true,
    };
    site[city].id == "city-0"
}

const OF_SITE: &[(&str, &str)] = &[
    (
        "content/site.toml",
        "title = { ja = \"見本\", en = \"Sample\" }\nbase_url = \"https://example.lg.jp/\"\nlanguages = [\"ja\", \"en\"]\npublisher = { ja = \"見本\", en = \"Sample\" }\n",
    ),
    (
        "content/topics.toml",
        "[[topic]]\nid = \"securing\"\nlabel = { ja = \"人材確保\", en = \"Securing people\" }\n\n[[statement-kind]]\nid = \"ideal-staff\"\nlabel = { ja = \"目指す職員像\", en = \"Ideal staff\" }\n",
    ),
    (
        "content/categories.toml",
        "[[category]]\nid = \"training\"\nlabel = { ja = \"研修\", en = \"Training\" }\n",
    ),
    ("content/_index.md", "+++\n+++\n見本です。\n"),
];

/// The files of a city, in the order of codes: with a measure, a few statements, roles and an indicator that all
/// share.
fn city(number: usize) -> Vec<(String, String)> {
    let code = code(number);
    let (prefecture, in_english) = code.prefecture().expect("the code is in a prefecture");
    let class = code.class().expect("the code tells the class").code();
    let record = format!(
        "name = {{ ja = \"市{number}\", kana = \"し\", en = \"City {number}\" }}\ncode = \"{}\"\nprefecture = {{ ja = \"{prefecture}\", en = \"{in_english}\" }}\nclass = \"{class}\"\n\n[[department]]\nid = \"personnel\"\nname = {{ ja = \"人事課\", en = \"Personnel Division\" }}\n",
        code.as_str()
    );
    // Half of them are measured in another way, and told apart from the others.
    let indicators = if number.is_multiple_of(2) {
        INDICATORS.to_owned()
    } else {
        let differs =
            "comparability = \"differs\"\nnote = { ja = \"ほかの問い\", en = \"Another question\" }";
        INDICATORS.replace("comparability = \"same\"", differs)
    };
    let files = [
        ("city.toml", record.as_str()),
        ("_index.md", "+++\n+++\n市です。\n"),
        ("_index.en.md", "+++\nstate = \"reviewed\"\n+++\nA city.\n"),
        ("plan/plan.toml", PLAN),
        ("plan/_index.md", "+++\n+++\n計画です。\n"),
        ("plan/indicators.toml", &indicators),
        ("plan/roles.toml", ROLES),
        ("plan/measures/first.md", MEASURE),
    ];
    files.map(|(path, text)| (format!("content/city-{number}/{path}"), text.to_owned())).to_vec()
}

/// Thirty codes of each prefecture, with the check digit that is right.
fn code(number: usize) -> CityCode {
    let digits = format!("{:02}{:03}", number / 30 + 1, number % 30 + 201);
    let with_check_digit = |digit| CityCode::parse(&format!("{digits}{digit}")).ok();
    (0..10).find_map(with_check_digit).expect("one digit is right")
}

const PLAN: &str = r#"title = { ja = "計画", en = "Plan" }
kind = "vision"
period = { start = 2026, end = 2030 }
department = "personnel"
updated = 2026-04-01
source = { title = { ja = "計画", en = "Plan" } }
wording = "official"

[[pillar]]
id = "people"
label = { ja = "人を迎える", en = "Welcoming people" }
topic = "securing"

[[statement]]
kind = "ideal-staff"
name = { ja = "歩む職員", en = "Staff who walk" }
text = { ja = "市民と歩みます。", en = "They walk with citizens." }

[[statement]]
kind = "ideal-staff"
name = { ja = "学ぶ職員", en = "Staff who learn" }

[[statement]]
kind = "ideal-staff"
name = { ja = "挑む職員", en = "Staff who dare" }
"#;

const INDICATORS: &str = r#"[[indicator]]
id = "pride"
name = { ja = "誇りを持つ職員", en = "Staff with pride" }
unit = "percent"
direction = "increase"
common = "pride"
comparability = "same"
values = [ { at = 2025, value = 80 } ]
source = { title = { ja = "アンケート", en = "Survey" }, page = 1 }
"#;

const ROLES: &str = r#"[[family]]
id = "administrative"
name = { ja = "行政職", en = "Administrative staff" }
abilities = [ { id = "policy", name = { ja = "政策形成", en = "Policy-making" } } ]

[[family.role]]
id = "director"
name = { ja = "部長級", en = "Director" }
duties = [ { ja = "部をまとめる", en = "Lead the department" } ]
weights = { policy = "essential" }

[[family.role]]
id = "manager"
name = { ja = "課長級", en = "Manager" }
duties = [ { ja = "課をまとめる", en = "Lead the division" } ]
weights = { policy = "needed" }
"#;

const MEASURE: &str = r#"+++
title = "採用の見直し"
kana = "さいようのみなおし"
pillar = "people"
category = "training"
departments = [{ id = "personnel", part = "lead" }]
schedule = [{ year = 2026, step = "implement" }]
+++
採用を見直します。
"#;
