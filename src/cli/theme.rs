//! `shirube theme list`, `shirube theme eject`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::disk;
use crate::render::{DEFAULT_THEME, default_theme_files};
use crate::values::is_id;

use super::args::{ThemeArguments, ThemeCommand};
use super::ending::{Ending, Failure};
use super::paths::shown;
use super::screen::Screen;

pub(super) fn run(arguments: &ThemeArguments, screen: &Screen) -> Result<Ending, Failure> {
    match &arguments.command {
        ThemeCommand::List { site } => list(&site.folder()?, screen)?,
        ThemeCommand::Eject { name, site } => eject(&site.folder()?, name, screen)?,
    }
    Ok(Ending::Done)
}

fn list(root: &Path, screen: &Screen) -> Result<(), disk::Error> {
    let (sources, _) = disk::read(root)?;
    let own: BTreeSet<&str> = sources
        .files
        .keys()
        .filter_map(|path| path.as_str().strip_prefix("themes/")?.strip_suffix("/theme.toml"))
        .collect();
    if !own.contains(DEFAULT_THEME) {
        let about = screen.choose("標準のテーマ（組み込み）", "the default theme (built in)");
        screen.print(format!("{DEFAULT_THEME}\t{about}"));
    }
    for name in own {
        screen.print(format!("{name}\tthemes/{name}"));
    }
    Ok(())
}

fn eject(root: &Path, name: &str, screen: &Screen) -> Result<(), Failure> {
    if !is_id(name) {
        return Err(Failure::new(
            format!("`{name}` はテーマの名前に使えません"),
            format!("`{name}` cannot be the name of a theme"),
        )
        .help("半角の英小文字、数字、ハイフンだけを使います", "use small letters, digits and hyphens only"));
    }
    let folder = root.join("themes").join(name);
    if folder.exists() {
        return Err(disk::Error::Exists { path: folder }.into());
    }
    for (path, bytes) in default_theme_files() {
        disk::write_new(&folder.join(path), bytes)?;
    }
    let shown = shown(&folder);
    screen.result(
        format!("標準のテーマを {shown} に写しました。site.toml に `theme = \"{name}\"` と書くと使われます"),
        format!("copied the default theme to {shown}; write `theme = \"{name}\"` in site.toml to use it"),
    );
    Ok(())
}
