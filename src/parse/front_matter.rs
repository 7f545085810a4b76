//! Where the front matter of a Markdown file is.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::{Place, SourceFile, Span};

/// The byte ranges of the front matter (without its `+++` lines) and of the body.
pub(super) fn split(file: &SourceFile) -> Result<(Range<usize>, Range<usize>), Box<Diagnostic>> {
    let text = &*file.text;
    let first_line = text.lines().next().unwrap_or("");
    let first = Place::at(&file.path, Span::new(0, first_line.len()));
    if first_line.trim_end() != "+++" {
        return Err(Box::new(not_front_matter(first_line.trim_end(), first)));
    }
    let start = (first_line.len() + 1).min(text.len());
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Ok((start..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    Err(Box::new(
        Diagnostic::new(
            rules::FRONT_MATTER_OPEN,
            first,
            "前付けが閉じられていません",
            "the front matter is not closed",
        )
        .help("前付けの終わりに `+++` だけの行を入れてください", "end it with a line `+++`"),
    ))
}

/// What a first line that opens no front matter seems to be.
fn not_front_matter(line: &str, place: Place) -> Diagnostic {
    match line {
        "---" => Diagnostic::new(
            rules::FRONT_MATTER_YAML,
            place,
            "`---` で始まる前付け（YAML）は使えません",
            "front matter between `---` (YAML) is not read",
        )
        .help(
            "`+++` で囲み、`key: value` を `key = \"value\"` に書き換えてください",
            "put it between `+++` and write `key = \"value\"` instead of `key: value`",
        ),
        "＋＋＋" => Diagnostic::new(
            rules::FRONT_MATTER_MISSING,
            place,
            "前付けを囲む `＋＋＋` が全角で書かれています",
            "the `＋＋＋` around the front matter is full-width",
        )
        .help("半角の `+++` にしてください", "type the half-width `+++`"),
        _ => Diagnostic::new(
            rules::FRONT_MATTER_MISSING,
            place,
            "前付け（`+++` で囲んだ部分）がありません",
            "the front matter is missing",
        )
        .help(
            "ファイルの1行目を `+++` にし、`title = \"…\"` などを書いて、もう一度 `+++` の行で閉じてください",
            "begin the file with a line `+++`, write `title = \"…\"`, and close with another line `+++`",
        ),
    }
}
