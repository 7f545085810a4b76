//! HTML in Markdown: never let through, and always with what to write instead. The one exception is `<br>` in a table,
//! where a row is one line and nothing else can break it.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::Place;

/// The elements that have been reported and not been closed, so that `<u>…</u>` is one diagnostic.
#[derive(Default)]
pub(super) struct Open(HashMap<String, usize>);

impl Open {
    pub(super) fn is_new(&mut self, tag: &str) -> bool {
        let name = name(tag);
        if !tag.starts_with("</") {
            *self.0.entry(name).or_default() += 1;
            return true;
        }
        match self.0.get_mut(&name) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        }
    }
}

/// The name of a tag in lower case; empty for comments and the like.
fn name(tag: &str) -> String {
    let inner = tag.trim_start_matches(['<', '/']);
    let end = inner.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(inner.len());
    inner[..end].to_ascii_lowercase()
}

/// Whether a tag is that of a line break, and nothing more.
pub(super) fn is_line_break(tag: &str) -> bool {
    let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    inner.eq_ignore_ascii_case("br")
}

pub(super) fn first_tag(html: &str) -> &str {
    let line_end = html.find('\n').unwrap_or(html.len());
    let end = html[..line_end].find('>').map_or(line_end, |at| at + 1);
    &html[..end]
}

/// The diagnostic for HTML. `tag` is the first tag.
pub(super) fn refused(place: Place, tag: &str, is_in_table: bool) -> Diagnostic {
    let name = name(tag);
    let (ja, en) = if tag.starts_with("<!--") {
        ("HTML のコメントは書けません".to_owned(), "HTML comments cannot be used".to_owned())
    } else if name.is_empty() {
        ("HTML は書けません".to_owned(), "HTML cannot be used".to_owned())
    } else {
        let tag = if tag.starts_with("</") { format!("</{name}>") } else { format!("<{name}>") };
        (format!("HTML の `{tag}` は書けません"), format!("HTML such as `{tag}` cannot be used"))
    };
    let (help_ja, help_en) = instead(tag, &name, is_in_table);
    Diagnostic::new(rules::MARKDOWN_RAW_HTML, place, ja, en).help(help_ja, help_en)
}

/// What to write instead, in Japanese and in English.
fn instead(tag: &str, name: &str, is_in_table: bool) -> (&'static str, &'static str) {
    if tag.starts_with("<!--") {
        return (
            "覚え書きは、先頭の `+++` の間に `#` で始まる行として書きます",
            "write notes to yourself between the `+++` lines, each after a `#`",
        );
    }
    match name {
        "br" if is_in_table => {
            ("表の中の改行は、`<br>` とだけ書きます", "to break a line in a table cell, write only `<br>`")
        }
        "br" | "p" => (
            "段落を分けるには空の行を入れます。改めるだけなら行の終わりに `\\` を書きます",
            "leave an empty line between paragraphs; to only break the line, end it with `\\`",
        ),
        "ruby" | "rt" | "rp" | "rb" => {
            ("ふりがなは `{漢字|かんじ}` と書きます", "write readings as `{漢字|かんじ}`")
        }
        "u" | "font" | "b" | "strong" | "mark" | "big" => {
            ("強めるには `**太字**` と書きます", "write `**bold**` for what matters")
        }
        "i" | "em" | "cite" => ("`*強調*` と書きます", "write `*emphasis*`"),
        "s" | "del" | "strike" => ("取り消し線は `~~文~~` と書きます", "write `~~deleted~~`"),
        "code" | "kbd" | "tt" | "pre" => ("`` ` `` で囲みます", "write it between back-ticks"),
        "a" => ("リンクは `[言葉](行き先)` と書きます", "write links as `[words](destination)`"),
        "img" => ("画像は `![説明](ファイル)` と書きます", "write images as `![what it shows](file)`"),
        "table" | "tr" | "td" | "th" | "thead" | "tbody" => (
            "表は `|` で書くか、CSV にして `{{<table … />}}` で呼び出します",
            "write tables with `|`, or as CSV shown by `{{<table … />}}`",
        ),
        "ul" | "ol" | "li" => ("箇条書きは `- ` か `1. ` で始めます", "begin list items with `- ` or `1. `"),
        "dl" | "dt" | "dd" => (
            "用語の次の行を `: ` で始めて説明を書きます",
            "write the explanation on the line after the term, after `: `",
        ),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            ("見出しは `## 見出し` と書きます", "write headings as `## Heading`")
        }
        "hr" => ("区切りの線は `---` だけの行です", "write a line that is only `---`"),
        "blockquote" => ("引用は行の頭に `>` を付けます", "begin quoted lines with `>`"),
        _ => (
            "タグを消してください。見た目はテーマが決めます。`<` を文字として見せるには `\\<` と書きます",
            "delete the tag: looks are the theme's business; to show a `<`, write `\\<`",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{Open, first_tag};

    #[test]
    fn an_element_is_one_diagnostic() {
        let mut open = Open::default();
        let news = ["<u>", "</u>", "<BR />", "</u>", "<!-- a -->"].map(|tag| open.is_new(tag));
        assert_eq!(news, [true, false, true, true, true]);
    }

    #[test]
    fn a_block_is_known_by_its_first_tag() {
        assert_eq!(first_tag("<div class=\"a\">\n<p>b"), "<div class=\"a\">");
        assert_eq!(first_tag("<div\nclass>"), "<div");
    }
}
