//! What makes a folder a site.

use std::path::{Path, PathBuf};

use super::path::below;

pub(super) const SITE_FILE: &str = "content/site.toml";

/// The folders of a site that people write in: all that is read, and nothing is ever published there.
pub(super) const SOURCE_FOLDERS: [&str; 2] = ["content", "themes"];

/// The nearest folder, from `from` upward, that has `content/site.toml`.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    let found = from.ancestors().find(|folder| below(folder, SITE_FILE).is_file())?;
    // The last ancestor of a relative path has no name at all: it is the folder we stand in.
    Some(if found.as_os_str().is_empty() { PathBuf::from(".") } else { found.to_path_buf() })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::find_root;

    #[test]
    fn the_root_is_the_nearest_folder_with_a_site_file() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("content/kawasaki/vision-2026");
        fs::create_dir_all(&inner).unwrap();
        assert_eq!(find_root(&inner), None);
        fs::write(folder.path().join("content/site.toml"), "").unwrap();
        assert_eq!(find_root(&inner).as_deref(), Some(folder.path()));
    }
}
