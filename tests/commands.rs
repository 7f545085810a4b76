//! The command line as people use it: the real binary, its words, its exit status, and what it leaves on disk.

#[path = "support/command.rs"]
mod command;
mod support;

use command::{Site, run_in};
use support::{BASE, assert_same, repository, tree};

#[test]
fn a_site_is_published_from_any_folder_in_it() {
    let site = Site::new();
    let run = run_in(&site.path("content/mihon"), &["build"], &[("LC_ALL", "C")]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("published 26 pages to "), "{}", run.out);
    assert!(site.path("public/mihon/vision/measures/first.html").exists());
    assert!(site.path("public/en/mihon/vision/measures/first.html").exists());
}

#[test]
fn the_same_site_comes_out_wherever_and_whenever_it_is_built() {
    let site = Site::new();
    assert_eq!(site.run(&["build", "--output", "one"]).status, 0);
    let root = site.folder.path().to_str().unwrap().to_owned();
    let elsewhere = tempfile::tempdir().unwrap();
    let output = elsewhere.path().join("two");
    let run = run_in(
        elsewhere.path(),
        &["build", "--root", &root, "--output", output.to_str().unwrap()],
        &[("LC_ALL", "ja_JP.UTF-8"), ("TZ", "Asia/Tokyo"), ("RAYON_NUM_THREADS", "1")],
    );
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("ページを"), "{}", run.out);
    assert_same(&tree(&site.path("one")), &tree(&output));
}

#[test]
fn a_mistake_leaves_the_old_site_as_it_was() {
    let site = Site::new();
    assert_eq!(site.run(&["build"]).status, 0);
    let before = tree(&site.path("public"));
    site.write("content/mihon/vision/measures/second.md", b"+++\ntitle = \"\xe4\xba\x8c\"\n+++\n");
    let run = site.run(&["build"]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.err.contains("error[record.missing-key]: `pillar` is missing"), "{}", run.err);
    assert!(run.err.contains("content/mihon/vision/measures/second.md:1:1"), "{}", run.err);
    assert!(
        run.err.ends_with("nothing was published; what was published before is untouched\n"),
        "{}",
        run.err
    );
    assert_same(&tree(&site.path("public")), &before);
}

#[test]
fn a_mistake_in_a_template_names_the_template_and_the_page() {
    let site = Site::new();
    site.write("themes/plain/templates/measure.html", b"<p>{{ measure.titel }}</p>\n");
    let run = site.run(&["build"]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("themes/plain/templates/measure.html:1:"), "{}", run.err);
    assert!(
        run.err.contains("found while rendering the page `en/mihon/vision/measures/first.html`"),
        "{}",
        run.err
    );
    assert!(!site.path("public").exists());
}

#[test]
fn warnings_publish_unless_they_are_to_fail() {
    let site = Site::new();
    let text = BASE.iter().find(|(path, _)| path.ends_with("first.md")).unwrap().1;
    let without_kana = text.replace("kana = \"はじめてのけんしゅう\"\n", "");
    site.write("content/mihon/vision/measures/first.md", without_kana.as_bytes());
    let run = site.run(&["build"]);
    assert_eq!(run.status, 0);
    assert!(run.err.contains("warning[measure.kana]"), "{}", run.err);
    let run = site.run(&["build", "--strict", "--output", "strict"]);
    assert_eq!(run.status, 1);
    assert!(!site.path("strict").exists());
}

#[test]
fn a_file_that_cannot_be_read_is_all_that_is_reported_about_what_needs_it() {
    let site = Site::new();
    let measure = "content/mihon/vision/measures/first.md";
    site.write(measure, b"+++\ntitle = \"\x8d\xcc\x97p\"\n+++\n");
    site.write(
        "content/mihon/vision/measures/first.en.md",
        b"+++\ntitle = \"x\"\nstate = \"machine\"\n+++\nx\n",
    );
    site.write(
        "content/_index.md",
        "+++\n+++\n[1](mihon/vision/measures/first.md#contents) [2](nowhere.md)\n".as_bytes(),
    );
    let run = site.run(&["build"]);
    assert_eq!(run.status, 1);
    let reported: Vec<&str> = run.err.lines().filter(|line| line.starts_with("error[")).collect();
    assert_eq!(reported.len(), 2, "{}", run.err);
    assert!(reported[0].starts_with("error[link.missing-page]: no page `nowhere.md`"), "{}", run.err);
    assert!(reported[1].starts_with("error[source.encoding]"), "{}", run.err);
}

#[test]
fn bad_input_is_reported_at_its_place() {
    let cases: &[(&str, &[u8], &str)] = &[
        // What Windows' Notepad saved until 2019, and what Excel saves still.
        ("content/a.md", b"+++\ntitle = \"\x8d\xcc\x97p\"\n+++\n", "error[source.encoding]"),
        ("content/a.md", b"\xFF\xFE+\0+\0+\0", "error[source.encoding]"),
        ("content/a.md", "はじめに\n".as_bytes(), "error[front-matter.missing]"),
        ("content/a.md", b"---\ntitle: x\n---\n", "error[front-matter.yaml]"),
        ("content/a.md", b"+++\ntitle = \"x\"\n", "error[front-matter.open]"),
        ("content/a.md", b"+++\ntitle = \"x\n+++\n", "error[record.toml]"),
        (
            "content/a.en.md",
            b"+++\ntitle = \"x\"\nstate = \"reviewed\"\n+++\n",
            "error[translation.of-nothing]",
        ),
        ("content/CON.md", b"+++\ntitle = \"x\"\n+++\n", "error[source.name]"),
        ("content/search.md", b"+++\ntitle = \"x\"\n+++\n", "error[address.taken]"),
        ("content/mihon/vision/note.toml", b"x = 1", "error[source.unexpected]"),
        ("themes/plain/templates/page.html", b"{% include \"page.html\" %}", "error[template.reference]"),
    ];
    for (path, bytes, expected) in cases {
        let site = Site::new();
        site.write(path, bytes);
        let run = site.run(&["build"]);
        assert_eq!(run.status, 1, "{path}: {}{}", run.out, run.err);
        assert!(run.err.contains(expected), "{path}: {}", run.err);
        assert!(run.err.contains(path), "{path} is named: {}", run.err);
        assert!(!site.path("public").exists(), "{path}");
    }
}

#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let site = Site::new();
    assert_eq!(site.run(&["build", "--output", "one"]).status, 0);
    for (path, text) in BASE {
        site.write(path, format!("\u{FEFF}{}", text.replace('\n', "\r\n")).as_bytes());
    }
    let run = site.run(&["build", "--output", "two"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert_same(&tree(&site.path("one")), &tree(&site.path("two")));
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_reported_and_ends() {
    let site = Site::new();
    std::os::unix::fs::symlink(site.path("content/mihon"), site.path("content/mihon/vision/loop")).unwrap();
    let run = site.run(&["build"]);
    assert_eq!(run.status, 1, "{}", run.err);
    assert!(run.err.contains("error[source.link-loop]"), "{}", run.err);
}

#[test]
fn what_cannot_work_ends_with_two() {
    let site = Site::new();
    let nothing = tempfile::tempdir().unwrap();
    let run = run_in(nothing.path(), &["build"], &[("LC_ALL", "C")]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("there is no content/site.toml here or in any folder above"), "{}", run.err);
    assert_eq!(site.run(&["bild"]).status, 2);
    assert_eq!(site.run(&["build", "--output", "."]).status, 2);
    assert_eq!(site.run(&["build", "--output", "content"]).status, 2);
    assert_eq!(site.run(&["build", "--base-url", "x"]).status, 2);
    site.write("mine/letter.txt", b"x");
    let run = site.run(&["build", "--output", "mine"]);
    assert_eq!(run.status, 2, "{}", run.err);
    assert_eq!(tree(&site.path("mine")).len(), 1);
    assert_eq!(site.run(&["--help"]).status, 0);
}

#[test]
fn messages_are_in_the_language_that_was_asked_for() {
    let site = Site::new();
    site.write("content/a.md", b"x");
    let run = |arguments: &[&str], environment: &[(&str, &str)]| {
        run_in(site.folder.path(), arguments, environment).err
    };
    assert!(run(&["build"], &[("LANG", "ja_JP.UTF-8")]).contains("エラー[front-matter.missing]"));
    assert!(
        run(&["build"], &[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "C.UTF-8")])
            .contains("error[front-matter.missing]")
    );
    assert!(run(&["build", "--messages", "ja"], &[("LC_ALL", "C")]).contains("エラー[front-matter.missing]"));
    assert!(
        run(&["build", "--messages=en"], &[("LANG", "ja_JP.UTF-8")]).contains("error[front-matter.missing]")
    );
}

#[test]
fn what_was_typed_wrongly_is_reported_in_japanese() {
    let folder = tempfile::tempdir().unwrap();
    for (typed, reported) in [
        ("bild", "`bild` というコマンドはありません。\nヒント: `build` のことですか？"),
        ("serve --prot 3", "`--prot` という指定はありません。\nヒント: `--port` のことですか？"),
        (
            "serve --port abc",
            "`--port <PORT>` に `abc` は使えません。0 から 65535 までの数字で書いてください。",
        ),
        ("serve --host", "`--host <HOST>` には値が要ります。\nくわしくは"),
        ("serve --open=1", "`--open` に値 `1` は要りません。"),
        (
            "build x",
            "`x` という指定はありません。\n使い方: shirube build [OPTIONS]\nくわしくは `shirube build --help`",
        ),
        ("build --strict --strict", "`--strict` は1回だけ書いてください。"),
        (
            "build --audience staff",
            "`--audience <AUDIENCE>` に `staff` は使えません。\n使える値: `public`、`internal`",
        ),
        ("new plann x", "`<KIND>` に `plann` は使えません。\nヒント: `plan` のことですか？"),
        ("new", "足りない指定があります: `<KIND>`、`<PATH>`"),
        (
            "translations --format json accept x",
            "`--format <FORMAT>` は、後に書いたコマンドと一緒には使えません。",
        ),
    ] {
        let words: Vec<_> = typed.split(' ').collect();
        let run = run_in(folder.path(), &words, &[("LANG", "ja_JP.UTF-8")]);
        assert_eq!(run.status, 2, "{typed}: {}", run.err);
        assert!(run.err.starts_with(&format!("エラー: {reported}")), "{typed}: {}", run.err);
    }
    let help = run_in(folder.path(), &["serve", "--help"], &[("LANG", "ja_JP.UTF-8")]);
    assert_eq!(help.status, 0);
    let english = ["Usage", "Options", "Print help", "default:", "possible values"];
    for word in english {
        assert!(!help.out.contains(word), "`{word}` in the Japanese help:\n{}", help.out);
    }
}

#[test]
fn a_new_site_works_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let run = run_in(folder.path(), &["init", "site"], &[("LC_ALL", "C")]);
    assert_eq!(run.status, 0, "{}", run.err);
    let site = folder.path().join("site");
    let run = run_in(&site, &["build", "--strict"], &[("LC_ALL", "C")]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let before = tree(&site);
    let again = run_in(folder.path(), &["init", "site"], &[("LC_ALL", "C")]);
    assert_eq!(again.status, 2, "an existing site is not touched");
    assert_same(&tree(&site), &before);
}

#[test]
fn new_files_are_right_but_for_what_is_to_be_written_over() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run_in(folder.path(), &["init", "."], &[("LC_ALL", "C")]).status, 0);
    for (kind, path) in [
        ("city", "yokosaki"),
        ("plan", "sample-city/plan-2027"),
        ("chapter", "sample-city/vision/2-next"),
        ("measure", "sample-city/vision/second"),
    ] {
        let run = run_in(folder.path(), &["new", kind, path], &[("LC_ALL", "C")]);
        assert_eq!(run.status, 0, "{kind}: {}", run.err);
        assert!(run.out.starts_with("made "), "{}", run.out);
        let made = run.out.lines().next().unwrap().strip_prefix("made ").unwrap();
        let run = run_in(folder.path(), &["build"], &[("LC_ALL", "C")]);
        assert_eq!(run.status, 0, "{kind}: {}", run.err);
        let file = folder.path().join(made);
        let draft = std::fs::read_to_string(&file).unwrap();
        let published = draft.lines().filter(|line| !line.starts_with("draft = true"));
        std::fs::write(&file, published.collect::<Vec<_>>().join("\n") + "\n").unwrap();
        let run = run_in(folder.path(), &["build"], &[("LC_ALL", "C")]);
        assert_eq!(run.status, i32::from(kind != "city"), "{kind}: {}", run.err);
        assert_eq!(run.err.matches("error[").count(), run.err.matches("error[text.unchanged]").count());
        std::fs::write(&file, draft).unwrap();
        let again = run_in(folder.path(), &["new", kind, path], &[("LC_ALL", "C")]);
        assert_eq!(again.status, 2, "an existing file is not touched");
    }
    let run = run_in(folder.path(), &["new", "measure", "sample-city/visoin/x"], &[("LC_ALL", "C")]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("did you mean `sample-city/vision`?"), "{}", run.err);
    assert_eq!(run_in(folder.path(), &["new", "plan", "Sample"], &[("LC_ALL", "C")]).status, 2);
}

#[test]
fn the_default_theme_can_be_taken_out_and_changed() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run_in(folder.path(), &["init", "."], &[("LC_ALL", "C")]).status, 0);
    let list = run_in(folder.path(), &["theme", "list"], &[("LC_ALL", "C")]);
    assert_eq!((list.status, list.out.as_str()), (0, "default\tthe default theme (built in)\n"));
    assert_eq!(run_in(folder.path(), &["build", "--output", "one"], &[]).status, 0);
    let eject = run_in(folder.path(), &["theme", "eject", "ours"], &[("LC_ALL", "C")]);
    assert_eq!(eject.status, 0, "{}", eject.err);
    assert_same(&tree(&folder.path().join("themes/ours")), &tree(&repository("themes/default")));
    let site = folder.path().join("content/site.toml");
    let text = std::fs::read_to_string(&site).unwrap().replace("\"default\"", "\"ours\"");
    std::fs::write(site, text).unwrap();
    assert_eq!(run_in(folder.path(), &["build", "--output", "two"], &[]).status, 0);
    assert_same(&tree(&folder.path().join("one")), &tree(&folder.path().join("two")));
    assert_eq!(
        run_in(folder.path(), &["theme", "eject", "ours"], &[]).status,
        2,
        "a theme is never written over"
    );
}

#[test]
fn internal_words_reach_only_the_internal_audience() {
    let site = Site::new();
    let canary = "ないしょのはなし";
    site.write(
        "content/mihon/city.toml",
        format!("name = {{ ja = \"見本市\", kana = \"みほんし\", en = \"Sample City\" }}\ncode = \"990001\"\nprefecture = {{ ja = \"県\", en = \"P\" }}\nclass = \"city\"\n\n[[department]]\nid = \"personnel\"\nname = {{ ja = \"人事課\", en = \"Personnel\" }}\nextension = \"{canary}1\"\n").as_bytes(),
    );
    site.write(
        "content/mihon/vision/measures/first.md",
        format!("+++\ntitle = \"一\"\nkana = \"いち\"\npillar = \"people\"\ncategory = \"training\"\n+++\n方向。\n\n> [!INTERNAL]\n> {canary}2\n>\n> ## 見出し {{#hidden}}\n>\n> [x](second.md)\n").as_bytes(),
    );
    site.write(
        "content/mihon/vision/measures/second.md",
        format!("+++\ntitle = \"{canary}3\"\nkana = \"に\"\npillar = \"people\"\ncategory = \"training\"\naudience = \"internal\"\n+++\n{canary}4\n").as_bytes(),
    );
    site.write(
        "content/memo.md",
        format!("+++\ntitle = \"{canary}5\"\naudience = \"internal\"\n+++\n").as_bytes(),
    );
    site.write("themes/plain/templates/department.html", b"<p>{{ department.extension }}</p>");
    let run = site.run(&["build", "--output", "public"]);
    assert_eq!(run.status, 0, "{}", run.err);
    for (path, bytes) in tree(&site.path("public")) {
        assert!(!String::from_utf8_lossy(&bytes).contains(canary), "{path}");
    }
    let run = site.run(&["build", "--output", "internal", "--audience", "internal"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let all: String = tree(&site.path("internal"))
        .values()
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    for number in 1..=5 {
        assert!(all.contains(&format!("{canary}{number}")), "{canary}{number} is for the internal audience");
    }
}

/// A site whose first measure has a translation that was just accepted.
fn translated() -> Site {
    let site = Site::new();
    site.write(
        "content/mihon/vision/measures/first.en.md",
        "+++\n# our first\ntitle = \"First training\"\nstate = \"reviewed\" # by Ms Sato\n+++\nThe direction.\n\n## Contents {#contents}\n\nWe train.\n".as_bytes(),
    );
    let run = site.run(&["translations", "accept", "content/mihon/vision/measures/first.en.md"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(run.out, "content/mihon/vision/measures/first.en.md is now up to date\n");
    site
}

#[test]
fn accepting_a_translation_stamps_it_and_keeps_the_rest() {
    let site = translated();
    let text = std::fs::read_to_string(site.path("content/mihon/vision/measures/first.en.md")).unwrap();
    assert!(text.starts_with("+++\n# our first\ntitle = \"First training\"\nstate = \"reviewed\" # by Ms Sato\n\n[translates]\ntitle = \""), "{text}");
    assert!(text.ends_with("\"\n+++\nThe direction.\n\n## Contents {#contents}\n\nWe train.\n"), "{text}");
    let again = site.run(&["translations", "accept", "content"]);
    assert_eq!(again.out, "1 was up to date already\n");
    assert_eq!(
        std::fs::read_to_string(site.path("content/mihon/vision/measures/first.en.md")).unwrap(),
        text
    );
}

#[test]
fn editing_one_section_makes_exactly_that_one_outdated() {
    let site = translated();
    let original = BASE.iter().find(|(path, _)| path.ends_with("first.md")).unwrap().1;
    let edit = |from: &str, to: &str| {
        site.write("content/mihon/vision/measures/first.md", original.replace(from, to).as_bytes())
    };
    let states = || {
        let json = site.run(&["translations", "--format", "json"]).out;
        let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        let row =
            rows.into_iter().find(|row| row["path"] == "content/mihon/vision/measures/first.en.md").unwrap();
        (row["state"].as_str().unwrap().to_owned(), row["outdated"].to_string())
    };
    let fresh = ("reviewed".to_owned(), "[]".to_owned());
    assert_eq!(states(), fresh);
    // White space, line breaks and facts are no change of the text.
    edit("研修をします。", "研修を\nします。\n");
    assert_eq!(states(), fresh);
    edit(
        "kana = \"はじめてのけんしゅう\"\npillar = \"people\"",
        "pillar = \"people\" # x\nkana = \"はじめてのけんしゅう\"",
    );
    assert_eq!(states(), fresh);
    edit("研修をします。", "研修を2回します。");
    assert_eq!(states(), ("outdated".to_owned(), "[\"contents\"]".to_owned()));
    edit("方向性です。", "新しい方向性です。");
    assert_eq!(states(), ("outdated".to_owned(), "[\"lead\"]".to_owned()));
    edit("title = \"はじめての研修\"", "title = \"初めての研修\"");
    assert_eq!(states(), ("outdated".to_owned(), "[\"title\"]".to_owned()));
    let run = site.run(&["translations", "--fail-on", "outdated"]);
    assert_eq!(run.status, 1);
    assert!(run.out.contains("outdated  content/mihon/vision/measures/first.en.md  [title]"), "{}", run.out);
    let run = site.run(&["build"]);
    assert_eq!(run.status, 0);
    assert!(
        run.err
            .contains("warning[translation.outdated]: the original changed after it was translated: `title`"),
        "{}",
        run.err
    );
    let page = std::fs::read_to_string(site.path("public/en/mihon/vision/measures/first.html")).unwrap();
    assert!(page.contains("data-translation=\"outdated\""), "{page}");
    let run = site.run(&["translations", "accept", "content/mihon/vision/measures/first.md"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(states(), fresh);
}

#[test]
fn translations_are_listed_for_people_and_a_wrong_path_is_reported() {
    let site = translated();
    let run = site.run(&["translations", "--fail-on", "outdated"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.ends_with("2 translations: reviewed 1, missing 1\n"), "{}", run.out);
    assert_eq!(site.run(&["translations", "--fail-on", "missing"]).status, 1);
    let run = site.run(&["translations", "accept", "content/topics.toml"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("there is no translation at `content/topics.toml`"), "{}", run.err);
    assert_eq!(site.run(&["translations", "accept", "content/nothing.md"]).status, 2);
    let run = run_in(site.folder.path(), &["translations"], &[("LANG", "ja_JP.UTF-8")]);
    assert!(run.out.contains("確認済み  content/mihon/vision/measures/first.en.md"), "{}", run.out);
}
