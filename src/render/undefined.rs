//! The name that is missing where a filter was given nothing: Tera tells what the filter takes, and not which name is
//! misspelt, nor which there are.

use tera::{Context, Error, ErrorKind, Tera};

use crate::source::Span;

use super::tera_text::{Tag, is_of_word, tags};

/// What Tera says of the name itself, and where it stands in the template that the error is in: it is asked once more,
/// for the name alone, inside the loops around it. `None` where something else is wrong, or the name is known there
/// only.
pub(super) fn missing_name(
    error: &Error,
    template: &str,
    tera: &Tera,
    context: &Context,
) -> Option<(String, Span)> {
    let ErrorKind::RenderingError(report) = error.kind() else { return None };
    // What is named is undefined, however the filter says it.
    if !report.message().contains("undefined") {
        return None;
    }
    let path = path_at(template, report.span().range.start)?;
    let start = path.as_ptr() as usize - template.as_ptr() as usize;
    let loops = loops_around(template, start);
    let before: String = loops.iter().map(|tag| format!("{{% {} %}}", tag.text)).collect();
    let after = "{% endfor %}".repeat(loops.len());
    let error = tera.render_str(&format!("{before}{{{{ {path} }}}}{after}"), context, true).err()?;
    let ErrorKind::RenderingError(found) = error.kind() else { return None };
    let last = path.rsplit('.').next()?;
    let span = Span::new(start + path.len() - last.len(), start + path.len());
    found.message().starts_with(&format!("Field `{last}`")).then(|| (found.message().to_owned(), span))
}

/// The path that begins at a byte, or stands before the `|` of the filter that does: `page.titel` of
/// `page.titel | phrase`.
fn path_at(template: &str, start: usize) -> Option<&str> {
    let ends_path = |sign: char| !is_of_word(sign) && sign != '.';
    let (before, after) = template.split_at_checked(start)?;
    let path = match before.trim_end().strip_suffix('|').map(str::trim_end) {
        Some(before) => before.rsplit(ends_path).next()?,
        None => &after[..after.find(ends_path).unwrap_or(after.len())],
    };
    path.contains('.').then_some(path)
}

/// The `for`s that a byte of a template is inside of.
fn loops_around(template: &str, at: usize) -> Vec<Tag<'_>> {
    let mut open = Vec::new();
    for tag in tags(template).into_iter().take_while(|tag| tag.span.end as usize <= at) {
        match tag.statement() {
            Some(("for", _)) => open.push(tag),
            Some(("endfor", _)) => drop(open.pop()),
            _ => {}
        }
    }
    open
}
