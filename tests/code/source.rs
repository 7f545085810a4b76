//! The files of the crate.

use std::collections::BTreeSet;
use std::path::Path;

use syn::{Attribute, Item, Meta, Visibility};

/// The path of a module from the root of the crate: empty for `lib.rs`, `["pages", "plan"]` for
/// `pages/plan.rs`.
pub(crate) type ModulePath = Vec<String>;

/// One file.
pub(crate) struct Source {
    /// Its path below `src/`, with `/` on every system.
    pub(crate) path: String,
    pub(crate) module: ModulePath,
    pub(crate) syntax: syn::File,
}

/// Every file, in the order of paths.
pub(crate) struct Sources {
    pub(crate) files: Vec<Source>,
}

impl Sources {
    /// The files below a folder.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut texts = Vec::new();
        collect(folder, folder, &mut texts);
        Self::parse(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    }

    /// Files that are given as pairs of path and text.
    pub(crate) fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut files: Vec<Source> =
            files.into_iter().map(|(path, text)| Source::parse(path, text)).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// The modules whose files are compiled for tests only: `#[cfg(test)] mod tests;`.
    pub(crate) fn test_modules(&self) -> BTreeSet<ModulePath> {
        let declared = self.files.iter().flat_map(|file| {
            let of_tests = file.syntax.items.iter().filter_map(|item| match item {
                Item::Mod(module) if module.content.is_none() && is_for_tests(&module.attrs) => {
                    Some(module.ident.to_string())
                }
                _ => None,
            });
            of_tests.map(|name| [file.module.clone(), vec![name]].concat())
        });
        declared.collect()
    }
}

impl Source {
    fn parse(path: &str, text: &str) -> Self {
        let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{path} is not Rust: {error}"));
        Self { path: path.to_owned(), module: module_of(path), syntax }
    }

    /// The top folder or file of `src/` that it belongs to: the rooms of the architecture.
    pub(crate) fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Whether it only declares modules and re-exports their names. Such a file is a table of contents: nobody
    /// depends on it, but on the files that it names.
    pub(crate) fn only_declares(&self) -> bool {
        self.syntax.items.iter().all(|item| match item {
            Item::Mod(module) => module.content.is_none() || is_for_tests(&module.attrs),
            Item::Use(import) => !matches!(import.vis, Visibility::Inherited),
            _ => false,
        })
    }
}

fn module_of(path: &str) -> ModulePath {
    let mut names: ModulePath = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|name| ["mod", "lib", "main"].contains(&name.as_str())) {
        names.pop();
    }
    names
}

/// Whether code with these attributes is compiled for tests only: `#[cfg(test)]`, `#[cfg(all(test, unix))]`.
pub(crate) fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            let condition: String = list.tokens.to_string().split_whitespace().collect();
            condition == "test" || (condition.starts_with("all(test,"))
        }
        _ => false,
    })
}

fn collect(top: &Path, folder: &Path, texts: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(top, &path, texts);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(top).unwrap().to_str().unwrap().replace('\\', "/");
            texts.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}
