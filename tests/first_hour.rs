//! The first hour of somebody who has the program and its manual: every command and every file of the page
//! 「はじめる」, in its order, and between them what the page says to write. Nothing else is done, so whatever a
//! first site needs stands in the manual.

#[path = "support/guide.rs"]
mod guide;
mod support;

use guide::{Block, Desk, Role, blocks, compare};
use support::{tree, updating};

/// What a person writes between the commands.
struct Officer {
    desk: Desk,
}

impl Officer {
    /// Opens a file and writes over what it held.
    #[track_caller]
    fn edit(&self, path: &str, edits: &[(&str, &str)]) {
        let mut text = self.desk.text(path);
        for (old, new) in edits {
            assert!(text.contains(old), "`{old}` is not in {path}:\n{text}");
            text = text.replace(old, new);
        }
        self.desk.write(path, &text);
    }

    /// Takes away the line that makes a file a draft.
    #[track_caller]
    fn publish(&self, path: &str) {
        let text = self.desk.text(path);
        let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("draft = true")).collect();
        assert_eq!(kept.len() + 1, text.lines().count(), "{path} is a draft:\n{text}");
        self.desk.write(path, &(kept.join("\n") + "\n"));
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
        std::fs::remove_dir_all(self.desk.site("content/hakone/vision")).unwrap();
    }

    fn write_chapter(&self) {
        let path = format!("{PLAN}/chapters/1-aims.md");
        let written = self.desk.text(&path);
        let body = &written[written.rfind("+++\n").unwrap() + 4..];
        let own = "このビジョンは、町の職員の育て方を示します。\n\n## 目指す姿 {#aims}\n\n町の人とともに歩む職員を育てます。\n";
        self.edit(&path, &[("title = \"1-aims\"", "title = \"目指す姿\""), (body, own)]);
        self.publish(&path);
    }

    fn write_measure(&self, name: &str) {
        let id = name.rsplit('/').next().unwrap();
        let path = format!("{PLAN}/measures/{id}.md");
        let written = self.desk.text(&path);
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
    follow("ja_JP.UTF-8", "content/guide/start.md");
}

#[test]
fn the_same_hour_in_english() {
    follow("en_US.UTF-8", "content/guide/start.en.md");
}

fn follow(language: &'static str, path: &str) {
    let page = blocks(path);
    let mut officer = Officer { desk: Desk::new(language) };
    let mut printed: Vec<(&Block, String)> = Vec::new();
    let mut last = String::new();
    let mut commands = 0;
    for block in &page {
        match &block.role {
            Role::Command { status, apart } => {
                last.clear();
                for command in block.text.lines() {
                    last.push_str(&officer.desk.run(command, *status, *apart));
                    officer.write_after(command);
                    commands += 1;
                }
            }
            Role::Output => printed.push((block, std::mem::take(&mut last))),
            Role::Looked => {}
            role => officer.desk.file(role, &block.text),
        }
    }
    assert!(commands >= 12, "the page has its commands in blocks: {commands}");
    compare(path, &printed, updating());
    is_the_town_s_own(&mut officer.desk);
}

fn is_the_town_s_own(desk: &mut Desk) {
    desk.run("shirube build --strict --root site --base-url https://www.example.lg.jp/hr/", 0, false);
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
