//! Component calls: lines that are only `{{<name argument="value" />}}`.
//!
//! They are found in the source, before CommonMark reads it: inside the quotes any character may stand, and a
//! call ends a paragraph without an empty line. Code is left alone; where code is, only a parser can say, so a
//! body with `{{<` in it, and only such a one, is parsed once more.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::diagnostic::{Diagnostic, Help};
use crate::rules;
use crate::source::{Place, SourcePath, Span};

use super::body::{Argument, Call};
use super::dialect;

const OPEN: &str = "{{<";
const CLOSE: &str = "/>}}";

/// The calls of a body, and what is to be cut out of it.
#[derive(Default)]
pub(super) struct Found {
    pub(super) calls: Vec<Call>,
    /// In order. Those that are calls are as many as the calls; the others were meant to be some.
    pub(super) cuts: Vec<Cut>,
}

/// A range of the body that CommonMark is not to see.
pub(super) struct Cut {
    pub(super) range: Range<usize>,
    pub(super) is_call: bool,
}

pub(super) fn find(path: &SourcePath, text: &str, body: Range<usize>) -> (Found, Vec<Diagnostic>) {
    let (base, body) = (body.start, &text[body]);
    let (mut found, mut diagnostics) = (Found::default(), Vec::new());
    if !body.contains(OPEN) {
        return (found, diagnostics);
    }
    let mut code = code(body).into_iter().peekable();
    let mut line = Line::around(body, 0);
    let mut from = 0;
    while let Some(start) = body[from..].find(OPEN).map(|at| from + at) {
        while code.next_if(|code| code.end <= start).is_some() {}
        if let Some(code) = code.peek().filter(|code| code.start <= start) {
            from = code.end;
            continue;
        }
        if line.end <= start {
            line = Line::around(body, start);
        }
        let mut reader = CallReader { path, base, line: &body[..line.end], at: start };
        let read = reader.read();
        // Where a call does not end as one, nobody knows what of its line was meant to belong to it.
        from = if read.is_ok() { reader.at } else { line.end };
        let read = read.and_then(|call| line.check(body, start..from, &reader).map(|()| call));
        found.cuts.push(Cut { range: start..from, is_call: read.is_ok() });
        match read {
            Ok(call) => found.calls.push(call),
            Err(problem) => diagnostics.push(*problem),
        }
    }
    (found, diagnostics)
}

/// The ranges of code, blocks and spans, in order.
fn code(body: &str) -> Vec<Range<usize>> {
    Parser::new_ext(body, dialect::options())
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_)))
        .map(|(_, range)| range)
        .collect()
}

pub(super) fn misplaced(place: Place) -> Diagnostic {
    Diagnostic::new(
        rules::MARKDOWN_CALL_PLACE,
        place,
        "部品の呼び出しは、箇条書きや引用の中、字下げした所には書けません",
        "a component cannot be called inside a list or a quotation, or from an indented line",
    )
    .help(
        "前後の文から離し、行の頭から書いてください",
        "begin the line at the left edge, outside of lists and quotations",
    )
}

struct Line {
    start: usize,
    /// Where its first visible sign is.
    first: usize,
    end: usize,
}

impl Line {
    fn around(body: &str, at: usize) -> Self {
        let start = body[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = body[at..].find('\n').map_or(body.len(), |end| at + end);
        let first = end - body[start..end].trim_start().len();
        Self { start, first, end }
    }

    /// Checks that a call is all that its line holds.
    fn check(&self, body: &str, call: Range<usize>, reader: &CallReader<'_>) -> Result<(), Box<Diagnostic>> {
        let is_last = body[call.end..self.end].trim_start().is_empty();
        if is_last && call.start == self.first {
            return Ok(());
        }
        let is_container = |sign: char| sign.is_ascii_digit() || " \t>-+*.)".contains(sign);
        if is_last && body[self.start..call.start].chars().all(is_container) {
            return Err(Box::new(misplaced(reader.place(call))));
        }
        let problem = reader.problem(
            call,
            "部品の呼び出しと同じ行に文があります",
            "there is text on the line of a component call",
        );
        Err(Box::new(problem.help(
            "呼び出しだけの行にしてください。`{{<` を文字として見せるには `` ` `` で囲みます",
            "put the call on a line of its own; to show `{{<` as it is, write it between back-ticks",
        )))
    }
}

/// Reads one call. Positions are bytes of the body.
struct CallReader<'a> {
    path: &'a SourcePath,
    /// Where the body begins in the file.
    base: usize,
    /// The body up to the end of the line.
    line: &'a str,
    at: usize,
}

impl CallReader<'_> {
    fn read(&mut self) -> Result<Call, Box<Diagnostic>> {
        let start = self.at;
        self.at += OPEN.len();
        self.skip_spaces();
        let (name, name_span) = self.name(start)?;
        let mut arguments: Vec<Argument> = Vec::new();
        let mut names = HashSet::new();
        loop {
            self.skip_spaces();
            if self.rest().starts_with(CLOSE) {
                self.at += CLOSE.len();
                let span = self.span(start..self.at);
                return Ok(Call { name, name_span, arguments, span });
            }
            let argument = self.argument(start)?;
            if !names.insert(argument.name.clone()) {
                return Err(self.duplicate(&arguments, &argument));
            }
            arguments.push(argument);
        }
    }

    fn rest(&self) -> &str {
        &self.line[self.at..]
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place::at(self.path, self.span(range))
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// The range of a word, for pointing at: up to white space or the closing signs.
    fn word(&self, from: usize) -> Range<usize> {
        let rest = &self.line[from..];
        let end = rest.find(|sign: char| sign.is_whitespace() || sign == '}').unwrap_or(rest.len());
        let first = rest.chars().next().map_or(0, char::len_utf8);
        from..from + end.max(first)
    }

    fn identifier(&mut self) -> Option<(String, Span)> {
        let rest = self.rest();
        let end = rest
            .find(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '-' || sign == '_'))
            .unwrap_or(rest.len());
        let range = self.at..self.at + end;
        self.at = range.end;
        (end > 0).then(|| (self.line[range.clone()].to_owned(), self.span(range)))
    }

    fn name(&mut self, start: usize) -> Result<(String, Span), Box<Diagnostic>> {
        let identifier = self.identifier();
        let is_whole =
            self.rest().starts_with(|sign: char| sign.is_whitespace()) || self.rest().starts_with('/');
        match identifier {
            Some(name) if is_whole => Ok(name),
            _ if self.rest().is_empty() || self.rest().starts_with('>') => Err(self.unclosed(start)),
            _ => Err(self.malformed(
                self.word(self.at),
                "部品の名前が読めません",
                "the name of the component cannot be read",
            )),
        }
    }

    fn argument(&mut self, start: usize) -> Result<Argument, Box<Diagnostic>> {
        if self.rest().is_empty() || self.rest().starts_with(['>', '/', '}']) {
            return Err(self.unclosed(start));
        }
        let from = self.at;
        let Some((name, name_span)) = self.identifier() else {
            return Err(self.malformed(
                self.word(from),
                "引数の名前が読めません",
                "the name of the argument cannot be read",
            ));
        };
        self.skip_spaces();
        if !self.rest().starts_with('=') {
            let problem = self.problem(
                self.word(from),
                format!("引数 `{name}` に値がありません"),
                format!("the argument `{name}` has no value"),
            );
            return Err(write_as_value(problem, &name));
        }
        self.at += 1;
        self.skip_spaces();
        let (value, value_span) = self.value(&name)?;
        Ok(Argument { name, name_span, value, value_span })
    }

    /// A value in double quotes, with `\"` and `\\` in it.
    fn value(&mut self, name: &str) -> Result<(String, Span), Box<Diagnostic>> {
        if !self.rest().starts_with('"') {
            let problem = self.problem(
                self.word(self.at),
                format!("引数 `{name}` の値が半角の `\"` で囲まれていません"),
                format!("the value of the argument `{name}` is not between `\"`"),
            );
            let word = self.word(self.at);
            let plain = self.line[word].trim_matches(['“', '”', '＂', '\'', '「', '」']);
            let is_plain = !plain.is_empty() && !plain.contains(['"', '/', '>', '}']);
            return Err(match is_plain {
                true => Box::new(problem.help_if(Some(Help::write(&format!("\"{plain}\""))))),
                false => write_as_value(problem, name),
            });
        }
        self.at += 1;
        let value_start = self.at;
        let mut value = String::new();
        let mut signs = self.line[value_start..].char_indices();
        while let Some((offset, sign)) = signs.next() {
            match sign {
                '"' => {
                    self.at = value_start + offset + 1;
                    return Ok((value, self.span(value_start..value_start + offset)));
                }
                '\\' => match signs.next() {
                    Some((_, escaped @ ('"' | '\\'))) => value.push(escaped),
                    other => {
                        let length = 1 + other.map_or(0, |(_, escaped)| escaped.len_utf8());
                        return Err(self.unknown_escape(value_start + offset, length));
                    }
                },
                sign => value.push(sign),
            }
        }
        let problem = self.problem(
            value_start - 1..self.line.len(),
            format!("引数 `{name}` の値が閉じられていません"),
            format!("the value of the argument `{name}` does not end"),
        );
        Err(Box::new(problem.help(
            format!("値の後ろに `\"` を、呼び出しの終わりに `{CLOSE}` を書きます"),
            format!("write `\"` after the value, and `{CLOSE}` at the end of the call"),
        )))
    }

    fn problem(&self, range: Range<usize>, ja: impl Into<String>, en: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rules::MARKDOWN_CALL, self.place(range), ja, en)
    }

    fn malformed(
        &self,
        range: Range<usize>,
        ja: impl Into<String>,
        en: impl Into<String>,
    ) -> Box<Diagnostic> {
        Box::new(
            self.problem(range, ja, en)
                .help("`{{<名前 引数=\"値\" />}}` の形で書きます", "write `{{<name argument=\"value\" />}}`"),
        )
    }

    fn unclosed(&self, start: usize) -> Box<Diagnostic> {
        let range = start..self.line.trim_end().len();
        let written = self.line[range.clone()].trim_end_matches(['/', '>', '}', ' ']);
        let problem = self.problem(
            range,
            format!("部品の呼び出しが `{CLOSE}` で閉じられていません"),
            format!("the component call does not end with `{CLOSE}`"),
        );
        let named = Some(written).filter(|written| written.contains(|sign: char| sign.is_ascii_lowercase()));
        Box::new(
            problem
                .help_if(named.map(|written| Help::write(&format!("{written} {CLOSE}"))))
                .help("`{{<名前 引数=\"値\" />}}` の形で書きます", "write `{{<name argument=\"value\" />}}`"),
        )
    }

    fn duplicate(&self, arguments: &[Argument], second: &Argument) -> Box<Diagnostic> {
        let name = &second.name;
        let first = arguments.iter().find(|argument| argument.name == *name).map_or("", |first| &first.value);
        let span = second.name_span.range();
        let problem = self.problem(
            span.start - self.base..span.end - self.base,
            format!("引数 `{name}` が二度書かれています"),
            format!("the argument `{name}` is given twice"),
        );
        Box::new(problem.help(
            format!("値は一つだけです（初めの値は `{first}`）"),
            format!("keep one of them (the first is `{first}`)"),
        ))
    }

    fn unknown_escape(&self, at: usize, length: usize) -> Box<Diagnostic> {
        let problem = self.problem(
            at..at + length,
            "`\\` の後ろに書けるのは `\"` と `\\` です",
            "only `\"` and `\\` can follow `\\`",
        );
        Box::new(problem.help("`\\` そのものは `\\\\` と書きます", "write `\\\\` for a `\\`"))
    }
}

fn write_as_value(problem: Diagnostic, argument: &str) -> Box<Diagnostic> {
    Box::new(problem.help(format!("`{argument}=\"…\"` と書きます"), format!("write `{argument}=\"…\"`")))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::source::SourcePath;

    #[test]
    fn values_may_hold_anything_between_their_quotes() {
        let text = r#"{{< figure id="a" caption="「\"b\"」\\ /\u3000*c* />}}" />}}"#.replace("\\u3000", "　");
        let (found, diagnostics) = find(&SourcePath::new("a.md"), &text, 0..text.len());
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let call = &found.calls[0];
        assert_eq!(call.name, "figure");
        assert_eq!(call.arguments[1].value, "「\"b\"」\\ /　*c* />}}");
        assert_eq!(&text[call.arguments[0].name_span.range()], "id");
        assert_eq!(&text[call.arguments[0].value_span.range()], "a");
        assert_eq!(call.span.range(), 0..text.len());
    }

    #[test]
    fn code_is_left_alone() {
        let text = "`{{<a />}}`\n\n```\n{{<b />}}\n```\n\n{{<c />}}\n";
        let (found, diagnostics) = find(&SourcePath::new("a.md"), text, 0..text.len());
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(found.calls.iter().map(|call| call.name.as_str()).collect::<Vec<_>>(), ["c"]);
    }
}
