//! Changing a file in place, for `translations accept`.

use std::fs;
use std::path::Path;

use super::error::Error;

/// Changes the text of a file in place. The byte order mark and the line ends that it had stay as they were,
/// and there is never half a file. Returns whether anything changed.
pub fn edit_text(path: &Path, edit: impl FnOnce(&str) -> Option<String>) -> Result<bool, Error> {
    let bytes = fs::read(path).map_err(Error::at(path))?;
    let written = String::from_utf8_lossy(&bytes);
    let text = written.strip_prefix('\u{FEFF}').unwrap_or(&written);
    let windows = text.contains("\r\n");
    let plain = if windows { text.replace("\r\n", "\n") } else { text.to_owned() };
    let Some(edited) = edit(&plain).filter(|edited| *edited != plain) else { return Ok(false) };
    let mark = if written.starts_with('\u{FEFF}') { "\u{FEFF}" } else { "" };
    let lines = if windows { edited.replace('\n', "\r\n") } else { edited };
    replace(path, format!("{mark}{lines}").as_bytes())?;
    Ok(true)
}

/// Puts new bytes into a file by writing another beside it and giving that its name.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = path.with_file_name(format!(".{name}.shirube-new"));
    let permissions = fs::metadata(path).map_err(Error::at(path))?.permissions();
    let written = fs::write(&draft, bytes)
        .and_then(|()| fs::set_permissions(&draft, permissions))
        .and_then(|()| fs::rename(&draft, path))
        .map_err(Error::at(path));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::edit_text;

    #[test]
    fn marks_and_line_ends_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "\u{FEFF}一\r\n二\r\n").unwrap();
        assert!(edit_text(&path, |text| Some(text.replace("二\n", "三\n四\n"))).unwrap());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "\u{FEFF}一\r\n三\r\n四\r\n");
        assert!(!edit_text(&path, |text| Some(text.to_owned())).unwrap());
        assert!(!edit_text(&path, |_| None).unwrap());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "a draft was left behind");
    }
}
