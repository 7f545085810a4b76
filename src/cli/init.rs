//! `shirube init`: a working site in a new folder.

use crate::disk::{self, write_new};

use super::args::InitArguments;
use super::ending::{Ending, Failure};
use super::screen::Screen;
use super::starter;

pub(super) fn run(arguments: &InitArguments, screen: &Screen) -> Result<Ending, Failure> {
    let folder = &arguments.folder;
    // Nothing of an existing site is touched: the first file that is there already ends it.
    for (path, _) in starter::site() {
        let path = folder.join(path);
        if path.exists() {
            return Err(disk::Error::Exists { path }.into());
        }
    }
    for (path, text) in starter::site() {
        write_new(&folder.join(path), text)?;
    }
    let keep = "# 書き出したサイトは履歴に入れません。 / What is published stays out of version control.\n*\n!.gitignore\n";
    write_new(&folder.join("public/.gitignore"), keep)?;
    let shown = folder.display();
    screen.result(
        format!("{shown} にサイトを作りました。`shirube build --root {shown}` で公開用に書き出せます"),
        format!("made a site in {shown}; `shirube build --root {shown}` publishes it"),
    );
    Ok(Ending::Done)
}
