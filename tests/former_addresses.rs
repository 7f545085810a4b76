//! Addresses that last: what a build says of pages that it does not write any more, that its advice works, and how
//! addresses with Japanese in them are written for other programs.

#[path = "support/command.rs"]
mod command;
mod support;

use std::collections::BTreeMap;

use command::Site;
use support::{BASE, build, options, plain_theme, sources};

/// A published site in which something changes, and what the next build says.
struct Changed {
    site: Site,
    said: String,
}

impl Changed {
    fn by(change: impl FnOnce(&Site)) -> Self {
        let site = Site::new();
        assert_eq!(site.run(&["build"]).status, 0);
        change(&site);
        let said = site.run(&["build", "--strict"]);
        assert_eq!(said.status, 0, "a page that is gone fails nothing: {}", said.err);
        Self { site, said: said.err }
    }

    #[track_caller]
    fn says(&self, words: &str) {
        assert!(self.said.contains(words), "`{words}` is not in:\n{}", self.said);
    }

    /// Builds again with lines put into a file after its first `from`.
    fn with(&self, file: &str, from: &str, line: &str) {
        let text = std::fs::read_to_string(self.site.path(file)).unwrap();
        let text = text.replacen(from, &format!("{from}{line}\n"), 1);
        self.site.write(file, text.as_bytes());
        let built = self.site.run(&["build", "--strict"]);
        assert_eq!(built.status, 0, "{}", built.err);
        assert!(!built.err.contains("address.gone"), "{}", built.err);
    }

    fn page(&self, address: &str) -> String {
        std::fs::read_to_string(self.site.path("public").join(address)).unwrap()
    }
}

fn rename(site: &Site, from: &str, to: &str) {
    std::fs::rename(site.path(from), site.path(to)).unwrap();
}

const FIRST: &str = "content/mihon/vision/measures/first.md";

#[test]
fn a_measure_that_was_renamed_is_found_by_its_title() {
    let renamed = "content/mihon/vision/measures/training-for-beginners.md";
    let changed = Changed::by(|site| rename(site, FIRST, renamed));
    changed
        .says("note[address.gone]: the page `mihon/vision/measures/first.html` that was published is gone");
    changed.says(&format!("write `aliases = [\"first\"]` into `{renamed}` after its `title`"));
    assert_eq!(changed.said.matches("address.gone").count(), 1, "once for all languages:\n{}", changed.said);

    changed.with(renamed, "title = \"はじめての研修\"\n", "aliases = [\"first\"]");
    for address in ["mihon/vision/measures/first.html", "en/mihon/vision/measures/first.html"] {
        let page = changed.page(address);
        assert!(page.contains("content=\"0; url=training-for-beginners.html\""), "{page}");
    }
    assert!(!changed.page("sitemap.xml").contains("measures/first.html"));
}

#[test]
fn a_page_that_moved_elsewhere_gets_its_whole_address() {
    let text = BASE.iter().find(|(path, _)| *path == FIRST).unwrap().1;
    let changed = Changed::by(|site| {
        std::fs::remove_file(site.path(FIRST)).unwrap();
        let (_, body) = text.rsplit_once("+++\n").unwrap();
        let page = format!("+++\ntitle = \"はじめての研修\"\nmenu = true\n+++\n{body}");
        site.write("content/training.md", page.as_bytes());
    });
    changed.says(
        "write `aliases = [\"/mihon/vision/measures/first\"]` into `content/training.md` after its `title`",
    );
    changed.with(
        "content/training.md",
        "title = \"はじめての研修\"\n",
        "aliases = [\"/mihon/vision/measures/first\"]",
    );
}

#[test]
fn a_plan_whose_folder_was_renamed_takes_all_pages_with_it() {
    let changed = Changed::by(|site| rename(site, "content/mihon/vision", "content/mihon/vision-2026"));
    changed.says("the 4 pages that were published in `mihon/vision/` are gone");
    changed
        .says("write `aliases = [\"vision\"]` into `content/mihon/vision-2026/plan.toml` as its first line");
    changed.with("content/mihon/vision-2026/plan.toml", "", "aliases = [\"vision\"]");
    for part in ["index", "print", "parallel", "measures/first"] {
        let page = changed.page(&format!("mihon/vision/{part}.html"));
        assert!(page.contains(&format!("vision-2026/{part}.html")), "{page}");
    }
}

#[test]
fn a_city_whose_folder_was_renamed_takes_all_pages_with_it() {
    let changed = Changed::by(|site| rename(site, "content/mihon", "content/sample-city"));
    changed.says("write `aliases = [\"mihon\"]` into `content/sample-city/city.toml` as its first line");
    changed.with("content/sample-city/city.toml", "", "aliases = [\"mihon\"]");
    assert!(changed.page("en/mihon/departments/personnel.html").contains("sample-city"));
}

#[test]
fn a_page_that_was_withdrawn_is_named_as_such() {
    for (key, why) in [
        ("audience = \"internal\"", "for the internal audience"),
        ("draft = true", "are drafts"),
        ("publish = 2099-04-01", "held back until 1 April 2099"),
    ] {
        let text = BASE.iter().find(|(path, _)| *path == FIRST).unwrap().1;
        let text = text.replacen("+++\n", &format!("+++\n{key}\n"), 1);
        let changed = Changed::by(|site| site.write(FIRST, text.as_bytes()));
        changed.says(why);
        changed.says("`mihon/vision/measures/first.html`");
        assert!(!changed.said.contains("aliases"), "there is nothing to lead to:\n{}", changed.said);
    }
}

#[test]
fn a_page_without_a_successor_is_named_and_said_once() {
    let changed = Changed::by(|site| std::fs::remove_file(site.path(FIRST)).unwrap());
    changed.says("if it moved, write `aliases = [\"/mihon/vision/measures/first\"]`");
    let again = changed.site.run(&["build"]);
    assert!(!again.err.contains("address.gone"), "{}", again.err);
}

#[test]
fn a_site_decides_what_a_page_that_is_gone_is() {
    let site = Site::new();
    assert_eq!(site.run(&["build"]).status, 0);
    let settings = std::fs::read_to_string(site.path("content/site.toml")).unwrap();
    let with = |level: &str| {
        let rule =
            format!("\n[rules]\n\"address.gone\" = {{ level = \"{level}\", reason = \"試すため\" }}\n");
        site.write("content/site.toml", format!("{settings}{rule}").as_bytes());
        site.run(&["build"])
    };
    std::fs::remove_file(site.path(FIRST)).unwrap();
    let refused = with("error");
    assert_eq!(refused.status, 1, "{}", refused.err);
    assert!(site.path("public/mihon/vision/measures/first.html").exists(), "nothing was published");
    let silent = with("off");
    assert_eq!((silent.status, silent.err.contains("address.gone")), (0, false), "{}", silent.err);
}

fn built(own: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, String> = BASE
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.replace("\"plain\"", "\"default\"")))
        .collect();
    files.extend(plain_theme());
    files.extend(own.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    let (files, found) =
        build(&sources(files.iter().map(|(path, text)| (path.as_str(), text.as_bytes()))), &options());
    assert!(!files.is_empty(), "{found:#?}");
    files
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(&files[path]).unwrap()
}

const JAPANESE_SITE: &str = "title = { ja = \"見本\", en = \"Sample\" }\nbase_url = \"https://例え.jp/人事/\"\nlanguages = [\"ja\", \"en\"]\ntheme = \"default\"\npublisher = { ja = \"見本市\", en = \"Sample City\" }\n";
const TOP: &str = "https://xn--r8jz45g.jp/%E4%BA%BA%E4%BA%8B/";

#[test]
fn whole_addresses_are_ascii() {
    let files = built(&[("content/site.toml", JAPANESE_SITE)]);
    let measure = text(&files, "mihon/vision/measures/first.html");
    let whole = format!("{TOP}mihon/vision/measures/first.html");
    assert!(measure.contains(&format!("<link rel=\"canonical\" href=\"{whole}\">")), "{measure}");
    assert!(measure.contains(&format!("<meta property=\"og:url\" content=\"{whole}\">")), "{measure}");
    assert!(measure.contains(&format!("\"url\":\"{whole}\"")), "{measure}");
    assert!(text(&files, "sitemap.xml").contains(&format!("<loc>{whole}</loc>")));
    assert!(text(&files, "robots.txt").contains(&format!("Sitemap: {TOP}sitemap.xml")));
    for (path, bytes) in &files {
        let html = String::from_utf8_lossy(bytes);
        let is_paper = path.ends_with("print.html");
        assert!(is_paper || !html.contains("例え.jp"), "{path}");
    }
    assert!(text(&files, "mihon/vision/print.html").contains("https://例え.jp/人事/mihon/vision/index.html"));
}

#[test]
fn the_page_for_missing_addresses_begins_its_links_with_the_path_of_base_url() {
    for (site, top) in [(None, "/hr/"), (Some(JAPANESE_SITE), "/%E4%BA%BA%E4%BA%8B/")] {
        let own: Vec<(&str, &str)> = site.into_iter().map(|site| ("content/site.toml", site)).collect();
        let files = built(&own);
        for path in ["404.html", "en/404.html"] {
            let html = text(&files, path);
            let links = html.split(" href=\"").chain(html.split(" src=\"")).skip(1);
            let links = links.filter_map(|rest| rest.split('"').next()).filter(|link| !link.starts_with('<'));
            let mut seen = 0;
            for link in links.filter(|link| !link.starts_with('#') && !link.contains(':')) {
                assert!(link.starts_with(top), "{path}: {link}");
                seen += 1;
            }
            assert!(seen > 5, "{path}");
        }
        assert!(
            text(&files, "404.html")
                .contains(&format!("<link rel=\"stylesheet\" href=\"{top}assets/style.css\">"))
        );
    }
}

#[test]
fn links_to_servers_with_japanese_names_are_ascii_and_their_words_are_not() {
    let page = "+++\ntitle = \"リンク\"\n+++\n[東京都](https://東京都.東京/人事?年=令和8#要点)と <https://例え.jp/採用> と [概要](<https://例え.jp/計画 概要.pdf>)。\n";
    let files = built(&[("content/links.md", page)]);
    let html = text(&files, "links.html");
    for link in [
        "<a href=\"https://xn--1lqs71dym3a.xn--1lqs71d/%E4%BA%BA%E4%BA%8B?%E5%B9%B4=%E4%BB%A4%E5%92%8C8#%E8%A6%81%E7%82%B9\" class=\"external\">東京都</a>",
        "<a href=\"https://xn--r8jz45g.jp/%E6%8E%A1%E7%94%A8\" class=\"external\">https://例え.jp/採用</a>",
        "<a href=\"https://xn--r8jz45g.jp/%E8%A8%88%E7%94%BB%20%E6%A6%82%E8%A6%81.pdf\" class=\"external\">概要</a>",
    ] {
        assert!(html.contains(link), "{link} is not in:\n{html}");
    }
}
