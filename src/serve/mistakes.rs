//! Diagnostics for a browser: the words in both languages, the place with its line, and a link that opens an
//! editor there. They travel as JSON and become text nodes, never HTML.

use std::path::PathBuf;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity, Words};
use crate::source::{Place, Sources};

/// How places become links.
#[derive(Clone, Debug)]
pub struct Editor {
    /// A link with `{path}`, `{line}` and `{column}` in it; nothing for no links.
    pub link: Option<String>,
    /// The site's folder, absolute.
    pub root: PathBuf,
}

impl Editor {
    fn link(&self, path: &str, line: usize, column: usize) -> Option<String> {
        let link = self.link.as_ref()?;
        let mut place = self.root.clone();
        place.extend(path.split('/'));
        // Windows says `\`, and its real paths begin with a mark that no editor knows.
        let place = place.to_str()?.trim_start_matches(r"\\?\").replace('\\', "/");
        let place = encoded(place.trim_start_matches('/'));
        let link = link.replace("{path}", &place).replace("{line}", &line.to_string());
        Some(link.replace("{column}", &column.to_string()))
    }
}

fn encoded(path: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte);
    let one = |byte: u8| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(one).collect()
}

/// A diagnostic as the panel shows it.
#[derive(Clone, PartialEq, Serialize, Debug)]
pub(super) struct Mistake {
    severity: &'static str,
    code: &'static str,
    message: InBoth,
    #[serde(flatten)]
    place: Locus,
    notes: Vec<Remark>,
    help: Option<InBoth>,
}

#[derive(Clone, PartialEq, Serialize, Debug)]
struct InBoth {
    ja: String,
    en: String,
}

#[derive(Clone, PartialEq, Serialize, Debug)]
struct Remark {
    message: InBoth,
    #[serde(flatten)]
    place: Locus,
}

#[derive(Clone, PartialEq, Serialize, Debug)]
struct Locus {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    /// The line in three parts: before what is meant, what is meant, and after it.
    text: Option<[String; 3]>,
    link: Option<String>,
}

/// More than anybody mends before looking again.
const SHOWN_MAX: usize = 100;
/// How much of a long line is shown on each side, in characters.
const LINE_SIDE_MAX: usize = 60;

/// What a browser is told about these diagnostics; errors first.
pub(super) fn of(diagnostics: &[Diagnostic], sources: &Sources, editor: &Editor) -> Vec<Mistake> {
    let of_severity = |severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
    let ordered = of_severity(Severity::Error).chain(of_severity(Severity::Warning));
    ordered.take(SHOWN_MAX).map(|diagnostic| one(diagnostic, sources, editor)).collect()
}

fn one(diagnostic: &Diagnostic, sources: &Sources, editor: &Editor) -> Mistake {
    let remark = |note: &crate::diagnostic::Note| Remark {
        message: both(&note.message),
        place: locus(&note.place, sources, editor),
    };
    Mistake {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: diagnostic.code,
        message: both(&diagnostic.message),
        place: locus(&diagnostic.place, sources, editor),
        notes: diagnostic.notes.iter().map(remark).collect(),
        help: diagnostic.help.as_ref().map(both),
    }
}

fn both(words: &Words) -> InBoth {
    InBoth { ja: words.ja.clone(), en: words.en.clone() }
}

fn locus(place: &Place, sources: &Sources, editor: &Editor) -> Locus {
    let path = place.path.as_str();
    let known = sources.files.get(&place.path).zip(place.span);
    let Some((file, span)) = known else {
        let link = editor.link(path, 1, 1).filter(|_| sources.assets.contains_key(&place.path));
        return Locus { file: path.to_owned(), line: None, column: None, text: None, link };
    };
    let (line, column) = file.line_and_column(span.start);
    let text = file.line(line);
    let before: String = text.chars().take(column - 1).collect();
    let end = (before.len() + span.range().len()).min(text.len());
    let (meant, after) =
        (&text[before.len()..text.floor_char_boundary(end)], &text[text.floor_char_boundary(end)..]);
    Locus {
        file: path.to_owned(),
        line: Some(line),
        column: Some(column),
        text: Some([last_of(&before), first_of(meant), first_of(after)]),
        link: editor.link(path, line, column),
    }
}

fn first_of(text: &str) -> String {
    match text.char_indices().nth(LINE_SIDE_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn last_of(text: &str) -> String {
    match text.char_indices().rev().nth(LINE_SIDE_MAX - 1) {
        Some((start, _)) if start > 0 => format!("…{}", &text[start..]),
        _ => text.to_owned(),
    }
}
