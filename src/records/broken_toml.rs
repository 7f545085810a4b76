//! TOML that cannot be read, in plain words.
//!
//! The messages of `toml_parser` speak of its grammar, and stand where the parser gave up. What people get
//! wrong are a dozen mistakes: a quote, a comma, words without quotes, marks of the Japanese keyboard. Each
//! message is chosen by what is written at its place. The messages that people do not meet come as they are.

use std::ops::Range;

use toml::de::Error;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bilingual, Diagnostic, Help};
use crate::rules;
use crate::source::{Place, SourcePath, Span};
use crate::values::FiscalYear;

use super::declaration::{Declaration, Expected, Shape};
use super::kinds::{half_width_minus, number_in_words};
use super::unclosed_quote::{Lacks, unclosed_quotes};
use super::written_date;

/// What is wrong with TOML that begins at `base` in its file.
pub(super) fn diagnostics(
    path: &SourcePath,
    toml: &str,
    base: usize,
    errors: &[Error],
    expected: &[Expected],
) -> Vec<Diagnostic> {
    if errors.is_empty() {
        return Vec::new();
    }
    let mut mistakes = full_width_marks(toml);
    // What the parser says of a line with a full-width mark, or with a quote too few, is an echo of that.
    let mut echoes: Vec<Range<usize>> = mistakes.iter().map(|mistake| line(toml, mistake.at.start)).collect();
    let is_echo =
        |echoes: &[Range<usize>], at: usize| echoes.iter().any(|echo| (echo.start..=echo.end).contains(&at));
    let unclosed = unclosed_quotes(toml);
    let is_unclosed = !unclosed.is_empty();
    for unclosed in unclosed {
        if !is_echo(&echoes, unclosed.at.start) {
            mistakes.push(unclosed_quote(toml, unclosed.at, unclosed.lacks));
            echoes.push(unclosed.echoes);
        }
    }
    for (message, at) in without_echoes(toml, errors) {
        if is_unclosed && message.starts_with("unclosed ") {
            continue;
        }
        if let Some(repeated) = repeated_header(toml, &at, message, expected) {
            mistakes.push(repeated);
            continue;
        }
        if !is_echo(&echoes, at.start) {
            let mistake = mistake(toml, at.clone(), message, expected);
            // A wrong value is read to its end. After anything else the parser is not sure of the rest of its line.
            if !is_of_a_value(message) || !at.contains(&mistake.at.start) {
                echoes.push(line(toml, at.start));
            }
            mistakes.push(mistake);
        }
    }
    let mut diagnostics: Vec<Diagnostic> =
        mistakes.into_iter().map(|mistake| mistake.diagnostic(path, base)).collect();
    diagnostics.sort();
    diagnostics.dedup();
    diagnostics
}

/// A text with a quote at one end only.
fn unclosed_quote(toml: &str, at: Range<usize>, lacks: Lacks) -> Mistake {
    let text = &toml[at.clone()];
    if lacks == Lacks::Opening {
        return Mistake::new(at, "文字列の始めの引用符（\"）がありません", "the text has no opening quote")
            .help(
                format!("`\"{text}` と、文字列の前にも `\"` を付けてください"),
                format!("put a `\"` before the text too: `\"{text}`"),
            )
            .proposing(&format!("\"{text}"));
    }
    Mistake::new(at, "文字列の引用符（\"）が閉じられていません", "the text has no closing quote")
        .help(
            format!("`{text}\"` と、文字列の後ろにも `\"` を付けてください"),
            format!("put a `\"` after the text too: `{text}\"`"),
        )
        .proposing(&format!("{text}\""))
}

/// The errors without those that are only Japanese keys without quotes: the parser reads them, and what was meant is
/// told by those who know the keys.
pub(super) fn without_japanese_keys(toml: &str, errors: Vec<Error>) -> Vec<Error> {
    let is_japanese_key = |error: &Error| {
        error.message().starts_with("invalid unquoted key")
            && error.span().is_some_and(|at| {
                let key = key_at(toml, at.start);
                !key.is_ascii()
                    && key
                        .chars()
                        .all(|character| character.is_alphanumeric() || "-_・ー＿－".contains(character))
            })
    };
    errors.into_iter().filter(|error| !is_japanese_key(error)).collect()
}

/// The key that a place is in.
fn key_at(toml: &str, at: usize) -> &str {
    let is_end = |character: char| character.is_whitespace() || "=,{}[].\"'".contains(character);
    let start = toml[..at]
        .rfind(is_end)
        .map_or(0, |before| before + toml[before..].chars().next().map_or(1, char::len_utf8));
    let end = toml[at..].find(is_end).map_or(toml.len(), |length| at + length);
    &toml[start..end]
}

/// A table whose header is there twice, at the second: each of its keys is reported by the parser, and what is wrong
/// is that a list has two pairs of brackets.
fn repeated_header(toml: &str, at: &Range<usize>, message: &str, expected: &[Expected]) -> Option<Mistake> {
    if !message.starts_with("duplicate key") {
        return None;
    }
    let until = line(toml, at.start).end;
    let headers = || {
        toml.split_inclusive('\n').scan(0, |start, line| {
            let at = *start;
            *start += line.len();
            Some((at, line.trim()))
        })
    };
    let (start, header) =
        headers().take_while(|(start, _)| *start < until).filter(|(_, line)| line.starts_with('[')).last()?;
    let name = header.trim_matches(['[', ']']);
    let earlier: Vec<(usize, &str)> = headers()
        .filter(|(earlier, line)| *earlier < start && line.trim_matches(['[', ']']) == name)
        .collect();
    let is_list = is_list(name, expected);
    let (start, header) = match header.starts_with("[[") {
        false if earlier.is_empty() => return None,
        false => (start, header),
        // One above has the pair of brackets too few.
        true => *earlier.iter().find(|(_, header)| is_list && !header.starts_with("[["))?,
    };
    let mistake = Mistake::new(
        start..start + header.len(),
        format!("`{header}` が2度書かれています"),
        format!("`{header}` is there twice"),
    );
    Some(match is_list {
        true => mistake
            .help(
                format!("1つごとに `[[{name}]]` と、角括弧を2つずつ書いてください"),
                format!("write `[[{name}]]` for each, with two brackets"),
            )
            .proposing(&format!("[[{name}]]")),
        false => mistake.help("1つにまとめてください", "put them together"),
    })
}

/// Whether the tables of a name are a list.
fn is_list(name: &str, expected: &[Expected]) -> bool {
    let declarations = expected.iter().map(|expected| (expected.declaration)());
    let (name, within) = name.split_once('.').unwrap_or((name, ""));
    let fields = declarations.flat_map(|declaration| declaration.fields);
    let mut fields = fields.filter(|field| field.key == name);
    match within {
        "" => fields.any(|field| field.shape.is_list_of_records()),
        _ => fields.filter_map(|field| field.shape.record()).any(|record| {
            record.fields.iter().any(|field| field.key == within && field.shape.is_list_of_records())
        }),
    }
}

/// A header whose brackets are not as many as they should be.
fn wrong_brackets(toml: &str, at: usize, expected: &[Expected]) -> Option<Mistake> {
    let line = line(toml, at);
    let header = toml[line.clone()].trim();
    let name = header.trim_matches(['[', ']', ' ']);
    if !header.starts_with('[')
        || name.is_empty()
        || !name.bytes().all(|byte| byte.is_ascii_lowercase() || b"-._".contains(&byte))
    {
        return None;
    }
    let right = if is_list(name, expected) { format!("[[{name}]]") } else { format!("[{name}]") };
    let (ja, en) = ("見出しの角括弧の数が合いません", "the brackets of the header do not fit");
    (right != header).then(|| Mistake::new(line, ja, en).write(&right))
}

/// The words that stand without quotes where a text belongs: the parser takes them for one.
pub(super) fn unquoted_words(toml: &str, base: usize, errors: &[Error]) -> Vec<Span> {
    let unquoted = errors.iter().filter(|error| error.message().starts_with("string values must be quoted"));
    let at = unquoted.filter_map(Error::span).filter(|at| !toml[at.clone()].trim().is_empty());
    at.map(|at| Span::new(base + at.start, base + at.end)).collect()
}

struct Mistake {
    at: Range<usize>,
    message: Bilingual,
    help: Option<Help>,
}

impl Mistake {
    fn new(at: Range<usize>, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { at, message: Bilingual::new(ja, en), help: None }
    }

    fn help(self, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { help: Some(Help::from(Bilingual::new(ja, en))), ..self }
    }

    fn write(self, text: &str) -> Self {
        Self { help: Some(Help::write(text)), ..self }
    }

    /// The same, whose help shows something to write.
    fn proposing(self, text: &str) -> Self {
        Self { help: self.help.map(|help| help.proposing(text)), ..self }
    }

    fn diagnostic(self, path: &SourcePath, base: usize) -> Diagnostic {
        let span = Span::new(base + self.at.start, base + self.at.end);
        Diagnostic::new(rules::RECORD_TOML, Place::at(path, span), self.message.ja, self.message.en)
            .help_if(self.help)
    }
}

/// The parser's messages and their places. A list or table that is not closed makes everything after it look
/// wrong: it is reported once, at the first place that the parser reports for it.
fn without_echoes<'e>(toml: &str, errors: &'e [Error]) -> Vec<(&'e str, Range<usize>)> {
    let mut found: Vec<(&str, Range<usize>)> = errors
        .iter()
        .map(|error| (error.message(), error.span().unwrap_or(toml.len()..toml.len())))
        .collect();
    found.sort_by_key(|(_, at)| at.start);
    let unclosed = |message: &str| {
        message.starts_with("unclosed array,") || message.starts_with("unclosed inline table")
    };
    if let Some((message, _)) = found.iter().find(|(message, _)| unclosed(message)).cloned() {
        let is_of_unclosed = |message: &str| {
            unclosed(message) || message.starts_with("missing comma") || message.contains("`=` in array")
        };
        let first = found.iter().position(|(message, _)| is_of_unclosed(message)).unwrap_or(0);
        let at = found[first].1.clone();
        found.truncate(first);
        found.push((message, at));
    }
    found
}

/// What the Japanese keyboard writes for the marks of TOML. Strings over several lines are rare
/// in records: in a file that has any, nothing is looked for.
fn full_width_marks(toml: &str) -> Vec<Mistake> {
    if toml.contains("\"\"\"") || toml.contains("'''") {
        return Vec::new();
    }
    let mut mistakes = Vec::new();
    let mut start = 0;
    for line in toml.split_inclusive('\n') {
        let marks = marks_of_line(line.trim_end_matches('\n'));
        if let Some((first, mark, _)) = marks.first() {
            let full = each_once(marks.iter().map(|(_, mark, _)| mark.to_string()));
            let half = each_once(marks.iter().map(|(_, _, half)| (*half).to_owned()));
            let at = start + first..start + first + mark.len_utf8();
            mistakes.push(
                Mistake::new(
                    at,
                    format!("全角の `{full}` はTOMLの記号になりません"),
                    format!("TOML does not know the full-width `{full}`"),
                )
                .help(format!("半角の `{half}` を使ってください"), format!("type the half-width `{half}`")),
            );
        }
        start += line.len();
    }
    mistakes
}

/// Marks in the order of their first use.
fn each_once(marks: impl Iterator<Item = String>) -> String {
    let mut seen: Vec<String> = Vec::new();
    for mark in marks {
        if !seen.contains(&mark) {
            seen.push(mark);
        }
    }
    seen.join("` `")
}

/// The full-width marks of a line that are in no string and no comment: where, which, and what to write.
fn marks_of_line(line: &str) -> Vec<(usize, char, &'static str)> {
    let mut marks = Vec::new();
    let mut quote = None;
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        match (quote, character) {
            (Some(open), _) if character == open && (before != '\\' || open == '\'') => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '#') => break,
            (None, _) => marks.extend(
                half_width(character, before, &line[..at], &line[at..]).map(|half| (at, character, half)),
            ),
        }
        before = character;
    }
    marks
}

fn half_width(mark: char, before: char, start: &str, rest: &str) -> Option<&'static str> {
    match mark {
        '＝' => Some("="),
        '“' | '”' | '＂' => Some("\""),
        '‘' | '’' | '＇' => Some("'"),
        '［' => Some("["),
        '］' => Some("]"),
        '｛' => Some("{"),
        '｝' => Some("}"),
        '＃' => Some("#"),
        // These may also be a part of words that only lack their quotes.
        '，' | '、' if matches!(before, '"' | '\'' | ']' | '}') || before.is_ascii_digit() => Some(","),
        '　' if start.trim().is_empty() || rest.trim().is_empty() || rest.trim().starts_with('#') => {
            Some(" ")
        }
        _ => None,
    }
}

fn mistake(toml: &str, at: Range<usize>, message: &str, expected: &[Expected]) -> Mistake {
    let starts = |beginnings: &[&str]| beginnings.iter().any(|beginning| message.starts_with(beginning));
    let of_separators =
        ["unexpected key or value", "invalid literal string", "extra comma", "missing comma", "missing key"];
    if starts(&of_separators)
        && let Some(mistake) = thousands_separator(toml, at.start)
    {
        return mistake;
    }
    if let Some(mistake) = wrong_brackets(toml, at.start, expected) {
        return mistake;
    }
    if starts(&["key with no value", "invalid unquoted key", "invalid key-value pair"])
        && let Some(mistake) = yaml(toml, at.start)
    {
        return mistake;
    }
    if is_unquoted(message) {
        return unquoted(toml, at, expected);
    }
    if is_of_a_value(message) {
        return not_a_number(toml, at.start, expected);
    }
    of_strings(&at, message).or_else(|| of_structure(&at, message)).unwrap_or_else(|| {
        Mistake::new(
            at,
            format!("TOMLとして読めません（{message}）"),
            format!("this is not valid TOML: {message}"),
        )
    })
}

fn is_unquoted(message: &str) -> bool {
    ["string values must be quoted", "invalid boolean"].iter().any(|begin| message.starts_with(begin))
}

/// Whether the parser says that a value is none of those that TOML knows.
fn is_of_a_value(message: &str) -> bool {
    let of_numbers = [
        "invalid float",
        "invalid fraction",
        "invalid mantissa",
        "invalid integer",
        "unexpected leading zero",
    ];
    let of_times = ["invalid date", "invalid time", "`_` may only"];
    is_unquoted(message) || of_numbers.iter().chain(&of_times).any(|begin| message.starts_with(begin))
}

fn of_strings(at: &Range<usize>, message: &str) -> Option<Mistake> {
    let quote = if message.contains('\'') { "'" } else { "\"" };
    let mistake = match message {
        _ if message.starts_with("missing opening quote") => Mistake::new(
            at.clone(),
            format!("文字列の始めの引用符（{quote}）がありません"),
            "the text has no opening quote",
        )
        .help(
            format!("文字列の前にも `{quote}` を付けてください"),
            format!("put a `{quote}` before the text too"),
        ),
        _ if ["invalid basic string", "invalid literal string", "invalid multi-line"]
            .iter()
            .any(|begin| message.starts_with(begin)) =>
        {
            Mistake::new(
                at.clone(),
                format!("文字列の引用符（{quote}）が閉じられていません"),
                "the text has no closing quote",
            )
            .help(
                format!("文字列の後ろにも `{quote}` を付けてください"),
                format!("put a `{quote}` after the text too"),
            )
        }
        _ if message.starts_with("missing escaped value") => Mistake::new(
            at.clone(),
            "引用符の中に `\\` をそのまま書くことはできません",
            "a `\\` between quotes stands for something else",
        )
        .help(
            "`\\\\` と2つ書くか、パスなら `/` を使ってください",
            "write it twice, `\\\\`; in paths use `/`",
        ),
        _ => return None,
    };
    Some(mistake)
}

fn of_structure(at: &Range<usize>, message: &str) -> Option<Mistake> {
    let at = at.clone();
    let begins = |beginning: &str| message.starts_with(beginning);
    Some(if begins("duplicate key") {
        Mistake::new(at, "同じキーが2度書かれています", "this key is there twice")
            .help("どちらか一方を消してください", "take one of them out")
    } else if begins("missing comma") {
        Mistake::new(at, "項目の間の `,` がありません", "a comma is missing here")
            .help("この前に半角の `,` を書いてください", "write a `,` before this")
    } else if begins("extra comma") {
        Mistake::new(at, "`,` が余分です", "there is a comma too many")
            .help("`,` を1つ消してください", "take a `,` out")
    } else if begins("unclosed array table") || begins("unclosed table") {
        Mistake::new(at, "見出しの角括弧が閉じられていません", "the header is not closed")
            .help("`[[pillar]]` のように閉じてください", "close it, as in `[[pillar]]`")
    } else if begins("unclosed array") {
        Mistake::new(at, "一覧の `[` が閉じられていません", "a list `[` before this is not closed")
            .help("一覧の終わりに `]` を書いてください", "write a `]` where the list ends")
    } else if begins("unclosed inline table") {
        Mistake::new(at, "表の `{` が閉じられていません", "a table `{` before this is not closed")
            .help("表の終わりに `}` を書いてください", "write a `}` where the table ends")
    } else if begins("key with no value") {
        Mistake::new(at, "キーの後に `=` と値がありません", "the key has no `=` and no value")
            .help("`key = \"…\"` の形で書きます", "write `key = \"…\"`")
    } else if begins("invalid unquoted key")
        || begins("unquoted keys cannot be empty")
        || begins("invalid key-value pair")
    {
        Mistake::new(at, "キーになりません", "this cannot be a key").help(
            "キーは半角の英小文字、数字、ハイフンで書きます。日本語の名前ではなく id を書いてください",
            "keys are made of small letters, digits and hyphens: write the id, not the name",
        )
    } else if begins("unexpected key or value") {
        Mistake::new(at, "値の後に余分なものがあります", "there is something after the value")
            .help("キーと値は1行に1組だけ書きます", "write one key and its value on a line")
    } else {
        return None;
    })
}

/// `1,234`: a number, and then something that makes no sense.
fn thousands_separator(toml: &str, at: usize) -> Option<Mistake> {
    let line = line(toml, at);
    let digit = |character: char| character.is_ascii_digit();
    for (equals, _) in toml[line.clone()].match_indices('=') {
        let rest = &toml[line.start + equals + 1..line.end];
        let start = line.end - rest.trim_start().len();
        let number: String = rest
            .trim_start()
            .chars()
            .take_while(|character| digit(*character) || *character == ',')
            .collect();
        let number = number.trim_end_matches(',');
        let mut groups = number.split(',');
        let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
        if first && number.contains(',') && groups.all(|group| group.len() == 3) {
            let plain = number.replace(',', "");
            return Some(
                Mistake::new(
                    start..start + number.len(),
                    format!("数 `{number}` に桁区切りのコンマがあります"),
                    format!("the number `{number}` has a comma in it"),
                )
                .write(&plain),
            );
        }
    }
    None
}

/// `key: value`, as in the front matter of other generators.
fn yaml(toml: &str, at: usize) -> Option<Mistake> {
    let line = line(toml, at);
    let written = toml[line.clone()].trim_end();
    let (key, value) = written.split_once(':')?;
    let is_key = |character: char| character.is_alphanumeric() || "-_".contains(character);
    let value = value.trim();
    if value.is_empty() || !key.trim().chars().all(is_key) {
        return None;
    }
    let is_whole =
        value.starts_with(['"', '\'', '[', '{']) || value.starts_with(|first: char| first.is_ascii_digit());
    let value = if is_whole || ["true", "false"].contains(&value) {
        value.to_owned()
    } else {
        format!("\"{value}\"")
    };
    Some(
        Mistake::new(
            line.start..line.start + written.len(),
            "キーと値の間は `:` ではなく `=` です",
            "a key and its value are joined by `=`, not by `:`",
        )
        .write(&format!("{} = {value}", key.trim())),
    )
}

/// Something that is neither a number nor a date nor in quotes.
fn unquoted(toml: &str, at: Range<usize>, expected: &[Expected]) -> Mistake {
    let written = toml[at.clone()].trim();
    if written.is_empty() {
        return Mistake::new(at, "`=` の後に値がありません", "there is no value after `=`")
            .help("値を書くか、この行を消してください", "write a value, or take the line out");
    }
    let at = at.start..at.start + toml[at].trim_end().len();
    let half: String = written.nfkc().map(half_width_minus).collect();
    if half.trim_start_matches('-').starts_with(|character: char| character.is_ascii_digit())
        || written_date::in_numbers(written).is_some()
    {
        return not_a_number(toml, at.start, expected);
    }
    let words = written.trim_matches(['"', '\'', '「', '」']);
    let mistake = not_in_quotes(at.clone(), written);
    match taken_at(toml, at.start, expected) {
        Some(Taken::Number) => of_a_number(at, written),
        Some(Taken::Date) => of_a_date(at, written),
        Some(Taken::Year) => of_a_year(at, written),
        _ => mistake.write(&format!("\"{words}\"")),
    }
}

/// What a key takes, as far as it matters for what to write.
#[derive(PartialEq, Eq)]
enum Taken {
    Number,
    Date,
    Year,
    Text,
}

/// What is taken where a value is written; `None` where keys of that name take several things.
fn taken_at(toml: &str, at: usize, expected: &[Expected]) -> Option<Taken> {
    let start = line(toml, at).start;
    let (before, _) = toml[start..at].rsplit_once('=')?;
    let key = key_at(before, before.trim_end().len().saturating_sub(1));
    let mut taken: Vec<Taken> = Vec::new();
    for expected in expected {
        add_taken(key, &(expected.declaration)(), &mut taken);
    }
    let first = taken.pop()?;
    taken.iter().all(|other| *other == first).then_some(first)
}

fn add_taken(key: &str, declaration: &Declaration, taken: &mut Vec<Taken>) {
    for field in &declaration.fields {
        if field.key == key {
            taken.push(match field.shape {
                Shape::Integer(_) | Shape::Number => Taken::Number,
                Shape::Date => Taken::Date,
                Shape::FiscalYear => Taken::Year,
                Shape::Either(ref shapes)
                    if shapes.iter().any(|shape| matches!(shape, Shape::FiscalYear)) =>
                {
                    Taken::Year
                }
                _ => Taken::Text,
            });
        }
        if let Some(inner) = field.shape.record() {
            add_taken(key, &inner, taken);
        }
    }
}

fn of_a_number(at: Range<usize>, written: &str) -> Mistake {
    let mistake =
        Mistake::new(at, format!("`{written}` は数ではありません"), format!("`{written}` is not a number"));
    match number_in_words(written) {
        Some(number) => mistake
            .help(format!("`{number}` とだけ書いてください"), format!("write `{number}` alone"))
            .proposing(&number),
        None => mistake.help(
            "単位や「万」「約」などを付けずに、半角の数字だけを書いてください",
            "write half-width digits alone, without a unit or words",
        ),
    }
}

fn of_a_date(at: Range<usize>, written: &str) -> Mistake {
    Mistake::new(at, format!("`{written}` は日付ではありません"), format!("`{written}` is not a date")).help(
        "`2026-03-31`、月までなら `\"2026-03\"` と書きます",
        "write `2026-03-31`, or `\"2026-03\"` for a month",
    )
}

fn of_a_year(at: Range<usize>, written: &str) -> Mistake {
    if FiscalYear::parse(written).is_ok() {
        return not_in_quotes(at, written).write(&format!("\"{written}\""));
    }
    let mistake = Mistake::new(
        at,
        format!("`{written}` は年度ではありません"),
        format!("`{written}` is not a fiscal year"),
    );
    match number_in_words(written).filter(|number| FiscalYear::parse(number).is_ok()) {
        Some(number) => mistake.write(&number),
        None => mistake.help("`2026` か `\"令和8年度\"` と書きます", "write `2026` or `\"令和8年度\"`"),
    }
}

fn not_in_quotes(at: Range<usize>, written: &str) -> Mistake {
    Mistake::new(
        at,
        format!("文字列 `{written}` が引用符で囲まれていません"),
        format!("`{written}` is not in quotes"),
    )
}

/// Something that begins like a number or a date.
fn not_a_number(toml: &str, at: usize, expected: &[Expected]) -> Mistake {
    let at = value(toml, at);
    let written = &toml[at.clone()];
    if let Some(date) = written_date::in_numbers(written) {
        // A month alone is no date of TOML.
        let date = if date.len() == "2026-04".len() { format!("\"{date}\"") } else { date };
        return Mistake::new(
            at,
            format!("日付 `{written}` の書き方が違います"),
            format!("`{written}` is not how a date is written"),
        )
        .write(&date);
    }
    let half: String = written.nfkc().map(half_width_minus).collect();
    if half != written && half.parse::<f64>().is_ok() {
        return Mistake::new(
            at,
            format!("数 `{written}` が半角で書かれていません"),
            format!("the number `{written}` is not written half-width"),
        )
        .help(format!("半角で `{half}` と書いてください"), format!("write `{half}`, half-width"))
        .proposing(&half);
    }
    if is_day(&half) {
        return Mistake::new(
            at,
            format!("`{written}` という日はありません"),
            format!("there is no day `{written}`"),
        )
        .help("月の日数を確かめてください", "check how many days the month has");
    }
    match taken_at(toml, at.start, expected) {
        Some(Taken::Number) => return of_a_number(at, written),
        Some(Taken::Date) => return of_a_date(at, written),
        Some(Taken::Year) => return of_a_year(at, written),
        _ => {}
    }
    let mistake = Mistake::new(
        at.clone(),
        format!("`{written}` は数でも日付でもありません"),
        format!("`{written}` is neither a number nor a date"),
    );
    let is_text = taken_at(toml, at.start, expected) == Some(Taken::Text);
    let is_digits = half.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match number_in_words(written).filter(|_| !is_text && !is_digits) {
        Some(number) => mistake
            .help(
                format!("数なら `{number}` とだけ、文字列なら `\"{written}\"` と書いてください"),
                format!("write `{number}` if it is a number, `\"{written}\"` if it is text"),
            )
            .proposing(&number)
            .proposing(&format!("\"{written}\"")),
        // `011002` and `044-200-2111` are names made of digits.
        None => mistake
            .help(format!("`\"{half}\"` と引用符で囲んでください"), format!("put it in quotes: `\"{half}\"`"))
            .proposing(&format!("\"{half}\"")),
    }
}

fn is_day(written: &str) -> bool {
    let lengths: Vec<usize> = written.split('-').map(str::len).collect();
    lengths == [4, 2, 2] && written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// The value that a place is in: the words between marks.
fn value(toml: &str, at: usize) -> Range<usize> {
    let end_of_value = |character: char| character.is_whitespace() || "=,{}[]#".contains(character);
    let start = toml[..at]
        .rfind(end_of_value)
        .map_or(0, |before| before + toml[before..].chars().next().map_or(1, char::len_utf8));
    let end = toml[at..].find(end_of_value).map_or(toml.len(), |length| at + length);
    start..end
}

/// The line that a place is on, without its end.
fn line(toml: &str, at: usize) -> Range<usize> {
    let start = toml[..at].rfind('\n').map_or(0, |before| before + 1);
    let end = toml[at..].find('\n').map_or(toml.len(), |length| at + length);
    start..end
}
