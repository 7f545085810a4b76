//! Text out of our own HTML: without tags, or without links.
//!
//! Only HTML that [`html`](super::html) has written comes here, holes still open, so this needs to know no unusual
//! entities.

use super::pieces::{Piece, name, pieces};

/// The end tag of an element that is no part of the text itself: a reading, a footnote's mark, a way back.
fn end_of_aside(tag: &str) -> Option<&'static str> {
    match name(tag) {
        "rt" => Some("</rt>"),
        "rp" => Some("</rp>"),
        "sup" => Some("</sup>"),
        "a" if tag.contains(r#" class="footnote-back""#) => Some("</a>"),
        _ => None,
    }
}

/// The pieces that are part of the text itself.
fn shown(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut pieces = pieces(html);
    std::iter::from_fn(move || {
        let mut piece = pieces.next()?;
        while let Piece::Tag(tag) = piece
            && let Some(end) = end_of_aside(tag)
        {
            skip_to(end, &mut pieces);
            piece = pieces.next()?;
        }
        Some(piece)
    })
}

/// The text of inline HTML, readings and footnotes left out.
pub(super) fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for piece in shown(html) {
        match piece {
            Piece::Text(text) => decode(text, &mut out),
            Piece::Tag(tag) if name(tag) == "img" => decode(alternative(tag), &mut out),
            Piece::Tag(_) => {}
        }
    }
    out
}

/// Inline HTML without links and footnotes; an image becomes its alternative text.
pub(super) fn without_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut pieces = pieces(html);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Tag(tag) => match name(tag) {
                "a" | "/a" => {}
                "sup" => skip_to("</sup>", &mut pieces),
                "img" => out.push_str(alternative(tag)),
                _ => out.push_str(tag),
            },
        }
    }
    out
}

/// The text of a whole body, a line for each block.
pub(super) fn blocks(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut is_verbatim = false;
    for piece in shown(html) {
        match piece {
            Piece::Text(text) if is_verbatim => decode(text, &mut out),
            Piece::Text(text) => decode_folded(text, &mut out),
            Piece::Tag(tag) => {
                let name = name(tag);
                let element = name.trim_start_matches('/');
                if element == "pre" {
                    is_verbatim = name == element;
                }
                match element {
                    "a" | "em" | "strong" | "del" | "code" | "ruby" | "img" => {}
                    "td" | "th" => push_space(&mut out),
                    _ => end_line(&mut out),
                }
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn skip_to<'a>(end: &str, pieces: &mut impl Iterator<Item = Piece<'a>>) {
    for piece in pieces {
        if matches!(piece, Piece::Tag(tag) if tag == end) {
            return;
        }
    }
}

/// The alternative text of an image's tag, still escaped.
fn alternative(tag: &str) -> &str {
    let Some((_, rest)) = tag.split_once(r#" alt=""#) else { return "" };
    rest.split('"').next().unwrap_or("")
}

fn decode(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        const ENTITIES: [(&str, char); 4] = [("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&amp;", '&')];
        let (entity, character) =
            ENTITIES.into_iter().find(|(entity, _)| rest.starts_with(entity)).unwrap_or(("&", '&'));
        out.push(character);
        rest = &rest[entity.len()..];
    }
    out.push_str(rest);
}

/// Decodes text in which a line break is no more than a space.
fn decode_folded(text: &str, out: &mut String) {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            push_space(out);
        }
        decode(line, out);
    }
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '\n']) {
        out.push(' ');
    }
}

fn end_line(out: &mut String) {
    if out.ends_with(' ') {
        out.pop();
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::{blocks, text, without_links};

    const HTML: &str = r#"<a href="x"><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></a> &lt;<em>b</em><sup class="footnote-ref"><a>1</a></sup><img alt="図 &amp; 表">"#;

    #[test]
    fn text_has_neither_tags_nor_readings() {
        assert_eq!(text(HTML), "漢 <b図 & 表");
    }

    #[test]
    fn links_become_their_words() {
        let expected = "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby> &lt;<em>b</em>図 &amp; 表";
        assert_eq!(without_links(HTML), expected);
    }

    #[test]
    fn each_block_is_a_line() {
        let html = "<h id=\"s1\">甲</h>\n<ul>\n<li>乙<ul>\n<li>a\nb</li>\n</ul>\n</li>\n</ul>\n<table><tr><td>1</td><td>2</td></tr></table>\n<pre><code>x\n y\n</code></pre>\n";
        assert_eq!(blocks(html), "甲\n乙\na b\n1 2\nx\n y");
    }
}
