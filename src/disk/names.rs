//! Names of files: which are not content, and which cannot travel to every computer.
//!
//! A site is zipped, mailed and put on file shares, so a name that Windows cannot hold is refused on
//! every system. The rules are Microsoft's ("Naming Files, Paths, and Namespaces").

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::{Place, SourcePath, device_name};

/// The longest path inside a site, in characters. Windows programs stop at 260, and the folder that the
/// site lies in needs its share.
pub(super) const PATH_LENGTH_MAX: usize = 200;

/// Whether a file of this name was left by a system or an editor, and is not content.
pub(super) fn is_ignored(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with('.')
        || name == "__MACOSX"
        || lower == "thumbs.db"
        || lower == "desktop.ini"
        || name.ends_with('~')
        // Word's, beside a document that is open.
        || name.starts_with("~$")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || lower.ends_with(".swp")
        || lower.ends_with(".tmp")
}

/// Names that one system takes for the same have the same key.
pub(super) fn twin_key(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

/// What is wrong with the name of a file or folder that cannot travel to every computer.
pub(super) fn problem(path: &SourcePath) -> Option<Diagnostic> {
    let name = path.name();
    if let Some(forbidden) = name.chars().find(|character| is_forbidden(*character)) {
        let shown = forbidden.escape_default();
        let problem = diagnostic(
            path,
            format!("名前に使えない文字 `{shown}` があります"),
            format!("the name holds `{shown}`, which Windows does not allow"),
        );
        return Some(problem.help("その文字を取ってください", "take it away"));
    }
    if name.ends_with(['.', ' ']) {
        let problem =
            diagnostic(path, "名前の最後に `.` や空白は使えません", "the name ends with a dot or a space");
        return Some(
            problem
                .help("最後の `.` や空白を取ってください", "take it away: Windows cannot open such a file"),
        );
    }
    if let Some(device) = device_name(name) {
        let problem = diagnostic(
            path,
            format!("`{device}` は Windows の装置の名前なので使えません"),
            format!("`{device}` is the name of a device on Windows"),
        );
        return Some(problem.help("別の名前にしてください", "choose another name"));
    }
    (!is_nfc(name)).then(|| {
        let composed: String = name.nfc().collect();
        diagnostic(
            path,
            "名前の濁点などが分かれた形（NFD）で保存されています",
            "the name is not in the composed form of Unicode (NFC)",
        )
        .help(
            format!("`{composed}` と入力し直してください。見た目は同じです"),
            format!("type it anew as `{composed}`; it looks the same"),
        )
    })
}

fn diagnostic(path: &SourcePath, ja: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::new(rules::SOURCE_NAME, Place::file(path), ja, en)
}

fn is_forbidden(character: char) -> bool {
    r#"<>:"|?*\"#.contains(character) || character.is_control()
}

#[cfg(test)]
mod tests {
    use super::{SourcePath, is_ignored, problem, twin_key};

    #[test]
    fn only_leftovers_are_ignored() {
        for name in [
            ".git",
            ".DS_Store",
            "Thumbs.db",
            "desktop.ini",
            "a.md~",
            "~$案内.docx",
            ".#a.md",
            "#a.md#",
            ".a.swp",
            "a.swp",
            "a.tmp",
            "__MACOSX",
        ] {
            assert!(is_ignored(name), "{name}");
        }
        for name in ["README.md", "a.md", "#1.md", "tmp", "swp.md", "#"] {
            assert!(!is_ignored(name), "{name}");
        }
    }

    #[test]
    fn names_that_cannot_travel() {
        for name in [
            "CON.md",
            "con",
            "aux.en.md",
            "NUL",
            "prn.x",
            "COM1",
            "com¹.md",
            "LPT9.txt",
            "COM0",
            "con .md",
            "a:b",
            "a?",
            "a*",
            "a|b",
            "a<b",
            "a>b",
            "a\"b",
            "a\\b",
            "a\u{1}",
            "a\nb",
            "a.",
            "a ",
            "か\u{3099}.md",
        ] {
            assert!(problem(&SourcePath::new(name)).is_some(), "{name:?}");
        }
        for name in [
            "console.md",
            "COM10",
            "COM",
            "null.md",
            "がんばる.md",
            "a b.md",
            "x.CON",
            "lpt",
            "採用（案）.pdf",
        ] {
            assert_eq!(problem(&SourcePath::new(name)), None, "{name:?}");
        }
    }

    #[test]
    fn twins_differ_only_in_case_or_composition() {
        assert_eq!(twin_key("Plan.md"), twin_key("plan.MD"));
        assert_eq!(twin_key("が.md"), twin_key("か\u{3099}.md"));
        assert_ne!(twin_key("か.md"), twin_key("が.md"));
    }
}
