//! Line breaks that a writer makes for the editor's sake: between Japanese characters they leave no space.
//!
//! The rule is that of CSS Text 3, section 4.1.3 (segment break transformation): a break goes when the
//! characters on both sides are East Asian wide, full-width or half-width and neither is Hangul. Characters
//! of ambiguous width (“ ” … ―) count as wide beside a wide one, as the rule has it for Japanese text.

use pulldown_cmark::{Event, Tag, TagEnd};
use unicode_width::UnicodeWidthChar;

use super::html::Item;

/// Whether two characters are written without a space between them.
pub(super) fn joins(before: char, after: char) -> bool {
    let can_be_wide = |character: char| is_wide(character) || character.width_cjk() == Some(2);
    (is_wide(before) || is_wide(after))
        && can_be_wide(before)
        && can_be_wide(after)
        && !is_hangul(before)
        && !is_hangul(after)
}

/// Whether a character is Chinese, Japanese or Korean: East Asian wide, full-width or half-width.
pub(super) fn is_wide(character: char) -> bool {
    // ASCII first: most of the questions are about it.
    !character.is_ascii() && (character.width() == Some(2) || is_half_width(character))
}

fn is_half_width(character: char) -> bool {
    matches!(character, '\u{FF61}'..='\u{FFDC}' | '\u{FFE8}'..='\u{FFEE}')
}

fn is_hangul(character: char) -> bool {
    matches!(
        character,
        '\u{1100}'..='\u{11FF}'
            | '\u{302E}'..='\u{302F}'
            | '\u{3131}'..='\u{318E}'
            | '\u{3200}'..='\u{321E}'
            | '\u{3260}'..='\u{327F}'
            | '\u{A960}'..='\u{A97F}'
            | '\u{AC00}'..='\u{D7FF}'
            | '\u{FFA0}'..='\u{FFDC}'
    )
}

/// The last character of a text that a reader sees: variation selectors (葛󠄀城市) and combining marks have no
/// width and say nothing about the character they belong to.
pub(super) fn last_visible(text: &str) -> Option<char> {
    /// More marks than this on one character are no writing; without a limit, folding a text of nothing else
    /// would take quadratic time.
    const MARKS_MAX: usize = 8;
    text.chars().rev().take(MARKS_MAX).find(|character| character.width() != Some(0))
}

/// The text that follows a break, looking through the tags of emphasis and links. `None` before a picture, a
/// hard break or the end of the block.
pub(super) fn next_text<'e, 'a>(events: &'e [Item<'a>]) -> Option<&'e Item<'a>> {
    let is_seen_through = |event: &Event<'_>| match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
        }
        Event::End(tag) => {
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
        }
        Event::FootnoteReference(_) => true,
        _ => false,
    };
    let item = events.iter().find(|(event, _)| !is_seen_through(event))?;
    matches!(item.0, Event::Text(_) | Event::Code(_)).then_some(item)
}

/// A text with every run of white space folded: into nothing where Japanese characters meet, into one space
/// elsewhere. Ideographic spaces are white space too.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if let (Some(before), Some(after)) = (last_visible(&out), word.chars().next())
            && !joins(before, after)
        {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{fold, joins};

    #[test]
    fn japanese_characters_join_and_others_do_not() {
        for (before, after, joined) in [
            ('発', 'を', true),
            ('。', '職', true),
            ('ｱ', 'ｲ', true),
            ('（', '２', true),
            ('…', 'そ', true),
            ('発', 'O', false),
            ('T', 'を', false),
            ('a', 'b', false),
            ('…', '…', false),
            ('한', '국', false),
            ('발', 'を', false),
        ] {
            assert_eq!(joins(before, after), joined, "{before}{after}");
        }
    }

    #[test]
    fn folding_is_blind_to_wrapping() {
        assert_eq!(
            fold(" 能力開発\n　を図り、OJT\nand  Off-JT\nを行う。\n"),
            "能力開発を図り、OJT and Off-JT を行う。"
        );
        assert_eq!(fold("葛\u{E0100}\n城市"), "葛\u{E0100}城市");
    }
}
