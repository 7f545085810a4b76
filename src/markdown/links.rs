//! Where links and images lead: which destinations are let through, and where they are written.

use std::ops::Range;

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::rules;
use crate::source::Place;

#[derive(PartialEq, Debug)]
pub(super) enum Refusal {
    /// A scheme that can run a program, or that readers cannot follow.
    Scheme(String),
    /// `//host`: another server, by whatever scheme the page has; from a file share, another computer.
    Server,
}

const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Why a destination is refused, if it is. Browsers drop white space and control characters before they
/// look at the scheme, so `java\nscript:` is one.
pub(super) fn refusal(destination: &str) -> Option<Refusal> {
    let mut seen = destination.chars().filter(|character| {
        !character.is_control() && !character.is_whitespace() && !is_invisible(*character)
    });
    let mut start = seen.clone();
    if let (Some('/' | '\\'), Some('/' | '\\')) = (start.next(), start.next()) {
        return Some(Refusal::Server);
    }
    let mut scheme = String::new();
    loop {
        match seen.next() {
            Some(character) if is_scheme(character, scheme.is_empty()) => {
                scheme.push(character.to_ascii_lowercase());
            }
            Some(':') if !scheme.is_empty() => break,
            _ => return None,
        }
    }
    (!SCHEMES.contains(&scheme.as_str())).then_some(Refusal::Scheme(scheme))
}

/// Whether a destination may be a file beside the texts: no page of the site, no place on this page, nothing elsewhere.
pub(super) fn may_be_file(destination: &str) -> bool {
    let file = destination.split('#').next().unwrap_or("");
    let has_scheme = SCHEMES
        .iter()
        .any(|scheme| file.split_once(':').is_some_and(|(start, _)| start.eq_ignore_ascii_case(scheme)));
    !file.is_empty() && !has_scheme && !file.ends_with(".md")
}

fn is_scheme(character: char, is_first: bool) -> bool {
    character.is_ascii_alphabetic()
        || (!is_first && (character.is_ascii_digit() || matches!(character, '+' | '-' | '.')))
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The range of the destination inside a link's or an image's source. `text_end` is where its text ends at
/// the earliest. `None` for reference links.
pub(super) fn destination(link: &str, text_end: usize) -> Option<Range<usize>> {
    if link.starts_with('<') {
        return link.ends_with('>').then(|| 1..link.len() - 1);
    }
    let open = text_end + link.get(text_end..)?.find("](")? + "](".len();
    let inner = link.get(open..link.len() - 1)?;
    first_word(inner).map(|range| open + range.start..open + range.end)
}

/// The range of the destination inside a link reference definition, `[label]: destination "title"`.
pub(super) fn definition_destination(definition: &str) -> Option<Range<usize>> {
    let after = definition.find("]:")? + "]:".len();
    first_word(&definition[after..]).map(|range| after + range.start..after + range.end)
}

/// The first word, or what stands in angle brackets.
fn first_word(text: &str) -> Option<Range<usize>> {
    let is_space = |character: char| character.is_ascii_whitespace();
    let start = text.find(|character| !is_space(character))?;
    let rest = &text[start..];
    if rest.starts_with('<') {
        return rest.find('>').map(|end| start + 1..start + end);
    }
    Some(start..start + rest.find(is_space).unwrap_or(rest.len()))
}

pub(super) fn refused(place: Place, refusal: &Refusal) -> Diagnostic {
    let Bilingual { ja, en } = match refusal {
        Refusal::Server => Bilingual::new("`//` で始まるリンクは使えません", "a link cannot begin with `//`"),
        Refusal::Scheme(scheme) => Bilingual::new(
            format!("`{scheme}:` のリンクは使えません"),
            format!("a link cannot lead to `{scheme}:`"),
        ),
    };
    Diagnostic::new(rules::MARKDOWN_LINK_SCHEME, place, ja, en).help(
        "使えるのは `https:`、`http:`、`mailto:`、`tel:` と、このサイトのファイルへの道（`../measures/x.md` など）です",
        "use `https:`, `http:`, `mailto:`, `tel:`, or the path of a file of this site, such as `../measures/x.md`",
    )
}

pub(super) fn empty(place: Place) -> Diagnostic {
    Diagnostic::new(rules::MARKDOWN_EMPTY_LINK, place, "リンクに文字がありません", "the link has no words")
        .help(
            "`[` と `]` の間に、リンク先が分かる言葉を書きます",
            "write what it leads to between `[` and `]`",
        )
}

pub(super) fn no_alternative(place: Place) -> Diagnostic {
    Diagnostic::new(
        rules::MARKDOWN_IMAGE_TEXT,
        place,
        "画像の説明がありません",
        "the image has no alternative text",
    )
    .help(
        "画像を見られない人に伝わるように、`![` と `]` の間に内容を書きます",
        "say between `![` and `]` what it shows, for people who do not see it",
    )
}

#[cfg(test)]
mod tests {
    use super::{definition_destination, destination, refusal};

    #[test]
    fn schemes_are_seen_through_every_disguise() {
        let is_refused = |destination: &str| refusal(destination).is_some();
        for destination in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " java\nscript:x",
            "java\u{200B}script:x",
            "\u{1}javascript:x",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "C:\\x",
            "//host/x",
            "\\\\host\\x",
            "/\\host",
            " / /host",
        ] {
            assert!(is_refused(destination), "{destination:?}");
        }
        for destination in [
            "https://example.jp/",
            "HTTP://example.jp/",
            "mailto:a@example.jp",
            "tel:044-200-0000",
            "../a.md#b",
            "@/kawasaki/a.md",
            "#a",
            "a/b:c.md",
            "図1:概要.md",
            ":",
            "",
        ] {
            assert!(!is_refused(destination), "{destination:?}");
        }
    }

    #[test]
    fn destinations_are_found_where_they_are_written() {
        let found = |link: &'static str, text_end| destination(link, text_end).map(|range| &link[range]);
        assert_eq!(found("[a](b.md)", 2), Some("b.md"));
        assert_eq!(found("[a]( <b c.md> \"t\")", 2), Some("b c.md"));
        assert_eq!(found("[a](b(c).md \"t\")", 2), Some("b(c).md"));
        assert_eq!(found("<https://a>", 1), Some("https://a"));
        assert_eq!(found("[a][b]", 2), None);
        let definition = "[a]: <b.md> 't'";
        assert_eq!(definition_destination(definition).map(|range| &definition[range]), Some("b.md"));
    }
}
