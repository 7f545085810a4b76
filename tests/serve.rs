//! `shirube serve` through a real socket: who is answered, with what, and what nobody can do to it.

#[path = "support/preview.rs"]
mod preview;
mod support;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use preview::{Preview, next_news, parse, version_of, without_script};
use support::{BASE, build, options, plain_theme, sources, tree};
use tempfile::TempDir;

const CANARY: &str = "the-canary-outside-of-the-site";
const MEASURE: &str = "content/mihon/vision/measures/first.md";
const PAGE: &str = "/mihon/vision/measures/first.html";

#[test]
fn a_draft_is_shown_with_its_mark() {
    let site = site();
    edit(&site, "content/site.toml", "theme = \"plain\"", "theme = \"default\"");
    let draft = "+++\ntitle = \"次の研修\"\ndraft = true\n+++\n方向です。\n";
    save(&root(&site), "content/mihon/vision/measures/second.md", draft);
    let preview = Preview::start(&root(&site));
    let page = preview.get("/mihon/vision/measures/second.html").text();
    assert!(page.contains("<span class=\"held-back-mark\">下書き</span>"), "{page}");
    assert!(!preview.get(PAGE).text().contains("class=\"held-back\""));
}

/// A small site in a folder, with secrets around it.
fn site() -> TempDir {
    let holder = tempfile::tempdir().unwrap();
    let root = holder.path().join("site");
    for (path, text) in BASE {
        save(&root, path, text);
    }
    for (path, text) in plain_theme() {
        save(&root, &path, &text);
    }
    save(&root, "themes/plain/static/style.css", "p { color: navy }\n");
    save(&root, "themes/plain/static/site.js", "// nothing\n");
    save(&root, "themes/plain/templates/measure.html", LINKED_PAGE);
    for secret in
        ["canary.txt", "site-secret/canary.html", "site/canary.txt", "site/.git/canary", "site/content/.env"]
    {
        save(holder.path(), secret, CANARY);
    }
    holder
}

const LINKED_PAGE: &str = "<!doctype html>\n<html lang=\"{{ lang }}\">\n<head>\n<title>{{ page.title.text }}</title>\n<link rel=\"stylesheet\" href=\"{{ get_url(path=\"assets/style.css\") }}\">\n<script defer src=\"{{ get_url(path=\"assets/site.js\") }}\"></script>\n</head>\n<body>\n<main data-translation=\"{{ page.translation }}\"{% if page.content_lang %} lang=\"{{ page.content_lang }}\"{% endif %}>\n<h1>{{ page.title | phrase }}</h1>\n{{ page.content | safe }}</main>\n</body>\n</html>\n";

fn root(site: &TempDir) -> std::path::PathBuf {
    site.path().join("site")
}

fn save(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

fn edit(site: &TempDir, path: &str, from: &str, to: &str) {
    let place = root(site).join(path);
    let text = fs::read_to_string(&place).unwrap();
    assert!(text.contains(from), "{path} has no {from:?}");
    fs::write(place, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn what_is_served_is_what_a_build_writes() {
    let site = site();
    let preview = Preview::start(&root(&site));
    let files = tree(&root(&site));
    let sources = sources(
        files
            .iter()
            .filter(|(path, _)| {
                path.starts_with("content/") && !path.contains("/.") || path.starts_with("themes/")
            })
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice())),
    );
    let (expected, _) = build(&sources, &options());
    assert!(expected.len() > 10);
    for (path, bytes) in &expected {
        let answer = preview.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        assert!(without_script(&answer.body) == *bytes, "{path} is not what a build writes");
    }
    assert!(!root(&site).join("public").exists(), "nothing is written");
}

#[test]
fn nothing_outside_of_the_site_can_be_read() {
    let site = site();
    let preview = Preview::start(&root(&site));
    let ups = [
        "..",
        "%2e%2e",
        "%252e%252e",
        ".%2e",
        "..%2f",
        "%2e%2e%2f",
        "..\\",
        "..%5c",
        "....//",
        "%c0%ae%c0%ae",
        "..",
    ];
    let names = [
        "canary.txt",
        "site-secret/canary.html",
        ".git/canary",
        "content/.env",
        "content/site.toml",
        "etc/passwd",
    ];
    let mut targets = Vec::new();
    for name in names {
        for up in ups {
            for depth in 1..4 {
                targets.push(format!("/{}/{name}", vec![up; depth].join("/")));
                targets.push(format!("/mihon/{}/{name}", vec![up; depth].join("/")));
            }
        }
        for begin in [
            "//",
            "/./",
            "/\\",
            "/%00",
            "/c:/",
            "/file:/",
            "/@fs/",
            "/%2f",
            "/nothing?raw=",
            "/index.html%00/",
            "/%5c%5c?%5c",
        ] {
            targets.push(format!("{begin}{name}"));
        }
        targets.push(format!("/{name}?raw"));
        targets.push(format!("http://{}/../{name}", preview.host));
        targets.push(format!("/x#/../{name}"));
        targets.push(root(&site).join(name).display().to_string());
    }
    assert!(targets.len() > 400);
    for target in targets {
        let answer = preview.ask("GET", &target, "");
        assert!([400, 404].contains(&answer.status), "{target}: {}", answer.status);
        assert!(!answer.text().contains(CANARY) && !answer.text().contains("base_url"), "{target}");
    }
}

#[test]
fn names_that_mean_something_to_windows_mean_nothing_here() {
    let site = site();
    let preview = Preview::start(&root(&site));
    let mut targets = Vec::new();
    for device in ["con", "CON", "nul", "aux", "prn", "com1", "lpt9", "conin$", "com%C2%B9"] {
        for form in
            ["{}", "{}.html", "{}.", "{}%20", "mihon/{}", "mihon/{}/index.html", "{}:", "%5c%5c.%5c{}"]
        {
            targets.push(format!("/{}", form.replace("{}", device)));
        }
    }
    for page in ["index.html", "mihon/index.html", "assets/style.css"] {
        for form in [
            "{}::$DATA",
            "{}:$DATA",
            "{}%3a%3a$DATA",
            "{}:stream",
            "{}.",
            "{}..",
            "{}%20",
            "{}%00",
            "{}/",
            "{}/.",
            "{}/x",
        ] {
            targets.push(format!("/{}", form.replace("{}", page)));
        }
    }
    targets.extend(
        ["/INDEX.HTML", "/INDEX~1.HTM", "/mihon%5cindex.html", "/mihon\\index.html", "/Mihon/"]
            .map(str::to_owned),
    );
    targets.extend(
        ["/\\\\?\\c:\\windows", "/%5c%5c?%5cc:%5cwindows", "/c%3a/windows/win.ini", "/c:%5cwindows"]
            .map(str::to_owned),
    );
    for target in targets {
        let answer = preview.get(&target);
        assert!([400, 404].contains(&answer.status), "{target}: {}", answer.status);
    }
}

#[test]
fn a_redirect_stays_here_and_carries_nothing() {
    let site = site();
    let preview = Preview::start(&root(&site));
    let to_folder = preview.get("/mihon");
    assert_eq!((to_folder.status, to_folder.header("Location")), (302, Some("/mihon/")));
    for target in
        ["/mihon%0d%0aSet-Cookie:%20x=1", "//evil.example/mihon", "/%2f%2fevil.example", "/\\evil.example"]
    {
        let answer = preview.get(target);
        assert!([400, 404].contains(&answer.status), "{target}");
        assert_eq!(answer.header("Location"), None);
        assert_eq!(answer.header("Set-Cookie"), None);
    }
}

#[test]
fn only_the_writers_own_browser_is_answered() {
    let site = site();
    let preview = Preview::start(&root(&site));
    let port = preview.port;
    let with_host =
        |host: &str| parse(&preview.raw(format!("GET / HTTP/1.1\r\n{host}\r\n").as_bytes())).status;
    assert_eq!(with_host(&format!("Host: localhost:{port}\r\n")), 200);
    for (host, status) in [
        (format!("Host: evil.example:{port}\r\n"), 403),
        (format!("Host: localhost.evil.example:{port}\r\n"), 403),
        ("Host: localhost:1\r\n".to_owned(), 403),
        (String::new(), 400),
        ("Host: \r\n".to_owned(), 400),
        (format!("Host: localhost:{port}\r\nHost: localhost:{port}\r\n"), 400),
    ] {
        assert_eq!(with_host(&host), status, "{host}");
    }
    for target in ["/", PAGE, "/_shirube/events?page=/", "/_shirube/look?page=/"] {
        for origin in ["https://evil.example", "http://203.0.113.5", "null", "http://localhost:1"] {
            let answer = preview.ask("GET", target, &format!("Origin: {origin}\r\n"));
            assert_eq!((answer.status, answer.body.len()), (403, 0), "{target} {origin}");
        }
        let answer = preview.ask("GET", target, "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n");
        assert_eq!(answer.status, 403, "{target}");
    }
    let own = preview.ask("GET", "/_shirube/look?page=/", &format!("Origin: http://{}\r\n", preview.host));
    assert_eq!(own.status, 200);
    for answer in [own, preview.get("/"), preview.get("/nothing"), preview.ask("POST", "/", "")] {
        assert!(!answer.head.to_lowercase().contains("access-control"), "{}", answer.head);
        assert_eq!(answer.header("X-Content-Type-Options"), Some("nosniff"));
        assert_eq!(answer.header("Cache-Control"), Some("no-store"));
        assert_eq!(answer.header("Connection"), Some("close"));
    }
}

#[test]
fn methods_conditions_and_types() {
    let site = site();
    save(&root(&site), MEASURE, &format!("{}\n[a](./a.pdf)\n", BASE[6].1));
    save(&root(&site), "content/mihon/vision/measures/a.pdf", "%PDF-1.7");
    let preview = Preview::start(&root(&site));
    let (get, head) = (preview.get(PAGE), preview.ask("HEAD", PAGE, ""));
    let no_date =
        |head: &str| head.lines().filter(|line| !line.starts_with("Date")).collect::<Vec<_>>().join("\n");
    assert_eq!(no_date(&get.head), no_date(&head.head));
    assert!(head.body.is_empty() && !get.body.is_empty());
    assert_eq!(get.header("Content-Length"), Some(get.body.len().to_string().as_str()));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH"] {
        let answer = preview.ask(method, "/", "");
        assert_eq!((answer.status, answer.header("Allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let tag = get.header("ETag").unwrap().to_owned();
    let known = preview.ask("GET", PAGE, &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((known.status, known.body.len()), (304, 0));
    for (tags, status) in [
        (format!("W/{tag}"), 304),
        (format!("\"other\", {tag}"), 304),
        ("*".to_owned(), 304),
        ("\"other\"".to_owned(), 200),
        (String::new(), 200),
    ] {
        for method in ["GET", "HEAD"] {
            let answer = preview.ask(method, PAGE, &format!("If-None-Match: {tags}\r\n"));
            assert_eq!(answer.status, status, "{method} {tags:?}");
            assert_eq!(answer.header("ETag"), Some(tag.as_str()), "{method} {tags:?}");
        }
    }
    let events = preview.ask("HEAD", "/_shirube/events?page=/", "");
    assert_eq!(
        (events.status, events.header("Content-Type")),
        (200, Some("text/event-stream; charset=utf-8"))
    );
    assert!(events.body.is_empty());
    let nothing = preview.ask("GET", "/nothing.html", "If-None-Match: *\r\n");
    assert_eq!(
        (nothing.status, nothing.header("ETag")),
        (404, None),
        "what is not there is not known either"
    );
    // A tag is of what is sent: another text, another tag.
    edit(&site, MEASURE, "方向性です。", "別の方向性です。");
    preview.until("another tag", |preview| {
        preview.ask("GET", PAGE, &format!("If-None-Match: {tag}\r\n")).status == 200
    });
}

#[test]
fn a_part_of_a_file_is_answered_with_the_whole() {
    let site = site();
    let preview = Preview::start(&root(&site));
    let whole = preview.get(PAGE);
    for range in ["bytes=0-3", "bytes=-5", "bytes=0-0,2-3", "bytes=99999999-", "bytes=5-1", "lines=1-2", "x"]
    {
        for condition in [String::new(), format!("If-Range: {}\r\n", whole.header("ETag").unwrap())] {
            let answer = preview.ask("GET", PAGE, &format!("Range: {range}\r\n{condition}"));
            assert_eq!((answer.status, &answer.body), (200, &whole.body), "{range}");
            assert_eq!(answer.header("Accept-Ranges"), Some("none"), "{range}");
            assert_eq!(answer.header("Content-Range"), None, "{range}");
        }
    }
}

#[test]
fn every_file_has_its_type_and_texts_their_character_set() {
    let site = site();
    save(&root(&site), MEASURE, &format!("{}\n[a](./a.pdf)\n", BASE[6].1));
    save(&root(&site), "content/mihon/vision/measures/a.pdf", "%PDF-1.7");
    for name in [
        "a.json",
        "a.svg",
        "a.xml",
        "a.csv",
        "a.txt",
        "a.png",
        "a.webp",
        "a.woff2",
        "a.JPG",
        "a.other",
        "採用 案内.svg",
    ] {
        save(&root(&site), &format!("themes/plain/static/{name}"), "{}");
    }
    let preview = Preview::start(&root(&site));
    for (target, status, media_type) in [
        ("/", 200, "text/html; charset=utf-8"),
        ("/en/", 200, "text/html; charset=utf-8"),
        ("/assets/style.css", 200, "text/css; charset=utf-8"),
        ("/assets/site.js", 200, "text/javascript; charset=utf-8"),
        ("/mihon/vision/measures/a.pdf", 200, "application/pdf"),
        ("/sitemap.xml", 200, "application/xml; charset=utf-8"),
        ("/robots.txt", 200, "text/plain; charset=utf-8"),
        ("/assets/a.json", 200, "application/json; charset=utf-8"),
        ("/assets/a.svg", 200, "image/svg+xml; charset=utf-8"),
        ("/assets/a.xml", 200, "application/xml; charset=utf-8"),
        ("/assets/a.csv", 200, "text/csv; charset=utf-8"),
        ("/assets/a.txt", 200, "text/plain; charset=utf-8"),
        ("/assets/a.png", 200, "image/png"),
        ("/assets/a.webp", 200, "image/webp"),
        ("/assets/a.woff2", 200, "font/woff2"),
        ("/assets/a.JPG", 200, "image/jpeg"),
        ("/assets/a.other", 200, "application/octet-stream"),
        ("/assets/%E6%8E%A1%E7%94%A8%20%E6%A1%88%E5%86%85.svg", 200, "image/svg+xml; charset=utf-8"),
        ("/%61ssets/a%2Ejson", 200, "application/json; charset=utf-8"),
        ("/_shirube/reload.js", 200, "text/javascript; charset=utf-8"),
        ("/_shirube/panel.css", 200, "text/css; charset=utf-8"),
        ("/_shirube/look?page=/", 200, "application/json; charset=utf-8"),
        ("/_shirube/nothing", 404, "text/plain; charset=utf-8"),
        ("/nothing.html", 404, "text/html; charset=utf-8"),
    ] {
        let answer = preview.get(target);
        assert_eq!((answer.status, answer.header("Content-Type")), (status, Some(media_type)), "{target}");
    }
    assert!(preview.get("/nothing/at/all").text().contains("Not found"), "the site's own page");
}

#[test]
fn a_browser_is_told_of_its_page_and_no_other() {
    let site = site();
    let preview = Preview::start(&root(&site));
    let mut of_page = preview.listen(PAGE);
    let mut of_city = preview.listen("/mihon/index.html");
    for events in [&mut of_page, &mut of_city] {
        assert_eq!(next_news(events)["change"], "none");
    }
    edit(&site, MEASURE, "方向性です。", "新しい方向性です。");
    let news = next_news(&mut of_page);
    assert_eq!(news["change"], "page");
    assert_eq!(news["version"], version_of(&preview.get(PAGE).text()));
    edit(&site, "themes/plain/static/style.css", "navy", "green");
    assert_eq!(next_news(&mut of_page)["change"], "styles");
    edit(&site, "themes/plain/static/site.js", "nothing", "something");
    assert_eq!(next_news(&mut of_page)["change"], "all");
    // The city's page uses none of it: the first that it hears is a mistake.
    edit(&site, MEASURE, "category = \"training\"", "category = \"trainign\"");
    let news = next_news(&mut of_city);
    assert_eq!(
        (news["change"].as_str(), news["mistakes"][0]["code"].as_str()),
        (Some("none"), Some("category.unknown"))
    );
    assert_eq!(next_news(&mut of_page)["mistakes"], news["mistakes"]);
    assert!(preview.get(PAGE).text().contains("新しい方向性です。"), "the last good page stays");
    edit(&site, MEASURE, "category = \"trainign\"", "category = \"training\"");
    assert_eq!(next_news(&mut of_city)["mistakes"], serde_json::json!([]));
}

#[test]
fn mistakes_have_words_places_and_links() {
    let site = site();
    let preview = Preview::start(&root(&site));
    edit(&site, MEASURE, "category = \"training\"", "category = \"<script>alert(1)</script>\"");
    let look = |preview: &Preview| -> serde_json::Value {
        serde_json::from_str(&preview.get("/_shirube/look?page=/").text()).unwrap()
    };
    preview.until("the mistake", |preview| look(preview)["mistakes"][0].is_object());
    let mistake = &look(&preview)["mistakes"][0];
    assert_eq!(mistake["code"], "category.unknown");
    assert_eq!((mistake["line"].as_u64(), mistake["column"].as_u64()), (Some(5), Some(12)));
    assert_eq!(mistake["text"][1], "\"<script>alert(1)</script>\"");
    let link = mistake["link"].as_str().unwrap();
    let place = root(&site).canonicalize().unwrap().join(MEASURE);
    assert_eq!(link, format!("vscode://file{}:5:12", place.display()));
    assert!(mistake["message"]["ja"].is_string() && mistake["message"]["en"].is_string());
}

#[test]
fn no_mistake_ends_the_loop() {
    let site = site();
    let root = root(&site);
    let mut preview = Preview::start(&root);
    let good = preview.get(PAGE).body;
    let has = |code: &'static str| {
        move |preview: &Preview| preview.get("/_shirube/look?page=/").text().contains(&format!("\"{code}\""))
    };
    let sound = |preview: &Preview| preview.get("/_shirube/look?page=/").text().contains("\"mistakes\":[]");
    // A template with a mistake in its syntax, and one that fails when it renders.
    for (text, code) in
        [("{% if %}", "template.syntax"), ("<main>{{ page.title.nothing.at.all }}</main>", "template.render")]
    {
        save(&root, "themes/plain/templates/measure.html", text);
        preview.until(code, has(code));
        assert!(preview.get(PAGE).body == good, "the last good page stays");
        save(&root, "themes/plain/templates/measure.html", LINKED_PAGE);
        preview.until("corrected", sound);
    }
    // A theme that is gone, a half-saved file, a folder that vanishes and returns: content, then the site.
    for (from, to, code) in [
        ("themes/plain", "themes/.plain", "theme.missing"),
        ("content", "content.away", "source.missing"),
        ("../site", "../elsewhere", "source.missing"),
    ] {
        let (from, to) = (root.join(from), root.join(to));
        let (from, to) = if from.ends_with("../site") {
            (root.clone(), root.with_file_name("elsewhere"))
        } else {
            (from, to)
        };
        fs::rename(&from, &to).unwrap();
        preview.until(code, has(code));
        assert!(preview.get(PAGE).body == good, "{code}: the last good page stays");
        fs::rename(&to, &from).unwrap();
        preview.until("it is back", sound);
        save(&root, MEASURE, &format!("{}\n戻りました {code}\n", BASE[6].1));
        preview.until("edits are seen again", |preview| {
            preview.get(PAGE).text().contains(&format!("戻りました {code}"))
        });
        save(&root, MEASURE, BASE[6].1);
        preview.until("as before", |preview| preview.get(PAGE).body == good);
    }
    for (path, whole) in [
        (MEASURE, BASE[6].1),
        ("content/mihon/vision/plan.toml", BASE[5].1),
        ("content/site.toml", BASE[0].1),
    ] {
        // Cut in the middle of a character too: half of a Japanese letter is no text.
        let middle = whole.find('ビ').or_else(|| whole.find('見')).unwrap_or(whole.len() / 2) + 1;
        for half in [&whole.as_bytes()[..middle], b"+++\ntitle = \"".as_slice(), b""] {
            fs::write(root.join(path), half).unwrap();
            preview.until("half-saved", |preview| !sound(preview));
            assert!(preview.get(PAGE).body == good, "{path}: the last good page stays");
            save(&root, path, whole);
            preview.until("saved", sound);
            assert!(preview.get(PAGE).body == good, "{path}: as before");
        }
    }
    assert!(preview.is_alive());
}

#[test]
#[cfg(unix)]
fn what_cannot_be_read_is_forgotten_when_it_has_gone() {
    let site = site();
    let root = root(&site);
    let preview = Preview::start(&root);
    let mistakes = |preview: &Preview| preview.get("/_shirube/look?page=/").text();
    let outside = site.path().join("outside.md");
    fs::write(&outside, "outside").unwrap();
    for target in [root.join("content/strange.md"), outside] {
        let link = root.join("content/strange.md");
        std::os::unix::fs::symlink(&target, &link).unwrap();
        preview.until("a mistake", |preview| mistakes(preview).contains("strange.md"));
        fs::remove_file(&link).unwrap();
        preview.until("none", |preview| mistakes(preview).contains("\"mistakes\":[]"));
    }
}

#[test]
fn a_template_that_does_not_end_is_told_and_does_not_end_the_loop() {
    let site = site();
    let root = root(&site);
    let preview = Preview::start(&root);
    let good = preview.get(PAGE).body;
    let endless =
        "{% for a in range(end=99999) %}{% for b in range(end=99999) %}{% endfor %}{% endfor %}</main>";
    save(&root, "themes/plain/templates/measure.html", &LINKED_PAGE.replace("</main>", endless));
    preview.until("it is reported", |preview| {
        preview.get("/_shirube/look?page=/").text().contains("template.endless")
    });
    assert!(preview.get(PAGE).body == good, "the last good page stays");
    save(&root, "themes/plain/templates/measure.html", LINKED_PAGE);
    save(&root, MEASURE, &format!("{}\n先へ進みます。\n", BASE[6].1));
    preview.until("edits are seen again", |preview| preview.get(PAGE).text().contains("先へ進みます。"));
}

#[test]
fn a_mistake_that_one_page_shows_is_told_when_it_is_opened() {
    let site = site();
    let root = root(&site);
    save(
        &root,
        "content/mihon/vision/measures/second.md",
        &BASE[6].1.replace("はじめての研修", "ふたつめの研修"),
    );
    let preview = Preview::start(&root);
    let good = preview.get("/mihon/vision/measures/second.html");
    assert_eq!(good.status, 200);
    // The first measure is rendered well, and so is the sample of its kind.
    let picky = LINKED_PAGE.replace(
        "</main>",
        "{% if page.title.text == \"ふたつめの研修\" %}{{ page.title.nothing.at.all }}{% endif %}</main>",
    );
    save(&root, "themes/plain/templates/measure.html", &picky);
    preview.until("the page cannot be rendered", |preview| {
        preview.get("/mihon/vision/measures/second.html").body == good.body
            && preview.said().contains("a page that was opened")
            && preview.said().contains("error[template.render]")
    });
    assert!(preview.get("/_shirube/look?page=/").text().contains("template.render"));
}

#[test]
fn a_site_that_starts_with_a_mistake_appears_when_it_is_mended() {
    let site = site();
    let good = fs::read_to_string(root(&site).join("content/site.toml")).unwrap();
    save(&root(&site), "content/site.toml", "title = ");
    let preview = Preview::start(&root(&site));
    let waiting = preview.get(PAGE);
    assert_eq!(waiting.status, 503);
    let mut events = preview.listen(PAGE);
    assert!(next_news(&mut events)["mistakes"][0].is_object());
    save(&root(&site), "content/site.toml", &good);
    assert_eq!(next_news(&mut events)["change"], "all");
    assert_eq!(preview.get(PAGE).status, 200);
}

#[test]
fn slow_and_half_open_connections_do_not_matter() {
    let site = site();
    let mut preview = Preview::start(&root(&site));
    let half: Vec<TcpStream> = (0..500)
        .map(|_| {
            let mut stream = preview.connect();
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: loc");
            stream
        })
        .collect();
    assert_eq!(preview.get(PAGE).status, 200);
    // The answer did not wait until the time of the others was over: the last of them still has its own.
    let last = half.last().expect("there are 500");
    last.set_nonblocking(true).unwrap();
    let waits = last.peek(&mut [0]).is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock);
    assert!(waits, "the last half-open connection was ended before the page came");
    last.set_nonblocking(false).unwrap();
    assert!(threads(&preview) < 400, "{} threads", threads(&preview));
    for mut stream in half {
        stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
        let mut rest = Vec::new();
        let ended = stream.read_to_end(&mut rest);
        assert!(
            ended.is_ok() || ended.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset)
        );
    }
    preview.until("the threads are gone", |preview| threads(preview) < 30);
    assert!(preview.is_alive());
}

#[test]
#[cfg(target_os = "linux")]
fn slow_readers_of_a_large_file_share_it() {
    const FILM: usize = 16 << 20;
    const READERS: usize = 24;
    let site = site();
    save(&root(&site), MEASURE, &format!("{}\n[film](film.mp4)\n", BASE[6].1));
    fs::write(root(&site).join("content/mihon/vision/measures/film.mp4"), vec![b'x'; FILM]).unwrap();
    let preview = Preview::start(&root(&site));
    let before = memory_kb(&preview);
    let readers: Vec<TcpStream> = (0..READERS)
        .map(|_| {
            let mut stream = preview.connect();
            let host = preview.port;
            let ask =
                format!("GET /mihon/vision/measures/film.mp4 HTTP/1.1\r\nHost: 127.0.0.1:{host}\r\n\r\n");
            stream.write_all(ask.as_bytes()).unwrap();
            // It has begun, and the rest is never taken.
            stream.read_exact(&mut [0; 12]).unwrap();
            stream
        })
        .collect();
    let grown = memory_kb(&preview) - before;
    let copies = (FILM * READERS / 1024) as u64;
    assert!(grown < copies / 4, "{grown} kB for {READERS} readers; a copy for each would be {copies} kB");
    assert_eq!(preview.get(PAGE).status, 200);
    drop(readers);
}

#[test]
fn huge_and_malformed_requests_are_refused_and_cost_nothing() {
    let site = site();
    let mut preview = Preview::start(&root(&site));
    let host = format!("Host: {}\r\n", preview.host);
    let long = "a".repeat(1 << 20);
    for (request, allowed) in [
        (format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", long.repeat(100)), &[431, 0][..]),
        (format!("GET /{long} HTTP/1.1\r\n{host}\r\n"), &[414, 431, 0]),
        (format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(8000)), &[414]),
        (format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: 1\r\n".repeat(10_000)), &[431, 0]),
        (format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: 1\r\n".repeat(200)), &[431]),
        (format!("GET / HTTP/1.1\r\n{host}Content-Length: 1000000000\r\n\r\n"), &[413]),
        (format!("POST / HTTP/1.1\r\n{host}Content-Length: 10\r\n\r\n0123456789"), &[405]),
        (format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: xchunked\r\n\r\n"), &[413]),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), &[400, 405, 505]),
        ("\x16\x03\x01\x02\0\x01\0\x01\u{fc}\x03\x03\r\n\r\n".to_owned(), &[400]),
        ("\r\n\r\n".to_owned(), &[400]),
        (format!("GET /採用.html HTTP/1.1\r\n{host}\r\n"), &[400]),
        (format!("GET /%E6%8E%A1 HTTP/1.1\r\n{host}\r\n"), &[404]),
    ] {
        let status = parse(&preview.raw(request.as_bytes())).status;
        assert!(allowed.contains(&status), "{status}: {:?}", &request[..request.len().min(80)]);
    }
    for _ in 0..2_000 {
        drop(preview.connect());
    }
    assert_eq!(preview.get(PAGE).status, 200);
    assert!(memory_kb(&preview) < 64 * 1024, "{} kB", memory_kb(&preview));
    assert!(preview.is_alive());
}

#[test]
fn few_open_files_are_enough() {
    // It is chance who is refused a file, the gate or tiny_http behind it: with several limits, both are.
    for limit in [36, 40, 44, 48, 56, 64] {
        serves_with_few_open_files(limit);
    }
}

fn serves_with_few_open_files(limit: u32) {
    let site = site();
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -n {limit}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_shirube")]);
    let mut preview = Preview::start_with(&root(&site), &[], command);
    let crowd: Vec<TcpStream> = (0..200).map(|_| preview.connect()).collect();
    preview.until("a page in the crowd", |preview| preview.get(PAGE).status == 200);
    drop(crowd);
    for _ in 0..20 {
        preview.until("a page after the crowd", |preview| preview.get(PAGE).status == 200);
    }
    edit(&site, MEASURE, "方向性です。", "新しい方向性です。");
    preview.until("edits are seen", |preview| preview.get(PAGE).text().contains("新しい方向性です。"));
    assert!(preview.is_alive());
}

#[test]
fn many_tabs_leave_room_for_the_next() {
    let site = site();
    let preview = Preview::start(&root(&site));
    let listen = |tab: usize| {
        let mut stream = preview.connect();
        let target = format!("/_shirube/events?page=/&version=0&browser=one&tab={tab}");
        write!(stream, "GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host).unwrap();
        stream
    };
    let (ended, received) = std::sync::mpsc::channel();
    for tab in 0..10 {
        let (mut stream, ended) = (listen(tab), ended.clone());
        std::thread::spawn(move || {
            let mut text = String::new();
            let _ = stream.read_to_string(&mut text);
            let _ = ended.send(text);
        });
    }
    for _ in 0..7 {
        let text = received.recv_timeout(preview::PATIENCE).unwrap();
        assert!(text.contains("event: park"), "{text}");
    }
    assert_eq!(preview.get(PAGE).status, 200);
    assert!(received.try_recv().is_err(), "three tabs keep their streams");
}

#[test]
fn a_taken_port_gives_the_next_one() {
    let site = site();
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let command = Command::new(env!("CARGO_BIN_EXE_shirube"));
    let preview = Preview::start_with(&root(&site), &["--port", &port.to_string()], command);
    assert!(preview.port > port);
    let line = format!("port {port} is taken; using {}", preview.port);
    assert!(preview.said().contains(&line), "{}", preview.said());
    assert_eq!(preview.get(PAGE).status, 200);
}

#[cfg(target_os = "linux")]
fn threads(preview: &Preview) -> usize {
    fs::read_dir(format!("/proc/{}/task", preview.id())).unwrap().count()
}

#[cfg(not(target_os = "linux"))]
fn threads(_: &Preview) -> usize {
    0
}

#[cfg(target_os = "linux")]
fn memory_kb(preview: &Preview) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", preview.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

#[cfg(not(target_os = "linux"))]
fn memory_kb(_: &Preview) -> u64 {
    0
}
