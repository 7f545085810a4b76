//! `check`, `explain` and the severities that a site sets: the real binary, its words, its exit status.

#[path = "support/command.rs"]
mod command;
#[path = "support/preview.rs"]
mod preview;
mod support;

use command::{Site, run_in};
use serde_json::{Value, json};
use support::{BASE, assert_same, tree};

const SITE: &str = "content/site.toml";
const MEASURE: &str = "content/mihon/vision/measures/first.md";

fn base(path: &str) -> &'static str {
    BASE.iter().find(|(known, _)| *known == path).unwrap().1
}

/// A site whose measure has no reading, which is a warning, with these settings.
fn without_kana(rules: &str) -> Site {
    let site = Site::new();
    let text = base(MEASURE).replace("kana = \"はじめてのけんしゅう\"\n", "");
    site.write(MEASURE, text.as_bytes());
    site.write(SITE, format!("{}\n[rules]\n{NO_SAMPLE}\n{rules}\n", base(SITE)).as_bytes());
    site
}

/// The base of fixtures names the sample city, as `init` does.
const NO_SAMPLE: &str = "\"site.sample\" = { level = \"off\", reason = \"試すため\" }";

fn diagnostics(out: &str) -> Vec<Value> {
    let report: Value = serde_json::from_str(out).unwrap_or_else(|error| panic!("{error}: {out}"));
    assert_eq!(report.as_object().unwrap().len(), 1, "{out}");
    report["diagnostics"].as_array().unwrap().clone()
}

#[test]
fn nothing_found_is_said_with_what_was_looked_at() {
    let site = Site::new();
    site.write(SITE, format!("{}\n[rules]\n{NO_SAMPLE}\n", base(SITE)).as_bytes());
    let before = tree(site.folder.path());
    let run = site.run(&["check"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(run.out, format!("nothing to report: checked {} files and 26 pages\n", before.len()));
    let japanese = run_in(site.folder.path(), &["check"], &[("LANG", "ja_JP.UTF-8")]);
    assert!(japanese.out.starts_with("知らせることはありません（ファイル "), "{}", japanese.out);
    let json = site.run(&["check", "--format", "json"]);
    assert_eq!((json.status, json.err.as_str(), diagnostics(&json.out).len()), (0, "", 0));
    let github = site.run(&["check", "--format", "github"]);
    assert_eq!((github.status, github.out.as_str()), (0, ""));
    assert!(github.err.starts_with("nothing to report"), "{}", github.err);
    assert_same(&tree(site.folder.path()), &before);
}

#[test]
fn what_still_names_the_sample_is_a_note() {
    let site = Site::new();
    let json = site.run(&["check", "--strict", "--format", "json"]);
    assert_eq!(json.status, 0, "a note fails nothing");
    let found = diagnostics(&json.out);
    assert!(
        found.iter().all(|found| found["code"] == "site.sample" && found["severity"] == "note"),
        "{found:#?}"
    );
    let messages: Vec<&str> = found.iter().filter_map(|found| found["message"].as_str()).collect();
    for named in ["https://example.lg.jp/hr/", "見本市", "Sample City", "見本県", "990001"] {
        assert!(messages.iter().any(|message| message.contains(named)), "{named}: {messages:?}");
    }
    let own = "title = { ja = \"水ノ江市\", en = \"Mizunoe\" }\nbase_url = \"https://www.city.mizunoe.lg.jp/\"\nlanguages = [\"ja\", \"en\"]\ntheme = \"plain\"\npublisher = { ja = \"水ノ江市\", en = \"Mizunoe City\" }\n";
    site.write(SITE, own.as_bytes());
    let found = diagnostics(&site.run(&["check", "--format", "json"]).out);
    assert!(found.iter().all(|found| found["file"] != SITE), "{found:#?}");
}

#[test]
fn check_reports_what_build_reports_and_writes_nothing() {
    let site = without_kana("");
    site.write("content/a.md", "+++\ntitle = \"一\"\n+++\n[無](nowhere.md)\n".as_bytes());
    let before = tree(site.folder.path());
    let check = site.run(&["check"]);
    assert_same(&tree(site.folder.path()), &before);
    let build = site.run(&["build"]);
    assert_eq!((check.status, check.err.as_str(), build.status), (1, "", 1));
    let report = build.err.strip_suffix("nothing was published; what was published before is untouched\n");
    let end =
        "because of the errors no page was rendered: mistakes in templates show once these are corrected\n";
    assert_eq!(Some(check.out.as_str()), report.map(|report| format!("{report}{end}")).as_deref());
    assert!(check.out.contains("error[link.missing-page]"), "{}", check.out);
    assert!(check.out.contains("warning[measure.kana]"), "{}", check.out);
}

#[test]
fn warnings_fail_only_where_they_are_to() {
    let site = without_kana("");
    for format in ["human", "json", "github"] {
        assert_eq!(site.run(&["check", "--format", format]).status, 0, "{format}");
        assert_eq!(site.run(&["check", "--format", format, "--strict"]).status, 1, "{format}");
    }
    let run = site.run(&["check"]);
    assert!(run.out.ends_with("\n0 errors, 1 warning\n"), "{}", run.out);
    assert_eq!(site.run(&["check", "--format", "xml"]).status, 2);
    assert_eq!(site.run(&["check", "--base-url", "x"]).status, 2);
    assert_eq!(site.run(&["check", "--root", "nowhere", "--format", "json"]).status, 2);
}

#[test]
fn every_page_is_rendered_and_not_only_the_first_of_its_kind() {
    let site = without_kana("");
    let second = base(MEASURE).replace("はじめての研修", "二つ目の研修");
    site.write("content/mihon/vision/measures/second.md", second.as_bytes());
    let template = "{% if page.title.text == \"二つ目の研修\" %}{{ page.title.nothing }}{% endif %}\n";
    site.write("themes/plain/templates/measure.html", template.as_bytes());
    // A warning that is to fail keeps build from rendering, and not check.
    for arguments in [&["check"][..], &["check", "--strict"]] {
        let run = site.run(arguments);
        assert_eq!(run.status, 1, "{}", run.out);
        assert!(run.out.contains("warning[measure.kana]"), "{}", run.out);
        assert!(run.out.contains("error[template.render]"), "{}", run.out);
        assert!(run.out.contains("themes/plain/templates/measure.html:1:"), "{}", run.out);
        assert!(run.out.contains("mihon/vision/measures/second.html"), "{}", run.out);
    }
    assert!(!site.path("public").exists());
}

#[test]
fn what_an_audience_sees_is_what_is_checked() {
    let site = Site::new();
    let memo = "+++\ntitle = \"内部\"\naudience = \"internal\"\n+++\n";
    site.write("content/memo.md", memo.as_bytes());
    site.write("content/a.md", "+++\ntitle = \"一\"\n+++\n[内部](memo.md)\n".as_bytes());
    let public = site.run(&["check", "--audience", "public"]);
    assert!(public.out.contains("error[link.internal-page]"), "{}", public.out);
    assert_eq!((public.status, site.run(&["check", "--audience", "internal"]).status), (1, 0));
}

#[test]
fn json_has_every_key_and_counts_in_characters() {
    let site = without_kana("");
    site.write("content/a.md", "+++\ntitle = \"一\"\n+++\n詳しくは[無い](無い.md)へ。\n".as_bytes());
    site.write("content/b.md", "+++\ntitle = \"二\"\n+++\n## 一 {#x}\n\n## 二 {#x}\n".as_bytes());
    let run = site.run(&["check", "--format", "json"]);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    let found = diagnostics(&run.out);
    let of = |code: &str| found.iter().find(|found| found["code"] == code).unwrap();
    let keys = ["code", "severity", "message", "help", "file", "line", "column", "length", "related"];
    for found in &found {
        assert_eq!(found.as_object().unwrap().len(), keys.len(), "{found}");
        assert!(keys.iter().all(|key| found.get(key).is_some()), "{found}");
    }
    let link = of("link.missing-page");
    assert_eq!((&link["severity"], &link["file"]), (&json!("error"), &json!("content/a.md")));
    assert_eq!((&link["line"], &link["column"], &link["length"]), (&json!(4), &json!(10), &json!(5)));
    assert_eq!(link["message"], "no page `無い.md`");
    let twice = &of("markdown.heading-id");
    let first = json!([{"file": "content/b.md", "line": 4, "column": 1, "message": "the first one"}]);
    assert_eq!((&twice["line"], &twice["related"]), (&json!(6), &first));
    let japanese = run_in(site.folder.path(), &["check", "--format", "json"], &[("LANG", "ja_JP.UTF-8")]);
    assert!(japanese.out.contains("ページ `無い.md` がありません"), "{}", japanese.out);
}

#[test]
fn json_is_valid_where_site_toml_cannot_be_read() {
    for (bytes, code) in [
        (&b"title = \"\x8d\xcc\x97p\"\n"[..], "source.encoding"),
        (b"title = \"x\n", "record.toml"),
        (b"", "record.missing-key"),
    ] {
        let site = Site::new();
        site.write(SITE, bytes);
        let run = site.run(&["check", "--format", "json"]);
        let found = diagnostics(&run.out);
        assert_eq!((run.status, &found[0]["code"]), (1, &json!(code)));
        assert_eq!(found[0]["file"], SITE);
    }
    let site = Site::new();
    site.write(SITE, b"");
    let found = diagnostics(&site.run(&["check", "--format", "json"]).out);
    let nowhere = (&found[0]["line"], &found[0]["column"], &found[0]["length"]);
    assert_eq!(nowhere, (&Value::Null, &Value::Null, &Value::Null));
}

#[test]
fn github_gets_annotations_at_their_places() {
    let site =
        without_kana("\"label.missing-translation\" = { level = \"note\", reason = \"訳の途中のため\" }");
    site.write("content/a.md", "+++\ntitle = \"一\"\nmenu = true\n+++\n[百%](x,y%3A.md)\n".as_bytes());
    let topics = base("content/topics.toml").replace(", en = \"Securing people\"", "");
    site.write("content/topics.toml", topics.as_bytes());
    let run = site.run(&["check", "--format", "github"]);
    assert_eq!((run.status, run.err.as_str()), (1, "1 error, 1 warning, 1 note\n"));
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", run.out);
    let place = "::error file=content/a.md,line=5,col=6,endColumn=15,title=link.missing-page::";
    assert!(lines[0].starts_with(&format!("{place}no page `x,y%253A.md`%0Ahelp: ")), "{}", lines[0]);
    let of_measure = format!("::warning file={MEASURE},");
    assert!(lines[1].starts_with(&of_measure), "{}", lines[1]);
    assert!(lines[1].contains("title=measure.kana::"), "{}", lines[1]);
    assert!(lines[2].starts_with("::notice file=content/topics.toml,line=3,"), "{}", lines[2]);
}

#[test]
fn github_finds_the_files_of_a_site_below_its_workspace() {
    let site = without_kana("");
    let workspace = site.folder.path().parent().unwrap().to_str().unwrap();
    let environment = [("LC_ALL", "C"), ("GITHUB_WORKSPACE", workspace)];
    let run = run_in(site.folder.path(), &["check", "--format", "github"], &environment);
    let folder = site.folder.path().file_name().unwrap().to_str().unwrap();
    assert!(run.out.starts_with(&format!("::warning file={folder}/{MEASURE},")), "{}", run.out);
}

#[test]
fn each_level_does_what_it_says() {
    for (level, build, strict, said) in [
        ("error", 1, 1, "error[measure.kana]"),
        ("warning", 0, 1, "warning[measure.kana]"),
        ("note", 0, 0, "note[measure.kana]"),
        ("off", 0, 0, "nothing to report"),
    ] {
        let site = without_kana(&format!("\"measure.kana\" = {{ level = \"{level}\", reason = \"理由\" }}"));
        assert_eq!(site.run(&["build"]).status, build, "{level}");
        assert_eq!(site.run(&["build", "--strict"]).status, strict, "{level}");
        let check = site.run(&["check"]);
        assert_eq!((check.status, site.run(&["check", "--strict"]).status), (build, strict), "{level}");
        assert!(check.out.starts_with(said), "{level}: {}", check.out);
    }
}

#[test]
fn build_counts_notes_and_names_the_command_that_shows_them() {
    let note = "\"measure.kana\" = { level = \"note\", reason = \"順に入れているため\" }";
    let site = without_kana(note);
    let run = site.run(&["build"]);
    assert_eq!((run.status, run.err.as_str()), (0, "1 note; `shirube check` shows them\n"));
    let internal = site.run(&["build", "--audience", "internal"]);
    assert_eq!(internal.err, "1 note; `shirube check --audience internal` shows them\n");
    let check = site.run(&["check"]);
    assert!(check.out.ends_with("\n0 errors, 0 warnings, 1 note\n"), "{}", check.out);
    site.write("content/a.md", b"x");
    let run = site.run(&["build"]);
    assert!(
        run.err.ends_with("1 error, 0 warnings\n1 note; `shirube check` shows them\nnothing was published; what was published before is untouched\n"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("measure.kana"), "{}", run.err);
}

#[test]
fn the_preview_counts_notes_and_names_the_command_that_shows_them() {
    let site = without_kana("\"measure.kana\" = { level = \"note\", reason = \"順に入れているため\" }");
    let preview = preview::Preview::start(site.folder.path());
    preview
        .until("the notes are counted", |preview| preview.said().contains("1 note; `shirube check --root "));
    assert!(!preview.said().contains("measure.kana"), "{}", preview.said());
}

#[test]
fn a_warning_that_is_raised_does_not_explain_itself_away() {
    let off = "\"asset.unused\" = { level = \"off\", reason = \"資料を置いているため\" }";
    let site = without_kana(off);
    site.write("content/unused.pdf", b"x");
    let run = site.run(&["check"]);
    assert!(!run.out.contains("asset.unused") && run.out.contains("measure.kana"), "{}", run.out);
    // What an error in the content would explain is still reported: this error leaves nothing out.
    site.write(SITE, format!("{}\n[rules]\n{}\n", base(SITE), off.replace("off", "error")).as_bytes());
    let run = site.run(&["check"]);
    assert!(run.out.contains("error[asset.unused]"), "{}", run.out);
    assert_eq!(run.status, 1);
}

#[test]
fn a_code_is_explained_however_it_was_copied() {
    let folder = tempfile::tempdir().unwrap();
    let english = run_in(folder.path(), &["explain", "category.unknown"], &[("LC_ALL", "C")]);
    assert_eq!((english.status, english.err.as_str()), (0, ""));
    for part in [
        "category.unknown: A category that is not there\n",
        "Severity: error. A site cannot lower it: what is written would have no value without it.\n",
        "\nMeaning\n",
        "\nWhy\n",
        "\nWhat to do\n",
        "\nBad example (content/mihon/vision/measures/first.md)\n",
        "\n  category = \"traning\"\n",
        "\nGood example (",
    ] {
        assert!(english.out.contains(part), "{part:?} in:\n{}", english.out);
    }
    for written in [
        "[category.unknown]",
        "ｃａｔｅｇｏｒｙ．ｕｎｋｎｏｗｎ",
        "Category.Unknown",
        "error[category.unknown]:",
    ] {
        let run = run_in(folder.path(), &["explain", written], &[("LC_ALL", "C")]);
        assert_eq!((run.status, run.out.as_str()), (0, english.out.as_str()), "{written}");
    }
    let japanese = run_in(folder.path(), &["explain", "category.unknown"], &[("LANG", "ja_JP.UTF-8")]);
    assert!(japanese.out.contains("\n直し方\n"), "{}", japanese.out);
}

#[test]
fn a_code_that_is_not_there_is_answered_with_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    let run = run_in(folder.path(), &["explain", "category.unknwon"], &[("LC_ALL", "C")]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert_eq!(
        run.err,
        "error: there is no rule `category.unknwon`\nhelp: did you mean `category.unknown`?\n"
    );
    let run = run_in(folder.path(), &["explain", "zzz"], &[("LC_ALL", "C")]);
    assert_eq!(run.status, 2);
    assert!(run.err.ends_with("help: `shirube explain` lists them\n"), "{}", run.err);
}

#[test]
fn without_a_code_every_rule_is_listed_by_family() {
    let folder = tempfile::tempdir().unwrap();
    let run = run_in(folder.path(), &["explain"], &[("LC_ALL", "C")]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let codes: Vec<&str> = run
        .out
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    let explained: Vec<&str> = shirube::rules::explained().map(|(rule, _)| rule.code).collect();
    assert_eq!(codes, explained);
    assert!(run.out.contains("\ncategory\n") || run.out.starts_with("category\n"), "{}", run.out);
}

/// A check whose report is lost has not passed.
#[test]
#[cfg(target_os = "linux")]
fn a_report_that_cannot_be_written_is_no_success() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_shirube"))
        .args(["explain", "record.id", "--messages", "en"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.starts_with("error: the result could not be written\n"), "{said}");
}
