//! The text that pulldown-cmark reads instead of the body, and where each byte of it came from.
//!
//! | in the body | in the masked text | because |
//! |---|---|---|
//! | `{漢字|かんじ}` | three [hidden characters](super::hidden) for `{`, `\|`, `}` | see [`ruby`] |
//! | `」**で` | a hidden letter beside the run | see [`emphasis`] |
//! | a component call | `***`, which interrupts and ends whatever a line at that place can | see [`calls`](super::calls) |
//! | `[!INTERNAL]` | `[!NOTE]` | see [`alerts`] |
//! | a reserved or control character | `U+FFFD`, and an error | it could pass for a hidden one; HTML forbids the others |
//!
//! Most bodies need few changes and many need none: then the masked text is the body itself.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::{Place, SourcePath, Span};

use super::calls::Found;
use super::emphasis::{self, Letters};
use super::hidden::{LETTER, POINT, RUBY_BAR, RUBY_CLOSE, RUBY_OPEN, SPACE, is_reserved, restore};
use super::{alerts, ruby};

/// What stands in for a component call: a thematic break interrupts a paragraph, a list, a quotation, a table.
const CALL_STAND_IN: &str = "***";

/// A body as pulldown-cmark sees it.
pub(super) struct Masked<'a> {
    pub(super) text: Cow<'a, str>,
    body: &'a str,
    /// Where the body begins in the file.
    base: usize,
    edits: Vec<Edit>,
    /// Where the marks of internal blocks stand in the masked text, in order.
    internal: Vec<usize>,
    /// Where the calls' stand-ins stand in the masked text, in order.
    calls: Vec<usize>,
}

struct Edit {
    original: Range<usize>,
    masked: Range<usize>,
}

impl Masked<'_> {
    /// The span in the file of a range of the masked text.
    pub(super) fn span(&self, masked: &Range<usize>) -> Span {
        let start = self.original(masked.start);
        Span::new(self.base + start, self.base + self.original(masked.end).max(start))
    }

    /// The byte of the body that a byte of the masked text came from.
    fn original(&self, masked: usize) -> usize {
        let edits_before = self.edits.partition_point(|edit| edit.masked.start < masked);
        let Some(edit) = edits_before.checked_sub(1).map(|last| &self.edits[last]) else { return masked };
        if masked < edit.masked.end {
            edit.original.start
        } else {
            edit.original.end + (masked - edit.masked.end)
        }
    }

    /// What was written where the masked text is at a byte: its place in the file, and the rest of the body.
    pub(super) fn written_from(&self, masked: usize) -> (usize, &str) {
        let at = self.original(masked);
        (self.base + at, &self.body[at..])
    }

    /// A piece of masked text as it was written. `range` is where pulldown-cmark says it stands.
    pub(super) fn verbatim<'t>(&'t self, piece: &'t str, range: &Range<usize>) -> Cow<'t, str> {
        if self.edits.is_empty() {
            Cow::Borrowed(piece)
        } else if self.text.get(range.clone()) == Some(piece) {
            Cow::Borrowed(&self.body[self.original(range.start)..self.original(range.end)])
        } else {
            restore(piece)
        }
    }

    /// Whether a block quotation that starts here is one for the internal audience.
    pub(super) fn is_internal(&self, quote: &Range<usize>) -> bool {
        // One `>`, and perhaps one space.
        (1..=2).any(|signs| self.internal.binary_search(&(quote.start + signs)).is_ok())
    }

    /// Whether any character of the text is one that we put there.
    pub(super) fn hides_anything(&self) -> bool {
        !self.edits.is_empty()
    }

    /// The number of the call that stands here.
    pub(super) fn call(&self, range: &Range<usize>) -> Option<usize> {
        self.calls.binary_search(&range.start).ok()
    }
}

pub(super) fn mask<'a>(
    path: &SourcePath,
    text: &'a str,
    body: Range<usize>,
    found: &Found,
    diagnostics: &mut Vec<Diagnostic>,
) -> Masked<'a> {
    let (base, body) = (body.start, &text[body]);
    let mut masker = Masker::new(body);
    masker.run(found);
    diagnostics.extend(masker.reserved.iter().map(|(at, character)| {
        let start = base + at;
        reserved(Place::at(path, Span::new(start, start + character.len_utf8())), *character)
    }));
    masker.finish(base)
}

/// Masks a text without blocks: every line is prose, whatever it begins with.
pub(super) fn mask_inline(text: &str) -> String {
    let mut masker = Masker::new(text);
    masker.every_line_is_prose = true;
    masker.run(&Found::default());
    masker.finish(0).text.into_owned()
}

/// The bytes that masking stops at: signs with a meaning, and the first bytes of reserved characters.
const IS_NOTABLE: [bool; 256] = {
    let mut notable = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        notable[byte] = matches!(
            byte as u8,
            b'\\' | b'*' | b'~' | b'{' | b'[' | 0..=8 | b'\n' | 11..=31 | 127 | 0xC2 | 0xE1 | 0xEF | 0xF0
        );
        byte += 1;
    }
    notable
};

/// Goes through a text once and writes the masked one.
#[derive(Default)]
struct Masker<'a> {
    body: &'a str,
    /// How far the body has been read.
    at: usize,
    /// How far it has been copied.
    copied: usize,
    out: String,
    edits: Vec<Edit>,
    internal: Vec<usize>,
    calls: Vec<usize>,
    reserved: Vec<(usize, char)>,
    every_line_is_prose: bool,
}

impl<'a> Masker<'a> {
    fn new(body: &'a str) -> Self {
        Self { body, ..Self::default() }
    }

    fn run(&mut self, found: &Found) {
        let mut cuts = found.cuts.iter().peekable();
        if self.every_line_is_prose {
            self.insert(&[SPACE]);
        }
        loop {
            if let Some(cut) = cuts.next_if(|cut| cut.range.start == self.at) {
                self.cut(cut.range.clone(), cut.is_call);
                continue;
            }
            let stop = cuts.peek().map_or(self.body.len(), |cut| cut.range.start);
            let rest = &self.body.as_bytes()[self.at..stop];
            let dull = rest.iter().position(|byte| IS_NOTABLE[usize::from(*byte)]).unwrap_or(rest.len());
            self.at += dull;
            match rest.get(dull) {
                None if self.at == self.body.len() => break,
                None => {}
                Some(b'\\') => self.escape(rest.get(dull + 1)),
                Some(sign @ (b'*' | b'~')) => self.emphasis(*sign),
                Some(b'{') => self.ruby(),
                Some(b'[') => self.bracket(),
                Some(b'\n') => self.line_end(),
                Some(_) => self.perhaps_reserved(),
            }
        }
    }

    fn finish(mut self, base: usize) -> Masked<'a> {
        let text = if self.edits.is_empty() {
            Cow::Borrowed(self.body)
        } else {
            self.out.push_str(&self.body[self.copied..]);
            Cow::Owned(self.out)
        };
        let Self { body, edits, internal, calls, .. } = self;
        Masked { text, body, base, edits, internal, calls }
    }

    /// Writes something else for the next bytes of the body.
    fn replace(&mut self, bytes: usize, with: &str) {
        if self.out.capacity() == 0 {
            self.out.reserve(self.body.len() + self.body.len() / 16 + with.len());
        }
        self.out.push_str(&self.body[self.copied..self.at]);
        let start = self.out.len();
        self.out.push_str(with);
        let original = self.at..self.at + bytes;
        self.at = original.end;
        self.copied = original.end;
        self.edits.push(Edit { original, masked: start..self.out.len() });
    }

    fn insert(&mut self, characters: &[char]) {
        self.replace(0, characters.iter().collect::<String>().as_str());
    }

    fn cut(&mut self, range: Range<usize>, is_call: bool) {
        let characters = self.body[range.clone()].char_indices();
        let reserved = characters.filter(|(_, character)| is_reserved(*character));
        self.reserved.extend(reserved.map(|(at, character)| (range.start + at, character)));
        self.replace(range.len(), if is_call { CALL_STAND_IN } else { "" });
        if is_call {
            self.calls.push(self.out.len() - CALL_STAND_IN.len());
        }
    }

    /// Passes by an escaped sign, which is neither emphasis nor the start of a reading.
    fn escape(&mut self, escaped: Option<&u8>) {
        self.at += if escaped.is_some_and(u8::is_ascii_punctuation) { 2 } else { 1 };
    }

    fn emphasis(&mut self, sign: u8) {
        let run = self.body.as_bytes()[self.at..].iter().take_while(|byte| **byte == sign).count();
        // One `~` stays as it is: `10~20` is a range. Three are a fence.
        let letters = if sign == b'*' || run == 2 { self.letters(run) } else { Letters::default() };
        if letters.before {
            self.insert(if self.is_run(self.at.checked_sub(1)) { &[POINT, LETTER] } else { &[LETTER] });
        }
        self.at += run;
        if letters.after {
            self.insert(if self.is_run(Some(self.at)) { &[LETTER, POINT] } else { &[LETTER] });
        }
    }

    fn letters(&self, run: usize) -> Letters {
        let (before, after) = (&self.body[..self.at], &self.body[self.at + run..]);
        // A reading is a word, whatever braces it is written with.
        let follows_ruby = self.copied == self.at && self.out.ends_with(RUBY_CLOSE);
        let before = if follows_ruby { "字" } else { before };
        let after = if after.starts_with('{') && ruby::recognise(after).is_some() { "字" } else { after };
        emphasis::letters(before, after)
    }

    /// Whether a sign of emphasis stands at a byte.
    fn is_run(&self, at: Option<usize>) -> bool {
        matches!(at.and_then(|at| self.body.as_bytes().get(at)), Some(b'*' | b'_' | b'~'))
    }

    fn ruby(&mut self) {
        let start = self.at;
        let Some(reading) = ruby::recognise(&self.body[start..]) else {
            self.at += 1;
            return;
        };
        let mut hide = |at: usize, hidden: char| {
            // What is between the signs may hold a reserved character.
            while self.at < start + at {
                self.perhaps_reserved();
            }
            self.replace(1, hidden.encode_utf8(&mut [0; 4]));
        };
        hide(0, RUBY_OPEN);
        reading.bars.iter().for_each(|bar| hide(*bar, RUBY_BAR));
        hide(reading.close, RUBY_CLOSE);
    }

    fn bracket(&mut self) {
        let (before, text) = self.body.split_at(self.at);
        if alerts::is_internal(before, text) {
            self.at += "[!".len();
            self.replace("INTERNAL".len(), alerts::STAND_IN);
            self.internal.push(self.out.len() - alerts::STAND_IN.len() - "[!".len());
        } else {
            self.at += 1;
        }
    }

    fn line_end(&mut self) {
        self.at += 1;
        if self.every_line_is_prose {
            self.insert(&[SPACE]);
        }
    }

    fn perhaps_reserved(&mut self) {
        let character = self.body[self.at..].chars().next().unwrap_or_default();
        if is_reserved(character) {
            self.reserved.push((self.at, character));
            self.replace(character.len_utf8(), "\u{FFFD}");
        } else {
            self.at += character.len_utf8();
        }
    }
}

fn reserved(place: Place, character: char) -> Diagnostic {
    let code = character as u32;
    Diagnostic::new(
        rules::MARKDOWN_RESERVED_CHARACTER,
        place,
        format!("使えない文字 U+{code:04X} があります"),
        format!("the character U+{code:04X} cannot be used"),
    )
    .help(
        "目に見えない文字です。ほかの文書から写すと入ることがあります。消してください",
        "it is a character that nobody sees, perhaps from another document: delete it",
    )
}

#[cfg(test)]
mod tests {
    use super::{Found, mask, mask_inline, restore};
    use crate::source::SourcePath;

    #[test]
    fn every_byte_knows_where_it_came_from() {
        let text = "前**「青」**を{東京|とう|きょう}で**（丙）**と\u{0}言う";
        let mut diagnostics = Vec::new();
        let masked = mask(&SourcePath::new("a.md"), text, 0..text.len(), &Found::default(), &mut diagnostics);
        assert_eq!(diagnostics.len(), 1);
        for word in ["前", "青", "東京", "とう", "丙", "言う"] {
            let at = masked.text.find(word).expect("the words are still there");
            assert_eq!(&text[masked.span(&(at..at + word.len())).range()], word);
        }
        assert_eq!(restore(&masked.text), text.replace('\u{0}', "\u{FFFD}"));
    }

    #[test]
    fn a_text_that_needs_nothing_is_not_copied() {
        let text = "人材**育成**の*方針* { } [a] ~ \\*";
        let masked = mask(&SourcePath::new("a.md"), text, 0..text.len(), &Found::default(), &mut Vec::new());
        assert!(matches!(masked.text, std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn lines_of_prose_begin_nothing() {
        assert_eq!(restore(&mask_inline("# a\n- b")), "# a\n- b");
    }
}
