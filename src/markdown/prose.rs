//! Running text: escaped, hidden characters taken out, readings written, line breaks joined.

use std::ops::Range;

use super::body::escape;
use super::flow::Item;
use super::hidden::{is_hidden, restore};
use super::ruby::{self, Mismatch, Piece};
use super::soft_break;

pub(super) struct Prose {
    /// Whether the text may have hidden characters in it.
    may_hide: bool,
    /// The last character that a reader sees; `None` at the start of a block and after an image.
    last: Option<char>,
    /// Whether nothing has been seen on the current line of the source.
    pub(super) is_line_start: bool,
}

impl Prose {
    pub(super) fn new(may_hide: bool) -> Self {
        Self { may_hide, last: None, is_line_start: true }
    }

    /// Begins anew, in another block.
    pub(super) fn restart(&mut self) {
        (self.last, self.is_line_start) = (None, true);
    }

    /// Goes on after something that is not text, such as an image.
    pub(super) fn interrupt(&mut self) {
        (self.last, self.is_line_start) = (None, false);
    }

    /// Goes on after text that somebody else has written.
    pub(super) fn follow(&mut self, text: &str) {
        (self.last, self.is_line_start) = (text.chars().next_back(), false);
    }

    /// Writes a piece of masked text. Readings that do not fit are returned, each with its range in the piece.
    pub(super) fn text(&mut self, masked: &str, out: &mut String) -> Vec<(Range<usize>, Mismatch)> {
        if !(self.may_hide && masked.contains(is_hidden)) {
            escape(masked, out);
            self.see(masked);
            return Vec::new();
        }
        let mut mismatches = Vec::new();
        for piece in ruby::pieces(masked) {
            match piece {
                Piece::Text(text) => {
                    for text in text.split(is_hidden) {
                        escape(text, out);
                        self.see(text);
                    }
                }
                Piece::Ruby(base, readings, range) => {
                    self.see(base);
                    mismatches
                        .extend(ruby::write(base, &readings, out).err().map(|mismatch| (range, mismatch)));
                }
            }
        }
        mismatches
    }

    fn see(&mut self, text: &str) {
        self.last = text.chars().next_back().or(self.last);
        self.is_line_start &= text.trim().is_empty();
    }

    pub(super) fn code(&mut self, masked: &str, out: &mut String) {
        let code = restore(masked);
        out.push_str("<code>");
        escape(&code, out);
        out.push_str("</code>");
        self.follow(&code);
    }

    pub(super) fn hard_break(&mut self, out: &mut String) {
        out.push_str("<br>\n");
        self.restart();
    }

    /// Writes a line break of the source: nothing between Japanese characters.
    pub(super) fn soft_break(&mut self, following: &[Item<'_>], out: &mut String) {
        if !soft_break::vanishes(self.last, soft_break::first_character(following)) {
            out.push('\n');
        }
        self.restart();
    }
}
