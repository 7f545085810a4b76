//! A site in any language: alone, beside others, and in some that the theme has no words for. What is in another
//! language than the page says so, in text and in attributes.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use shirube::diagnostic::{Diagnostic, Severity};
use support::{BASE, build, options, repository, sources, tree};

type Files = BTreeMap<String, String>;

/// The base site in these languages with the default theme: its pages, and what is said of it.
fn in_languages(languages: &str, own: &[(&str, &str)]) -> (Files, Vec<Diagnostic>) {
    let mut files: BTreeMap<&str, String> =
        BASE.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
    let site =
        files["content/site.toml"].replace("[\"ja\", \"en\"]", languages).replace("theme = \"plain\"\n", "");
    files.insert("content/site.toml", site);
    files.extend(own.iter().map(|(path, text)| (*path, (*text).to_owned())));
    let sources = sources(files.iter().map(|(path, text)| (*path, text.as_bytes())));
    let (built, diagnostics) = build(&sources, &options());
    (texts(built), diagnostics)
}

/// A golden site with the default theme.
fn golden(name: &str) -> (Files, Vec<Diagnostic>) {
    let mut files = tree(&repository(&format!("tests/sites/{name}/content")));
    let site = String::from_utf8(files["site.toml"].clone()).unwrap().replace("theme = \"plain\"\n", "");
    files.insert("site.toml".to_owned(), site.into_bytes());
    let files: Vec<(String, Vec<u8>)> =
        files.into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes)).collect();
    let sources = sources(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let (built, diagnostics) = build(&sources, &options());
    (texts(built), diagnostics)
}

/// The files that are texts.
fn texts(files: BTreeMap<String, Vec<u8>>) -> Files {
    files.into_iter().filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
}

fn pages(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, html)| (path.as_str(), html.as_str()))
}

/// What is said of a site, each as `severity code`.
fn said(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(|found| format!("{} {}", found.severity.word(), found.code())).collect()
}

#[test]
fn a_site_has_one_language_or_many() {
    let one_note = ["note site.other-language"];
    for (languages, expected) in [
        ("[\"ja\"]", &one_note[..]),
        ("[\"en\", \"ja\"]", &[][..]),
        ("[\"ja\", \"en\", \"ja-easy\"]", &[][..]),
        // The title tells that the language is new; the other labels are not counted.
        (
            "[\"ja\", \"my\"]",
            &["warning label.missing-translation", "note site.other-language", "note theme.no-words"][..],
        ),
    ] {
        let title = ("content/_index.md", "+++\ntitle = \"x\"\n+++\nx\n");
        let (files, diagnostics) = in_languages(languages, &[title]);
        let found: BTreeSet<String> = said(&diagnostics).into_iter().collect();
        let expected: BTreeSet<String> = expected.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(found, expected, "{languages}: {diagnostics:#?}");
        assert_eq!(diagnostics.len(), expected.len(), "{languages}: {diagnostics:#?}");
        assert!(files.contains_key("index.html"), "{languages}");
        let built_in = |found: &Diagnostic| found.place.path.as_str().starts_with("themes/");
        assert!(!diagnostics.iter().any(built_in), "{languages}: {diagnostics:#?}");
    }
}

#[test]
fn any_code_of_bcp_47_is_a_language() {
    for (code, tag, name, direction) in [
        ("my", "my", "မြန်မာဘာသာ", "ltr"),
        ("ne", "ne", "नेपाली", "ltr"),
        ("uk", "uk", "Українська", "ltr"),
        ("pt-br", "pt-BR", "Português (Brasil)", "ltr"),
        ("zh-hant", "zh-Hant", "繁體中文", "ltr"),
        ("zh-hans-cn", "zh-Hans-CN", "简体中文", "ltr"),
        ("es-419", "es-419", "Español", "ltr"),
        ("sr-latn", "sr-Latn", "Srpski", "ltr"),
        ("ar", "ar", "العربية", "rtl"),
        ("fa", "fa", "فارسی", "rtl"),
        ("pa-arab", "pa-Arab", "ਪੰਜਾਬੀ", "rtl"),
        // Nobody told us what Maori calls itself.
        ("mi", "mi", "mi", "ltr"),
    ] {
        let (files, diagnostics) = in_languages(&format!("[\"ja\", \"en\", \"{code}\"]"), &[]);
        let warnings = diagnostics.iter().filter(|found| found.severity != Severity::Note);
        assert_eq!(
            said(&warnings.cloned().collect::<Vec<_>>()),
            ["warning label.missing-translation"],
            "{code}"
        );
        let page = &files[&format!("{code}/index.html")];
        let written = if direction == "rtl" { " dir=\"rtl\"" } else { "" };
        assert!(page.contains(&format!("<html lang=\"{tag}\"{written}>")), "{code}: {}", &page[..200]);
        assert!(files["index.html"].contains(&format!(">{name}</a>")), "{code}: {}", files["index.html"]);
    }
}

#[test]
fn a_slip_in_a_code_is_named() {
    for (code, meant) in
        [("pt-BR", "pt-br"), ("zh_TW", "zh-tw"), ("jpn", "ja"), ("kr", "ko"), ("EN", "en"), ("ｅｎ", "en")]
    {
        let (_, diagnostics) = in_languages(&format!("[\"vi\", \"{code}\"]"), &[]);
        let help = diagnostics
            .iter()
            .find(|found| found.code() == "site.language")
            .and_then(|found| found.help.clone());
        assert_eq!(help.map(|help| help.en.clone()), Some(format!("write `{meant}`")), "{code}");
    }
    let (_, diagnostics) = in_languages("[\"ja\", \"xx\"]", &[]);
    assert_eq!(said(&diagnostics)[0], "error site.language");
}

/// A code that nobody knows hides nothing, and is the only thing that is wrong with what is written in it.
#[test]
fn a_code_that_nobody_knows_hides_nothing() {
    let measure = "content/mihon/vision/measures/first.md";
    let with_link = "+++\ntitle = \"研修\"\nkana = \"けんしゅう\"\npillar = \"people\"\ncategory = \"training\"\n+++\n[次](nothing.md)\n";
    let in_unknown = "+++\ntitle = \"x\"\nstate = \"reviewed\"\n+++\nx\n";
    for languages in ["[\"ja\", \"en\", \"zq\"]", "[\"ja\", \"zq\", \"en\"]", "[\"zq\", \"en\"]"] {
        let files = [(measure, with_link), ("content/mihon/vision/measures/first.zq.md", in_unknown)];
        let (_, diagnostics) = in_languages(languages, &files);
        assert_eq!(said(&diagnostics), ["error link.missing-page", "error site.language"], "{languages}");
    }
}

/// As people reported it: the build stopped at a template that is not on the disk.
#[test]
fn a_language_that_the_theme_does_not_know_is_published() {
    let (files, diagnostics) = in_languages("[\"ja\", \"en\", \"my\"]", &[]);
    assert!(files.contains_key("my/index.html"));
    assert_eq!(said(&diagnostics), ["warning label.missing-translation", "note theme.no-words"]);
    assert!(
        diagnostics.iter().all(|found| found.place.path.as_str() == "content/site.toml"),
        "{diagnostics:#?}"
    );
}

/// As people reported it: `lang="ja-easy"` is invalid on every page.
#[test]
fn plain_japanese_is_japanese() {
    let chapter = "+++\ntitle = \"はじめに\"\n+++\n本文です。\n";
    let easy = "+++\ntitle = \"はじめに\"\nstate = \"reviewed\"\n+++\nほんぶん です。\n";
    let (files, _) = in_languages(
        "[\"ja\", \"en\", \"ja-easy\"]",
        &[
            ("content/mihon/vision/chapters/1-introduction.md", chapter),
            ("content/mihon/vision/chapters/1-introduction.ja-easy.md", easy),
        ],
    );
    let page = &files["ja-easy/mihon/vision/chapters/1-introduction.html"];
    assert!(page.contains("<html lang=\"ja\">"), "{page}");
    assert!(!page.contains("rel=\"alternate\""), "it is no alternate that search engines know: {page}");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.lg.jp/hr/ja-easy/"), "{page}");
    let original = &files["mihon/vision/chapters/1-introduction.html"];
    assert_eq!(original.matches("<link rel=\"alternate\" hreflang=\"ja\" ").count(), 1);
    assert!(!original.contains("og:locale:alternate"), "{original}");
    for (path, html) in pages(&files) {
        for tag in attributes_named(html, "lang").chain(attributes_named(html, "hreflang")) {
            assert!(["ja", "en", "x-default"].contains(&tag), "{path}: `{tag}` is no tag of a language");
        }
    }
    let sitemap = &files["sitemap.xml"];
    assert!(
        sitemap.contains(
            "<loc>https://example.lg.jp/hr/ja-easy/mihon/vision/chapters/1-introduction.html</loc>"
        )
    );
    assert!(!sitemap.contains("hreflang=\"ja-"), "{sitemap}");
}

#[test]
fn a_site_in_one_language_speaks_of_no_other() {
    let (files, diagnostics) = golden("japanese-only");
    assert_eq!(said(&diagnostics), ["note site.other-language"]);
    let unneeded = |path: &&String| path.ends_with("translations.html") || path.ends_with("parallel.html");
    assert_eq!(files.keys().find(unneeded), None);
    for (path, html) in pages(&files) {
        assert!(!html.contains("hreflang="), "{path}");
        assert!(!html.contains("class=\"languages\""), "{path}");
        assert!(!html.contains("notice-language"), "{path}");
    }
    assert!(!files["sitemap.xml"].contains("xhtml:link"));
}

#[test]
fn a_page_of_records_stands_as_its_words_do() {
    let (files, _) = golden("five-languages");
    for (page, state) in [
        // Its text is translated.
        ("en/index.html", "reviewed"),
        ("ar/umibe/vision/measures/first.html", "provisional"),
        // It is made of records, and has some words.
        ("pt-br/umibe/index.html", "official"),
        ("ar/umibe/index.html", "official"),
        ("ar/measures/index.html", "official"),
        // It has none.
        ("pt-br/glossary.html", "missing"),
        ("ar/glossary.html", "missing"),
        ("ja-easy/glossary.html", "missing"),
        ("ja-easy/umibe/index.html", "missing"),
        ("pt-br/umibe/departments/personnel.html", "missing"),
        ("ja-easy/measures/index.html", "missing"),
    ] {
        let html = &files[page];
        assert!(html.contains(&format!("data-translation=\"{state}\"")), "{page} is not {state}");
        let own = format!("https://example.lg.jp/hr/{page}");
        let original = own.replacen(page.split_once('/').unwrap().0, "", 1).replace("hr//", "hr/");
        let canonical = if state == "missing" { &original } else { &own };
        assert!(html.contains(&format!("<link rel=\"canonical\" href=\"{canonical}\">")), "{page}");
        let is_listed = files["sitemap.xml"].contains(&format!("<loc>{own}</loc>"));
        assert_eq!(is_listed, state != "missing", "{page} in the site map");
        let original_page = &files[page.split_once('/').unwrap().1];
        let is_alternate = original_page.contains(&format!("href=\"{own}\">"));
        assert_eq!(is_alternate, state != "missing", "{page} as an alternate of the original");
    }
}

#[test]
fn words_in_another_language_stand_under_it() {
    let (files, diagnostics) = golden("five-languages");
    assert!(diagnostics.iter().all(|found| found.severity == Severity::Note), "{diagnostics:#?}");
    let mut wrong = BTreeSet::new();
    for (path, html) in pages(&files) {
        for Words { text, lang, at } in words_of(html) {
            if !agrees(&text, &lang) {
                wrong.insert(format!("{path}: {at} under `{lang}`: {text}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} places:\n{}",
        wrong.len(),
        wrong.into_iter().take(40).collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn every_language_has_its_direction_and_every_name_its_words() {
    let (files, _) = golden("five-languages");
    for (path, html) in pages(&files) {
        let is_right_to_left = path.starts_with("ar/");
        let start = if is_right_to_left { "<html lang=\"ar\" dir=\"rtl\">" } else { " dir=\"ltr\">" };
        assert!(html.contains(start), "{path}");
        let ids: BTreeSet<&str> = attributes_named(html, "id").collect();
        for id in attributes_named(html, "aria-labelledby").flat_map(str::split_whitespace) {
            assert!(ids.contains(id), "{path}: nothing is called `{id}`");
        }
        for tag in start_tags(html) {
            let lang = attribute(tag, "lang");
            let is_drawn = ["<title", "<desc", "<tspan"].iter().any(|name| tag.starts_with(name));
            let has_direction = attribute(tag, "dir").is_some() || is_drawn;
            assert!(lang.is_none() || has_direction, "{path}: {tag} has no direction");
            assert!(lang.is_none_or(|lang| ["ja", "en", "pt-BR", "ar"].contains(&lang)), "{path}: {tag}");
        }
    }
}

/// Whether the script of words fits the language that they are said to be in.
fn agrees(text: &str, lang: &str) -> bool {
    let has = |is_one: fn(char) -> bool| text.chars().any(is_one);
    let japanese = has(|character| matches!(character, '\u{3041}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}'));
    let arabic = has(|character| matches!(character, '\u{0620}'..='\u{064A}'));
    let latin = text
        .split(|character: char| !character.is_ascii_alphabetic())
        .any(|word| word.len() > 2 && word.chars().any(|letter| letter.is_ascii_lowercase()));
    text.starts_with("https://")
        || (!japanese || lang == "ja") && (!arabic || lang == "ar") && (!latin || lang != "ar")
}

/// Words on a page that people read or hear, and the language they are under.
struct Words {
    text: String,
    lang: String,
    at: String,
}

/// Attributes that people read or hear.
const READ: [&str; 7] =
    ["aria-label", "alt", "title", "placeholder", "data-label", "data-copy", "data-found"];

fn words_of(html: &str) -> Vec<Words> {
    let mut words = Vec::new();
    let mut open: Vec<(String, String)> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (name, lang) = open.last().cloned().unwrap_or_default();
        if !["script", "style"].contains(&name.as_str()) && !rest[..at].trim().is_empty() {
            words.push(Words { text: rest[..at].trim().to_owned(), lang: lang.clone(), at: name });
        }
        let length = start_tag_length(&rest[at..]);
        let tag = &rest[at..at + length];
        rest = &rest[at + length..];
        let name = tag[1..].split(|character: char| !character.is_ascii_alphanumeric()).next().unwrap_or("");
        if let Some(name) = tag.strip_prefix("</").map(|name| name.trim_end_matches('>')) {
            let at = open
                .iter()
                .rposition(|(known, _)| known == name)
                .unwrap_or_else(|| panic!("{tag} ends nothing"));
            open.truncate(at);
        } else if !name.is_empty() {
            let lang_of_element = attribute(tag, "lang").map_or(lang, str::to_owned);
            let is_description = name == "meta" && tag.contains("description\"");
            for attribute_name in READ.into_iter().chain(is_description.then_some("content")) {
                if let Some(text) = attribute(tag, attribute_name) {
                    // What a script writes, it marks with the language that it is told.
                    let lang = attribute(tag, "data-lang").filter(|_| attribute_name.starts_with("data-"));
                    let lang = lang.map_or(lang_of_element.clone(), str::to_owned);
                    words.push(Words {
                        text: text.to_owned(),
                        lang: lang.clone(),
                        at: format!("{name} {attribute_name}"),
                    });
                }
            }
            let is_void = ["meta", "link", "br", "img", "input", "hr"].contains(&name);
            if !is_void && !tag.ends_with("/>") {
                open.push((name.to_owned(), lang_of_element));
            }
        }
    }
    words
}

fn start_tags(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices('<').map(|(at, _)| &html[at..at + start_tag_length(&html[at..])])
}

fn start_tag_length(html: &str) -> usize {
    let mut is_quoted = false;
    let end = html.find(|character| {
        is_quoted ^= character == '"';
        character == '>' && !is_quoted
    });
    end.map_or(html.len(), |at| at + 1)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.split_once(&format!(" {name}=\""))?.1;
    value.split_once('"').map(|(value, _)| value)
}

fn attributes_named<'a>(html: &'a str, name: &'static str) -> impl Iterator<Item = &'a str> {
    start_tags(html).filter_map(move |tag| attribute(tag, name))
}
