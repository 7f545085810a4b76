//! Component calls: a line that is only `{{<name argument="value" />}}`.
//!
//! A line that begins with `{{<` is a call wherever it is not code; the parser is shown a rule (`***`) there,
//! which ends a paragraph just as a call does. Whether the call stands at the top level is seen from where the
//! rule comes out.

use std::ops::Range;

use super::complaints::Complaints;
use super::{Argument, Call};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

const OPENING: &str = "{{<";
const CLOSING: &str = "/>}}";

/// The lines that begin like a call, without the white space around them.
pub(super) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(OPENING) {
        let start = from + at;
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        if text[line_start..start].bytes().all(|byte| matches!(byte, b' ' | b'\t')) {
            lines.push(start..start + text[start..line_end].trim_end().len());
        }
        from = line_end;
    }
    lines
}

/// Complains about every `{{<` that does not begin its line, once for each line.
pub(super) fn complain_about_strays(text: &str, places: &[usize], complaints: &mut Complaints<'_>) {
    let mut line_end = 0;
    for at in places {
        if *at >= line_end {
            complain_about_stray(text, *at, complaints);
            line_end = text[*at..].find('\n').map_or(text.len(), |length| at + length);
        }
    }
}

fn complain_about_stray(text: &str, at: usize, complaints: &mut Complaints<'_>) {
    let before = text[..at].rsplit('\n').next().unwrap_or("");
    let is_nested = before.chars().all(|character| {
        matches!(character, '>' | '-' | '+' | '*' | '.' | ')' | ' ' | '\t') || character.is_ascii_digit()
    });
    if is_nested {
        complaints.push(misplaced(at..at + OPENING.len(), complaints));
        return;
    }
    complaints.push(
        Diagnostic::error(
            "markdown.call",
            complaints.at(at..at + OPENING.len()),
            "部品の呼び出しの前に文字があります",
            "there is text before this call",
        )
        .help(
            "`{{<` から `/>}}` までを1行に単独で書いてください",
            "write the call on a line of its own, from `{{<` to `/>}}`",
        ),
    );
}

/// The complaint about a call that is not at the top level.
pub(super) fn misplaced(range: Range<usize>, complaints: &Complaints<'_>) -> Diagnostic {
    Diagnostic::error(
        "markdown.call-place",
        complaints.at(range),
        "箇条書きや引用の中では部品を呼び出せません",
        "a component cannot be called inside a list or a quotation",
    )
    .help(
        "箇条書きや引用の外で、行の先頭から書いてください",
        "move it out of the list or quotation, to the start of a line",
    )
}

/// The call on a line that begins like one. Complains where it is not well-formed.
pub(super) fn parse(text: &str, line: Range<usize>, complaints: &mut Complaints<'_>) -> Option<Call> {
    let mut reader =
        Reader { text: &text[..line.end], at: line.start + OPENING.len(), base: complaints.base };
    match reader.call(line.start) {
        Ok(call) => {
            let repeated = repeated_argument(&call);
            if let Some((first, second)) = repeated {
                complaints.push(repetition(first, second, complaints));
            }
            repeated.is_none().then_some(call)
        }
        Err(mistake) => {
            let place = complaints.at(mistake.range);
            complaints.push(Diagnostic::error("markdown.call", place, mistake.ja, mistake.en).help(
                "`{{<部品名 引数=\"値\" />}}` の形で1行に書いてください",
                "write it on one line as `{{<name argument=\"value\" />}}`",
            ));
            None
        }
    }
}

fn repeated_argument(call: &Call) -> Option<(&Argument, &Argument)> {
    call.arguments.iter().enumerate().find_map(|(index, second)| {
        let first = call.arguments[..index].iter().find(|first| first.name == second.name)?;
        Some((first, second))
    })
}

fn repetition(first: &Argument, second: &Argument, complaints: &Complaints<'_>) -> Diagnostic {
    let place = |span: Span| {
        let range = span.range();
        complaints.at(range.start - complaints.base..range.end - complaints.base)
    };
    Diagnostic::error(
        "markdown.call",
        place(second.name_span),
        format!("引数 `{}` が2回あります", second.name),
        format!("the argument `{}` is given twice", second.name),
    )
    .note(place(first.name_span), "最初の引数はここにあります", "it is given here first")
}

/// What is wrong with a call, and where.
struct Mistake {
    range: Range<usize>,
    ja: String,
    en: String,
}

fn mistake<T>(range: Range<usize>, ja: impl Into<String>, en: impl Into<String>) -> Result<T, Mistake> {
    Err(Mistake { range, ja: ja.into(), en: en.into() })
}

/// Reads one call. `text` ends with the line.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Where the text starts in the file.
    base: usize,
}

impl Reader<'_> {
    fn call(&mut self, start: usize) -> Result<Call, Mistake> {
        self.space();
        let name = self.name();
        if name.is_empty() {
            return mistake(self.here(), "部品の名前がありません", "the name of the component is missing");
        }
        let mut arguments = Vec::new();
        while !self.ends(start)? {
            arguments.push(self.argument()?);
        }
        Ok(Call {
            name: self.text[name.clone()].to_owned(),
            name_span: self.span(name),
            arguments,
            span: self.span(start..self.at),
        })
    }

    /// Reads the end of the call if it is here.
    fn ends(&mut self, start: usize) -> Result<bool, Mistake> {
        self.space();
        if !self.rest().starts_with(CLOSING) {
            if self.rest().is_empty() {
                let ja = "部品の呼び出しが `/>}}` で閉じていません";
                return mistake(start..start + OPENING.len(), ja, "this call is not closed by `/>}}`");
            }
            return Ok(false);
        }
        self.at += CLOSING.len();
        let after = self.at + (self.rest().len() - self.rest().trim_start().len());
        if after < self.text.len() {
            let ja = "部品の呼び出しの後に文字があります";
            return mistake(after..self.text.len(), ja, "there is text after this call");
        }
        Ok(true)
    }

    fn argument(&mut self) -> Result<Argument, Mistake> {
        let name = self.name();
        if name.is_empty() {
            let ja = "ここには引数か `/>}}` が必要です";
            return mistake(self.here(), ja, "an argument or `/>}}` is expected here");
        }
        let name_text = self.text[name.clone()].to_owned();
        self.space();
        if !self.skip('=') {
            return mistake(
                name,
                format!("引数 `{name_text}` に値がありません"),
                format!("the argument `{name_text}` has no value"),
            );
        }
        self.space();
        if !self.skip('"') {
            return mistake(
                self.here(),
                format!("引数 `{name_text}` の値が `\"` で囲まれていません"),
                format!("the value of `{name_text}` is not in double quotes"),
            );
        }
        let (value, value_range) = self.value()?;
        Ok(Argument {
            name: name_text,
            name_span: self.span(name),
            value,
            value_span: self.span(value_range),
        })
    }

    /// A value after its opening quote, to behind the closing one.
    fn value(&mut self) -> Result<(String, Range<usize>), Mistake> {
        let start = self.at;
        let mut value = String::new();
        let mut characters = self.rest().char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => {
                    self.at = start + at + 1;
                    return Ok((value, start..start + at));
                }
                '\\' => match characters.next() {
                    Some((_, escaped @ ('"' | '\\'))) => value.push(escaped),
                    Some((_, other)) => value.extend(['\\', other]),
                    None => break,
                },
                _ => value.push(character),
            }
        }
        mistake(start - 1..start, "値が `\"` で閉じていません", "this value is not closed by `\"`")
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn skip(&mut self, character: char) -> bool {
        let found = self.rest().starts_with(character);
        self.at += usize::from(found);
        found
    }

    fn name(&mut self) -> Range<usize> {
        let start = self.at;
        let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
        self.at += self.rest().find(|character| !is_name(character)).unwrap_or(self.rest().len());
        start..self.at
    }

    /// The character here, for pointing at; the empty end of the line if there is none.
    fn here(&self) -> Range<usize> {
        self.at..self.at + self.rest().chars().next().map_or(0, char::len_utf8)
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(range.start + self.base, range.end + self.base)
    }
}
