//! What is not published yet: nowhere in what is published, and all of it in the preview.

#[path = "support/command.rs"]
mod command;
mod support;

use std::collections::{BTreeMap, BTreeSet};

use command::Site;
use shirube::diagnostic::Severity;
use shirube::model::Shows;
use shirube::pipeline::Options;
use shirube::source::Sources;
use shirube::values::{Audience, Date};
use support::{BASE, build, options, sources};

/// The base of all fixtures in the default theme, with files of a test's own in their place.
fn site(own: &[(&str, String)]) -> Sources {
    let mut files: BTreeMap<&str, String> =
        BASE.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
    let settings = files["content/site.toml"].replace("theme = \"plain\"", "theme = \"default\"");
    files.insert("content/site.toml", settings);
    files.extend(own.iter().map(|(path, text)| (*path, text.clone())));
    sources(files.iter().map(|(path, text)| (*path, text.as_bytes())))
}

fn preview() -> Options {
    Options { shows: Shows::Drafts, ..options() }
}

fn as_of(day: &str) -> Options {
    Options { as_of: Date::parse(day), ..options() }
}

/// The text of a page.
fn page(sources: &Sources, options: &Options, address: &str) -> String {
    let (files, found) = build(sources, options);
    let errors: Vec<_> = found.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let bytes = files.get(address).unwrap_or_else(|| panic!("no {address} in {:?}", files.keys()));
    String::from_utf8(bytes.clone()).unwrap()
}

/// A word that is nowhere else. Each use has its number, so that a test can say which was found, or missed.
const CANARY: &str = "kanariya";

/// Sites and the places in them where a canary sits.
struct Aviary {
    files: Vec<(String, String)>,
    canaries: usize,
}

impl Aviary {
    /// A file in whose path and text every `@` becomes a canary of its own.
    fn add(&mut self, path: &str, text: &str) {
        let (path, text) = (self.marked(path), self.marked(text));
        self.files.push((path, text));
    }

    /// Whether a canary sits in a value that no page shows: the name of a source file, the prefecture of a city
    /// among few, and the title of an introduction, whose page has that of the record.
    fn is_for_writers(&self, canary: &str) -> bool {
        let lines = self.files.iter().flat_map(|(path, text)| text.lines().map(move |line| (path, line)));
        lines.filter(|(_, line)| line.contains(canary)).any(|(path, line)| {
            line.contains(&format!("file = \"{canary}"))
                || line.starts_with("prefecture")
                || (path.contains("/_index.") && line.starts_with("title"))
        })
    }

    fn marked(&mut self, text: &str) -> String {
        let mut pieces = text.split('@');
        let mut marked = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            self.canaries += 1;
            marked.push_str(&format!("{CANARY}{:03}", self.canaries));
            marked.push_str(piece);
        }
        marked
    }
}

/// The front matter of a measure with a canary in every key that is shown.
const MEASURE_KEYS: &str = "title = \"@題\"\nkana = \"けんしゅう\"\ndescription = \"@説明\"\nnumber = \"@\"\npillar = \"people\"\ncategory = \"training\"\nlinks = [ { label = { ja = \"@様式\", en = \"@form\" }, url = \"https://example.lg.jp/@\" } ]\naliases = [\"@\"]\n";
const BODY: &str = "@方向です。\n\n## @見出し {#contents}\n\n@本文。[資料](@.pdf)\n\n![@写真](@.png)\n\n| @列 |\n|---|\n| @値 |\n\n> [!NOTE]\n> @注\n";

fn aviary() -> Aviary {
    let mut aviary = Aviary { files: Vec::new(), canaries: 0 };
    let reasons = [
        ("draft", "draft = true\n"),
        ("later", "publish = 2027-04-01\n"),
        ("staff", "audience = \"internal\"\n"),
    ];
    for (name, reason) in reasons {
        let measure = format!("+++\n{MEASURE_KEYS}{reason}+++\n{}", with_files(BODY, name));
        aviary.add(&format!("content/mihon/vision/measures/@-{name}.md"), &measure);
        let chapter =
            format!("+++\ntitle = \"@章\"\nnumber = \"@\"\n{reason}+++\n{}", with_files(BODY, name));
        aviary.add(&format!("content/mihon/vision/chapters/{name}-@.md"), &chapter);
        aviary.add(&format!("content/@-{name}.md"), &format!("+++\ntitle = \"@頁\"\n{reason}+++\n@文\n"));
        let with_translation = format!("content/mihon/vision/chapters/{name}.md");
        aviary.add(&with_translation, &format!("+++\ntitle = \"@訳のある章\"\n{reason}+++\n@文\n"));
        let translation = with_translation.replace(".md", ".en.md");
        aviary.add(&translation, "+++\ntitle = \"@title\"\nstate = \"reviewed\"\n+++\n@text\n");
    }
    for (name, release) in [("draft", "draft = true\n"), ("later", "publish = 2027-04-01\n")] {
        aviary.add(&format!("content/mihon/@{name}/plan.toml"), &format!("{PLAN_KEYS}{release}{PLAN_LISTS}"));
        let folder = aviary.files.last().unwrap().0.trim_end_matches("/plan.toml").to_owned();
        aviary.add(&format!("{folder}/_index.md"), "+++\n+++\n@紹介\n");
        aviary.add(
            &format!("{folder}/_index.en.md"),
            "+++\ntitle = \"@Plan\"\nstate = \"reviewed\"\n+++\n@introduction\n",
        );
        aviary.add(&format!("{folder}/indicators.toml"), INDICATORS);
        aviary.add(&format!("{folder}/roles.toml"), ROLES);
        aviary.add(&format!("{folder}/tables/training.csv"), "@列,値\n@行,1\n");
        aviary.add(
            &format!("{folder}/measures/first.md"),
            &format!("+++\n{MEASURE_KEYS}indicators = [\"pride\"]\n+++\n@文\n\n{{{{<table file=\"training\" caption=\"@表\" />}}}}\n"),
        );
        let translation =
            format!("content/mihon/vision/measures/first.{}.md", if name == "draft" { "en" } else { "ko" });
        aviary.add(
            &translation,
            &format!("+++\ntitle = \"@first\"\nstate = \"reviewed\"\n{release}+++\n@text\n\n## @heading {{#contents}}\n\n@words\n"),
        );
    }
    aviary.add("content/tonari@/city.toml", CITY);
    let city = aviary.files.last().unwrap().0.trim_end_matches("/city.toml").to_owned();
    aviary.add(&format!("{city}/_index.md"), "+++\n+++\n@市の紹介\n");
    // Where a text is all that is held back, its page is there without it.
    aviary.add("content/mihon/_index.md", "+++\ntitle = \"@市\"\ndraft = true\n+++\n@市の下書き\n");
    aviary.add(
        "content/mihon/vision/_index.md",
        "+++\ntitle = \"@計画\"\npublish = 2027-04-01\n+++\n@計画の下書き\n",
    );
    aviary.add("content/shown.md", "+++\ntitle = \"公開\"\n+++\n公開。\n\n> [!INTERNAL]\n> @庁内\n");
    // What texts link to is published with them.
    let linked: BTreeSet<String> = aviary
        .files
        .iter()
        .flat_map(|(path, text)| {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
            let names =
                text.split(['(', ')']).filter(|name| name.ends_with(".pdf") || name.ends_with(".png"));
            names.map(move |name| format!("{folder}/{name}")).collect::<Vec<_>>()
        })
        .collect();
    for path in linked {
        // The picture is a GIF by its first bytes, of a size that is not zero.
        aviary.add(&path, if path.ends_with(".png") { "GIF89aAAAAAAA@の中身" } else { "@の中身" });
    }
    aviary
}

/// The files of a text in a name of their own for each text.
fn with_files(body: &str, name: &str) -> String {
    body.replace("@.pdf", &format!("@-{name}.pdf")).replace("@.png", &format!("@-{name}.png"))
}

const PLAN_KEYS: &str = "title = { ja = \"@計画\", en = \"@Plan\" }\nkind = \"vision\"\nperiod = { start = 2031, end = 2035 }\ndepartment = \"personnel\"\nupdated = 2026-12-01\nsource = { title = { ja = \"@原文\", en = \"@Source\" }, file = \"@.pdf\", url = \"https://example.lg.jp/@\" }\nwording = \"summary\"\nsupersedes = \"mihon/vision\"\n";
const PLAN_LISTS: &str = "\n[[revision]]\nat = 2026-12-01\ntext = { ja = \"@策定\", en = \"@Adopted\" }\n\n[[pillar]]\nid = \"people\"\nlabel = { ja = \"@柱\", en = \"@Pillar\" }\ntopic = \"developing\"\ntext = { ja = \"@柱の説明\", en = \"@about the pillar\" }\n\n[[statement]]\nkind = \"ideal-staff\"\nname = { ja = \"@職員像\", en = \"@ideal\" }\ntext = { ja = \"@職員像の説明\", en = \"@about the ideal\" }\n";
const INDICATORS: &str = "[[indicator]]\nid = \"pride\"\nname = { ja = \"@指標\", en = \"@indicator\" }\nunit = \"percent\"\ndirection = \"increase\"\nvalues = [ { at = 2022, value = 87.4 } ]\n";
const ROLES: &str = "[[family]]\nid = \"administrative\"\nname = { ja = \"@職種\", en = \"@family\" }\nabilities = [ { id = \"policy\", name = { ja = \"@能力\", en = \"@ability\" } } ]\n\n[[family.role]]\nid = \"director\"\nname = { ja = \"@部長級\", en = \"@director\" }\nduties = [ { ja = \"@職責\", en = \"@duty\" } ]\nweights = { policy = \"essential\" }\n";
const CITY: &str = "name = { ja = \"@市\", kana = \"となりし\", en = \"@City\" }\ncode = \"990027\"\nprefecture = { ja = \"@県\", en = \"@Prefecture\" }\nclass = \"city\"\n\n[[department]]\nid = \"personnel\"\nname = { ja = \"@人事課\", en = \"@Personnel\" }\n";

fn with_korean(aviary: &Aviary) -> Vec<(&str, String)> {
    let settings = BASE[0]
        .1
        .replace("theme = \"plain\"", "theme = \"default\"")
        .replace("[\"ja\", \"en\"]", "[\"ja\", \"en\", \"ko\"]");
    let own = aviary.files.iter().map(|(path, text)| (path.as_str(), text.clone()));
    own.chain([("content/site.toml", settings)]).collect()
}

#[test]
fn nothing_that_is_held_back_is_anywhere_in_what_is_published() {
    let aviary = aviary();
    let (files, found) = build(&site(&with_korean(&aviary)), &options());
    let wrong: Vec<_> = found.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(wrong.is_empty() && !files.is_empty(), "{wrong:#?}");
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!path.contains(CANARY), "{path}");
        let at = text.find(CANARY).map(|at| &text[text.floor_char_boundary(at.saturating_sub(80))..]);
        assert!(at.is_none(), "{path}: {:.200}", at.unwrap_or_default());
    }
}

/// The same site with nothing held back from anybody: so the canaries are where something is shown.
#[test]
fn all_of_it_is_in_the_preview_for_city_staff() {
    let aviary = aviary();
    let options = Options { shows: Shows::Drafts, ..Options::of(Audience::Internal) };
    let (files, found) = build(&site(&with_korean(&aviary)), &options);
    let wrong: Vec<_> = found.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let all: Vec<String> =
        files.iter().map(|(path, bytes)| format!("{path}\n{}", String::from_utf8_lossy(bytes))).collect();
    let missing: Vec<String> = (1..=aviary.canaries)
        .map(|number| format!("{CANARY}{number:03}"))
        .filter(|canary| !all.iter().any(|text| text.contains(canary.as_str())))
        .filter(|canary| !aviary.is_for_writers(canary))
        .collect();
    assert!(missing.is_empty(), "not shown: {missing:?} of {:#?}", aviary.files);
}

const DRAFT: &str = "content/mihon/vision/measures/second.md";
const DRAFT_PAGE: &str = "mihon/vision/measures/second.html";

#[test]
fn a_draft_is_shown_with_a_mark_and_what_it_lacks() {
    let site = site(&[(DRAFT, "+++\ntitle = \"次の研修\"\ndraft = true\n+++\n方向です。\n".to_owned())]);
    let shown = page(&site, &preview(), DRAFT_PAGE);
    assert!(shown.contains("<title>【下書き】次の研修"), "{shown}");
    assert!(shown.contains("<span class=\"held-back-mark\">下書き</span>"), "{shown}");
    assert!(shown.contains("まだ書いていないもの：<code>pillar</code>、<code>category</code>"), "{shown}");
    assert!(shown.contains("<dt>柱</dt><dd>まだ書いていません</dd>"), "{shown}");
    let english = page(&site, &preview(), &format!("en/{DRAFT_PAGE}"));
    assert!(english.contains("<span class=\"held-back-mark\">Draft</span>"), "{english}");
    let plan = page(&site, &preview(), "mihon/vision/index.html");
    assert!(plan.contains("次の研修</a> <span class=\"held-back-mark\">下書き</span>"), "{plan}");
    let published = page(&site, &preview(), "mihon/vision/measures/first.html");
    assert!(!published.contains("class=\"held-back\""), "{published}");
}

#[test]
fn a_draft_plan_that_says_nothing_yet_is_shown() {
    let site = site(&[("content/mihon/next/plan.toml", "draft = true\n".to_owned())]);
    let shown = page(&site, &preview(), "mihon/next/index.html");
    assert!(shown.contains("<code>wording</code>"), "{shown}");
    assert!(!build(&site, &options()).0.contains_key("mihon/next/index.html"));
}

#[test]
fn a_link_to_a_draft_works_in_the_preview_and_is_said_there() {
    let site = site(&[
        (DRAFT, "+++\ntitle = \"次の研修\"\ndraft = true\n+++\n".to_owned()),
        (
            "content/about.md",
            "+++\ntitle = \"案内\"\n+++\n[次](mihon/vision/measures/second.md)\n".to_owned(),
        ),
    ]);
    assert!(page(&site, &preview(), "about.html").contains(&format!("<a href=\"{DRAFT_PAGE}\">次</a>")));
    let severity = |options: &Options| {
        let (_, found) = build(&site, options);
        found.iter().find(|found| found.code() == "link.unpublished-page").map(|found| found.severity)
    };
    assert_eq!(severity(&preview()), Some(Severity::Warning));
    assert_eq!(severity(&options()), Some(Severity::Error));
}

#[test]
fn a_day_publishes_what_waited_for_it() {
    let later = "+++\ntitle = \"次の研修\"\nkana = \"つぎのけんしゅう\"\npublish = 2027-04-01\npillar = \"people\"\ncategory = \"training\"\n+++\n方向です。\n";
    let site = site(&[(DRAFT, later.to_owned())]);
    for (options, is_there) in [(options(), false), (as_of("2027-03-31"), false), (as_of("2027-04-01"), true)]
    {
        let (files, found) = build(&site, &options);
        assert!(found.is_empty(), "{found:#?}");
        assert_eq!(files.contains_key(DRAFT_PAGE), is_there, "{options:?}");
    }
    let shown = page(&site, &preview(), DRAFT_PAGE);
    let mark = "公開予定：<time datetime=\"2027-04-01\">令和9年（2027年）4月1日</time>";
    assert!(shown.contains(mark), "{shown}");
    // On its day nothing is left to say.
    let on_the_day = Options { shows: Shows::Drafts, ..as_of("2027-04-01") };
    assert!(!page(&site, &on_the_day, DRAFT_PAGE).contains("held-back\""));
}

/// The day decides which plans are in force, and comes from the plans that are published.
#[test]
fn the_day_is_that_of_the_published_plans() {
    let plan = |title: &str, start: u16, updated: &str, release: &str| {
        BASE[5]
            .1
            .replace("見本ビジョン", title)
            .replace("start = 2026, end = 2030", &format!("start = {start}, end = {}", start + 4))
            .replace("2026-04-01", updated)
            .replace("wording", &format!("{release}\nwording"))
    };
    let standing = |release: &str, options: &Options| {
        let next = plan("次のビジョン", 2031, "2031-04-01", release);
        let text = page(&site(&[("content/mihon/next/plan.toml", next)]), options, "mihon/vision/index.html");
        text.contains("この計画は、終了しています。")
    };
    assert!(standing("", &options()), "a plan that is published decides");
    assert!(!standing("draft = true", &options()), "a draft does not");
    assert!(!standing("publish = 2031-04-01", &options()), "one that is held back does not");
    assert!(standing("publish = 2026-04-01", &options()), "one that is published by the day of another does");
    assert!(standing("draft = true", &as_of("2031-04-01")), "the day that was asked for decides before all");
}

#[test]
fn a_city_is_shown_once_a_plan_of_it_is() {
    let city = BASE[4].1.replace("見本市", "隣市").replace("990001", "990027");
    let plan =
        |release: &str| BASE[5].1.replace("kind = \"vision\"", &format!("kind = \"vision\"\n{release}"));
    let shown = |release: Option<&str>| {
        let plan = release.map(|release| ("content/tonari/vision/plan.toml", plan(release)));
        let own: Vec<(&str, String)> =
            [("content/tonari/city.toml", city.clone())].into_iter().chain(plan).collect();
        build(&site(&own), &options()).0.contains_key("tonari/index.html")
    };
    assert!(shown(Some("")));
    assert!(!shown(Some("draft = true")) && !shown(Some("publish = 2027-04-01")) && !shown(None));
}

#[test]
fn a_build_says_what_it_holds_back_and_by_which_day() {
    let site = Site::new();
    site.write(DRAFT, "+++\ntitle = \"次\"\ndraft = true\n+++\n".as_bytes());
    site.write("content/later.md", "+++\ntitle = \"後\"\npublish = 2027-04-01\n+++\n".as_bytes());
    site.write("content/latest.md", "+++\ntitle = \"後\"\npublish = 2028-04-01\n+++\n".as_bytes());
    let notes = "3 notes; `shirube check` shows them\n";
    let run = site.run(&["build", "--strict"]);
    assert_eq!(
        (run.status, run.err),
        (
            0,
            format!(
                "{notes}held back: 1 draft, 2 until a later day (the next on 1 April 2027). The day is 1 April 2026, the latest `updated` of the plans; `--as-of today` takes today's\n"
            )
        )
    );
    let run = site.run(&["build", "--as-of", "2027-04-01", "--messages", "ja"]);
    assert!(run.err.ends_with("公開していないもの：下書き 1 件、公開日前 1 件（次は令和10年（2028年）4月1日）。基準の日は令和9年（2027年）4月1日（`--as-of` の指定）です\n"), "{}", run.err);
    let check = site.run(&["check"]);
    assert!(check.out.ends_with("\nheld back: 1 draft, 2 until a later day (the next on 1 April 2027). The day is 1 April 2026, the latest `updated` of the plans; `--as-of today` takes today's\n"), "{}", check.out);
    for format in ["json", "github"] {
        let check = site.run(&["check", "--format", format]);
        assert!(!(check.out + &check.err).contains("held back"), "{format}");
    }
    let check = site.run(&["check", "--as-of", "today"]);
    assert!(check.out.contains("note[record.missing-key]: `pillar` is missing"), "{}", check.out);
    let run = site.run(&["build", "--as-of", "令和9年4月1日"]);
    assert_eq!(
        (run.status, run.err.as_str()),
        (2, "error: `--as-of 令和9年4月1日` is not a day\nhelp: write the day as `--as-of 2027-04-01`\n")
    );
}
