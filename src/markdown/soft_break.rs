//! Line breaks inside a paragraph. Writers break Japanese lines anywhere, and a browser would show a space
//! there; so the break goes where CSS Text (level 3, "segment break transformation rules") lets it go.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::east_asian::{is_east_asian, is_hangul};
use super::flow::Item;
use super::hidden;

/// Whether the break between two characters leaves no trace: both are East Asian, and neither is Hangul.
pub(super) fn vanishes(before: Option<char>, after: Option<char>) -> bool {
    let joins = |character: char| is_east_asian(character) && !is_hangul(character);
    before.is_some_and(joins) && after.is_some_and(joins)
}

/// The first character that a reader sees in what follows, looking through emphasis, links and the marks of
/// footnotes; `None` at the end of the block and before an image.
pub(super) fn first_character(following: &[Item<'_>]) -> Option<char> {
    for item in following {
        match &item.event {
            Event::Text(text) | Event::Code(text) => {
                if let Some(character) = text.chars().find(|character| !hidden::is_hidden(*character)) {
                    return Some(character);
                }
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => {}
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::vanishes;

    #[test]
    fn breaks_vanish_between_east_asian_characters_only() {
        let vanishes = |pair: &str| {
            let mut characters = pair.chars();
            vanishes(characters.next(), characters.next())
        };
        assert!(["漢字", "るア", "。「", "ｱｲ", "％（", "。\u{3000}"].into_iter().all(vanishes));
        assert!(!["a漢", "漢a", "ab", "한국", "漢한", "漢1", "漢"].into_iter().any(vanishes));
    }
}
