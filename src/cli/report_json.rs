//! Diagnostics → JSON, for other programs:
//!
//! ```json
//! {"diagnostics": [{
//!   "code": "link.missing-page", "severity": "error", "message": "…", "help": "…",
//!   "file": "content/_index.md", "line": 14, "column": 17, "length": 33,
//!   "related": [{"file": "content/a.md", "line": 2, "column": 1, "message": "…"}]
//! }]}
//! ```
//!
//! Every key is always there. `help` is `null` where there is none; `line`, `column` and `length` are `null` where
//! the file as a whole is meant, or one that is not there. Lines and columns count from 1; columns and lengths
//! are in characters (Unicode scalar values), and a length may go on over the end of its line. Paths are relative
//! to the site, with `/`.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Related};
use crate::source::{Place, Sources};

use super::screen::Screen;

#[derive(Serialize)]
struct Report<'a> {
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    position: Position<'a>,
    length: Option<usize>,
    related: Vec<Elsewhere<'a>>,
}

#[derive(Serialize)]
struct Elsewhere<'a> {
    #[serde(flatten)]
    position: Position<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct Position<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
}

/// A range in a text as other programs count it.
pub(super) struct Range {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in characters.
    pub(super) column: usize,
    /// In characters.
    pub(super) length: usize,
}

/// Where a place is in the text of its file, if it is in one.
pub(super) fn range(place: &Place, sources: &Sources) -> Option<Range> {
    let (file, span) = place.span.and_then(|span| Some((sources.text_of(place)?, span)))?;
    let (line, column) = file.line_and_column(span.start);
    let length = file.text.get(span.range()).map_or(0, |text| text.chars().count());
    Some(Range { line, column, length })
}

/// All of them as one JSON value.
pub(super) fn json(diagnostics: &[Diagnostic], sources: &Sources, screen: &Screen) -> String {
    let findings = diagnostics.iter().map(|diagnostic| finding(diagnostic, sources, screen));
    let report = Report { diagnostics: findings.collect() };
    serde_json::to_string_pretty(&report).expect("a report is texts, numbers and lists")
}

fn finding<'a>(diagnostic: &'a Diagnostic, sources: &Sources, screen: &Screen) -> Finding<'a> {
    let elsewhere = |related: &'a Related| Elsewhere {
        position: position(&related.place, sources),
        message: screen.spoken(&related.message),
    };
    Finding {
        code: diagnostic.code(),
        severity: diagnostic.severity.word(),
        message: screen.spoken(&diagnostic.message),
        help: diagnostic.help.as_ref().map(|help| screen.spoken(help)),
        position: position(&diagnostic.place, sources),
        length: range(&diagnostic.place, sources).map(|range| range.length),
        related: diagnostic.related.iter().map(elsewhere).collect(),
    }
}

fn position<'a>(place: &'a Place, sources: &Sources) -> Position<'a> {
    let (line, column) = range(place, sources).map(|range| (range.line, range.column)).unzip();
    Position { file: place.path.as_str(), line, column }
}
