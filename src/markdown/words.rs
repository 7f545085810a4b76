//! The words of a text, block by block, as a reader sees them: for what is wrong with the words themselves.
//!
//! Markup inside a block leaves no gap (`令和**○**年` is one date), and code is no words.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::unfinished::{self, Setting};

use super::flow::{Flow, Item};
use super::hidden::is_hidden;
use super::source::Source;

/// Stands where code, or the mark of a footnote, interrupts the words.
const INTERRUPTION: char = '\u{FFFC}';

/// Reports marks of unfinished work.
pub(super) fn check(source: &Source<'_>, flow: &Flow<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut block = Block::default();
    for items in
        std::iter::once(&flow.main).chain(flow.definitions.iter().map(|definition| &definition.items))
    {
        for item in items {
            block.see(item, source, diagnostics);
        }
        block.end(source, diagnostics);
    }
}

/// The words of the block that is being read.
#[derive(Default)]
struct Block {
    words: String,
    /// Where each piece of the words begins, and its range in the masked text.
    pieces: Vec<(usize, Range<usize>)>,
    is_in_code: bool,
    is_in_cell: bool,
}

impl Block {
    fn see(&mut self, item: &Item<'_>, source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) {
        match &item.event {
            Event::Text(_) if self.is_in_code => {}
            Event::Text(text) => self.add(text, item.range.clone()),
            Event::Code(_) | Event::FootnoteReference(_) => self.words.push(INTERRUPTION),
            // In a table, `<br>` breaks a line.
            Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => self.words.push('\n'),
            Event::Start(tag) if !is_inline(tag) => {
                self.end(source, diagnostics);
                self.is_in_code = matches!(tag, Tag::CodeBlock(_));
                self.is_in_cell = matches!(tag, Tag::TableCell);
            }
            Event::End(tag) if !is_end_of_inline(*tag) => {
                self.end(source, diagnostics);
                self.is_in_code = false;
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str, range: Range<usize>) {
        let mut at = range.start;
        for piece in text.split_inclusive(is_hidden) {
            self.pieces.push((self.words.len(), at..range.end));
            self.words.push_str(piece.trim_end_matches(is_hidden));
            at += piece.len();
        }
    }

    fn end(&mut self, source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) {
        if self.words.is_empty() {
            return;
        }
        let setting = if self.is_in_cell { Setting::Cell } else { Setting::Prose };
        diagnostics.extend(unfinished::report(&self.words, setting, |range| {
            source.place(&(self.written(range.start)..self.written_end(range.end)))
        }));
        self.words.clear();
        self.pieces.clear();
    }

    /// Where a byte of the words stands in the masked text.
    fn written(&self, byte: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= byte).saturating_sub(1);
        self.pieces.get(piece).map_or(0, |(start, range)| (range.start + byte - start).min(range.end))
    }

    /// Where words end that end at a byte.
    fn written_end(&self, byte: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start < byte).saturating_sub(1);
        self.pieces.get(piece).map_or(0, |(start, range)| (range.start + byte - start).min(range.end))
    }
}

/// An image is a block of its own: its words are said instead of it.
fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
}

fn is_end_of_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}
