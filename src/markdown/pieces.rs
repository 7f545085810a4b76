//! HTML cut into text and tags: what is read again is what [`html`](super::html), or a theme, has written.

pub(super) enum Piece<'a> {
    Text(&'a str),
    /// A tag, with its brackets, or a comment.
    Tag(&'a str),
}

pub(super) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let is_tag = rest.starts_with('<');
        let end = if is_tag { tag_end(rest) } else { rest.find('<').unwrap_or(rest.len()) };
        let piece;
        (piece, rest) = rest.split_at(end);
        (!piece.is_empty()).then_some(if is_tag { Piece::Tag(piece) } else { Piece::Text(piece) })
    })
}

/// Where the tag, or the comment, at the start of some HTML ends. A `>` in a quoted attribute does not end it.
fn tag_end(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |end| end + "-->".len());
    }
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// The name of a tag, with a `/` before it where it ends an element; empty for comments.
pub(super) fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches('<');
    let letters = inner.trim_start_matches('/');
    let end = letters.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(letters.len());
    &inner[..inner.len() - letters.len() + end]
}
