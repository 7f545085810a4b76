//! `shirube theme list`, `shirube theme eject`.

use std::collections::BTreeSet;

use crate::diagnostic::Bilingual;
use crate::disk;
use crate::render::{DEFAULT_THEME, default_theme_files};
use crate::values::is_id;

use super::args::{ThemeArguments, ThemeCommand};
use super::build::site_root;
use super::ending::Ending;
use super::screen::Screen;

pub(super) fn run(arguments: &ThemeArguments, screen: &Screen) -> Ending {
    match &arguments.command {
        ThemeCommand::List { root } => {
            let Some(root) = site_root(root.as_deref(), screen) else { return Ending::CouldNotWork };
            finish(list(&root, screen), screen)
        }
        ThemeCommand::Eject { name, root } => {
            let Some(root) = site_root(root.as_deref(), screen) else { return Ending::CouldNotWork };
            if !is_id(name) {
                screen.error(
                    &Bilingual::new(
                        format!("`{name}` はテーマの名前に使えません"),
                        format!("`{name}` cannot be the name of a theme"),
                    ),
                    Some(&Bilingual::new(
                        "半角の英小文字、数字、ハイフンだけを使います",
                        "use small letters, digits and hyphens only",
                    )),
                );
                return Ending::CouldNotWork;
            }
            finish(eject(&root, name, screen), screen)
        }
    }
}

fn finish(done: Result<(), disk::Error>, screen: &Screen) -> Ending {
    match done {
        Ok(()) => Ending::Done,
        Err(error) => {
            screen.error(&error.words(), error.help().as_ref());
            Ending::CouldNotWork
        }
    }
}

fn list(root: &std::path::Path, screen: &Screen) -> Result<(), disk::Error> {
    let (sources, _) = disk::read(root)?;
    let own: BTreeSet<&str> = sources
        .files
        .keys()
        .filter_map(|path| path.as_str().strip_prefix("themes/")?.strip_suffix("/theme.toml"))
        .collect();
    if !own.contains(DEFAULT_THEME) {
        let line = format!("{DEFAULT_THEME}\t");
        screen.result(
            &format!("{line}標準のテーマ（組み込み）"),
            &format!("{line}the default theme (built in)"),
        );
    }
    for name in own {
        screen.result(&format!("{name}\tthemes/{name}"), &format!("{name}\tthemes/{name}"));
    }
    Ok(())
}

fn eject(root: &std::path::Path, name: &str, screen: &Screen) -> Result<(), disk::Error> {
    let folder = root.join("themes").join(name);
    if folder.exists() {
        return Err(disk::Error::Exists { path: folder });
    }
    for (path, bytes) in default_theme_files() {
        disk::write_new(&folder.join(path), bytes)?;
    }
    let shown = folder.display();
    screen.result(
        &format!("標準のテーマを {shown} に写しました。site.toml に `theme = \"{name}\"` と書くと使われます"),
        &format!("copied the default theme to {shown}; write `theme = \"{name}\"` in site.toml to use it"),
    );
    Ok(())
}
