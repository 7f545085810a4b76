//! Lines of TOML on which a quote is missing. The parser takes the words between two values for a text then, and what
//! it says of the rest of the line, and of the next one, is about commas and brackets that are all there.

use std::ops::Range;

/// A quote that has no other.
pub(super) struct UnclosedQuote {
    /// The text with its one quote.
    pub at: Range<usize>,
    pub lacks: Lacks,
    /// What the parser says within this is an echo.
    pub echoes: Range<usize>,
}

/// Which quote of a text is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lacks {
    Opening,
    Closing,
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
            let lost = before_quote(line, &at);
            let lacks = if lost.is_some() { Lacks::Opening } else { Lacks::Closing };
            let at = lost.unwrap_or(at);
            // Between braces a table goes on in the next line.
            let goes_on = line[..at.start].contains(['{', '[']);
            let next_line = start + line.len();
            unclosed.push(UnclosedQuote {
                at: start + at.start..start + at.end,
                lacks,
                echoes: start..if goes_on { end_of_echoes(toml, next_line) } else { end },
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

/// The words that a quote ends without another before them: nothing stands between it and the next key.
fn before_quote(line: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let words = line[..at.start].rsplit(['=', '[', '{', ',', '"']).next()?.trim_start();
    (at.len() == 1 && !words.is_empty()).then(|| at.start - words.len()..at.end)
}

/// Where on a line a quote opens a text that no quote closes.
fn on_line(line: &str) -> Option<Range<usize>> {
    let texts = texts(line)?;
    let is_open = texts.last().is_some_and(|last| last.end > line.len());
    if !is_open || line[..texts[0].start].trim().is_empty() {
        // A line that begins with a quote has lost the other one too, or goes on from the line before.
        return None;
    }
    // A text that holds the next key, or that a word follows at once, has lost its own end.
    let lost = texts.iter().find_map(|text| {
        let inner = line.get(text.start + 1..text.end - 1)?;
        let is_followed = line.get(text.end..)?.starts_with(|next: char| next.is_alphanumeric());
        let end = end_before_next_key(inner).or(is_followed.then_some(inner.len()))?;
        Some(text.start..text.start + 1 + inner[..end].trim_end_matches([' ', ',']).len())
    });
    let last = texts.last()?.start;
    let end = end_before_next_key(&line[last + 1..]).map_or(line.len(), |end| last + 1 + end);
    Some(lost.unwrap_or(last..last + line[last..end].trim_end_matches([' ', ',', '}', ']']).len()))
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

    #[test]
    fn a_text_without_its_beginning_is_found() {
        for (line, expected) in [
            ("title = 採用\"", "採用\""),
            ("label = { ja = 採用\", en = \"Recruitment\" }", "採用\""),
            ("topics = [securing\", \"developing\"]", "securing\""),
        ] {
            assert_eq!(found(line), Some(expected), "{line}");
        }
    }

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
            ("target = { kind = \"at-most, at = 2030 }", "\"at-most"),
            ("source = { title = { ja = \"a\", en = \"b }, page = 3 }", "\"b"),
            ("topics = [\"securing\", \"developing]", "\"developing"),
            ("topics = [\"securing, \"developing\"]", "\"securing"),
            ("departments = [{ id = \"a\", part = \"lead }, { id = \"b\" }]", "\"lead"),
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
