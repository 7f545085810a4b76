//! `shirube new`: the next file, with every key there is.
//!
//! - [`target`]: what the path names
//! - [`keys`]: the keys of a record as lines, from its declaration
//! - [`choices`]: the ids that keys take, with their names
//! - [`scaffold`]: the files of each kind
//! - [`translation`]: the translation of a text

mod choices;
mod keys;
mod scaffold;
mod target;
mod translation;

use std::path::Path;

use crate::disk::write_new;

use super::args::{NewArguments, NewKind};
use super::ending::{Ending, Failure};
use super::paths::{quoted, shown};
use super::screen::Screen;
use super::site;
use scaffold::Scaffold;
use target::Folders;

pub(super) fn run(arguments: &NewArguments, screen: &Screen) -> Result<Ending, Failure> {
    let root = site::folder_of(&arguments.site, Some(&arguments.path))?;
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
            scaffold.file(kind, &folders.names(kind, &arguments.path)?)
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
    let shown = shown(written);
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
