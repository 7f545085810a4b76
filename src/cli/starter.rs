//! The files that `init` and `new` make.

use include_dir::{Dir, include_dir};

use crate::unfinished::scaffold::{
    CHAPTER_HEADING, CHAPTER_HEADING_ID, CHAPTER_LEAD, CITY_KANA, HEADING_ID_HELP, MEASURE_ITEM,
    MEASURE_KANA, MEASURE_LEAD, PILLAR, PILLAR_EN, PREFECTURE, PREFECTURE_EN, TRANSLATION_HEADING,
    TRANSLATION_LEAD, TRANSLATION_TEXT,
};

static SITE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");

/// A small site that works: its files, by their path.
pub(super) fn site() -> Vec<(&'static str, &'static str)> {
    let mut files = Vec::new();
    collect(&SITE, &mut files);
    files.sort_unstable();
    files
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<(&'static str, &'static str)>) {
    for file in folder.files() {
        let path = file.path().to_str().expect("the starter's paths are ASCII");
        files.push((path, file.contents_utf8().expect("the starter's files are UTF-8")));
    }
    folder.dirs().for_each(|inner| collect(inner, files));
}

/// A new city's record.
pub(super) fn city(name: &str, code: &str) -> String {
    format!(
        r#"name = {{ ja = "{name}", kana = "{CITY_KANA}", en = "{name}" }} # 書き換えてください / replace these
code = "{code}" # 全国地方公共団体コード（6桁） / the local government code
prefecture = {{ ja = "{PREFECTURE}", en = "{PREFECTURE_EN}" }}
class = "city" # designated, core, special-ward, city, town, village

[[department]]
id = "personnel"
name = {{ ja = "人事課", en = "Personnel Division" }}
"#
    )
}

/// A new plan's record. The first department of its city is responsible for it, and its pillar serves the
/// first topic of the site.
pub(super) fn plan(name: &str, department: &str, topic: &str, year: i32) -> String {
    format!(
        r#"title = {{ ja = "{name}", en = "{name}" }} # 書き換えてください / replace these
kind = "vision" # vision, policy, action-plan, programme
period = {{ start = {year}, end = {end} }}
department = "{department}"
updated = {year}-04-01
source = {{ title = {{ ja = "{name}", en = "{name}" }} }}
wording = "official" # official: 決定した文そのまま / as adopted; summary: 要約

[[pillar]]
id = "first"
label = {{ ja = "{PILLAR}", en = "{PILLAR_EN}" }}
topic = "{topic}"
"#,
        end = year + 4
    )
}

/// A new chapter.
pub(super) fn chapter(name: &str) -> String {
    format!(
        "+++\ntitle = \"{name}\" # 書き換えてください / replace this\n+++\n{CHAPTER_LEAD}\n\n## {CHAPTER_HEADING} {{#{CHAPTER_HEADING_ID}}}\n\n見出しの後の `{{#…}}` {HEADING_ID_HELP}\n"
    )
}

/// A new measure.
pub(super) fn measure(name: &str, pillar: &str, category: &str) -> String {
    format!(
        "+++\ntitle = \"{name}\" # 書き換えてください / replace this\nkana = \"{MEASURE_KANA}\"\npillar = \"{pillar}\"\ncategory = \"{category}\"\n+++\n{MEASURE_LEAD}\n\n## 取組内容 {{#contents}}\n\n- {MEASURE_ITEM}\n"
    )
}

/// The translation of a new chapter or measure, to be written over.
pub(super) fn translation(name: &str, heading: &str) -> String {
    format!(
        "+++\ntitle = \"{name}\"\nstate = \"provisional\" # official, reviewed, provisional, machine\n+++\n{TRANSLATION_LEAD}\n\n## {TRANSLATION_HEADING} {{#{heading}}}\n\n{TRANSLATION_TEXT}\n"
    )
}
