//! Diagnostics for a browser: the words in both languages, the place with its line, and a link that opens an
//! editor there. They travel as JSON and become text nodes, never HTML.

use std::path::PathBuf;

use serde::Serialize;

use crate::diagnostic::{Bilingual, Diagnostic, Related, Severity};
use crate::source::{Place, Sources};

use super::address::encoded;

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
        let place = linked(place.to_str()?);
        let link = link.replace("{path}", &place).replace("{line}", &line.to_string());
        Some(link.replace("{column}", &column.to_string()))
    }
}

/// A real path of any system as a link has it: with `/`, without the first one, which the link brings.
/// Windows begins its real paths with a mark that no editor knows. A file share keeps one `/` more.
fn linked(path: &str) -> String {
    let path = match path.strip_prefix(r"\\?\") {
        Some(rest) => match rest.strip_prefix(r"UNC\") {
            Some(share) => format!("/{share}").replace('\\', "/"),
            None => rest.replace('\\', "/"),
        },
        None => path.strip_prefix('/').unwrap_or(path).to_owned(),
    };
    // The `:` of a drive letter stays.
    encoded(&path, "/-._~:")
}

#[derive(Clone, PartialEq, Serialize, Debug)]
pub(super) struct Mistakes {
    errors: usize,
    warnings: usize,
    /// The first of them, errors before warnings.
    mistakes: Vec<Mistake>,
}

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

/// More than a writer corrects before looking again.
const SHOWN_MAX: usize = 100;
/// How much of a long line is shown on each side, in characters.
const LINE_SIDE_MAX: usize = 60;

pub(super) fn of(diagnostics: &[Diagnostic], sources: &Sources, editor: &Editor) -> Mistakes {
    let of_severity = |severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
    let (errors, warnings) = (of_severity(Severity::Error), of_severity(Severity::Warning));
    let ordered = errors.clone().chain(warnings.clone()).take(SHOWN_MAX);
    Mistakes {
        errors: errors.count(),
        warnings: warnings.count(),
        mistakes: ordered.map(|diagnostic| one(diagnostic, sources, editor)).collect(),
    }
}

fn one(diagnostic: &Diagnostic, sources: &Sources, editor: &Editor) -> Mistake {
    let remark =
        |note: &Related| Remark { message: both(&note.message), place: locus(&note.place, sources, editor) };
    Mistake {
        severity: diagnostic.severity.word(),
        code: diagnostic.code(),
        message: both(&diagnostic.message),
        place: locus(&diagnostic.place, sources, editor),
        notes: diagnostic.related.iter().map(remark).collect(),
        help: diagnostic.help.as_deref().map(both),
    }
}

fn both(words: &Bilingual) -> InBoth {
    InBoth { ja: words.ja.clone(), en: words.en.clone() }
}

fn locus(place: &Place, sources: &Sources, editor: &Editor) -> Locus {
    let path = place.path.as_str();
    let known = place.span.and_then(|span| Some((sources.text_of(place)?, span)));
    let Some((file, span)) = known else {
        let link = editor.link(path, 1, 1).filter(|_| sources.assets.contains_key(&place.path));
        return Locus { file: path.to_owned(), line: None, column: None, text: None, link };
    };
    let (line, column) = file.line_and_column(span.start);
    let text = file.line(line);
    let before: String = text.chars().take(column - 1).collect();
    let end = (before.len() + span.range().len()).min(text.len());
    let (meant, after) = text[before.len()..].split_at(text.floor_char_boundary(end) - before.len());
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

#[cfg(test)]
mod tests {
    use super::{Editor, linked, of};
    use crate::diagnostic::Diagnostic;
    use crate::rules;
    use crate::source::{Place, SourcePath, Sources};

    #[test]
    fn places_are_links_on_every_system() {
        for (path, link) in [
            ("/home/hr/site/content/a.md", "home/hr/site/content/a.md"),
            ("/home/人事 課/a#1?.md", "home/%E4%BA%BA%E4%BA%8B%20%E8%AA%B2/a%231%3F.md"),
            (r"\\?\C:\hr\site 1\content\a.md", "C:/hr/site%201/content/a.md"),
            (r"\\?\UNC\server\人事\site\a.md", "/server/%E4%BA%BA%E4%BA%8B/site/a.md"),
        ] {
            assert_eq!(linked(path), link);
        }
    }

    #[test]
    fn an_editor_of_ones_own_or_none() {
        let link = |link: Option<&str>| {
            let editor = Editor { link: link.map(str::to_owned), root: "/site".into() };
            editor.link("content/a b.md", 3, 7)
        };
        assert_eq!(link(None), None);
        assert_eq!(
            link(Some("vscode://file/{path}:{line}:{column}")).as_deref(),
            Some("vscode://file/site/content/a%20b.md:3:7")
        );
        assert_eq!(
            link(Some("idea://open?file=/{path}&line={line}")).as_deref(),
            Some("idea://open?file=/site/content/a%20b.md&line=3")
        );
    }

    #[test]
    fn all_are_counted_and_the_first_shown_errors_before_warnings() {
        let place = |number: usize| Place::file(&SourcePath::new(format!("content/{number:03}.md")));
        let mut found: Vec<Diagnostic> = (0..150)
            .map(|number| Diagnostic::new(rules::MEASURE_KANA, place(number), "警告", "warning"))
            .collect();
        found.push(Diagnostic::new(rules::RECORD_TYPE, place(999), "エラー", "error"));
        let editor = Editor { link: None, root: "/site".into() };
        let shown = of(&found, &Sources::default(), &editor);
        assert_eq!((shown.errors, shown.warnings, shown.mistakes.len()), (1, 150, 100));
        assert_eq!((shown.mistakes[0].code, shown.mistakes[1].code), ("record.type", "measure.kana"));
    }
}
