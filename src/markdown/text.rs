//! Between text and HTML, for the few forms of HTML that [`super::html`] writes.

/// Escapes text for HTML content and for attributes in double quotes.
pub fn escape(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// A piece of our own HTML.
pub(super) enum Piece<'a> {
    /// `<em>`, `</em>`: the whole tag.
    Tag(&'a str),
    /// Text, with entities.
    Text(&'a str),
}

/// Cuts HTML into tags and text. `>` must not stand in an attribute, and it does not: it is escaped.
pub(super) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let is_tag = rest.starts_with('<');
        let end = if is_tag { tag_length(rest) } else { rest.find('<').unwrap_or(rest.len()) };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(if is_tag { Piece::Tag(piece) } else { Piece::Text(piece) })
    })
}

/// The length of the tag that a text begins with; of a comment, a script or a style sheet, the whole of it:
/// what is in them are neither tags nor text.
fn tag_length(html: &str) -> usize {
    let end = [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")]
        .into_iter()
        .find(|(start, _)| html.starts_with(start))
        .map_or(">", |(_, end)| end);
    html.find(end).map_or(html.len(), |at| at + end.len())
}

/// The text of our own HTML: of ruby only the base, of an image its alternative, nothing of a footnote's
/// number; a line break after every block.
pub(super) fn text_of(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut hidden_by: Option<&str> = None;
    for piece in pieces(html) {
        match (piece, hidden_by) {
            (Piece::Tag(tag), Some(closing)) => {
                if tag == closing {
                    hidden_by = None;
                }
            }
            (Piece::Text(_), Some(_)) => {}
            (Piece::Text(text), None) => {
                let is_line_start = out.is_empty() || out.ends_with('\n');
                unescape(if is_line_start { text.trim_start_matches('\n') } else { text }, &mut out);
            }
            (Piece::Tag(tag), None) => {
                hidden_by = closing_tag_of_hidden(tag);
                if let Some(alternative) = alternative_of(tag) {
                    unescape(alternative, &mut out);
                } else if ends_block(tag) && !out.ends_with('\n') && !out.is_empty() {
                    out.push('\n');
                }
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Our own inline HTML without links, footnote numbers and pictures, for places that are links themselves.
pub(super) fn without_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut hidden_by: Option<&str> = None;
    for piece in pieces(html) {
        match (piece, hidden_by) {
            (Piece::Tag(tag), Some(closing)) if tag == closing => hidden_by = None,
            (_, Some(_)) => {}
            (Piece::Text(text), None) => out.push_str(text),
            (Piece::Tag(tag), None) => match alternative_of(tag) {
                Some(alternative) => out.push_str(alternative),
                None if is_footnote_number(tag) => hidden_by = Some("</sup>"),
                None if tag.starts_with("<a>") || tag.starts_with("<a ") || tag == "</a>" => {}
                None => out.push_str(tag),
            },
        }
    }
    out
}

fn is_footnote_number(tag: &str) -> bool {
    tag.starts_with("<sup")
}

fn closing_tag_of_hidden(tag: &str) -> Option<&'static str> {
    match tag {
        "<rp>" => Some("</rp>"),
        "<rt>" => Some("</rt>"),
        _ if is_footnote_number(tag) => Some("</sup>"),
        _ => None,
    }
}

fn alternative_of(tag: &str) -> Option<&str> {
    let (_, rest) = tag.strip_prefix("<img")?.split_once(" alt=\"")?;
    rest.split_once('"').map(|(alternative, _)| alternative)
}

fn ends_block(tag: &str) -> bool {
    let name = tag.trim_start_matches("</").trim_start_matches('<').trim_end_matches('>');
    tag == "<br>"
        || tag == "<hr>"
        || tag.starts_with("</h")
        || tag.starts_with("</")
            && matches!(
                name,
                "p" | "li" | "ul" | "ol" | "dt" | "dd" | "td" | "th" | "pre" | "blockquote" | "aside"
            )
        || matches!(tag, "<ul>" | "<blockquote>")
        || tag.starts_with("<ol")
}

fn unescape(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (entity, character) = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')]
            .into_iter()
            .find(|(entity, _)| rest.starts_with(entity))
            .unwrap_or(("&", '&'));
        out.push(character);
        rest = &rest[entity.len()..];
    }
    out.push_str(rest);
}
