//! What `[[menu]]` and `[security]` in `site.toml` make of the pages of the default theme: items, the policy, and what
//! readers are told.

mod support;

use std::collections::BTreeMap;

use support::{BASE, build, fixture, options};

type Files = BTreeMap<String, Vec<u8>>;

/// What every page has in its menu by itself, and where that leads from the home page of its language.
const OWN_ITEMS: [(&str, [(&str, &str); 2]); 2] = [
    ("", [("取組を探す", "measures/index.html"), ("計画と所管課", "mihon/index.html")]),
    ("en/", [("Find a measure", "measures/index.html"), ("Plans and departments", "mihon/index.html")]),
];

#[test]
fn items_come_after_the_sites_own_in_their_order_and_lead_there_from_any_depth() {
    let files = site(
        r#"
[[menu]]
label = { ja = "採用案内", en = "Working for us" }
link = "https://www.example.lg.jp/saiyo/"

[[menu]]
label = { ja = "はじめての研修", en = "The first training" }
link = "@/mihon/vision/measures/first.md#contents"
"#,
    );
    for (folder, own) in OWN_ITEMS {
        let added = match folder {
            "" => ["採用案内", "はじめての研修"],
            _ => ["Working for us", "The first training"],
        };
        for (page, up) in [
            ("index.html", ""),
            ("mihon/index.html", "../"),
            ("mihon/vision/measures/first.html", "../../../"),
        ] {
            let top = if folder.is_empty() { up.to_owned() } else { format!("../{up}") };
            let of_site = |address: &str| format!("{top}{folder}{address}");
            let mut wanted: Vec<(String, String)> =
                own.iter().map(|(title, address)| ((*title).to_owned(), of_site(address))).collect();
            wanted.push((added[0].to_owned(), "https://www.example.lg.jp/saiyo/".to_owned()));
            wanted.push((added[1].to_owned(), of_site("mihon/vision/measures/first.html#contents")));
            assert_eq!(menu(text(&files, &format!("{folder}{page}"))), wanted, "{folder}{page}");
        }
    }
}

const ALLOWED: &str = r#"
[security]
script = [{ host = "https://stats.example.lg.jp", reason = { ja = "閲覧数を数えるため", en = "To count visits" } }]
connect = [
  { host = "https://stats.example.lg.jp", reason = { ja = "閲覧数を数えるため", en = "To count visits" } },
  { host = "https://log.example.lg.jp:8443", reason = { ja = "記録のため", en = "To keep records" } },
]
frame = [{ host = "https://maps.example.lg.jp", reason = { ja = "地図を示すため", en = "To show maps" } }]
form = [{ host = "https://form.example.lg.jp", reason = { ja = "意見を受けるため", en = "To take opinions" } }]
"#;

#[test]
fn without_hosts_the_policy_lets_pages_ask_nobody_and_readers_are_told_nothing() {
    for (path, html) in pages(&site("")) {
        assert_eq!(
            policy(&html),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
             connect-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'",
            "{path}"
        );
        assert!(!html.contains("class=\"hosts"), "{path}");
    }
}

#[test]
fn each_host_is_allowed_for_what_it_is_named_for_and_nothing_else() {
    for (path, html) in pages(&site(ALLOWED)) {
        assert_eq!(
            policy(&html),
            "default-src 'none'; script-src 'self' https://stats.example.lg.jp; style-src 'self'; \
             img-src 'self' data:; font-src 'self'; \
             connect-src 'self' https://stats.example.lg.jp https://log.example.lg.jp:8443; media-src 'self'; \
             manifest-src 'self'; frame-src https://maps.example.lg.jp; base-uri 'none'; \
             form-action https://form.example.lg.jp",
            "{path}"
        );
    }
}

/// Each host once, with every reason once, on every page.
#[test]
fn readers_are_told_on_every_page_which_hosts_learn_of_them_and_why() {
    let ja = [
        "stats.example.lg.jp：閲覧数を数えるため",
        "log.example.lg.jp:8443：記録のため",
        "maps.example.lg.jp：地図を示すため",
        "form.example.lg.jp：意見を受けるため",
    ];
    let en = [
        "stats.example.lg.jp: To count visits",
        "log.example.lg.jp:8443: To keep records",
        "maps.example.lg.jp: To show maps",
        "form.example.lg.jp: To take opinions",
    ];
    for (path, html) in pages(&site(ALLOWED)) {
        let (before, notice) =
            html.split_once("<ul class=\"hosts").unwrap_or_else(|| panic!("{path} tells nothing"));
        let hosts: Vec<&str> = notice
            .split("</ul>")
            .next()
            .unwrap()
            .split("<li>")
            .skip(1)
            .map(|item| item.split("</li>").next().unwrap())
            .collect();
        let (words, wanted) = match path.starts_with("en/") {
            true => ("The pages of this site also exchange data with these hosts:", en),
            false => ("このサイトのページを開くと、次のサイトとも通信します。", ja),
        };
        assert!(before.contains(words), "{path}");
        assert_eq!(hosts, wanted, "{path}");
    }
}

/// What the message on something that the policy blocks says to write, makes it go away.
#[test]
fn the_lines_that_are_proposed_for_a_blocked_host_allow_it() {
    let theme = [
        ("themes/city/theme.toml", "extends = \"default\"\n"),
        (
            "themes/city/templates/footer-note.html",
            "<script src=\"https://stats.example.lg.jp/count.js\"></script>\n",
        ),
    ];
    let with = |more: &str| {
        let mut files = settings("theme = \"city\"\n", more);
        files.extend(theme.map(|(path, text)| (path.to_owned(), text.to_owned())));
        build(&fixture(&files), &options()).1
    };
    let found = with("");
    let [blocked] = &found[..] else { panic!("{found:#?}") };
    let help = &blocked.help.as_ref().expect("it says what to do").en;
    let lines =
        help.split("write `").nth(1).and_then(|rest| rest.split('`').next()).expect("the lines to write");
    assert_eq!(with(&format!("\n[security]\n{}\n", lines.replace('…', "To count visits"))), []);
}

fn site(more: &str) -> Files {
    let (files, diagnostics) = build(&fixture(&settings("", more)), &options());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    files
}

/// The settings of the fixture, with the default theme or another.
fn settings(theme: &str, more: &str) -> Vec<(String, String)> {
    let (path, text) = BASE[0];
    vec![(path.to_owned(), format!("{}{more}", text.replace("theme = \"plain\"\n", theme)))]
}

fn pages(files: &Files) -> Vec<(String, String)> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    let pages: Vec<_> =
        pages.map(|(path, html)| (path.clone(), String::from_utf8(html.clone()).unwrap())).collect();
    assert!(pages.len() > 10);
    pages
}

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("there is no {path}"))).unwrap()
}

fn policy(html: &str) -> String {
    let meta = html.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).expect("a policy");
    meta.split('"').next().unwrap().replace("&#39;", "'").replace("&#x27;", "'")
}

/// The title and the link of each item.
fn menu(html: &str) -> Vec<(String, String)> {
    let menu = html.split("<nav class=\"site-navigation\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let items = menu.split("<a href=\"").skip(1).map(|item| {
        let (link, rest) = item.split_once('"').unwrap();
        let title = rest.split_once('>').unwrap().1.split("</a>").next().unwrap();
        (title.to_owned(), link.to_owned())
    });
    items.collect()
}
