//! Errors of Tera, as diagnostics at the place in the template.

use tera::{Error, ErrorKind};

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::{Place, SourcePath, Sources, Span};

/// The diagnostics for an error of Tera. `template` is the one that was being added or rendered, for errors
/// that name none.
pub(super) fn diagnostics(error: &Error, template: &SourcePath, sources: &Sources) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let path = template_path(report.filename()).unwrap_or_else(|| template.clone());
            let span = Span::from(report.span().range.clone());
            vec![diagnostic(error, Place::at(&path, span), report.message())]
        }
        ErrorKind::MissingParent { current, parent } => {
            let path = template_path(current).unwrap_or_else(|| template.clone());
            let place = place_of_text(&path, parent, sources);
            vec![diagnostic(error, place, &format!("there is no template `{parent}` to extend"))]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let path = template_path(tpl).unwrap_or_else(|| template.clone());
            let chain = inheritance_chain.join("` → `");
            vec![diagnostic(
                error,
                Place::file(&path),
                &format!("templates extend each other endlessly: `{chain}`"),
            )]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let path = template_path(tpl).unwrap_or_else(|| template.clone());
            let place = include_chain
                .get(1)
                .map_or(Place::file(&path), |included| place_of_include(&path, included, sources));
            let chain = include_chain.join("` → `");
            vec![diagnostic(error, place, &format!("templates include each other endlessly: `{chain}`"))]
        }
        ErrorKind::Msg(reports) => reports_in(reports, template, sources)
            .unwrap_or_else(|| vec![diagnostic(error, Place::file(template), reports)]),
        other => vec![diagnostic(error, Place::file(template), &other.to_string())],
    }
}

fn diagnostic(error: &Error, place: Place, message: &str) -> Diagnostic {
    let code = match error.kind() {
        ErrorKind::SyntaxError(_) => rules::TEMPLATE_SYNTAX,
        ErrorKind::RenderingError(_) => rules::TEMPLATE_RENDER,
        _ => rules::TEMPLATE_REFERENCE,
    };
    let mut english = message.trim().to_owned();
    if let Some(first) = english.get(..1) {
        let lower = first.to_ascii_lowercase();
        english.replace_range(..1, &lower);
    }
    Diagnostic::new(code, place, format!("テンプレートの誤り: {english}"), english)
}

/// Tera joins what it finds about unknown filters, functions, components and includes into one message of
/// reports. They are taken apart again: each is `error: …` and ` --> file:line:column`.
fn reports_in(reports: &str, template: &SourcePath, sources: &Sources) -> Option<Vec<Diagnostic>> {
    let mut found = Vec::new();
    let mut message = None;
    for line in reports.lines() {
        if let Some(text) = line.strip_prefix("error: ") {
            message = Some(text);
        } else if let Some(locus) = line.trim_start().strip_prefix("--> ")
            && let Some(text) = message.take()
        {
            let place = place_of_locus(locus, sources).unwrap_or_else(|| Place::file(template));
            let english = format!("{}{}", text[..1].to_ascii_lowercase(), &text[1..]);
            found.push(Diagnostic::new(
                rules::TEMPLATE_REFERENCE,
                place,
                format!("テンプレートの誤り: {english}"),
                english,
            ));
        }
    }
    (!found.is_empty()).then_some(found)
}

/// `default/page.html:3:10` is a line and a column of characters, both from 1.
fn place_of_locus(locus: &str, sources: &Sources) -> Option<Place> {
    let mut parts = locus.rsplitn(3, ':');
    let column: usize = parts.next()?.trim().parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let path = template_path(parts.next()?)?;
    let text = &sources.file(path.as_str())?.text;
    let line_start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = text.get(line_start..)?;
    let start = line_start + rest.chars().take(column - 1).map(char::len_utf8).sum::<usize>();
    // The name of a template is in quotes, which are not a part of it.
    let start = if text[start..].starts_with(['"', '\'']) { start + 1 } else { start };
    let part = |character: char| character.is_alphanumeric() || "_./-".contains(character);
    let end = text[start..]
        .find(|character: char| !part(character))
        .map_or(text.len(), |length| start + length.max(1));
    Some(Place::at(&path, Span::new(start, text.ceil_char_boundary(end))))
}

/// The chain of includes has the theme's name before each template, which the templates themselves leave out.
fn place_of_include(path: &SourcePath, included: &str, sources: &Sources) -> Place {
    let name = included.split_once('/').map_or(included, |(_, name)| name);
    place_of_text(path, name, sources)
}

fn place_of_text(path: &SourcePath, needle: &str, sources: &Sources) -> Place {
    let found = sources.file(path.as_str()).and_then(|file| file.text.find(needle));
    found.map_or(Place::file(path), |start| Place::at(path, Span::new(start, start + needle.len())))
}

/// `default/page.html` is the template `themes/default/templates/page.html`.
pub(super) fn template_path(name: &str) -> Option<SourcePath> {
    let (theme, file) = name.split_once('/')?;
    Some(SourcePath::new(format!("themes/{theme}/templates/{file}")))
}
