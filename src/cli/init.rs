//! `shirube init`: a working site in a new folder.

use std::path::Path;

use crate::disk::{self, write_new};

use super::answers::Answers;
use super::args::InitArguments;
use super::ending::{Ending, Failure};
use super::paths::{quoted, shown};
use super::questions;
use super::screen::Screen;
use super::starter::Starter;

pub(super) fn run(arguments: &InitArguments, screen: &Screen) -> Result<Ending, Failure> {
    let folder = &arguments.folder;
    keep(folder, ["content/site.toml"])?;
    let answers = Answers::of(arguments);
    let answers = if screen.has_reader() { questions::ask(answers, screen) } else { answers };
    let starter = answers.starter()?;
    let files = starter.files();
    keep(folder, files.iter().map(|(path, _)| path))?;
    for (path, text) in files {
        write_new(&folder.join(path), text)?;
    }
    let ignored = "# 書き出したサイトは履歴に入れません。 / What is published stays out of version control.\n*\n!.gitignore\n";
    write_new(&folder.join("public/.gitignore"), ignored)?;
    print_next_steps(folder, &starter, screen);
    Ok(Ending::Done)
}

/// Nothing of an existing site is touched: the first file that is there already ends it.
fn keep(folder: &Path, files: impl IntoIterator<Item = impl AsRef<Path>>) -> Result<(), Failure> {
    let there = files.into_iter().map(|path| folder.join(path)).find(|path| path.exists());
    there.map_or(Ok(()), |path| Err(disk::Error::Exists { path }.into()))
}

fn print_next_steps(folder: &Path, starter: &Starter, screen: &Screen) {
    let folder_shown = folder.display();
    screen.result(format!("{folder_shown} にサイトを作りました。"), format!("made a site in {folder_shown}"));
    let city = starter.city_id();
    let unknown = unknown(starter);
    if !unknown.is_empty() {
        let path = folder.join(format!("content/{city}/city.toml"));
        let path = shown(&path);
        let choose = |words: &(&'static str, &'static str)| screen.choose(words.0, words.1);
        let listed = unknown.iter().map(choose).collect::<Vec<_>>().join(screen.choose("、", ", "));
        screen.result(
            format!("はじめに {path} を開き、次を書いてください: {listed}"),
            format!("first open {path} and write: {listed}"),
        );
    }
    let root = quoted(folder);
    let steps = [
        (
            format!("shirube serve --root {root} --open"),
            "ブラウザーで見ながら書きます（終わるときは Ctrl+C）",
            "write with the pages before you in the browser; Ctrl+C ends it",
        ),
        (
            format!("shirube new measure {city}/vision/next-measure --root {root}"),
            "取組を1つ増やします（next-measure は、ファイルの名前です）",
            "add a measure; next-measure names its file",
        ),
        (format!("shirube build --root {root}"), "公開用に書き出します", "publish it"),
        ("shirube manual".to_owned(), "手引きを読みます", "read the manual"),
    ];
    screen.result("次のように進めます。", "what to do next:");
    for (command, ja, en) in steps {
        screen.print(format!("\n  {command}\n      {}", screen.choose(ja, en)));
    }
}

/// What the city's record still lacks.
fn unknown(starter: &Starter) -> Vec<(&'static str, &'static str)> {
    let Some(city) = &starter.city else { return Vec::new() };
    let has_english = starter.languages.iter().any(|code| code == "en");
    let mut unknown = Vec::new();
    if city.kana.is_none() {
        unknown.push(("name の読み（`kana = \"…\"`）", "the reading in `name` (`kana = \"…\"`)"));
    }
    if city.roman.is_none() && has_english {
        unknown.push(("name の英語（`en`）", "the English name in `name` (`en`)"));
    }
    if starter.code.is_none() {
        unknown.push(("code と prefecture", "`code` and `prefecture`"));
    }
    unknown
}
