//! The default theme, in the binary.

use include_dir::{Dir, include_dir};

use crate::source::{Asset, SourceFile, SourcePath, Sources};

/// The name of the theme that is in the binary.
pub const DEFAULT_THEME: &str = "default";

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Every file of the default theme: its path below `themes/default/`, and its bytes.
pub fn default_theme_files() -> Vec<(&'static str, &'static [u8])> {
    let mut files = Vec::new();
    collect(&FILES, &mut files);
    files.sort_unstable();
    files
}

fn collect(folder: &Dir<'static>, files: &mut Vec<(&'static str, &'static [u8])>) {
    for file in folder.files() {
        let path = file.path().to_str().expect("the default theme's paths are ASCII");
        files.push((path, file.contents()));
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

/// Adds the default theme to the sources of a site that has none in `themes/default/`.
pub fn add_default_theme(sources: &mut Sources) {
    if sources.file("themes/default/theme.toml").is_some() {
        return;
    }
    for (path, bytes) in default_theme_files() {
        let source_path = SourcePath::new(format!("themes/{DEFAULT_THEME}/{path}"));
        if path.starts_with("static/") {
            sources.assets.insert(source_path.clone(), Asset::new(source_path, bytes.into()));
        } else {
            sources.insert(SourceFile::new(source_path, bytes));
        }
    }
}
