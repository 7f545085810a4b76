//! Words in another language than the page's, while a template is rendered: a template cannot say whether it writes
//! them into text, where an element can carry their language, or into an attribute, where none can. So they carry
//! signs until the page is whole, and `render` can see where they stand.
//!
//! A sign cannot come from a text: control characters are refused when a file is read.

/// Before words; the tag of their language follows.
pub const BEGIN: char = '\u{3}';
/// Between the tag and the words.
pub const WORDS: char = '\u{4}';
/// After the words.
pub const END: char = '\u{5}';

/// Words with signs around them, where they are in another language. What has no letters is in no language.
pub fn signed(words: &str, lang: Option<&str>, out: &mut String) {
    match lang.filter(|_| words.chars().any(char::is_alphabetic)) {
        Some(lang) => {
            out.push(BEGIN);
            out.push_str(lang);
            out.push(WORDS);
            out.push_str(words);
            out.push(END);
        }
        None => out.push_str(words),
    }
}

/// A piece of a text with signs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    Begin(&'a str),
    Words(&'a str),
    End,
}

/// A text by its signs.
pub fn pieces(mut text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    while let Some(at) = text.find([BEGIN, END]) {
        if at > 0 {
            pieces.push(Piece::Words(&text[..at]));
        }
        let is_end = text[at..].starts_with(END);
        text = &text[at + 1..];
        if is_end {
            pieces.push(Piece::End);
        } else if let Some((lang, words)) = text.split_once(WORDS) {
            pieces.push(Piece::Begin(lang));
            text = words;
        }
    }
    if !text.is_empty() {
        pieces.push(Piece::Words(text));
    }
    pieces
}

/// A text without its signs.
pub fn without_signs(text: &str) -> String {
    let words = |piece| match piece {
        Piece::Words(words) => words,
        _ => "",
    };
    pieces(text).into_iter().map(words).collect()
}

/// The language that a text begins in, where that is not the page's.
pub fn first_language(text: &str) -> Option<&str> {
    let mut open = None;
    for piece in pieces(text) {
        match piece {
            Piece::Begin(lang) => open = open.or(Some(lang)),
            Piece::End => open = None,
            Piece::Words(words) if words.chars().any(char::is_alphabetic) => break,
            Piece::Words(_) => {}
        }
    }
    open
}

/// The language that all of a text is in, where that is not the page's.
pub fn only_language(text: &str) -> Option<&str> {
    let pieces = pieces(text.trim());
    match pieces[..] {
        [Piece::Begin(lang), Piece::Words(_), Piece::End] => Some(lang),
        _ => None,
    }
}
