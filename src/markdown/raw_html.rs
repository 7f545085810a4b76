//! HTML in Markdown: never. Each tag is an error that says what to write instead.

use std::ops::Range;

use super::complaints::Complaints;
use crate::diagnostic::{Diagnostic, Words};

/// Complains about the HTML that begins at the start of a range.
pub(super) fn complain(text: &str, range: Range<usize>, complaints: &mut Complaints<'_>) {
    let html = &text[range.clone()];
    let start = range.start + (html.len() - html.trim_start().len());
    let html = html.trim_start();
    let place = complaints.at(start..start + first_tag(html));
    let name = tag_name(html);
    let help = instead(name);
    let (ja, en) = match name {
        "!--" => ("HTMLのコメントは使えません".to_owned(), "an HTML comment is not allowed".to_owned()),
        _ => ("HTMLは使えません".to_owned(), "HTML is not allowed".to_owned()),
    };
    complaints.push(Diagnostic::error("markdown.raw-html", place, ja, en).help(help.ja, help.en));
}

/// Whether this is the end of an element: its start was complained about.
pub(super) fn is_closing(html: &str) -> bool {
    html.starts_with("</")
}

/// The length of the first tag, at most the first line.
fn first_tag(html: &str) -> usize {
    let line = html.lines().next().unwrap_or("").trim_end();
    line.find('>').map_or(line.len(), |at| at + 1)
}

fn tag_name(html: &str) -> &str {
    let name = html.trim_start_matches('<').trim_start_matches('/');
    match name.strip_prefix("!--") {
        Some(_) => "!--",
        None => name.split(|character: char| !character.is_ascii_alphanumeric()).next().unwrap_or(""),
    }
}

fn instead(tag: &str) -> Words {
    let (ja, en) = match tag.to_ascii_lowercase().as_str() {
        "!--" => (
            "公開しない覚え書きは、前付け（`+++` の間）に `#` で書いてください",
            "write notes to yourself as `#` comments in the front matter, between the `+++`",
        ),
        "br" => (
            "段落を分けるには空行を、行を改めるには行末に `\\` を書いてください",
            "leave an empty line for a new paragraph, or end the line with `\\`",
        ),
        "p" | "div" | "span" | "center" => (
            "タグを消してください。段落は空行で分かれます",
            "remove the tag; an empty line makes a new paragraph",
        ),
        "ruby" | "rb" | "rt" | "rp" => {
            ("ルビは `{漢字|かんじ}` と書いてください", "write ruby as `{漢字|かんじ}`")
        }
        "u" | "font" | "b" | "strong" | "big" | "mark" => {
            ("強調は `**太字**` と書いてください", "write emphasis as `**bold**`")
        }
        "i" | "em" => ("強調は `*語*` と書いてください", "write emphasis as `*word*`"),
        "s" | "del" | "strike" => {
            ("取り消し線は `~~語~~` と書いてください", "write deleted text as `~~word~~`")
        }
        "a" => ("リンクは `[語](リンク先)` と書いてください", "write a link as `[words](destination)`"),
        "img" => ("画像は `![説明](ファイル)` と書いてください", "write an image as `![description](file)`"),
        "table" | "tr" | "td" | "th" => (
            "表は `|` で区切るか、部品 `table` を使ってください",
            "write a table with `|`, or use the component `table`",
        ),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            ("見出しは `##` と書いてください", "write a heading with `##`")
        }
        "ul" | "ol" | "li" => {
            ("箇条書きは `- ` か `1. ` と書いてください", "write a list with `- ` or `1. `")
        }
        "hr" => ("区切り線は `---` と書いてください", "write a rule as `---`"),
        "sup" | "sub" => (
            "上付き・下付きの文字は `²` のように書いてください",
            "write raised figures as characters such as `²`",
        ),
        _ => (
            "Markdownの書き方か、部品 `{{<名前 />}}` を使ってください。文字の `<` は `\\<` と書きます",
            "use Markdown or a component, `{{<name />}}`; for the character `<` write `\\<`",
        ),
    };
    Words::new(ja, en)
}
