//! Links: where they may lead and where their destination is written. Whether the page exists is for a
//! later stage.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::complaints::Complaints;
use crate::diagnostic::{Diagnostic, Words};
use crate::source::Place;

/// The schemes that a reader's click may lead to.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Why a page must not have a destination; `None` if it may.
pub(super) fn refusal(destination: &str) -> Option<Words> {
    // Browsers drop line breaks and tabs in an address and read `\` as `/`.
    let cleaned: String = destination
        .chars()
        .filter(|character| !character.is_control() && !character.is_whitespace())
        .map(|character| if character == '\\' { '/' } else { character })
        .collect();
    if cleaned.starts_with("//") {
        return Some(Words::new(
            "リンク先に `https:` がありません",
            "the destination has no scheme before `//`",
        ));
    }
    let scheme =
        scheme(&cleaned).filter(|scheme| !SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()))?;
    Some(Words::new(
        format!("リンク先に `{scheme}:` は使えません"),
        format!("a destination cannot begin with `{scheme}:`"),
    ))
}

/// The complaint about such a destination.
pub(super) fn refused(why: &Words, place: Place) -> Diagnostic {
    Diagnostic::error("markdown.link-scheme", place, &*why.ja, &*why.en).help(
        "`https:`、`http:`、`mailto:`、`tel:` か、サイト内のファイルの場所を書いてください",
        "use `https:`, `http:`, `mailto:`, `tel:` or the path of a file of this site",
    )
}

/// The scheme of an address (RFC 3986, section 3.1).
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some(scheme)
}

/// Complains about a link without words.
pub(super) fn complain_about_empty(place: Range<usize>, complaints: &mut Complaints<'_>) {
    complaints.push(
        Diagnostic::error(
            "markdown.empty-link",
            complaints.at(place),
            "リンクに文字がありません",
            "this link has no text",
        )
        .help(
            "リンク先が分かる語を `[` と `]` の間に書いてください",
            "write words between `[` and `]` that say where the link leads",
        ),
    );
}

/// Complains about an image that is not put into words.
pub(super) fn complain_about_speechless(place: Range<usize>, complaints: &mut Complaints<'_>) {
    complaints.push(
        Diagnostic::error(
            "markdown.image-text",
            complaints.at(place),
            "画像の代替テキストがありません",
            "this image has no alternative text",
        )
        .help(
            "画像が伝える内容を `![` と `]` の間に書いてください",
            "write between `![` and `]` what the image tells",
        ),
    );
}

/// Where the destination of a link or an image is written; the whole of it if that cannot be told.
/// `text_end` is the end of its words.
pub(super) fn destination_range(
    text: &str,
    link: &Range<usize>,
    text_end: usize,
    link_type: LinkType,
    definition: Option<&Range<usize>>,
) -> Range<usize> {
    let found = match link_type {
        LinkType::Autolink | LinkType::Email => Some(link.start + 1..link.end - 1),
        LinkType::Inline => after(text, text_end..link.end, "]("),
        _ => definition.and_then(|definition| after(text, definition.clone(), "]:")),
    };
    found.filter(|range| text.get(range.clone()).is_some()).unwrap_or_else(|| link.clone())
}

/// The address that follows a mark.
fn after(text: &str, within: Range<usize>, mark: &str) -> Option<Range<usize>> {
    let part = text.get(within.clone())?;
    let behind = part.find(mark)? + mark.len();
    let start = behind + (part[behind..].len() - part[behind..].trim_start().len());
    let length = match part[start..].strip_prefix('<') {
        Some(inner) => {
            return inner.find('>').map(|end| within.start + start + 1..within.start + start + 1 + end);
        }
        None => address_length(&part[start..]),
    };
    Some(within.start + start..within.start + start + length)
}

/// The length of an address without angle brackets: to white space or a parenthesis it did not open.
fn address_length(text: &str) -> usize {
    let mut open = 0_u32;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'(' => open += 1,
            b')' if open == 0 => return at,
            b')' => open -= 1,
            _ if byte.is_ascii_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{SCHEMES, refusal};

    fn is_allowed(destination: &str) -> bool {
        refusal(destination).is_none()
    }

    #[test]
    fn only_harmless_schemes() {
        for scheme in SCHEMES {
            assert!(is_allowed(&format!("{scheme}:x")), "{scheme}");
        }
        for destination in ["x.md", "../x.md#a:b", "#a", "@/x.md", "令和8年度:計画.md", "?a:b", "/a", ""]
        {
            assert!(is_allowed(destination), "{destination}");
        }
        for destination in [
            "javascript:x",
            "JaVaScRiPt:x",
            " java\nscript:x",
            "\u{1}javascript:x",
            "vbscript:x",
            "data:text/html,x",
            "file:///x",
            "//host",
            "\\\\host",
            "/\\host",
            "\t//host",
        ] {
            assert!(!is_allowed(destination), "{destination}");
        }
    }
}
