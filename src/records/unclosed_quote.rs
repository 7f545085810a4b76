//! Lines of TOML on which a quote is missing. The parser takes the words between two values for a text then, and what
//! it says of the rest of the line, and of the next one, is about commas and brackets that are all there.

use std::ops::Range;

/// A quote that has no other.
pub(super) struct UnclosedQuote {
    /// The text from its quote to where the other belongs.
    pub at: Range<usize>,
    /// What the parser says within this is an echo.
    pub echoes: Range<usize>,
}

/// The lines with a quote too few. Strings over several lines are rare in records: in a file that has any, nothing is
/// looked for.
pub(super) fn unclosed_quotes(toml: &str) -> Vec<UnclosedQuote> {
    if toml.contains("\"\"\"") || toml.contains("'''") {
        return Vec::new();
    }
    let mut unclosed = Vec::new();
    let mut start = 0;
    for line in toml.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        if let Some(at) = on_line(&toml[start..end]) {
            unclosed.push(UnclosedQuote {
                at: start + at.start..start + at.end,
                echoes: start..end_of_echoes(toml, start + line.len()),
            });
        }
        start += line.len();
    }
    unclosed
}

/// A table between braces goes on in the next lines, until one begins with a header or a key.
fn end_of_echoes(toml: &str, next_line: usize) -> usize {
    let line = toml[next_line..].split_inclusive('\n').find(|line| !line.trim().is_empty());
    line.map_or(toml.len(), |line| {
        next_line + toml[next_line..].find(line).unwrap_or_default() + line.trim_end().len()
    })
}

/// Where on a line a quote opens a text that no quote closes.
fn on_line(line: &str) -> Option<Range<usize>> {
    let texts = texts(line)?;
    let is_open = texts.last().is_some_and(|last| last.end > line.len());
    if !is_open || line[..texts[0].start].trim().is_empty() {
        // A line that begins with a quote has lost the other one too, or goes on from the line before.
        return None;
    }
    // A text that seems to hold the next key has lost its own end.
    let lost = texts.iter().find_map(|text| {
        let inner = line.get(text.start + 1..text.end - 1)?;
        Some(text.start..text.start + 1 + end_before_next_key(inner)?)
    });
    let last = texts.last()?.start;
    let end = line[last..].trim_end_matches([' ', ',', '}', ']']).len();
    Some(lost.unwrap_or(last..last + end))
}

/// The texts between quotes on a line, the last perhaps without its end; `None` where there is none. What stands
/// behind a `#` is no TOML.
fn texts(line: &str) -> Option<Vec<Range<usize>>> {
    let mut texts: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut is_escaped = false;
    for (at, character) in line.char_indices() {
        match open {
            Some((start, quote)) if character == quote && !is_escaped => {
                texts.push(start..at + 1);
                open = None;
            }
            None if character == '"' => open = Some((at, character)),
            None if character == '\'' => open = Some((at, character)),
            None if character == '#' => break,
            Some(_) | None => {}
        }
        is_escaped = character == '\\' && !is_escaped && matches!(open, Some((_, '"')));
    }
    texts.extend(open.filter(|(_, quote)| *quote == '"').map(|(start, _)| start..line.len() + 1));
    (!texts.is_empty()).then_some(texts)
}

/// Where in a text `, key = ` or `}, {` begins.
fn end_before_next_key(inner: &str) -> Option<usize> {
    inner.match_indices([',', '}']).map(|(at, _)| at).find(|at| {
        let rest = inner[*at..].trim_start_matches([',', '}', '{', ']', ' ']);
        let key = rest.len()
            - rest.trim_start_matches(|each: char| each.is_ascii_lowercase() || "-_".contains(each)).len();
        key > 0 && rest[key..].trim_start().starts_with('=')
    })
}

#[cfg(test)]
mod tests {
    use super::unclosed_quotes;

    fn found(line: &str) -> Option<&str> {
        unclosed_quotes(line).first().map(|unclosed| &line[unclosed.at.clone()])
    }

    #[test]
    fn a_text_without_its_end_is_found() {
        for (line, expected) in [
            ("title = \"採用", "\"採用"),
            ("label = { ja = \"採用, en = \"Recruitment\" }", "\"採用"),
            ("label = { ja = \"採用\", en = \"Recruitment }", "\"Recruitment"),
            ("values = [{ note = \"a }, { note = \"b\" }]", "\"a"),
            ("topics = [\"securing\", \"developing]", "\"developing"),
        ] {
            assert_eq!(found(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn what_is_closed_is_left_alone() {
        for line in [
            "title = \"採用\" # \"",
            "title = \"a \\\" b\"",
            "title = 'a \" b'",
            "title = \"\"\"a",
            "text = \"a, b = c\"",
            "key = 1",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
