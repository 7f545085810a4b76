//! Titles, labels and other short texts: emphasis, code and readings, but nothing that makes a block.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::body::escape;
use super::flow::Item;
use super::hidden;
use super::mask;
use super::prose::Prose;

/// Inline Markdown as HTML. What would begin a block is text; links and images are their words, because titles
/// stand inside links themselves; HTML is shown as it is written.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    if text.bytes().all(is_plain) && !text.contains(hidden::is_reserved) {
        escape(text, &mut out);
        return out;
    }
    let masked = mask::mask_inline(text);
    let items: Vec<Item<'_>> = Parser::new_ext(&masked, Options::ENABLE_STRIKETHROUGH)
        .into_offset_iter()
        .map(|(event, range)| Item { event, range })
        .collect();
    let mut prose = Prose::new(true);
    for (index, item) in items.iter().enumerate() {
        match &item.event {
            Event::Text(text) => drop(prose.text(text, &mut out)),
            Event::Code(code) => prose.code(code, &mut out),
            Event::InlineHtml(html) => {
                let html = hidden::restore(html);
                escape(&html, &mut out);
                prose.follow(&html);
            }
            Event::SoftBreak => prose.soft_break(&items[index + 1..], &mut out),
            Event::HardBreak => prose.hard_break(&mut out),
            Event::Start(tag) => out.push_str(start_tag(tag)),
            Event::End(tag) => out.push_str(end_tag(*tag)),
            _ => {}
        }
    }
    out
}

/// Whether a byte has no meaning in inline Markdown. Line breaks have one: some of them vanish.
fn is_plain(byte: u8) -> bool {
    !matches!(byte, b'\n' | b'*' | b'_' | b'~' | b'`' | b'[' | b'<' | b'&' | b'\\' | b'{')
}

/// The start tag of what stands in lines; links and images have none here.
pub(super) fn start_tag(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        Tag::Strikethrough => "<del>",
        _ => "",
    }
}

pub(super) fn end_tag(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Strikethrough => "</del>",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn short_texts_have_emphasis_and_readings() {
        assert_eq!(inline("採用手法の更なる見直し"), "採用手法の更なる見直し");
        assert_eq!(
            inline("**「青」**を{人財|じんざい}と"),
            "<strong>「青」</strong>を<ruby>人財<rp>(</rp><rt>じんざい</rt><rp>)</rp></ruby>と"
        );
        assert_eq!(inline("`a*b` & ~~c~~ *d*"), "<code>a*b</code> &amp; <del>c</del> <em>d</em>");
        assert_eq!(inline("人材\n育成\nby\nOJT"), "人材育成\nby\nOJT");
    }

    #[test]
    fn nothing_makes_a_block() {
        for text in ["# a", "- a", "1. 採用", "> a", "---", "+ a", "| a |\n|---|", "a\n===", ": a"] {
            assert_eq!(inline(text), text.replace('>', "&gt;").trim_start());
        }
        assert_eq!(inline("a\n\nb"), "a\n\nb");
    }

    #[test]
    fn links_are_their_words_and_html_is_text() {
        assert_eq!(inline("[a](b) ![c](d) <b>"), "a c &lt;b&gt;");
        assert_eq!(inline("[a](javascript:b)<script>"), "a&lt;script&gt;");
    }
}
