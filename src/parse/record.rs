//! Reading a TOML record key by key, with every complaint.
//!
//! serde stops at the first mistake of a file. An author who has just typed forty lines wants all of them,
//! each at its place: so a record is read from TOML's spanned tree. Asking for a key both reads it and makes
//! it known; what was never asked for is an unknown key ([`Record::finish`]).

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Words, did_you_mean};
use crate::source::{Place, SourcePath, Span};
use crate::values::{CityCode, Code, Date, FiscalYear, Label, Languages, Period, WrittenYear, is_id};

use super::Written;

/// What a file's records are read with: where they are, and the complaints so far.
pub(super) struct Reader<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) languages: &'a Languages,
    pub(super) diagnostics: Vec<Diagnostic>,
    text: &'a str,
    /// Where the TOML begins in the file.
    base: usize,
}

/// A value and where it is written.
#[derive(Clone, Copy)]
pub(super) struct Value<'a, 'i> {
    key: &'a str,
    value: &'a DeValue<'i>,
    pub(super) span: Span,
}

/// A table, and which of its keys are known.
pub(super) struct Record<'a, 'i> {
    table: &'a DeTable<'i>,
    pub(super) span: Span,
    known: Vec<&'static str>,
}

impl<'a> Reader<'a> {
    /// Reads the TOML in `text[range]` as one record. Where the TOML is broken the complaints are there and
    /// what could be read is still handed on, so that one missing quote does not hide the other mistakes.
    pub(super) fn read<T>(
        path: &'a SourcePath,
        text: &'a str,
        range: std::ops::Range<usize>,
        languages: &'a Languages,
        read: impl FnOnce(&mut Self, Record<'_, '_>) -> Option<T>,
    ) -> (Option<T>, Vec<Diagnostic>) {
        let mut reader = Self { path, languages, diagnostics: Vec::new(), text, base: range.start };
        let (table, errors) = DeTable::parse_recoverable(&text[range.clone()]);
        for error in &errors {
            let diagnostic = reader.broken(error.message(), error.span(), range.len());
            reader.diagnostics.push(diagnostic);
        }
        let broken = !errors.is_empty();
        let before = reader.diagnostics.len();
        let first_line = text[range.clone()].find('\n').map_or(range.end, |at| range.start + at);
        let record = Record {
            table: table.get_ref(),
            span: Span::new(range.start, first_line),
            known: Vec::new(),
        };
        let value = read(&mut reader, record);
        if broken {
            // The rest of a broken file may only seem to miss keys: one real complaint beats ten false ones.
            reader.diagnostics.truncate(before);
        }
        (value.filter(|_| !broken), reader.diagnostics)
    }

    fn broken(&self, message: &str, span: Option<std::ops::Range<usize>>, length: usize) -> Diagnostic {
        let span = span.unwrap_or(length..length);
        let span = Span::new(self.base + span.start, self.base + span.end);
        let (ja, en) = explain_toml(message);
        Diagnostic::error("record.toml", Place::at(self.path, span), ja, en)
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place::at(self.path, span)
    }

    pub(super) fn error(&mut self, code: &'static str, span: Span, ja: impl Into<String>, en: impl Into<String>) {
        self.complain(Diagnostic::error(code, self.place(span), ja, en));
    }

    pub(super) fn complain(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn wrong_type(&mut self, value: Value<'_, '_>, ja: &str, en: &str) {
        let found = value.value.type_str();
        self.error(
            "record.type",
            value.span,
            format!("`{}` には{ja}を書きます（ここにあるのは {found}）", value.key),
            format!("`{}` takes {en}, found {found}", value.key),
        );
    }

    fn span_of<T>(&self, value: &Spanned<T>) -> Span {
        let range = value.span();
        Span::new(self.base + range.start, self.base + range.end)
    }

    /// The span without what follows its first line: a header or a key, not the whole table.
    fn first_line(&self, span: Span) -> Span {
        let text = &self.text[span.range()];
        text.find('\n').map_or(span, |at| Span::new(span.start as usize, span.start as usize + at))
    }
}

/// The messages of the TOML parser that people meet, in plain words; others as they come.
pub(super) fn explain_toml(message: &str) -> (String, String) {
    let ja = match message {
        message if message.starts_with("duplicate key") => "同じキーが2度書かれています",
        message if message.contains("quote") || message.contains("basic string") => {
            "文字列の引用符（\"）が正しく閉じられていません"
        }
        message if message.contains("key with no value") || message.contains("missing value") => {
            "キーの後に `=` と値がありません"
        }
        message if message.contains("newline") => "ここで改行はできません",
        _ => "TOMLとして読めません",
    };
    (format!("{ja}（{message}）"), format!("this is not valid TOML: {message}"))
}

impl<'a, 'i> Record<'a, 'i> {
    /// The value of a key that must be there.
    pub(super) fn required<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        if !self.has(key) {
            self.known.push(key);
            let span = reader.first_line(self.span);
            reader.error(
                "record.missing-key",
                span,
                format!("`{key}` がありません"),
                format!("`{key}` is missing"),
            );
            return None;
        }
        self.optional(reader, key, read)
    }

    /// The value of a key that may be there.
    pub(super) fn optional<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        self.known.push(key);
        let value = self.table.get(key)?;
        let span = reader.span_of(value);
        read(reader, Value { key, value: value.get_ref(), span })
    }

    /// The values of a list that may be there.
    pub(super) fn list<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Vec<T> {
        self.optional(reader, key, |reader, value| {
            let DeValue::Array(items) = value.value else {
                reader.wrong_type(value, "一覧（[ … ]）", "a list `[ … ]`");
                return None;
            };
            let mut read_items = Vec::with_capacity(items.len());
            for item in items.iter() {
                let span = reader.span_of(item);
                read_items.extend(read(reader, Value { key, value: item.get_ref(), span }));
            }
            Some(read_items)
        })
        .unwrap_or_default()
    }

    /// The records of a list of tables (`[[key]]`) that may be there.
    pub(super) fn records<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'_>, Record<'_, '_>) -> Option<T>,
    ) -> Vec<T> {
        self.list(reader, key, |reader, value| record(reader, value, &mut read))
    }

    /// Every key and value of a table whose keys are ids.
    pub(super) fn entries<T>(
        mut self,
        reader: &mut Reader<'_>,
        mut read: impl FnMut(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Vec<(Written<String>, T)> {
        let mut entries = Vec::new();
        for (key, value) in self.in_written_order() {
            let written = Written { value: key.get_ref().to_string(), span: reader.span_of(key) };
            let value_span = reader.span_of(value);
            let value = Value { key: &written.value, value: value.get_ref(), span: value_span };
            if let Some(read) = read(reader, value) {
                entries.push((written.clone(), read));
            }
        }
        self.known.clear();
        entries
    }

    /// Whether a key is written, whatever its value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Complains about every key that nobody asked for.
    pub(super) fn finish(self, reader: &mut Reader<'_>) {
        self.finish_with(reader, |_| None);
    }

    /// The same, with a special word for some of them.
    pub(super) fn finish_with(self, reader: &mut Reader<'_>, help: impl Fn(&str) -> Option<Words>) {
        for (key, _) in self.in_written_order() {
            let name: &str = key.get_ref();
            if self.known.contains(&name) {
                continue;
            }
            let place = reader.place(reader.span_of(key));
            let free = self.known.iter().copied().filter(|known| !self.has(known));
            let help = help(name).or_else(|| did_you_mean(name, free)).unwrap_or_else(|| {
                let known = self.known.join("`, `");
                Words::new(format!("書けるのは `{known}` です"), format!("known here are `{known}`"))
            });
            reader.complain(
                Diagnostic::error(
                    "record.unknown-key",
                    place,
                    format!("`{name}` というキーはありません"),
                    format!("unknown key `{name}`"),
                )
                .help_if(Some(help)),
            );
        }
    }

    fn in_written_order(&self) -> Vec<(&'a Spanned<std::borrow::Cow<'i, str>>, &'a Spanned<DeValue<'i>>)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
    }
}

/// A table.
pub(super) fn record<T>(
    reader: &mut Reader<'_>,
    value: Value<'_, '_>,
    read: impl FnOnce(&mut Reader<'_>, Record<'_, '_>) -> Option<T>,
) -> Option<T> {
    let DeValue::Table(table) = value.value else {
        reader.wrong_type(value, "表（{ … }）", "a table `{ … }`");
        return None;
    };
    read(reader, Record { table, span: value.span, known: Vec::new() })
}

/// A text that is not empty.
pub(super) fn text(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<String> {
    let DeValue::String(text) = value.value else {
        reader.wrong_type(value, "引用符で囲んだ文字列", "a quoted text");
        return None;
    };
    if text.trim().is_empty() {
        reader.error(
            "record.empty",
            value.span,
            format!("`{}` が空です", value.key),
            format!("`{}` is empty", value.key),
        );
        return None;
    }
    Some(text.to_string())
}

/// A text and where it is written.
pub(super) fn written_text(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Written<String>> {
    Some(Written { value: text(reader, value)?, span: value.span })
}

/// An id: of this record, or of another one that is looked up later.
pub(super) fn id(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Written<String>> {
    let id = written_text(reader, value)?;
    if !is_id(&id.value) {
        reader.complain(
            Diagnostic::error(
                "record.id",
                reader.place(value.span),
                format!("`{}` は名前（id）に使えません", id.value),
                format!("`{}` cannot be an id", id.value),
            )
            .help(
                "半角の英小文字、数字、ハイフンだけを使います（例: `hr-development`）",
                "use small letters, digits and hyphens only, such as `hr-development`",
            ),
        );
        return None;
    }
    Some(id)
}

/// The address of a plan or measure: ids joined with `/`.
pub(super) fn address(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Written<String>> {
    let address = written_text(reader, value)?;
    if address.value.split('/').all(is_id) {
        return Some(address);
    }
    reader.error(
        "record.id",
        value.span,
        format!("`{}` は `市/計画/取組` の形の名前ではありません", address.value),
        format!("`{}` is not a name of the form `city/plan/measure`", address.value),
    );
    None
}

/// One of a closed list of words.
pub(super) fn code<T: Code>(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<T> {
    Some(written_code(reader, value)?.value)
}

/// One of a closed list of words, and where it is written.
pub(super) fn written_code<T: Code>(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Written<T>> {
    let word = text(reader, value)?;
    if let Some(value_of_word) = T::find(&word) {
        return Some(Written { value: value_of_word, span: value.span });
    }
    let all: Vec<&str> = T::ALL.iter().map(|known| known.code()).collect();
    let all_words = all.join("`, `");
    reader.complain(
        Diagnostic::error(
            "record.code",
            reader.place(value.span),
            format!("`{}` に `{word}` は使えません", value.key),
            format!("`{word}` is not a `{}`", value.key),
        )
        .help_if(did_you_mean(&word, all))
        .help(format!("使えるのは `{all_words}` です"), format!("it is one of `{all_words}`")),
    );
    None
}

/// Short words in the languages of the site, in one table.
pub(super) fn label(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Label> {
    read_label(reader, value, false)
}

/// The same, where a reading in hiragana may be given as `kana`.
pub(super) fn name(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Label> {
    read_label(reader, value, true)
}

fn read_label(reader: &mut Reader<'_>, value: Value<'_, '_>, with_kana: bool) -> Option<Label> {
    let languages = reader.languages.clone();
    let span = value.span;
    record(reader, value, |reader, record| {
        let mut texts: Vec<Option<String>> = vec![None; languages.count()];
        let mut kana = None;
        for (key, text) in record.entries(reader, text) {
            if let Some(language) = languages.find(&key.value) {
                texts[language.index()] = Some(text);
            } else if with_kana && key.value == "kana" {
                check_kana(reader, &text, span);
                kana = Some(text);
            } else {
                unknown_language(reader, &key, &languages);
            }
        }
        for (language, text) in languages.iter().zip(&texts) {
            if text.is_none() {
                missing_language(reader, span, languages.code(language), language.is_authoritative());
            }
        }
        Label::new(texts, kana)
    })
}

/// A reading in hiragana.
pub(super) fn kana(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<String> {
    let kana = text(reader, value)?;
    check_kana(reader, &kana, value.span);
    Some(kana)
}

fn check_kana(reader: &mut Reader<'_>, kana: &str, span: Span) {
    // Sorting in 五十音 order compares readings: kanji or katakana in one would go astray silently.
    let is_reading = |character: char| matches!(character, 'ぁ'..='ゖ' | 'ー' | '・' | ' ' | '0'..='9' | 'a'..='z');
    if let Some(wrong) = kana.chars().find(|character| !is_reading(*character)) {
        reader.complain(
            Diagnostic::error(
                "record.kana",
                reader.place(span),
                format!("読みがなに `{wrong}` は使えません"),
                format!("`{wrong}` cannot be part of a reading"),
            )
            .help(
                "読みがなはひらがなで書きます（長音「ー」、中黒「・」、半角の英小文字と数字も使えます）",
                "write readings in hiragana (also `ー`, `・`, small Latin letters and digits)",
            ),
        );
    }
}

fn unknown_language(reader: &mut Reader<'_>, key: &Written<String>, languages: &Languages) {
    let known = languages.codes().collect::<Vec<_>>().join("`, `");
    reader.complain(
        Diagnostic::error(
            "record.unknown-key",
            reader.place(key.span),
            format!("`{}` はこのサイトの言語ではありません", key.value),
            format!("`{}` is not a language of this site", key.value),
        )
        .help(
            format!("site.toml の languages にあるのは `{known}` です"),
            format!("`languages` in site.toml has `{known}`"),
        ),
    );
}

fn missing_language(reader: &mut Reader<'_>, span: Span, code: &str, authoritative: bool) {
    let place = reader.place(span);
    let ja = format!("`{code}` の語がありません");
    let en = format!("the text in `{code}` is missing");
    reader.complain(if authoritative {
        Diagnostic::error("record.missing-key", place, ja, en)
    } else {
        Diagnostic::warning("label.missing-translation", place, ja, en)
            .help("訳がない間は原文が表示されます", "until there is one, the original is shown")
    });
}

/// A whole number.
pub(super) fn integer(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<i64> {
    let number = match value.value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    if number.is_none() {
        reader.wrong_type(value, "整数", "a whole number");
    }
    number
}

/// A number of the page in the source document.
pub(super) fn page(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<u32> {
    let number = integer(reader, value)?;
    let page = u32::try_from(number).ok().filter(|page| (1..100_000).contains(page));
    if page.is_none() {
        reader.error("record.range", value.span, "ページは1以上の数です", "a page is a number from 1");
    }
    page
}

/// Any number.
pub(super) fn number(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<f64> {
    let number = match value.value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|n| n as f64),
        DeValue::Float(number) => number.as_str().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    };
    if number.is_none() {
        reader.wrong_type(value, "数（引用符なし）", "a number without quotes");
    }
    number
}

/// A day or a month: `2026-03-31` with or without quotes, `"2026-03"`.
pub(super) fn date(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Date> {
    let written = match value.value {
        DeValue::Datetime(date) => date.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => String::new(),
    };
    let date = Date::parse(&written);
    if date.is_none() {
        reader.complain(
            Diagnostic::error(
                "record.date",
                reader.place(value.span),
                format!("`{}` は日付ではありません", value.key),
                format!("`{}` is not a date", value.key),
            )
            .help(
                "`2026-03-31`、月までなら `\"2026-03\"` と書きます",
                "write `2026-03-31`, or `\"2026-03\"` for a month",
            ),
        );
    }
    date
}

/// A fiscal year in any of its spellings.
pub(super) fn fiscal_year(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<FiscalYear> {
    let written = match value.value {
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::String(text) => text.to_string(),
        _ => String::new(),
    };
    match FiscalYear::parse(&written) {
        Ok(year) => Some(year),
        Err(error) => {
            reader.complain(not_a_fiscal_year(reader.place(value.span), &written, error));
            None
        }
    }
}

fn not_a_fiscal_year(place: Place, written: &str, error: WrittenYear) -> Diagnostic {
    let (ja, en) = match error {
        WrittenYear::Unknown => (format!("`{written}` は年度ではありません"), format!("`{written}` is not a fiscal year")),
        WrittenYear::NotInEra => {
            (format!("`{written}` という年度はありません"), format!("there was no fiscal year `{written}`"))
        }
        WrittenYear::OutOfRange => {
            (format!("年度 `{written}` は1868から2200の間にありません"), format!("`{written}` is not between 1868 and 2200"))
        }
    };
    Diagnostic::error("record.fiscal-year", place, ja, en).help(
        "`2026`、`\"R8\"`、`\"令和8年度\"`、`\"2026年度\"` のいずれかで書きます",
        "write `2026`, `\"R8\"`, `\"令和8年度\"` or `\"2026年度\"`",
    )
}

/// The fiscal years from `start` to `end`.
pub(super) fn period(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Period> {
    let span = value.span;
    record(reader, value, |reader, mut record| {
        let start = record.required(reader, "start", fiscal_year);
        let end = record.optional(reader, "end", fiscal_year);
        record.finish(reader);
        let period = Period { start: start?, end };
        if period.end.is_some_and(|end| end < period.start) {
            reader.complain(
                Diagnostic::error(
                    "plan.period",
                    reader.place(span),
                    "期間の終わりが始まりより前です",
                    "the period ends before it starts",
                )
                .help("start と end を確かめてください", "check `start` and `end`"),
            );
            return None;
        }
        Some(period)
    })
}

/// A 全国地方公共団体コード.
pub(super) fn city_code(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<CityCode> {
    let digits = text(reader, value)?;
    match CityCode::parse(&digits) {
        Ok(code) => Some(code),
        Err(right) => {
            let complaint = Diagnostic::error(
                "city.code",
                reader.place(value.span),
                format!("`{digits}` は全国地方公共団体コードではありません"),
                format!("`{digits}` is not a local government code"),
            );
            reader.complain(match right {
                Some(digit) => complaint.help(
                    format!("検査数字（6桁目）が合いません。5桁目までが正しければ {digit} です"),
                    format!("the check digit does not fit; if the first five digits are right, it is {digit}"),
                ),
                None => complaint.help("半角の数字6桁で書きます", "write six digits"),
            });
            None
        }
    }
}

/// A web address.
pub(super) fn url(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<String> {
    let url = text(reader, value)?;
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let good = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && !url.contains(|character: char| character.is_whitespace() || character.is_control() || "\"<>\\".contains(character));
    if good {
        return Some(url);
    }
    reader.complain(
        Diagnostic::error(
            "record.url",
            reader.place(value.span),
            format!("`{url}` はウェブのアドレスではありません"),
            format!("`{url}` is not a web address"),
        )
        .help("`https://` から書きます", "begin with `https://`"),
    );
    None
}

/// An e-mail address.
pub(super) fn email(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<String> {
    let email = text(reader, value)?;
    let plain = email.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\,;:".contains(&byte));
    let parts = email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    if plain && parts {
        return Some(email);
    }
    reader.error(
        "record.email",
        value.span,
        format!("`{email}` はメールアドレスではありません"),
        format!("`{email}` is not an e-mail address"),
    );
    None
}
