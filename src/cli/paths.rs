//! Paths that a person names: from the folder they stand in, or from the site's.

use std::path::{Path, PathBuf};

use crate::disk;

/// What there is at a path, as a path below the site's folder with `/` between names. It is looked for from the
/// current folder, from the site's, and from its `content`: a message names files from the site's folder, whatever
/// folder the person stands in.
pub(super) fn source_path(root: &Path, path: &Path) -> Result<String, disk::Error> {
    let root = disk::real_path(root)?;
    let path = with_slashes(path);
    let found = [path.clone(), root.join(&path), root.join("content").join(&path)]
        .into_iter()
        .filter_map(|path| disk::real_path(&path).ok())
        .find_map(|real| below(&root, &real));
    found.map_or_else(|| disk::real_path(&path).map(|real| slashed(&real)), Ok)
}

/// Where a command writes to: what there is at the path from the current folder or from the site's, and else what will
/// be there from the current one.
pub(super) fn output_folder(root: Option<&Path>, path: &Path) -> PathBuf {
    let in_site = root.map(|root| root.join(path)).filter(|in_site| !path.exists() && in_site.is_dir());
    in_site.unwrap_or_else(|| path.to_path_buf())
}

/// A path with one kind of separator, as the system writes it.
pub(super) fn shown(path: &Path) -> String {
    path.components().collect::<PathBuf>().display().to_string()
}

/// Windows takes both separators, and so do we everywhere: no name in a site may hold a `\`.
pub(super) fn with_slashes(path: &Path) -> PathBuf {
    path.to_str().map_or_else(|| path.to_path_buf(), |path| PathBuf::from(path.replace('\\', "/")))
}

fn below(root: &Path, real: &Path) -> Option<String> {
    real.strip_prefix(root).ok().map(slashed)
}

fn slashed(path: &Path) -> String {
    path.components().map(|name| name.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A path as an argument of a command that a person copies.
pub(super) fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |sign: char| sign.is_alphanumeric() || "/\\.:_-".contains(sign);
    if !path.is_empty() && path.chars().all(is_plain) { path } else { format!("\"{path}\"") }
}
