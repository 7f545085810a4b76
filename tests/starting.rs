//! The first steps, as somebody takes them who has nothing but the program: no command at all, the manual, `init`
//! and `new`.

#[path = "support/command.rs"]
mod command;
mod support;

use std::path::Path;

use command::{Run, run_in};
use support::tree;

const ENGLISH: &[(&str, &str)] = &[("LC_ALL", "C")];
const JAPANESE: &[(&str, &str)] = &[("LANG", "ja_JP.UTF-8")];

fn run(folder: &Path, words: &str) -> Run {
    run_in(folder, &words.split(' ').collect::<Vec<_>>(), ENGLISH)
}

#[track_caller]
fn done(folder: &Path, words: &str) -> String {
    let run = run(folder, words);
    assert_eq!(run.status, 0, "`{words}`: {}{}", run.out, run.err);
    run.out
}

fn text(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A new site in a folder of its own: the folder above it, where people stand.
fn site(arguments: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), &format!("init site{arguments}"));
    folder
}

#[test]
fn without_a_command_the_next_steps_are_shown_and_a_script_is_not_kept_waiting() {
    let folder = tempfile::tempdir().unwrap();
    for (environment, first) in [(JAPANESE, "Shirube（しるべ）は、"), (ENGLISH, "Shirube publishes")] {
        let run = run_in(folder.path(), &[], environment);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.starts_with(first), "{}", run.err);
        for step in ["shirube init site", "shirube serve --root site --open", "shirube manual"] {
            assert!(run.err.contains(step), "{}", run.err);
        }
    }
}

#[test]
fn the_manual_is_in_the_program_and_without_a_browser_its_place_is_said() {
    let home = tempfile::tempdir().unwrap();
    let place = home.path().to_str().unwrap();
    let environment = [
        ("LANG", "ja_JP.UTF-8"),
        ("HOME", place),
        ("XDG_CACHE_HOME", ""),
        ("LOCALAPPDATA", place),
        // No browser, and none of the person who runs the tests.
        ("PATH", ""),
    ];
    for _ in 0..2 {
        let run = run_in(home.path(), &["manual"], &environment);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(run.err.contains("ブラウザーを開けませんでした"), "{}", run.err);
        let page = run.out.strip_prefix("手引きは ").unwrap().strip_suffix(" にあります\n").unwrap();
        assert!(std::fs::read_to_string(page).unwrap().contains("Shirubeの手引き"), "{page}");
        assert!(Path::new(page).with_file_name("start.html").exists());
    }
}

#[test]
fn a_site_that_nobody_was_asked_about_is_that_of_the_sample_city() {
    let folder = site("");
    let names: Vec<String> = tree(&folder.path().join("site/content")).into_keys().collect();
    assert_eq!(
        names,
        [
            "_index.en.md",
            "_index.md",
            "categories.toml",
            "glossary.toml",
            "sample-city/city.toml",
            "sample-city/vision/chapters/1-introduction.en.md",
            "sample-city/vision/chapters/1-introduction.md",
            "sample-city/vision/measures/first-training.en.md",
            "sample-city/vision/measures/first-training.md",
            "sample-city/vision/plan.toml",
            "site.toml",
            "topics.toml",
        ]
    );
    let measure = text(folder.path(), "site/content/sample-city/vision/measures/first-training.md");
    assert!(measure.contains("pillar = \"people\"\ncategory = \"training\"\n"), "{measure}");
    let run = run(folder.path(), "build --strict --root site");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

#[test]
fn a_site_is_that_of_the_city_and_holds_the_languages_that_were_chosen() {
    let folder = site(" --city 箱根町 --kana はこねまち --roman Hakone --code 143821 --languages ja,en");
    let run = run(folder.path(), "build --strict --root site");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let city = text(folder.path(), "site/content/hakone/city.toml");
    assert!(
        city.starts_with(
            "name = { ja = \"箱根町\", kana = \"はこねまち\", en = \"Hakone\" }\ncode = \"143821\"\nprefecture = { ja = \"神奈川県\", en = \"Kanagawa\" }\nclass = \"town\""
        ),
        "{city}"
    );
    let whole: String = tree(&folder.path().join("site/content"))
        .into_iter()
        .map(|(path, bytes)| path + &String::from_utf8(bytes).unwrap())
        .collect();
    for sample in ["見本", "Sample", "sample-city", "990001"] {
        assert!(!whole.contains(sample), "the site of Hakone names the sample: {sample}");
    }
}

#[test]
fn texts_are_written_in_the_chosen_languages_alone() {
    for (languages, files, title) in [
        ("ja", &["first-training.md"][..], "title = \"はじめての研修\""),
        ("ja,en", &["first-training.en.md", "first-training.md"], "title = \"はじめての研修\""),
        ("en,ja", &["first-training.ja.md", "first-training.md"], "title = \"First training\""),
        ("en", &["first-training.md"], "title = \"First training\""),
        ("ja,ne,en", &["first-training.en.md", "first-training.md"], "title = \"はじめての研修\""),
    ] {
        let folder = site(&format!(" --languages {languages}"));
        let measures = folder.path().join("site/content/sample-city/vision/measures");
        assert_eq!(tree(&measures).into_keys().collect::<Vec<_>>(), files, "{languages}");
        let measure = text(&measures, "first-training.md");
        assert!(measure.starts_with(&format!("+++\n{title}\n")), "{languages}: {measure}");
        assert!(measure.contains("pillar = \"people\""), "facts stand in the original: {measure}");
        let topics = text(folder.path(), "site/content/topics.toml");
        assert_eq!(topics.contains("ja = \""), languages.contains("ja"), "{topics}");
        assert_eq!(topics.contains("en = \""), languages.contains("en"), "{topics}");
    }
}

#[test]
fn answers_that_cannot_be_used_are_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, reported) in [
        ("--code 143820", "if the first five are right, it is `143821`"),
        ("--code 14382", "if the first five are right, it is `143821`"),
        ("--code 箱根", "it has six digits"),
        ("--languages jp", "write `ja`"),
        ("--city 箱根町 --kana 箱根", "write readings in hiragana"),
        ("--city \"", "take `\"`"),
    ] {
        let run = run(folder.path(), &format!("init site {arguments}"));
        assert_eq!(run.status, 2, "{arguments}: {}", run.out);
        assert!(run.err.contains(reported), "{arguments}: {}", run.err);
        assert!(!folder.path().join("site").exists(), "{arguments}");
    }
}

#[test]
fn what_a_city_did_not_say_is_named_and_no_reading_is_invented() {
    let folder = tempfile::tempdir().unwrap();
    let out = done(folder.path(), "init site --city 箱根町 --code 143821");
    let first = format!(
        "first open {} and write: the reading in `name` (`kana = \"…\"`), the English name in `name` (`en`)",
        Path::new("site").join("content/city-143821/city.toml").display()
    );
    assert!(out.contains(&first), "{out}");
    let run = run(folder.path(), "build --root site");
    assert!(run.err.contains("error[city.kana]"), "{}", run.err);
}

#[test]
fn the_commands_that_init_shows_work_when_they_are_copied() {
    for place in ["site", ".", "our site"] {
        let folder = tempfile::tempdir().unwrap();
        let made = run_in(folder.path(), &["init", place], ENGLISH);
        assert_eq!(made.status, 0, "{}", made.err);
        let commands: Vec<&str> =
            made.out.lines().filter_map(|line| line.strip_prefix("  shirube ")).collect();
        assert_eq!(commands.len(), 4, "{}", made.out);
        // The preview and the manual open a browser.
        for command in
            commands.iter().filter(|command| command.starts_with("new") || command.starts_with("build"))
        {
            let words = command.replace("\"our site\"", "our\u{a0}site");
            let words: Vec<String> = words.split(' ').map(|word| word.replace('\u{a0}', " ")).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let run = run_in(folder.path(), &words, ENGLISH);
            assert_eq!(run.status, 0, "`{command}` in {place}: {}", run.err);
        }
    }
}

/// Takes away the mark of every key that is not used.
fn with_every_key(text: &str) -> String {
    let is_key = |rest: &str| rest.starts_with(|sign: char| sign.is_ascii_lowercase() || sign == '[');
    let line = |line: &str| match line.strip_prefix('#').filter(|rest| is_key(rest)) {
        Some(rest) => format!("{rest}\n"),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn new_files_hold_every_key_in_a_form_that_can_be_read() {
    let folder = site("");
    for (command, path) in [
        ("city hakone", "hakone/city.toml"),
        ("plan sample-city/next", "sample-city/next/plan.toml"),
        ("chapter sample-city/vision/2-next", "sample-city/vision/chapters/2-next.md"),
        ("measure sample-city/vision/second", "sample-city/vision/measures/second.md"),
        ("translation sample-city/vision/second en", "sample-city/vision/measures/second.en.md"),
    ] {
        done(folder.path(), &format!("new {command} --root site"));
        let path = format!("site/content/{path}");
        std::fs::write(folder.path().join(&path), with_every_key(&text(folder.path(), &path))).unwrap();
    }
    let run = run(folder.path(), "check --root site --format json");
    let found: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let unreadable: Vec<&serde_json::Value> = found["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| {
            ["record.", "front-matter."]
                .iter()
                .any(|family| found["code"].as_str().unwrap().starts_with(family))
        })
        .collect();
    assert!(unreadable.is_empty(), "{unreadable:#?}");
}

#[test]
fn new_files_list_what_there_is_to_choose_from() {
    let folder = site("");
    done(folder.path(), "new measure sample-city/vision/second --root site");
    let measure = text(folder.path(), "site/content/sample-city/vision/measures/second.md");
    for (choices, key) in [
        ("#   people: 人を育てる\n", "pillar = \"people\"\n"),
        ("#   training: 研修\n#   ojt: OJT支援\n", "category = \""),
        ("#   personnel: 総務部人事課\n", "#departments = [{ id = \"personnel\" }]\n"),
        ("implement (実施)", "#schedule = [{ year = 2026, step = \"consider\" }]\n"),
        ("#   first-training: はじめての研修\n", "#part_of = \"first-training\"\n"),
    ] {
        let at = measure.find(choices).unwrap_or_else(|| panic!("no {choices:?}: {measure}"));
        assert!(measure[at..].contains(key), "no {key:?} below {choices:?}: {measure}");
    }
    let japanese =
        run_in(folder.path(), &["new", "measure", "sample-city/vision/third", "--root", "site"], JAPANESE);
    assert_eq!(japanese.status, 0, "{}", japanese.err);
    let measure = text(folder.path(), "site/content/sample-city/vision/measures/third.md");
    assert!(measure.contains("# 題名の読み。ひらがなで書きます。"), "{measure}");
}

#[test]
fn a_path_may_be_written_in_any_way_that_says_which_file_is_meant() {
    let folder = site("");
    for path in [
        "sample-city/vision/a1",
        r"sample-city\vision\a2",
        "content/sample-city/vision/measures/a3.md",
        "site/content/sample-city/vision/measures/a4.md",
        "sample/vis/a5",
        "./sample-city/vision/a6.md",
    ] {
        let out = done(folder.path(), &format!("new measure {path} --root site"));
        let name = path.trim_end_matches(".md").rsplit(['/', '\\']).next().unwrap();
        let file = format!("site/content/sample-city/vision/measures/{name}.md");
        assert!(folder.path().join(&file).exists(), "{path}: {out}");
    }
    let inside = folder.path().join("site/content/sample-city/vision");
    done(&inside, "new measure measures/a7.md");
    done(&inside, "new chapter sample-city/vision/b1");
    assert!(inside.join("measures/a7.md").exists() && inside.join("chapters/b1.md").exists());
}

#[test]
fn a_path_that_will_not_do_is_answered_with_one_that_does() {
    let folder = site("");
    for (typed, help) in [
        ("measure sample-city/visoin/x", "did you mean `sample-city/vision`?"),
        ("measure sample-city/next/x", "`shirube new plan sample-city/next --root site` makes it"),
        ("measure sample-city/vision", "`shirube new measure sample-city/vision/first-step --root site`"),
        (
            "measure sample-city/vision/New_Training",
            "`shirube new measure sample-city/vision/new-training --root site`",
        ),
        (
            "measure sample-city/vision/新しい研修",
            "`shirube new measure sample-city/vision/first-step --root site`",
        ),
        ("measure 見本市/ビジョン/研修", "there is `sample-city`"),
        ("plan Sample", "`shirube new plan sample-city/vision-2027 --root site`"),
        ("city 箱根町", "`shirube new city hakone --root site`"),
        ("city Hakone", "`shirube new city hakone --root site`"),
        ("translation sample-city/vision/nothing", "name it as `CITY/PLAN/NAME`"),
        ("translation sample-city/vision/first-training ne", "write `\"ne\"` into `languages`"),
        ("translation sample-city/vision/first-training ja", "translations are in `en`"),
        ("measure sample-city/vision/x en", "`shirube new translation sample-city/vision/x en --root site`"),
    ] {
        let run = run(folder.path(), &format!("new {typed} --root site"));
        assert_eq!(run.status, 2, "{typed}: {}", run.out);
        assert!(run.err.contains(help), "{typed}: {}", run.err);
    }
}

#[test]
fn the_period_of_a_new_plan_follows_from_its_name_or_the_newest_plan() {
    let folder = site("");
    let period = |plan: &str, wanted: &str| {
        done(folder.path(), &format!("new plan {plan} --root site"));
        let plan = text(folder.path(), &format!("site/content/{plan}/plan.toml"));
        assert!(plan.contains(&format!("\nperiod = {wanted}\n")), "{wanted}: {plan}");
    };
    period("sample-city/vision-2027", "{ start = 2027, end = 2031 }");
    // Years that are shown as examples are those of the plan.
    done(folder.path(), "new measure sample-city/vision-2027/first --root site");
    let measure = text(folder.path(), "site/content/sample-city/vision-2027/measures/first.md");
    assert!(measure.contains("\n#schedule = [{ year = 2027, "), "{measure}");
    // The newest plan is now that one, though a draft.
    period("sample-city/next", "{ start = 2032, end = 2036 }");
    period("sample-city/action-2037", "{ start = 2037, end = 2041 }");
    // A city without plans begins in the year that the site stands in, as one does whose plan has no end.
    done(folder.path(), "new city hakone --root site");
    period("hakone/vision", "{ start = 2026, end = 2030 }");
    let path = folder.path().join("site/content/hakone/vision/plan.toml");
    let endless = std::fs::read_to_string(&path).unwrap().replace("2026, end = 2030", "2024");
    std::fs::write(path, endless).unwrap();
    period("hakone/programme", "{ start = 2026, end = 2030 }");
    let short = folder.path().join("site/content/hakone/programme/plan.toml");
    let text = std::fs::read_to_string(&short).unwrap().replace("end = 2030", "end = 2028");
    std::fs::write(short, text).unwrap();
    period("hakone/following", "{ start = 2029, end = 2031 }");
}

/// Paths that a command is given are found from the folder that a person stands in and from the site's.
#[test]
fn every_path_is_found_from_here_and_from_the_site() {
    let folder = site("");
    // A folder of the site for what is written, and one that neither has.
    std::fs::create_dir(folder.path().join("site/built")).unwrap();
    std::fs::create_dir(folder.path().join("site/.vscode")).unwrap();
    done(folder.path(), "build --root site --output built");
    assert!(folder.path().join("site/built/index.html").exists());
    assert!(done(folder.path(), "build --root site --output other").contains("pages to other"));
    assert!(folder.path().join("other/index.html").exists());
    done(folder.path(), "schema .vscode --root site");
    assert!(folder.path().join("site/.vscode/settings.json").exists());
    // What there is here comes first.
    std::fs::create_dir(folder.path().join("built")).unwrap();
    done(folder.path(), "build --root site --output built");
    assert!(folder.path().join("built/index.html").exists());
    // A file of a site says which site is meant.
    done(folder.path(), "new measure site/content/sample-city/vision/measures/b1.md");
    done(folder.path(), "new translation site/content/sample-city/vision/measures/b1.md en");
    done(folder.path(), "translations accept site/content/sample-city/vision/measures/first-training.en.md");
    assert!(folder.path().join("site/content/sample-city/vision/measures/b1.en.md").exists());
}

#[test]
fn a_command_that_is_proposed_names_the_site_where_this_one_did() {
    let folder = site("");
    let notes = run(folder.path(), "build --root site --as-of 2026-04-01");
    assert_eq!(notes.err, "");
    done(folder.path(), "new measure sample-city/vision/next --root site");
    let notes = run(folder.path(), "build --root site").err;
    assert!(notes.contains("`shirube check --root site` shows them"), "{notes}");
    let original = "site/content/sample-city/vision/measures/first-training.md";
    done(folder.path(), "translations accept content/sample-city --root site");
    let text = text(folder.path(), original).replace("研修を行います", "研修を開きます");
    std::fs::write(folder.path().join(original), text).unwrap();
    let proposed = run(folder.path(), "check --root site").out;
    let command = proposed.split('`').find(|code| code.starts_with("shirube translations accept ")).unwrap();
    done(folder.path(), &command["shirube ".len()..]);
}

#[test]
fn a_plan_with_mistakes_is_still_there() {
    let folder = site("");
    let path = folder.path().join("site/content/sample-city/vision/plan.toml");
    let plan = std::fs::read_to_string(&path).unwrap();
    for broken in [plan.replace("kind = \"vision\"\n", ""), plan.replace("kind = \"vision\"", "kind = ")] {
        std::fs::write(&path, broken).unwrap();
        let measures = folder.path().join("site/content/sample-city/vision/measures");
        done(folder.path(), "new measure sample-city/vision/second --root site");
        let measure = text(&measures, "second.md");
        assert!(measure.contains("#   people: 人を育てる\npillar = \"people\"\n"), "{measure}");
        std::fs::remove_file(measures.join("second.md")).unwrap();
    }
}

#[test]
fn a_translation_begins_with_the_headings_of_the_original() {
    let folder = site("");
    done(folder.path(), "new chapter sample-city/vision/2-next --root site");
    let out = done(folder.path(), "new translation sample-city/vision/2-next --root site");
    let accept = "shirube translations accept content/sample-city/vision/chapters/2-next.en.md --root site";
    assert!(out.contains(accept), "{out}");
    let translation = text(folder.path(), "site/content/sample-city/vision/chapters/2-next.en.md");
    for part in [
        "\ntitle = \"2-next\"\n",
        "\nstate = \"provisional\"\n",
        "\n## Heading {#first}\n",
        "# heading of the original: 見出し {#first}\n",
    ] {
        assert!(translation.contains(part), "no {part:?}: {translation}");
    }
    done(folder.path(), &accept["shirube ".len()..]);
}

#[test]
fn translations_are_accepted_by_paths_from_here_and_from_the_site() {
    let folder = site("");
    let name = "content/sample-city/vision/measures/first-training.en.md";
    for path in [
        name.to_owned(),
        format!("site/{name}"),
        name["content/".len()..].to_owned(),
        name.replace('/', "\\"),
    ] {
        done(folder.path(), &format!("translations accept {path} --root site"));
    }
    done(
        &folder.path().join("site/content/sample-city/vision"),
        "translations accept measures/first-training.en.md",
    );
    let run = run(folder.path(), "translations accept content/sample-city/nothing.en.md --root site");
    assert_eq!(run.status, 2);
}
