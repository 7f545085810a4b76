//! `shirube new`: the next file, with every key there is.
//!
//! - [`target`]: what the path names
//! - [`keys`]: the keys of a record as lines, from its declaration
//! - [`choices`]: the ids that keys take, with their names
//! - [`translation`]: the translation of a text

mod choices;
mod keys;
mod target;
mod translation;

use std::path::Path;

use crate::disk::write_new;
use crate::model::Site;
use crate::records::{Declaration, FRONT_MATTER, RECORD_FILES};
use crate::source::Sources;
use crate::values::CityCode;

use super::args::{NewArguments, NewKind};
use super::ending::{Ending, Failure};
use super::paths::quoted;
use super::screen::{Messages, Screen};
use super::site;
use choices::Choices;
use keys::{Given, KeyWriter, Setting};
use target::Folders;

pub(super) fn run(arguments: &NewArguments, screen: &Screen) -> Result<Ending, Failure> {
    let root = arguments.site.folder()?;
    let input = site::input(&root)?;
    // A site with errors will do: a new file is often the way to correct them.
    let site = site::understood(&input).into_site().ok_or_else(|| {
        Failure::new("site.toml かテーマに誤りがあります", "site.toml or the theme has errors")
            .help("`shirube check` で確かめて、先に直してください", "see `shirube check` and fix them first")
    })?;
    let scaffold = Scaffold { site: &site, sources: &input.sources, screen };
    let (path, text) = match (arguments.kind, &arguments.language) {
        (NewKind::Translation, language) => {
            translation::file(&scaffold, &root, &arguments.path, language.as_deref())?
        }
        (kind, None) => {
            let folders = Folders::of(&input.sources, &root, arguments.site.root.as_deref());
            scaffold.file(kind, &folders.names(kind, &arguments.path)?)?
        }
        (_, Some(language)) => return Err(no_language(arguments, language)),
    };
    let written = root.join(&path);
    write_new(&written, text)?;
    print_next_step(arguments, &path, &written, screen);
    Ok(Ending::Done)
}

fn no_language(arguments: &NewArguments, language: &str) -> Failure {
    let path = quoted(&arguments.path);
    Failure::new(format!("`{language}` は要りません"), format!("`{language}` is not needed")).help(
        format!("言語は、訳を作るときに書きます（例: `shirube new translation {path} {language}`）"),
        format!("a language belongs to a translation, such as `shirube new translation {path} {language}`"),
    )
}

fn print_next_step(arguments: &NewArguments, path: &str, written: &Path, screen: &Screen) {
    let shown = written.display();
    screen.result(format!("{shown} を作りました"), format!("made {shown}"));
    let root =
        arguments.site.root.as_ref().map_or_else(String::new, |root| format!(" --root {}", quoted(root)));
    let (ja, en) = match arguments.kind {
        NewKind::City => (
            "開いて、名前、コード、所管課を書いてください".to_owned(),
            "open it and write its name, code and departments".to_owned(),
        ),
        NewKind::Translation => (
            format!(
                "開いて訳を書き、`draft` の行を消してから、`shirube translations accept {path}{root}` で確定してください"
            ),
            format!(
                "open it, write the translation, take the line `draft` away, then run `shirube translations accept {path}{root}`"
            ),
        ),
        NewKind::Plan | NewKind::Chapter | NewKind::Measure => (
            "開いて書き、公開するときに `draft` の行を消してください".to_owned(),
            "open it and write; take the line `draft` away to publish it".to_owned(),
        ),
    };
    screen.result(ja, en);
}

/// What new files are made for.
struct Scaffold<'a> {
    site: &'a Site,
    sources: &'a Sources,
    screen: &'a Screen,
}

const LEGEND: (&str, &str) = (
    "「#」で始まる行は説明か、使っていないキーです。使うキーは、先頭の「#」を取って書き換えます。",
    "Lines that begin with # explain, or hold keys that are not used; take the # away to use one.",
);

impl Scaffold<'_> {
    fn file(&self, kind: NewKind, names: &[String]) -> Result<(String, String), Failure> {
        let name = names.join("/");
        Ok(match (kind, names) {
            (NewKind::City, _) => (format!("content/{name}/city.toml"), self.city(&name)),
            (NewKind::Plan, [city, plan]) => (format!("content/{name}/plan.toml"), self.plan(city, plan)),
            (NewKind::Chapter, [city, plan, id]) => {
                (format!("content/{city}/{plan}/chapters/{id}.md"), self.chapter(city, plan, id))
            }
            (_, [city, plan, id]) => {
                (format!("content/{city}/{plan}/measures/{id}.md"), self.measure(city, plan, id))
            }
            _ => unreachable!("the number of names was checked"),
        })
    }

    fn writer(&self, choices: Choices) -> KeyWriter<'_> {
        KeyWriter {
            languages: self.site.languages.codes().collect(),
            is_japanese: self.screen.messages == Messages::Japanese,
            choices,
        }
    }

    fn legend(&self) -> String {
        format!("# {}\n", self.screen.choose(LEGEND.0, LEGEND.1))
    }

    fn city(&self, id: &str) -> String {
        let writer = self.writer(Choices::default());
        let in_words = |ja, en| writer.label(|code| if code == "ja" { ja } else { en }, None);
        let given = [
            ("name", Given::Value(writer.label(|_| id, Some("なまえ")))),
            ("code", quote(&free_code(self.site))),
            ("prefecture", Given::Value(in_words("県名", "Prefecture"))),
            ("class", quote("city")),
            (
                "department",
                Given::Block(vec![
                    ("id", "\"personnel\"".to_owned()),
                    ("name", in_words("人事課", "Personnel Division")),
                ]),
            ),
        ];
        self.legend() + &writer.keys(&record("city.toml"), Setting::File, &given)
    }

    fn plan(&self, city: &str, id: &str) -> String {
        let writer = self.writer(Choices::of_city(self.site, self.sources, city));
        let first = |key: &str, or: &str| writer.choices.first(key).unwrap_or(or).to_owned();
        let pillar = writer.label(|code| if code == "ja" { "一つ目の柱" } else { "First pillar" }, None);
        // The newest plan of the site is a better guess than the clock, which nothing here depends on.
        let newest = self.site.plans.iter().map(|plan| plan.period.start.year()).max();
        let year = newest.unwrap_or(2026);
        let updated = self.site.as_of().map_or_else(|| format!("{year}-04-01"), |date| date.to_string());
        let given = [
            ("draft", Given::Value("true".to_owned())),
            ("title", Given::Value(writer.label(|_| id, None))),
            ("kind", quote("vision")),
            ("period", Given::Value(format!("{{ start = {year}, end = {} }}", year + 4))),
            ("department", quote(&first("department", "personnel"))),
            ("updated", Given::Value(updated)),
            ("source", Given::Value(format!("{{ title = {} }}", writer.label(|_| id, None)))),
            ("wording", quote("official")),
            (
                "pillar",
                Given::Block(vec![
                    ("id", "\"first\"".to_owned()),
                    ("label", pillar),
                    ("topic", format!("\"{}\"", first("pillar.topic", "topic"))),
                ]),
            ),
        ];
        self.legend() + &writer.keys(&record("plan.toml"), Setting::File, &given)
    }

    fn chapter(&self, city: &str, plan: &str, id: &str) -> String {
        let writer = self.writer(Choices::of_plan(self.site, self.sources, city, plan));
        let keys = writer.keys(&front_matter("chapter"), Setting::FrontMatter, &opening(id));
        let body = "ここに本文を書きます。\n\n## 見出し {#first}\n\n見出しの後の `{#…}` は、どの言語でも同じ名前にします。\n";
        format!("+++\n{}{keys}+++\n{body}", self.legend())
    }

    fn measure(&self, city: &str, plan: &str, id: &str) -> String {
        let writer = self.writer(Choices::of_plan(self.site, self.sources, city, plan));
        let first = |key: &str, or: &str| quote(writer.choices.first(key).unwrap_or(or));
        let mut given = Vec::from(opening(id));
        given.push(("kana", quote("よみがな")));
        given.push(("pillar", first("pillar", "pillar")));
        given.push(("category", first("category", "other")));
        let keys = writer.keys(&front_matter("measure"), Setting::FrontMatter, &given);
        let body = "最初の段落に取組の方向性を書きます。一覧や比較のページにも表示されます。\n\n## 取組内容 {#contents}\n\n- 取り組むことを書きます。\n";
        format!("+++\n{}{keys}+++\n{body}", self.legend())
    }
}

/// A text as the value of a key.
fn quote(text: &str) -> Given {
    Given::Value(format!("\"{text}\""))
}

/// How every new text begins: not to be published yet, with its name for a title.
fn opening(id: &str) -> [(&'static str, Given); 2] {
    [("draft", Given::Value("true".to_owned())), ("title", quote(id))]
}

fn record(name: &str) -> Declaration {
    let file = RECORD_FILES.iter().find(|file| file.name == name).expect("it is one of the record files");
    draft_first((file.declaration)())
}

/// Whether a text is published is the first thing to see in it, and its line the one to take away.
fn draft_first(mut declaration: Declaration) -> Declaration {
    declaration.fields.sort_by_key(|field| field.key != "draft");
    declaration
}

fn front_matter(name: &str) -> Declaration {
    let kind = FRONT_MATTER.iter().find(|(known, _)| *known == name);
    draft_first(kind.expect("it is one of the kinds of front matter").1())
}

/// A code that no city of the site has, among those that no prefecture uses (99).
fn free_code(site: &Site) -> String {
    let taken: Vec<&str> = site.cities.iter().map(|city| city.code.as_str()).collect();
    (99_000..100_000)
        .flat_map(|number| (0..10).map(move |digit| format!("{number}{digit}")))
        .find(|code| CityCode::parse(code).is_ok() && !taken.contains(&code.as_str()))
        .unwrap_or_else(|| "990001".to_owned())
}
