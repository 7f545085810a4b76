//! Ruby: `{漢字|かんじ}`, and `{東京|とう|きょう}` with a reading for each character.
//!
//! The braces are found before the text is parsed and hidden from the parser: a bar would end a table cell,
//! and braces at the end of a heading would be its attributes.

use std::ops::Range;

use super::complaints::Complaints;
use super::emphasis::is_escaped;
use super::text::escape;
use crate::diagnostic::Diagnostic;

/// A ruby as it is written.
pub(super) struct Ruby {
    /// From brace to brace.
    pub(super) range: Range<usize>,
    /// The braces and bars, one byte each.
    pub(super) marks: Vec<usize>,
}

/// All that looks like ruby, in order. Inside the braces there is neither Markdown nor a line break.
pub(super) fn find(text: &str) -> Vec<Ruby> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('{') {
        let start = from + at;
        from = start + 1;
        if let Some(ruby) = ruby_at(text, start) {
            from = ruby.range.end;
            found.push(ruby);
        }
    }
    found
}

fn ruby_at(text: &str, start: usize) -> Option<Ruby> {
    let mut marks = vec![start];
    for (at, byte) in text.bytes().enumerate().skip(start + 1) {
        match byte {
            b'|' => marks.push(at),
            b'}' => {
                marks.push(at);
                let parts_are_filled =
                    marks.windows(2).all(|pair| !text[pair[0] + 1..pair[1]].trim().is_empty());
                return (marks.len() > 2 && parts_are_filled && !is_escaped(text, start))
                    .then_some(Ruby { range: start..at + 1, marks });
            }
            b'\n' | b'{' | b'*' | b'_' | b'~' | b'`' | b'<' | b'>' | b'&' | b'\\' | b'[' | b']' => {
                return None;
            }
            _ => {}
        }
    }
    None
}

impl Ruby {
    /// The base and its readings.
    fn parts<'a>(&self, text: &'a str) -> impl Iterator<Item = &'a str> {
        self.marks.windows(2).map(move |pair| text[pair[0] + 1..pair[1]].trim())
    }

    fn base<'a>(&self, text: &'a str) -> &'a str {
        self.parts(text).next().unwrap_or("")
    }

    /// The first character a reader sees.
    pub(super) fn first(&self, text: &str) -> Option<char> {
        self.base(text).chars().next()
    }

    /// The last character a reader sees on the line.
    pub(super) fn last(&self, text: &str) -> Option<char> {
        self.base(text).chars().next_back()
    }

    /// Complains when there is neither one reading nor one for each character.
    pub(super) fn check(&self, text: &str, complaints: &mut Complaints<'_>) {
        let characters = self.base(text).chars().count();
        let readings = self.marks.len() - 2;
        if readings == 1 || readings == characters {
            return;
        }
        complaints.push(
            Diagnostic::error(
                "markdown.ruby",
                complaints.at(self.range.clone()),
                format!("ルビが{readings}つありますが、文字は{characters}字です"),
                format!("{readings} readings for {characters} characters"),
            )
            .help(
                "全体に1つ `{漢字|かんじ}` か、1字ずつ `{東京|とう|きょう}` 書いてください",
                "write one reading for the whole, `{漢字|かんじ}`, or one for each character, `{東京|とう|きょう}`",
            ),
        );
    }

    /// Writes the ruby. The parentheses are for readers whose browser does not know ruby.
    pub(super) fn write(&self, text: &str, out: &mut String) {
        let mut parts = self.parts(text);
        let base = parts.next().unwrap_or("");
        let readings: Vec<&str> = parts.collect();
        out.push_str("<ruby>");
        match readings.as_slice() {
            [reading] => write_pair(base, reading, out),
            _ => {
                for (character, reading) in base.chars().zip(&readings) {
                    write_pair(character.encode_utf8(&mut [0; 4]), reading, out);
                }
            }
        }
        out.push_str("</ruby>");
    }
}

fn write_pair(base: &str, reading: &str, out: &mut String) {
    escape(base, out);
    out.push_str("<rp>(</rp><rt>");
    escape(reading, out);
    out.push_str("</rt><rp>)</rp>");
}

#[cfg(test)]
mod tests {
    use super::find;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let html: Vec<String> = find(text)
            .iter()
            .map(|ruby| {
                let mut out = String::new();
                ruby.write(text, &mut out);
                out
            })
            .collect();
        assert_eq!(html, expected, "{text}");
    }

    #[test]
    fn whole_and_by_character() {
        check("{漢字|かんじ}", &["<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>"]);
        check(
            "{東京|とう|きょう}",
            &["<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rp>(</rp><rt>きょう</rt><rp>)</rp></ruby>"],
        );
    }

    #[test]
    fn other_braces_are_text() {
        for text in [
            "{#id}",
            "{漢字}",
            "{|かんじ}",
            "{漢字|}",
            "{漢\n字|かんじ}",
            "{**漢**|かん}",
            "{{<x />}}",
            r"\{a|b}",
        ] {
            check(text, &[]);
        }
    }
}
