//! What several tests share: sites in strings, and comparing with what is expected.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use shirube::pipeline::{Input, Options, Outcome, SoundSite, Timings, Understanding, render, understand};
use shirube::source::{Asset, SourceFile, SourcePath, Sources};
use shirube::values::Audience;

/// A small site that every fixture starts from; a fixture's own files take the place of these.
pub(crate) const BASE: &[(&str, &str)] = &[
    (
        "content/site.toml",
        "title = { ja = \"見本\", en = \"Sample\" }\nbase_url = \"https://example.lg.jp/hr/\"\nlanguages = [\"ja\", \"en\"]\ntheme = \"plain\"\npublisher = { ja = \"見本市\", en = \"Sample City\" }\n",
    ),
    (
        "content/topics.toml",
        "[[topic]]\nid = \"securing\"\nlabel = { ja = \"人材確保\", en = \"Securing people\" }\n\n[[topic]]\nid = \"developing\"\nlabel = { ja = \"人材育成\", en = \"Developing people\" }\n\n[[statement-kind]]\nid = \"ideal-staff\"\nlabel = { ja = \"目指す職員像\", en = \"Ideal staff\" }\n",
    ),
    (
        "content/categories.toml",
        "[[category]]\nid = \"training\"\nlabel = { ja = \"研修\", en = \"Training\" }\n",
    ),
    ("content/_index.md", "+++\n+++\n見本のサイトです。\n"),
    (
        "content/mihon/city.toml",
        "name = { ja = \"見本市\", kana = \"みほんし\", en = \"Sample City\" }\ncode = \"990001\"\nprefecture = { ja = \"見本県\", en = \"Sample Prefecture\" }\nclass = \"city\"\n\n[[department]]\nid = \"personnel\"\nname = { ja = \"人事課\", en = \"Personnel Division\" }\n",
    ),
    (
        "content/mihon/vision/plan.toml",
        "title = { ja = \"見本ビジョン\", en = \"Sample Vision\" }\nkind = \"vision\"\nperiod = { start = 2026, end = 2030 }\ndepartment = \"personnel\"\nupdated = 2026-04-01\nsource = { title = { ja = \"見本ビジョン\", en = \"Sample Vision\" } }\nwording = \"official\"\n\n[[pillar]]\nid = \"people\"\nlabel = { ja = \"人を育てる\", en = \"Helping people grow\" }\ntopic = \"developing\"\n\n[[statement]]\nkind = \"ideal-staff\"\nname = { ja = \"歩む職員\", en = \"Staff who walk\" }\n",
    ),
    (
        "content/mihon/vision/measures/first.md",
        "+++\ntitle = \"はじめての研修\"\nkana = \"はじめてのけんしゅう\"\npillar = \"people\"\ncategory = \"training\"\n+++\n方向性です。\n\n## 取組内容 {#contents}\n\n研修をします。\n",
    ),
];

/// The theme of fixtures: it shows the text of a page and little else, so that a change of the default theme
/// touches no fixture.
pub(crate) fn plain_theme() -> Vec<(String, String)> {
    let mut files = vec![
        ("theme.toml".to_owned(), String::new()),
        ("i18n/ja.toml".to_owned(), PLAIN_WORDS.to_owned()),
        ("i18n/en.toml".to_owned(), PLAIN_WORDS.to_owned()),
        (
            "templates/plan-navigation.html".to_owned(),
            "<nav>{{ navigation.plan.title | phrase }}</nav>\n".to_owned(),
        ),
    ];
    files.push(("templates/alias.html".to_owned(), PLAIN_ALIAS.to_owned()));
    for kind in shirube::pages::KINDS {
        files.push((format!("templates/{}.html", kind.name), PLAIN_PAGE.to_owned()));
    }
    for template in shirube::pages::component_templates() {
        let name = template.trim_start_matches("components/").trim_end_matches(".html");
        files.push((format!("templates/{template}"), format!("<p>{name}</p>\n")));
    }
    files.into_iter().map(|(path, text)| (format!("themes/plain/{path}"), text)).collect()
}

const PLAIN_PAGE: &str = "<!doctype html>\n<html lang=\"{{ lang }}\">\n<title>{{ page.title.text }}</title>\n<main data-translation=\"{{ page.translation }}\"{% if page.content_lang %} lang=\"{{ page.content_lang }}\"{% endif %}>\n<h1>{{ page.title | phrase }}</h1>\n{{ page.content | safe }}</main>\n</html>\n";

const PLAIN_ALIAS: &str = "<!doctype html>\n<html lang=\"{{ lang }}\">\n<title>{{ alias.title.text }}</title>\n<link rel=\"canonical\" href=\"{{ alias.permalink }}\">\n<meta http-equiv=\"refresh\" content=\"0; url={{ alias.url }}\">\n<a href=\"{{ alias.url }}\">{{ alias.title | phrase }}</a>\n</html>\n";

const PLAIN_WORDS: &str = "attachment = \"（{type}：{number}{unit}）\"\nglossary = \"Glossary\"\nnot-found = \"Not found\"\ntranslations = \"Translations\"\nheading-link = \"Link to {heading}\"\nfootnotes = \"Notes\"\nfootnote-back = \"Back\"\nalert-note = \"Note\"\nalert-tip = \"Tip\"\nalert-important = \"Important\"\nalert-warning = \"Warning\"\nalert-caution = \"Caution\"\nalert-internal = \"Internal\"\n\n[measure-index]\ntitle = \"Measures\"\npart = \"{name} {number}\"\ndepartment-of-city = \"{city} {department}\"\n\n[own-site]\ncity-page = \"Plans of {city}\"\n";

/// The sources of a site in memory. A text is recognised by its ending.
pub(crate) fn sources<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Sources {
    let mut sources = Sources::default();
    for (path, bytes) in files {
        let path = SourcePath::new(path);
        let name = path.as_str().to_lowercase();
        let text = [".md", ".toml", ".csv", ".html"].iter().any(|ending| name.ends_with(ending));
        if text && !path.as_str().contains("/static/") {
            sources.insert(SourceFile::new(path, bytes));
        } else {
            sources.assets.insert(path.clone(), Asset::new(path, bytes.into()));
        }
    }
    sources
}

/// The sources of a fixture: the base, the plain theme, and the fixture's own files in their place. A file
/// without any text takes one of the base away.
pub(crate) fn fixture(own: &[(String, String)]) -> Sources {
    let mut files: BTreeMap<String, String> =
        BASE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    files.extend(plain_theme());
    files.extend(own.iter().cloned());
    let gone = |path: &str| own.iter().any(|(other, text)| other == path && text.is_empty());
    let kept = files.iter().filter(|(path, _)| !gone(path));
    sources(kept.map(|(path, text)| (path.as_str(), text.as_bytes())))
}

/// What a build is for, when a test does not say.
pub(crate) fn options() -> Options {
    Options::of(Audience::Public)
}

/// Builds a site in memory: its files if it is sound, and its diagnostics.
pub(crate) fn build(
    sources: &Sources,
    options: &Options,
) -> (BTreeMap<String, Vec<u8>>, Vec<shirube::diagnostic::Diagnostic>) {
    let input = Input::new(sources.clone(), Vec::new());
    let Outcome { understanding, mut diagnostics } = understand(&input, options, &mut Timings::new());
    let files = match understanding {
        Understanding::Sound(site) => {
            let (files, found) = rendered(&site, &input.sources);
            diagnostics.extend(found);
            files
        }
        Understanding::Unsound(_) => BTreeMap::new(),
    };
    (files, diagnostics)
}

/// Every file of a sound site.
pub(crate) fn rendered(
    site: &SoundSite,
    sources: &Sources,
) -> (BTreeMap<String, Vec<u8>>, Vec<shirube::diagnostic::Diagnostic>) {
    let files = std::sync::Mutex::new(BTreeMap::new());
    let found = render(
        site,
        sources,
        |path, bytes| {
            let earlier = files.lock().unwrap().insert(path.to_owned(), bytes.to_owned());
            if earlier.is_some() { Err(format!("{path} was written twice")) } else { Ok(()) }
        },
        || {},
    );
    (files.into_inner().unwrap(), found.expect("no file is written twice"))
}

/// Whether expectations are written anew instead of compared.
#[expect(clippy::disallowed_methods, reason = "the environment says whether to update")]
pub(crate) fn updating() -> bool {
    std::env::var("UPDATE_EXPECTED").is_ok_and(|value| value == "1")
}

/// Every file below a folder, by its path with `/`.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    collect(folder, folder, &mut files);
    files
}

fn collect(top: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(top, &path, files);
        } else {
            let name = path.strip_prefix(top).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

/// Two trees are the same, byte for byte; otherwise the first file that differs is named.
pub(crate) fn assert_same(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) {
    let differs = left.keys().chain(right.keys()).find(|path| left.get(*path) != right.get(*path));
    if let Some(path) = differs {
        let text = |tree: &BTreeMap<String, Vec<u8>>| match tree.get(path) {
            Some(bytes) => String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]).into_owned(),
            None => "(not there)".to_owned(),
        };
        panic!("{path} differs\n--- left\n{}\n--- right\n{}", text(left), text(right));
    }
}

/// A folder of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
