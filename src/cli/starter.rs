//! The files that `init` and `new` make.

use include_dir::{Dir, include_dir};

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
        r#"name = {{ ja = "{name}", kana = "なまえ", en = "{name}" }} # 書き換えてください / replace these
code = "{code}" # 全国地方公共団体コード（6桁） / the local government code
prefecture = {{ ja = "県名", en = "Prefecture" }}
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
label = {{ ja = "一つ目の柱", en = "First pillar" }}
topic = "{topic}"
"#,
        end = year + 4
    )
}

/// A new chapter.
pub(super) fn chapter(name: &str) -> String {
    format!(
        "+++\ntitle = \"{name}\" # 書き換えてください / replace this\n+++\nここに本文を書きます。\n\n## 見出し {{#first}}\n\n見出しの後の `{{#…}}` は、どの言語でも同じ名前にします。\n"
    )
}

/// A new measure.
pub(super) fn measure(name: &str, pillar: &str, category: &str) -> String {
    format!(
        "+++\ntitle = \"{name}\" # 書き換えてください / replace this\nkana = \"よみがな\"\npillar = \"{pillar}\"\ncategory = \"{category}\"\n+++\n最初の段落に取組の方向性を書きます。一覧や比較のページにも表示されます。\n\n## 取組内容 {{#contents}}\n\n- 取り組むことを書きます。\n"
    )
}

/// The translation of a new chapter or measure, to be written over.
pub(super) fn translation(name: &str, heading: &str) -> String {
    format!(
        "+++\ntitle = \"{name}\"\nstate = \"provisional\" # official, reviewed, provisional, machine\n+++\nTranslate the first paragraph here.\n\n## Heading {{#{heading}}}\n\nTranslate the text here.\n"
    )
}
