//! Diagnostics → the workflow commands of GitHub, which it shows as annotations beside the changed lines:
//!
//! ```text
//! ::error file=content/_index.md,line=14,col=17,endColumn=50,title=link.missing-page::no page `x.md`
//! ```
//!
//! `endColumn` is the column after the last character on that line. What the file as a whole is about has no
//! line. The help and the further places follow the message, one a line.

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Place, Sources};

use super::report_json::{Range, range};
use super::screen::Screen;

/// All of them, one a line. `folder` stands before their paths: that of the site in the workspace.
pub(super) fn annotations(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    folder: &str,
    screen: &Screen,
) -> String {
    let lines: Vec<String> =
        diagnostics.iter().map(|diagnostic| annotation(diagnostic, sources, folder, screen)).collect();
    lines.join("\n")
}

fn annotation(diagnostic: &Diagnostic, sources: &Sources, folder: &str, screen: &Screen) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let file = property(&format!("{folder}{}", diagnostic.place.path));
    let range = range(&diagnostic.place, sources);
    let place = range.map(|range| position(&range, &diagnostic.place, sources)).unwrap_or_default();
    let title = property(diagnostic.code());
    let message = data(&message(diagnostic, sources, screen));
    format!("::{command} file={file}{place},title={title}::{message}")
}

fn position(range: &Range, place: &Place, sources: &Sources) -> String {
    let Range { line, column, length } = range;
    let width = sources.text_of(place).map_or(0, |file| file.line(*line).chars().count());
    // An annotation marks one line: what goes on over its end is marked to its end.
    let end = (column + length).min(width + 1);
    format!(",line={line},col={column},endColumn={end}")
}

fn message(diagnostic: &Diagnostic, sources: &Sources, screen: &Screen) -> String {
    let mut lines = vec![screen.words(&diagnostic.message)];
    for related in &diagnostic.related {
        let path = &related.place.path;
        let place = match range(&related.place, sources) {
            Some(range) => format!("{path}:{}:{}", range.line, range.column),
            None => path.to_string(),
        };
        let head = screen.choose("注", "note");
        lines.push(format!("{head}: {} ({place})", screen.words(&related.message)));
    }
    if let Some(help) = &diagnostic.help {
        lines.push(format!("{}: {}", screen.choose("対処", "help"), screen.words(help)));
    }
    lines.join("\n")
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn signs_that_a_command_gives_a_meaning_to_are_escaped() {
        assert_eq!(data("100%: a,\r\nb"), "100%25: a,%0D%0Ab");
        assert_eq!(property("100%: a,\nb"), "100%25%3A a%2C%0Ab");
    }
}
