//! The first hour of somebody who has the program and its manual: every command and every file of the page
//! 「はじめる」, in its order, and between them what the page says to write. Nothing else is done, so whatever a
//! first site needs stands in the manual.

#[path = "support/command.rs"]
mod command;
mod support;

use std::path::PathBuf;

use command::{Run, run_in};
use support::{repository, tree};

/// A step of the page: a command, or the text of a file.
#[derive(Debug)]
enum Step {
    Command(String),
    File { path: String, text: String },
}

/// The steps in the order in which the page gives them. A block of text holds commands; any other block is what the
/// last file named before it is to hold.
fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut file = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else {
            let named =
                line.split('`').skip(1).step_by(2).filter(|code| code.contains('\\') && !code.contains(':'));
            file = named.last().map_or(file, |path| path.replace('\\', "/"));
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match kind {
            "text" => steps.extend(block.iter().map(|line| Step::Command((*line).to_owned()))),
            // What the IT division types is not for the officer.
            "sh" | "bat" => {}
            _ => steps.push(Step::File { path: file.clone(), text: block.join("\n") + "\n" }),
        }
    }
    steps
}

/// Where the program lies and the site is made.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn site(&self, path: &str) -> PathBuf {
        self.folder.path().join("site").join(path)
    }

    fn run(&self, command: &str) -> Run {
        let words: Vec<&str> =
            command.strip_prefix("shirube ").expect("commands begin so").split(' ').collect();
        let home = self.folder.path().to_str().unwrap();
        // Whoever runs the tests keeps their browser closed and their folders as they are.
        let environment = [
            ("LANG", "ja_JP.UTF-8"),
            ("PATH", ""),
            ("HOME", home),
            ("XDG_CACHE_HOME", ""),
            ("LOCALAPPDATA", home),
        ];
        run_in(self.folder.path(), &words, &environment)
    }

    #[track_caller]
    fn done(&self, command: &str) -> String {
        let run = self.run(command);
        assert_eq!(run.status, 0, "`{command}`: {}{}", run.out, run.err);
        run.out + &run.err
    }

    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.site(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Opens a file and writes over what it held.
    #[track_caller]
    fn edit(&self, path: &str, edits: &[(&str, &str)]) {
        let mut text = self.text(path);
        for (old, new) in edits {
            assert!(text.contains(old), "`{old}` is not in {path}:\n{text}");
            text = text.replace(old, new);
        }
        std::fs::write(self.site(path), text).unwrap();
    }

    /// Takes away the line that makes a file a draft.
    #[track_caller]
    fn publish(&self, path: &str) {
        let text = self.text(path);
        let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("draft = true")).collect();
        assert_eq!(kept.len() + 1, text.lines().count(), "{path} is a draft:\n{text}");
        std::fs::write(self.site(path), kept.join("\n") + "\n").unwrap();
    }

    /// What a person does after a command, as the page says.
    fn write_after(&self, command: &str) {
        let words: Vec<&str> = command.split(' ').collect();
        match words[1..] {
            ["new", "plan", ..] => self.write_plan(),
            ["new", "chapter", ..] => self.write_chapter(),
            ["new", "measure", path, ..] => self.write_measure(path),
            ["new", "translation", ..] => self.write_translation(),
            _ => {}
        }
    }

    fn write_plan(&self) {
        let path = format!("{PLAN}/plan.toml");
        self.edit(
            &path,
            &[
                (
                    "title = { ja = \"vision-2027\", en = \"vision-2027\" }",
                    "title = { ja = \"箱根町人材ビジョン\", en = \"Hakone People Vision\" }",
                ),
                ("一つ目の柱", "学び続ける"),
                ("First pillar", "Keep learning"),
            ],
        );
        self.publish(&path);
        // The sample has done its duty.
        std::fs::remove_dir_all(self.site("content/hakone/vision")).unwrap();
    }

    fn write_chapter(&self) {
        let path = format!("{PLAN}/chapters/1-aims.md");
        let written = self.text(&path);
        let body = &written[written.rfind("+++\n").unwrap() + 4..];
        let own = "このビジョンは、町の職員の育て方を示します。\n\n## 目指す姿 {#aims}\n\n町の人とともに歩む職員を育てます。\n";
        self.edit(&path, &[("title = \"1-aims\"", "title = \"目指す姿\""), (body, own)]);
        self.publish(&path);
    }

    fn write_measure(&self, name: &str) {
        let id = name.rsplit('/').next().unwrap();
        let path = format!("{PLAN}/measures/{id}.md");
        let written = self.text(&path);
        let body = &written[written.rfind("+++\n").unwrap() + 4..];
        let (title, kana) =
            MEASURES.iter().find(|(known, ..)| *known == id).map(|(_, title, kana)| (title, kana)).unwrap();
        self.edit(
            &path,
            &[
                (&format!("title = \"{id}\""), &format!("title = \"{title}\"")),
                ("kana = \"よみがな\"", &format!("kana = \"{kana}\"")),
                ("category = \"recruitment\"", "category = \"training\""),
                ("#schedule = ", "schedule = "),
                (body, "職員の学びを支えます。\n\n## 取組内容 {#contents}\n\n- 学びの場を開きます。\n"),
            ],
        );
        self.publish(&path);
    }

    fn write_translation(&self) {
        let path = format!("{PLAN}/measures/first-step.en.md");
        self.edit(
            &path,
            &[
                ("title = \"first-step\"", "title = \"A first step\""),
                ("Translate the first paragraph here.", "The town helps its staff to learn."),
                ("## Heading {#contents}", "## What is done {#contents}"),
                ("Translate the text here.", "- Places to learn are opened."),
            ],
        );
        self.publish(&path);
    }
}

const PLAN: &str = "content/hakone/vision-2027";

/// The measures that the page makes: name, title, reading.
const MEASURES: [(&str, &str, &str); 3] = [
    ("first-step", "はじめの一歩", "はじめのいっぽ"),
    ("second-step", "次の一歩", "つぎのいっぽ"),
    ("third-step", "三歩目", "さんぽめ"),
];

#[test]
fn the_first_hour_of_the_manual_ends_with_a_site_of_ones_own() {
    let page = std::fs::read_to_string(repository("content/guide/start.md")).unwrap();
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let mut commands = 0;
    for step in steps(&page) {
        match step {
            // Without its options it asks a person; a script is asked nothing and gets the sample.
            Step::Command(command) if command == "shirube init site" => {}
            // It runs until a person ends it: tests/serve.rs has it.
            Step::Command(command) if command.starts_with("shirube serve ") => {}
            Step::Command(command) => {
                desk.done(&command);
                desk.write_after(&command);
                commands += 1;
            }
            Step::File { path, text } => {
                let path = desk.site(&path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                let earlier = std::fs::read_to_string(&path).unwrap_or_default();
                std::fs::write(&path, with_own_keys(&earlier, &text)).unwrap();
            }
        }
    }
    assert!(commands >= 12, "the page has its commands in blocks of text: {commands}");
    is_the_town_s_own(&desk);
}

/// A file with the lines of the page: a key that is there already is written over, all others are added.
fn with_own_keys(earlier: &str, lines: &str) -> String {
    let key = |line: &str| line.split_once(" = ").map(|(key, _)| key.to_owned());
    let first_keys: Vec<String> =
        lines.lines().take_while(|line| !line.starts_with('[')).filter_map(key).collect();
    let kept = earlier.lines().filter(|line| key(line).is_none_or(|key| !first_keys.contains(&key)));
    let kept: String = kept.map(|line| format!("{line}\n")).collect();
    match first_keys.is_empty() {
        true => format!("{kept}\n{lines}"),
        false => format!("{lines}{kept}"),
    }
}

fn is_the_town_s_own(desk: &Desk) {
    let run = desk.run("shirube build --strict --root site --base-url https://www.example.lg.jp/hr/");
    assert_eq!(run.status, 0, "{}", run.err);
    let files = tree(&desk.site("public"));
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    for (id, title, _) in MEASURES {
        let page = text(&format!("hakone/vision-2027/measures/{id}.html"));
        assert!(page.contains(title), "{id} shows its title");
        let address = format!(
            "<link rel=\"canonical\" href=\"https://www.example.lg.jp/hr/hakone/vision-2027/measures/{id}.html\""
        );
        assert!(page.contains(&address), "{id} knows its address");
    }
    let home = text("index.html");
    assert!(home.contains("src=\"assets/logo.svg\""), "the logo is the town's own");
    assert!(home.contains("https://www.town.hakone.example.lg.jp/"), "the menu has the item of the site");
    assert!(home.contains("script-src 'self' https://stats.example.lg.jp;"), "the policy allows the host");
    assert!(home.contains("閲覧数を数えるため"), "readers are told why");
    let translated = text("en/hakone/vision-2027/measures/first-step.html");
    assert!(translated.contains("A first step") && translated.contains("data-translation=\"provisional\""));
    for (path, bytes) in &files {
        let Ok(page) = std::str::from_utf8(bytes) else { continue };
        for left_over in ["見本市", "Sample City", "はじめての研修", "ここに本文", "Translate the"]
        {
            assert!(!page.contains(left_over), "{path} holds `{left_over}`");
        }
    }
}

#[test]
fn the_english_page_has_the_same_steps() {
    let [japanese, english] = ["content/guide/start.md", "content/guide/start.en.md"]
        .map(|page| steps(&std::fs::read_to_string(repository(page)).unwrap()));
    assert_eq!(format!("{japanese:#?}"), format!("{english:#?}"));
    assert!(!english.is_empty());
}
