//! Diagnostics → text:
//!
//! ```text
//! error[link.missing-page]: no page `../measures/x.md`
//!   content/kawasaki/vision-2026/chapters/6-measures.md:14:17
//!    |
//! 14 | 詳しくは[採用手法](../measures/x.md)をご覧ください。
//!    |                   ^^^^^^^^^^^^^^^^^
//! help: did you mean `../measures/y.md`?
//! ```
//!
//! Written by us, not by annotate-snippets: the form above is the contract, with the place on a line of its
//! own for tools that find `file:line:column`, and nothing of that package's layout would be left.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::diagnostic::{Bilingual, Diagnostic, Severity};
use crate::source::{Place, SourceFile, Sources};
use crate::values::Audience;

use super::screen::{Messages, Screen, visible};

/// Everything that was found, and how much of it.
pub(super) fn report(diagnostics: &[Diagnostic], sources: &Sources, screen: &Screen) -> String {
    each(diagnostics, sources, screen) + &count(diagnostics, screen)
}

/// Says which errors and warnings there are, and how many notes beside them; nothing where nothing was found.
pub(super) fn say_without_notes(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    audience: Audience,
    screen: &Screen,
) {
    let (notes, others): (Vec<_>, Vec<_>) =
        diagnostics.iter().cloned().partition(|diagnostic| diagnostic.severity == Severity::Note);
    if !others.is_empty() {
        screen.say(&report(&others, sources, screen));
    }
    if let Some(counted) = notes_counted(notes.len(), audience, screen) {
        screen.say(&counted);
    }
}

/// How many notes there are, and the command that shows them.
pub(super) fn notes_counted(notes: usize, audience: Audience, screen: &Screen) -> Option<String> {
    let check = match audience {
        Audience::Public => "shirube check",
        Audience::Internal => "shirube check --audience internal",
    };
    let ja = format!("参考 {notes} 件（`{check}` で表示します）");
    let en = format!("{}; `{check}` shows them", plural(notes, "note"));
    (notes > 0).then(|| screen.words(&Bilingual::new(ja, en)))
}

/// One after the other, with an empty line after each.
pub(super) fn each(diagnostics: &[Diagnostic], sources: &Sources, screen: &Screen) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        one(diagnostic, sources, screen, &mut text);
        text.push('\n');
    }
    text
}

/// The same without colours, as a file or a pipe gets it.
pub fn report_text(diagnostics: &[Diagnostic], sources: &Sources, messages: Messages) -> String {
    report(diagnostics, sources, &Screen { messages, colour: false, interactive: false, root: None })
}

/// How many errors and warnings there are, and notes where there are any.
pub(super) fn count(diagnostics: &[Diagnostic], screen: &Screen) -> String {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let mut ja = format!("エラー {errors} 件、警告 {warnings} 件");
    let mut en = format!("{}, {}", plural(errors, "error"), plural(warnings, "warning"));
    if notes > 0 {
        ja.push_str(&format!("、参考 {notes} 件"));
        en.push_str(&format!(", {}", plural(notes, "note")));
    }
    screen.choose(ja, en)
}

fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn one(diagnostic: &Diagnostic, sources: &Sources, screen: &Screen, out: &mut String) {
    let colour = match diagnostic.severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Note => "36",
    };
    let head = format!("{}[{}]", screen.words(&diagnostic.severity.words()), diagnostic.code());
    let message = screen.words(&diagnostic.message);
    out.push_str(&paint(&head, colour, screen));
    out.push_str(&format!(": {message}\n"));
    place(&diagnostic.place, sources, out);
    for related in &diagnostic.related {
        let head = paint(screen.choose("注", "note"), "36", screen);
        out.push_str(&format!("{head}: {}\n", screen.words(&related.message)));
        place(&related.place, sources, out);
    }
    if let Some(help) = &diagnostic.help {
        let head = paint(screen.choose("対処", "help"), "32", screen);
        out.push_str(&format!("{head}: {}\n", screen.words(help)));
    }
}

fn paint(text: &str, colour: &str, screen: &Screen) -> String {
    if screen.colour { format!("\u{1b}[1;{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
}

fn place(place: &Place, sources: &Sources, out: &mut String) {
    match place.span.and_then(|span| Some((sources.text_of(place)?, span))) {
        Some((file, span)) => snippet(file, span, out),
        _ => out.push_str(&format!("  {}\n", visible(place.path.as_str()))),
    }
}

/// The place, its line, and carets under what is meant.
fn snippet(file: &SourceFile, span: crate::source::Span, out: &mut String) {
    let (line_number, column) = file.line_and_column(span.start);
    let path = visible(file.path.as_str());
    out.push_str(&format!("  {path}:{line_number}:{column}\n"));
    let line = file.line(line_number);
    let margin = " ".repeat(line_number.to_string().len());
    let before: String = line.chars().take(column - 1).collect();
    let start = before.len();
    // What goes on over the end of the line is marked to its end.
    let length = (span.end.saturating_sub(span.start) as usize).min(line.len() - start);
    let meant = &line[start..line.floor_char_boundary(start + length)];
    let (shown, skipped) = window(line, start, meant.len());
    let indent = width(&shown[..shown.len().min(start - skipped)]);
    let carets = width(meant).clamp(1, WINDOW_WIDTH);
    let (front, back) =
        (if skipped > 0 { "…" } else { "" }, if skipped + shown.len() < line.len() { "…" } else { "" });
    let shown = visible(shown);
    out.push_str(&format!("{margin} |\n"));
    out.push_str(&format!("{line_number} | {front}{shown}{back}\n"));
    let indent = " ".repeat(indent + UnicodeWidthStr::width(front));
    out.push_str(&format!("{margin} | {indent}{}\n", "^".repeat(carets)));
}

/// How much of a long line is shown around the place, in columns. A paragraph is one line in many files.
const WINDOW_WIDTH: usize = 100;

/// The part of a line around a place, and how many bytes of the line come before it.
fn window(line: &str, start: usize, length: usize) -> (&str, usize) {
    if width(line) <= WINDOW_WIDTH {
        return (line, 0);
    }
    let room_before = WINDOW_WIDTH / 3;
    let mut from = start;
    let mut used = 0;
    for (at, character) in line[..start].char_indices().rev() {
        used += column_width(character);
        if used > room_before {
            break;
        }
        from = at;
    }
    let mut to = from;
    used = 0;
    for (at, character) in line[from..].char_indices() {
        used += column_width(character);
        let end = from + at + character.len_utf8();
        if used > WINDOW_WIDTH && end > line.ceil_char_boundary((start + length).min(start + 1)) {
            break;
        }
        to = end;
    }
    (&line[from..to], from)
}

fn width(text: &str) -> usize {
    text.chars().map(column_width).sum()
}

fn column_width(character: char) -> usize {
    // A control character is shown as a sign.
    if character.is_control() { 1 } else { UnicodeWidthChar::width(character).unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::super::screen::{Messages, Screen};
    use super::report;
    use crate::diagnostic::Diagnostic;
    use crate::source::{Place, SourceFile, SourcePath, Sources, Span};

    fn shown(text: &str, meant: &str) -> String {
        let path = SourcePath::new("content/x.md");
        let mut sources = Sources::default();
        sources.insert(SourceFile::new(path.clone(), text.as_bytes()));
        let start = text.find(meant).unwrap();
        let place = Place::at(&path, Span::new(start, start + meant.len()));
        let diagnostic =
            Diagnostic::new(crate::rules::LINK_MISSING_PAGE, place, "ない", "no page").help("直す", "fix it");
        let screen = Screen { messages: Messages::English, colour: false, interactive: false, root: None };
        report(&[diagnostic], &sources, &screen)
    }

    #[test]
    fn carets_stand_under_full_width_characters() {
        let text = shown("一行目\n詳しくは[採用手法](../x.md)へ。\n", "../x.md");
        assert_eq!(
            text,
            "error[link.missing-page]: no page\n  content/x.md:2:12\n  |\n2 | 詳しくは[採用手法](../x.md)へ。\n  |                    ^^^^^^^\nhelp: fix it\n\n1 error, 0 warnings"
        );
    }

    #[test]
    fn a_long_line_is_shown_around_the_place() {
        let text = shown(&format!("{}ここ{}", "長".repeat(200), "い".repeat(200)), "ここ");
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[3].chars().count() < 60, "{}", lines[3]);
        let at = lines[3].find("ここ").unwrap();
        let columns = |text: &str| unicode_width::UnicodeWidthStr::width(text);
        assert_eq!(columns(&lines[3][..at]), columns(&lines[4][..lines[4].find('^').unwrap()]));
    }
}
