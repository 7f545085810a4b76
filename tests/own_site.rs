//! A site on which one city publishes its own plans: Kawasaki's part of the library, alone, with the theme that the
//! cities get. It speaks as the city, not as someone who collects the plans of many.

mod support;

use std::collections::BTreeMap;

use shirube::disk;
use shirube::pipeline::Options;
use shirube::source::{SourceFile, SourcePath, Sources};
use shirube::values::Audience;
use support::{BASE, build, fixture, options, repository};

type Files = BTreeMap<String, Vec<u8>>;

/// Words that only someone says who collects the plans of many cities, and why a city does not say them of itself.
const OF_COLLECTORS: &[(&str, &str)] = &[
    ("収録", "a city publishes its plans; it enters nothing"),
    ("計画に記載なし", "that a plan is silent is what a comparison finds out"),
    ("まだ確かめていません", "the city knows what its own plan says"),
    ("記載状況", "the state of an entry in a collection"),
    ("各自治体", "there is one"),
    ("自治体ごと", "there is one"),
    ("自治体から", "nobody looks for a measure of the city by its name"),
    ("自治体を比べる", "there is nothing to compare it with"),
    ("ほかの自治体", "the others have sites of their own"),
    ("自治体と計画", "the city calls what it has its plans"),
    ("自治体の情報", "the city's own site tells about the city"),
    ("翻訳の状況", "each page says how its own translation stands; the list is the staff's"),
    ("見比べ", "there is nothing to compare it with"),
    ("collect", "a city publishes its plans"),
    ("entered", "a city publishes its plans; it enters nothing"),
    ("Not in the plan", "that a plan is silent is what a comparison finds out"),
    ("not yet checked", "the city knows what its own plan says"),
    ("have not checked", "the city knows what its own plan says"),
    ("Compare local governments", "there is nothing to compare it with"),
    ("other local governments", "the others have sites of their own"),
    ("each local government", "there is one"),
    ("by local government", "there is one"),
    ("By local government", "there is one"),
    ("or local government", "nobody looks for a measure of the city by its name"),
    ("and local government.", "nobody looks for a measure of the city by its name"),
    ("the local governments", "there is one"),
    ("Plans by local government", "the city calls what it has its plans"),
    ("About the local government", "the city's own site tells about the city"),
    ("State of translations", "each page says how its own translation stands; the list is the staff's"),
];

#[test]
fn nothing_is_said_as_by_someone_who_collects_plans() {
    // A small site whose texts have none of these words, and a large one of every kind of page.
    let small = fixture(&[(BASE[0].0.to_owned(), BASE[0].1.replace("theme = \"plain\"\n", ""))]);
    for sources in [small, sources_of_kawasaki("")] {
        let (files, diagnostics) = build(&sources, &options());
        assert!(diagnostics.is_empty(), "{diagnostics:#?}");
        let wrong = said_by_collectors(&files, &sources);
        assert!(wrong.is_empty(), "{} of:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    }
}

/// What pages, descriptions and data say in the words of collectors. Words that the city's own texts use are the
/// city's.
fn said_by_collectors(files: &Files, sources: &Sources) -> Vec<String> {
    let own = |words: &str| {
        let mut texts = sources.files.iter().filter(|(path, _)| path.as_str().starts_with("content/"));
        texts.any(|(_, file)| file.text.contains(words))
    };
    let of_collectors: Vec<_> = OF_COLLECTORS.iter().filter(|(words, _)| !own(words)).collect();
    let said = files.iter().filter(|(path, _)| !path.starts_with("assets/"));
    said.flat_map(|(path, bytes)| {
        let text = String::from_utf8_lossy(bytes);
        let found = of_collectors.iter().filter(|(words, _)| text.contains(words)).collect::<Vec<_>>();
        found.into_iter().map(move |(words, why)| format!("{path} says `{words}`: {why}"))
    })
    .collect()
}

#[test]
fn the_words_of_collectors_are_those_of_a_collection() {
    let pages: String = collection()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    for words in [
        "収録",
        "計画に記載なし",
        "まだ確かめていません",
        "自治体ごと",
        "ほかの自治体",
        "翻訳の状況",
        "of each local government",
        "Compare local governments",
        "State of translations",
    ] {
        assert!(pages.contains(words), "{words}");
    }
}

#[test]
fn a_citys_own_site_has_no_page_menu_filter_or_column_for_cities() {
    let files = kawasaki("");
    let made = |part: &str| files.keys().filter(|path| path.contains(part)).collect::<Vec<_>>();
    assert_eq!(made("compare/"), Vec::<&String>::new());
    assert_eq!(made("measures/city/"), Vec::<&String>::new());
    assert_eq!(made("translations.html"), Vec::<&String>::new());
    for folder in ["", "en/"] {
        let index = page(&files, &format!("{folder}measures/index.html"));
        assert!(!index.contains("name=\"city\"") && !index.contains("data-column=\"city\""), "{folder}");
        assert!(index.contains("name=\"department\"") && index.contains("data-column=\"department\""));
        let measure = page(&files, &format!("{folder}kawasaki/vision-2026/measures/recruitment-review.html"));
        assert!(!measure.contains("class=\"nearest\""));
        let city = page(&files, &format!("{folder}kawasaki/index.html"));
        assert!(!city.contains("data-state=") && city.contains("class=\"time-line\""));
    }
    let head = |page: &str| page.split("</header>").next().unwrap().to_owned();
    let home = head(page(&files, "index.html"));
    assert!(home.contains("計画と所管課") && !home.contains("比べる"), "{home}");
}

#[test]
fn the_way_to_a_page_does_not_repeat_the_city() {
    let files = kawasaki("");
    let way = |address: &str| {
        let html = page(&files, address);
        let list = html.split("<nav class=\"breadcrumb\"").nth(1).unwrap().split("</nav>").next().unwrap();
        let texts =
            list.split("<li>").skip(1).map(|step| step.split('>').nth(1).unwrap().split('<').next().unwrap());
        texts.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(way("kawasaki/vision-2026/index.html"), ["ホーム", "川崎市職員人財ビジョン"]);
    assert_eq!(
        way("kawasaki/vision-2026/measures/recruitment-review.html")[..2],
        ["ホーム", "川崎市職員人財ビジョン"]
    );
    assert_eq!(way("kawasaki/departments/hr-development.html")[..1], ["ホーム"]);
    assert_eq!(way("kawasaki/index.html"), ["ホーム", "川崎市の計画と所管課"]);
}

#[test]
fn the_home_page_leads_to_the_plans_in_force_and_then_to_the_others() {
    let files = kawasaki("");
    let home = page(&files, "index.html");
    let place = |id: &str| home.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no `{id}`"));
    assert!(place("plans") < place("other-plans"));
    let current = &home[place("plans")..place("other-plans")];
    assert!(current.contains("kawasaki/vision-2026/index.html") && !current.contains("終了"), "{current}");
    assert!(home[place("other-plans")..].contains("kawasaki/action-plan-2022/index.html"));
    assert!(!home.contains("id=\"cities\""));
}

/// The list is for those who translate.
#[test]
fn the_staff_sees_the_state_of_translations() {
    let options = Options { audience: Audience::Internal, ..options() };
    let (files, diagnostics) = build(&sources_of_kawasaki(""), &options);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    assert!(page(&files, "index.html").contains("href=\"translations.html\""));
}

#[test]
fn a_collection_of_one_city_has_its_pages_and_says_that_there_is_one() {
    let files = kawasaki("kind = \"collection\"\n");
    for (folder, words) in
        [("", "いま収録しているのは1自治体です"), ("en/", "There is one local government so far")]
    {
        for address in ["index.html", "compare/index.html", "compare/topics/securing.html"] {
            let address = format!("{folder}{address}");
            assert!(page(&files, &address).contains(words), "{address}");
        }
        assert!(files.contains_key(&format!("{folder}measures/city/kawasaki.html")));
    }
}

/// A folder of a city that publishes nothing yet makes no collection.
#[test]
fn the_cities_with_a_plan_decide_what_a_site_is() {
    let next = "name = { ja = \"隣市\", kana = \"となりし\", en = \"Next City\" }\ncode = \"990027\"\nprefecture = { ja = \"見本県\", en = \"Sample Prefecture\" }\nclass = \"city\"\n\n[[department]]\nid = \"personnel\"\nname = { ja = \"人事課\", en = \"Personnel Division\" }\n";
    let city = ("content/tonari/city.toml".to_owned(), next.to_owned());
    let plan = BASE.iter().find(|(path, _)| path.ends_with("plan.toml")).unwrap().1;
    let plan = ("content/tonari/vision/plan.toml".to_owned(), plan.to_owned());
    for (own, is_collection) in [(vec![], false), (vec![city.clone()], false), (vec![city, plan], true)] {
        let (files, diagnostics) = build(&fixture(&own), &options());
        assert!(diagnostics.is_empty(), "{diagnostics:#?}");
        assert_eq!(files.contains_key("compare/index.html"), is_collection, "{own:?}");
        assert_eq!(files.contains_key("measures/city/mihon.html"), is_collection, "{own:?}");
    }
}

const PUBLISHER: &str = r#"address = { ja = "川崎市川崎区宮本町1番地", en = "1 Miyamoto-cho, Kawasaki-ku" }
phone = "044-200-2111"
links = [
  { label = { ja = "個人情報の取扱い", en = "Privacy" }, url = "https://www.example.lg.jp/privacy.html" },
  { label = { ja = "公式サイト", en = "Official site" }, url = "https://www.example.lg.jp/" },
]
"#;

#[test]
fn every_page_ends_with_the_address_the_number_and_the_links_of_the_publisher() {
    let files = kawasaki(PUBLISHER);
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        let footer = html.split("<footer").nth(1).unwrap_or_else(|| panic!("{path} has no footer"));
        let (address, privacy) = if path.starts_with("en/") {
            ("1 Miyamoto-cho, Kawasaki-ku", "Privacy")
        } else {
            ("川崎市川崎区宮本町1番地", "個人情報の取扱い")
        };
        let link = format!("<a href=\"https://www.example.lg.jp/privacy.html\">{privacy}</a>");
        for wanted in [&format!("<address>\n<p>{address}</p>"), "href=\"tel:044-200-2111\"", &link] {
            assert!(footer.contains(wanted), "{path} lacks {wanted}:\n{footer}");
        }
    }
}

#[test]
fn machines_learn_who_publishes_and_where() {
    let files = kawasaki(PUBLISHER);
    let data = |files: &Files| {
        let html = page(files, "index.html");
        let json = html
            .split("<script type=\"application/ld+json\">")
            .nth(1)
            .unwrap()
            .split("</script>")
            .next()
            .unwrap();
        let data: serde_json::Value = serde_json::from_str(json).unwrap();
        data["@graph"][0]["publisher"].clone()
    };
    let publisher = data(&files);
    assert_eq!(publisher["@type"], "GovernmentOrganization");
    assert_eq!(publisher["address"], "川崎市川崎区宮本町1番地");
    assert_eq!(publisher["telephone"], "044-200-2111");
    let collector = data(&collection());
    assert_eq!(collector["@type"], "Organization");
    assert_eq!(collector.get("address"), None);
}

fn page<'a>(files: &'a Files, address: &str) -> &'a str {
    std::str::from_utf8(files.get(address).unwrap_or_else(|| panic!("there is no {address}"))).unwrap()
}

fn collection() -> Files {
    let (files, diagnostics) =
        build(&disk::read(&repository("")).expect("the repository holds a site").0, &options());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    files
}

/// The site of Kawasaki alone, with more lines in its `site.toml`.
fn kawasaki(more: &str) -> Files {
    let (files, diagnostics) = build(&sources_of_kawasaki(more), &options());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    files
}

fn sources_of_kawasaki(more: &str) -> Sources {
    let (mut sources, _) = disk::read(&repository("")).expect("the repository holds a site");
    let belongs = |path: &SourcePath| {
        !["content/kawagoe/", "content/tachikawa/", "content/guide/"]
            .iter()
            .any(|other| path.as_str().starts_with(other))
    };
    sources.files.retain(|path, _| belongs(path));
    sources.assets.retain(|path, _| belongs(path));
    let settings = "title = { ja = \"川崎市職員の人財計画\", en = \"HR plans of Kawasaki\" }\nbase_url = \"https://example.lg.jp/hr/\"\nlanguages = [\"ja\", \"en\"]\npublisher = { ja = \"川崎市\", en = \"City of Kawasaki\" }\n";
    let own = [
        ("content/site.toml", format!("{settings}{more}")),
        ("content/_index.md", "+++\ntitle = \"川崎市職員の人財計画\"\n+++\n職員の採用と育成の計画を公開しています。\n".to_owned()),
        ("content/_index.en.md", "+++\ntitle = \"HR plans of Kawasaki\"\nstate = \"reviewed\"\n+++\nHow the city recruits its staff and helps them grow.\n".to_owned()),
    ];
    for (path, text) in own {
        sources.insert(SourceFile::new(SourcePath::new(path), text.as_bytes()));
    }
    sources
}
