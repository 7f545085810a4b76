//! The addresses that a style sheet loads.

use crate::model::Resource;
use crate::source::Span;

/// Every address that a style sheet loads, with what it is loaded for.
pub(super) fn addresses(css: &str) -> Vec<(Vec<Resource>, Span)> {
    let mut scanner = Scanner { css, at: 0, depth: 0, font: None, sets: 0, found: Vec::new() };
    while scanner.at < css.len() {
        scanner.step();
    }
    scanner.found.into_iter().map(|(resource, span)| (vec![resource], span)).collect()
}

struct Scanner<'a> {
    css: &'a str,
    at: usize,
    /// How many blocks are open.
    depth: usize,
    /// The block of the `@font-face` that is open, or about to be.
    font: Option<usize>,
    /// How many parentheses of an `image-set()` are open: texts in it are addresses.
    sets: usize,
    found: Vec<(Resource, Span)>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.css[self.at..]
    }

    fn step(&mut self) {
        let rest = self.rest();
        let first = rest.chars().next().unwrap_or_default();
        if rest.starts_with("/*") {
            self.at += rest.find("*/").map_or(rest.len(), |at| at + 2);
        } else if let Some(text) = self.quoted() {
            if self.sets > 0 {
                self.found.push((Resource::Image, text));
            }
        } else if self.begins("@import") {
            self.at += "@import".len();
            self.skip_space();
            let address = self.quoted().or_else(|| self.url());
            self.found.extend(address.map(|address| (Resource::Style, address)));
        } else if self.begins("@namespace") {
            // Its address names something and is never asked.
            self.at += rest.find(';').unwrap_or(rest.len());
        } else if self.begins("@font-face") {
            self.at += "@font-face".len();
            self.font = Some(self.depth + 1);
        } else if let Some(address) = self.url() {
            let resource = if self.font.is_some() { Resource::Font } else { Resource::Image };
            self.found.push((resource, address));
        } else if self.begins("image-set(") {
            self.at += "image-set(".len();
            self.sets += 1;
        } else {
            self.sign(first);
        }
    }

    fn sign(&mut self, sign: char) {
        match sign {
            '{' => self.depth += 1,
            '}' => {
                self.font = self.font.filter(|font| *font != self.depth);
                self.depth = self.depth.saturating_sub(1);
            }
            '(' if self.sets > 0 => self.sets += 1,
            ')' => self.sets = self.sets.saturating_sub(1),
            _ => {}
        }
        self.at += sign.len_utf8();
    }

    fn begins(&self, word: &str) -> bool {
        self.rest().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// The text in quotes that stands here.
    fn quoted(&mut self) -> Option<Span> {
        let quote = self.rest().chars().next().filter(|first| matches!(first, '"' | '\''))?;
        let start = self.at + 1;
        let text = &self.css[start..];
        let mut is_escaped = false;
        let end = text.find(|character| {
            let ends = character == quote && !is_escaped || character == '\n';
            is_escaped = character == '\\' && !is_escaped;
            ends
        });
        let end = start + end.unwrap_or(text.len());
        self.at = (end + 1).min(self.css.len());
        Some(Span::new(start, end))
    }

    /// The address in the `url(…)` that stands here.
    fn url(&mut self) -> Option<Span> {
        if !self.begins("url(") {
            return None;
        }
        self.at += "url(".len();
        self.skip_space();
        if let Some(quoted) = self.quoted() {
            return Some(quoted);
        }
        let start = self.at;
        self.at += self.rest().find(')').unwrap_or(self.rest().len());
        let address = self.css[start..self.at].trim_end();
        Some(Span::new(start, start + address.len()))
    }
}
