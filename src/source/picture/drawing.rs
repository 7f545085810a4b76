//! What a drawing (SVG) says besides what is drawn: comments, `metadata`, and where the program that made it keeps its
//! files. All of it is left out; what is drawn is copied as it is.

use super::private_data::PrivateData;

/// Attributes in which drawing programs write the folders of those who use them.
const PATHS: [&str; 4] =
    ["sodipodi:docname", "sodipodi:absref", "sodipodi:docbase", "inkscape:export-filename"];

/// The file without what it says besides the picture, and what was left out; nothing for a file that is no well-formed
/// text in UTF-8, which is published as it is.
pub(super) fn without_private_data(bytes: &[u8]) -> Option<(Vec<u8>, Vec<PrivateData>)> {
    let mut rest = std::str::from_utf8(bytes).ok()?;
    let mut out = String::with_capacity(rest.len());
    let mut found = Vec::new();
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let length = length_of_markup(rest)?;
        let (markup, after) = rest.split_at(length);
        rest = after;
        if markup.starts_with("<!--") {
            found.push(PrivateData::Comment);
            continue;
        }
        without_paths(markup, &mut out, &mut found);
        if is_metadata(markup) && !markup.ends_with("/>") {
            // The element stays, empty: a style may count what stands beside it.
            let end = rest.find("</metadata")?;
            if !rest[..end].trim().is_empty() {
                found.push(PrivateData::Author);
            }
            rest = &rest[end..];
        }
    }
    out.push_str(rest);
    found.sort_unstable();
    found.dedup();
    Some((out.into_bytes(), found))
}

/// How long the comment, the declaration or the tag is that a text begins with.
fn length_of_markup(text: &str) -> Option<usize> {
    for (begin, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if let Some(inner) = text.strip_prefix(begin) {
            return inner.find(end).map(|at| begin.len() + at + end.len());
        }
    }
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, sign) in text.char_indices() {
        match (quote, sign) {
            (Some(open), _) if sign == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(sign),
            // A document type declaration holds others.
            (None, '<') => depth += 1,
            (None, '>') if depth == 1 => return Some(at + 1),
            (None, '>') => depth -= 1,
            (None, _) => {}
        }
    }
    None
}

fn is_metadata(tag: &str) -> bool {
    tag.strip_prefix("<metadata").is_some_and(|rest| rest.starts_with([' ', '\t', '\r', '\n', '>', '/']))
}

/// A tag without the attributes that tell paths.
fn without_paths(tag: &str, out: &mut String, found: &mut Vec<PrivateData>) {
    let mut tag = tag.to_owned();
    if !tag.starts_with("<!") && !tag.starts_with("<?") {
        while let Some(range) = PATHS.iter().find_map(|name| attribute(&tag, name)) {
            tag.replace_range(range, "");
            found.push(PrivateData::Path);
        }
    }
    out.push_str(&tag);
}

/// Where an attribute stands in a tag, with the white space before it.
fn attribute(tag: &str, name: &str) -> Option<std::ops::Range<usize>> {
    tag.match_indices(name).find_map(|(at, _)| {
        let before = tag[..at].trim_end().len();
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|mark| ['"', '\''].contains(mark))?;
        let end = tag.len() - value.len() + 1 + value[1..].find(quote)? + 1;
        (before < at).then_some(before..end)
    })
}
