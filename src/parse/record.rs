//! Reading a TOML record key by key, with every complaint.
//!
//! serde stops at the first mistake of a file. An author who has just typed forty lines wants all of them,
//! each at its place: so a record is read from TOML's spanned tree. Asking for a key both reads it and makes
//! it known; what was never asked for is an unknown key ([`Record::finish`]).

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bilingual, Diagnostic, did_you_mean};
use crate::rules::{self, Rule};
use crate::source::{Place, SourcePath, Span};
use crate::values::{CityCode, Code, Date, FiscalYear, Label, Languages, Period, WrittenYear, is_id};

use super::{Written, broken_toml, written_date};

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
    pub(super) key: &'a str,
    value: &'a DeValue<'i>,
    pub(super) span: Span,
}

impl Value<'_, '_> {
    /// The same under another name, for complaints: in a table whose keys are ids, that of the table.
    pub(super) fn named<'n>(self, key: &'n str) -> Value<'n, 'n>
    where
        Self: 'n,
    {
        Value { key, value: self.value, span: self.span }
    }
}

/// A table, and which of its keys are known.
pub(super) struct Record<'a, 'i> {
    table: &'a DeTable<'i>,
    pub(super) span: Span,
    /// Whether this is all that a file says: then what is missing is missing nowhere in particular.
    pub(super) whole_file: bool,
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
        reader.diagnostics = broken_toml::complaints(path, &text[range.clone()], range.start, &errors);
        let broken = !errors.is_empty();
        let before = reader.diagnostics.len();
        let record =
            Record { table: table.get_ref(), span: range.into(), whole_file: true, known: Vec::new() };
        let value = read(&mut reader, record);
        if broken {
            // The rest of a broken file may only seem to miss keys: one real complaint beats ten false ones.
            reader.diagnostics.truncate(before);
        }
        (value.filter(|_| !broken), reader.diagnostics)
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place::at(self.path, span)
    }

    pub(super) fn error(
        &mut self,
        rule: &'static Rule,
        span: Span,
        ja: impl Into<String>,
        en: impl Into<String>,
    ) {
        self.complain(Diagnostic::new(rule, self.place(span), ja, en));
    }

    pub(super) fn complain(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Complains about the type of a value, with what to write where that can be told.
    fn wrong_type(&mut self, value: Value<'_, '_>, ja: &str, en: &str, instead: Option<String>) {
        let found = type_words(value.value);
        let complaint = Diagnostic::new(
            rules::RECORD_TYPE,
            self.place(value.span),
            format!("`{}` には{ja}を書きます（ここにあるのは{}です）", value.key, found.ja),
            format!("`{}` takes {en}, not {}", value.key, found.en),
        );
        self.complain(complaint.help_if(instead.map(|instead| {
            Bilingual::new(format!("`{instead}` と書いてください"), format!("write `{instead}`"))
        })));
    }

    /// A value as it is written in the file.
    fn written(&self, value: Value<'_, '_>) -> &'a str {
        &self.text[value.span.range()]
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

fn type_words(value: &DeValue<'_>) -> Bilingual {
    match value {
        DeValue::String(_) => Bilingual::new("文字列", "a text"),
        DeValue::Integer(_) => Bilingual::new("整数", "a whole number"),
        DeValue::Float(_) => Bilingual::new("小数", "a decimal number"),
        DeValue::Boolean(_) => Bilingual::new("真偽値", "`true` or `false`"),
        DeValue::Datetime(_) => Bilingual::new("日付", "a date"),
        DeValue::Array(_) => Bilingual::new("一覧", "a list"),
        DeValue::Table(_) => Bilingual::new("表", "a table"),
    }
}

impl<'a, 'i> Record<'a, 'i> {
    /// The value of a key that must be there.
    pub(super) fn required<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        self.required_or(reader, key, None, read)
    }

    /// One of a closed list of words that must be there.
    pub(super) fn required_code<T: Code>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
    ) -> Option<Written<T>> {
        self.required_or(reader, key, Some(words_of::<T>()), written_code)
    }

    fn required_or<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        help: Option<Bilingual>,
        read: impl FnOnce(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        if self.has(key) {
            return self.optional(reader, key, read);
        }
        self.known.push(key);
        let place = match self.whole_file {
            true => Place::file(reader.path),
            false => reader.place(reader.first_line(self.span)),
        };
        let complaint = Diagnostic::new(
            rules::RECORD_MISSING_KEY,
            place,
            format!("`{key}` がありません"),
            format!("`{key}` is missing"),
        );
        reader.complain(complaint.help_if(help));
        None
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
        read: impl FnMut(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
    ) -> Vec<T> {
        self.optional(reader, key, |reader, value| items(reader, value, read)).unwrap_or_default()
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
    pub(super) fn finish_with(self, reader: &mut Reader<'_>, help: impl Fn(&str) -> Option<Bilingual>) {
        for (key, _) in self.in_written_order() {
            let name: &str = key.get_ref();
            if self.known.contains(&name) {
                continue;
            }
            let place = reader.place(reader.span_of(key));
            let free = self.known.iter().copied().filter(|known| !self.has(known));
            let help = help(name).or_else(|| did_you_mean(name, free)).unwrap_or_else(|| {
                let known = self.known.join("`, `");
                Bilingual::new(format!("書けるのは `{known}` です"), format!("known here are `{known}`"))
            });
            reader.complain(
                Diagnostic::new(
                    rules::RECORD_UNKNOWN_KEY,
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

/// The values of a list.
pub(super) fn items<T>(
    reader: &mut Reader<'_>,
    value: Value<'_, '_>,
    mut read: impl FnMut(&mut Reader<'_>, Value<'_, '_>) -> Option<T>,
) -> Option<Vec<T>> {
    let DeValue::Array(items) = value.value else {
        let written = reader.written(value);
        let instead =
            matches!(value.value, DeValue::String(_)).then(|| format!("{} = [{written}]", value.key));
        reader.wrong_type(value, "一覧（[ … ]）", "a list `[ … ]`", instead);
        return None;
    };
    let mut read_items = Vec::with_capacity(items.len());
    for item in items.iter() {
        let span = reader.span_of(item);
        read_items.extend(read(reader, Value { key: value.key, value: item.get_ref(), span }));
    }
    Some(read_items)
}

/// A table.
pub(super) fn record<T>(
    reader: &mut Reader<'_>,
    value: Value<'_, '_>,
    read: impl FnOnce(&mut Reader<'_>, Record<'_, '_>) -> Option<T>,
) -> Option<T> {
    record_or(reader, value, |_| None, read)
}

/// A table; `instead` says what to write for a text that stands in its place.
pub(super) fn record_or<T>(
    reader: &mut Reader<'_>,
    value: Value<'_, '_>,
    instead: impl FnOnce(&str) -> Option<String>,
    read: impl FnOnce(&mut Reader<'_>, Record<'_, '_>) -> Option<T>,
) -> Option<T> {
    let DeValue::Table(table) = value.value else {
        let instead = value.value.as_str().and_then(instead);
        reader.wrong_type(value, "表（{ … }）", "a table `{ … }`", instead);
        return None;
    };
    read(reader, Record { table, span: value.span, whole_file: false, known: Vec::new() })
}

/// A text that is not empty.
pub(super) fn text(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<String> {
    let DeValue::String(text) = value.value else {
        let plain = matches!(value.value, DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_));
        let instead = plain.then(|| format!("{} = \"{}\"", value.key, reader.written(value)));
        reader.wrong_type(value, "引用符で囲んだ文字列", "a quoted text", instead);
        return None;
    };
    if text.trim().is_empty() {
        reader.error(
            rules::RECORD_EMPTY,
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
            Diagnostic::new(
                rules::RECORD_ID,
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

/// The address of a plan: `city/plan`.
pub(super) fn plan_address(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Written<String>> {
    address(reader, value, "市/計画", "city/plan", "kawasaki/vision-2026")
}

/// The address of a measure: `city/plan/measure`.
pub(super) fn measure_address(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Written<String>> {
    address(reader, value, "市/計画/取組", "city/plan/measure", "kawasaki/vision-2026/recruitment-review")
}

/// Ids joined with `/`, as many as the form has.
fn address(
    reader: &mut Reader<'_>,
    value: Value<'_, '_>,
    ja: &str,
    en: &str,
    example: &str,
) -> Option<Written<String>> {
    let address = written_text(reader, value)?;
    let names: Vec<&str> = address.value.split('/').collect();
    if names.len() == en.split('/').count() && names.iter().all(|name| is_id(name)) {
        return Some(address);
    }
    reader.complain(
        Diagnostic::new(
            rules::RECORD_ID,
            reader.place(value.span),
            format!("`{}` は `{ja}` の形ではありません", address.value),
            format!("`{}` does not have the form `{en}`", address.value),
        )
        .help(
            format!("フォルダーの名前で書きます（例: `{example}`）"),
            format!("use the names of the folders, such as `{example}`"),
        ),
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
    reader.complain(
        Diagnostic::new(
            rules::RECORD_CODE,
            reader.place(value.span),
            format!("`{}` に `{word}` は使えません", value.key),
            format!("`{}` cannot be `{word}`", value.key),
        )
        .help_if(did_you_mean(&word, T::ALL.iter().map(|known| known.code())))
        .help_if(Some(words_of::<T>())),
    );
    None
}

/// The words of a closed list, as help.
fn words_of<T: Code>() -> Bilingual {
    let words = T::ALL.iter().map(|known| known.code()).collect::<Vec<_>>().join("`, `");
    Bilingual::new(format!("使えるのは `{words}` です"), format!("it is one of `{words}`"))
}

/// A number as the document prints it: one text for all languages, or a table of them.
pub(super) fn printed_number(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Label> {
    if let DeValue::String(_) = value.value {
        let mut texts = vec![None; reader.languages.count()];
        texts[0] = Some(text(reader, value)?);
        return Label::new(texts, None);
    }
    label(reader, value)
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
    let (key, span) = (value.key.to_owned(), value.span);
    let in_languages = |text: &str| {
        let others =
            languages.translations().map(|language| format!(", {} = \"…\"", languages.code(language)));
        let first = languages.codes().next().unwrap_or("ja");
        Some(format!("{key} = {{ {first} = \"{text}\"{} }}", others.collect::<String>()))
    };
    record_or(reader, value, in_languages, |reader, record| {
        let mut texts: Vec<Option<String>> = vec![None; languages.count()];
        let mut kana = None;
        for (key, text) in record.entries(reader, written_text) {
            if let Some(language) = languages.find(&key.value) {
                texts[language.index()] = Some(text.value);
            } else if with_kana && key.value == "kana" {
                check_kana(reader, &text.value, text.span);
                kana = Some(text.value);
            } else {
                unknown_language(reader, &key, &languages);
            }
        }
        for (language, text) in languages.iter().zip(&texts) {
            let code = languages.code(language);
            if text.is_none() && !is_form_of_another(code, &languages) {
                missing_language(reader, span, code, language.is_authoritative());
            }
        }
        Label::new(texts, kana)
    })
}

/// An easy form of a language (`ja-easy`) may leave out what it shares with the language itself.
fn is_form_of_another(code: &str, languages: &Languages) -> bool {
    code.split_once('-').is_some_and(|(language, _)| languages.find(language).is_some())
}

/// A reading in hiragana.
pub(super) fn kana(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<String> {
    let kana = text(reader, value)?;
    check_kana(reader, &kana, value.span);
    Some(kana)
}

fn check_kana(reader: &mut Reader<'_>, kana: &str, span: Span) {
    // Sorting in 五十音 order compares readings: kanji or katakana in one would go astray silently.
    let is_reading =
        |character: char| matches!(character, 'ぁ'..='ゖ' | 'ー' | '・' | ' ' | '0'..='9' | 'a'..='z');
    if let Some(wrong) = kana.chars().find(|character| !is_reading(*character)) {
        reader.complain(
            Diagnostic::new(
                rules::RECORD_KANA,
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
        Diagnostic::new(
            rules::RECORD_UNKNOWN_KEY,
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
        Diagnostic::new(rules::RECORD_MISSING_KEY, place, ja, en)
    } else {
        Diagnostic::new(rules::LABEL_MISSING_TRANSLATION, place, ja, en)
            .help("訳がない間は原文が表示されます", "until there is one, the original is shown")
    });
}

/// The number that a text is: `"3"` only has quotes too many.
fn without_quotes(value: Value<'_, '_>) -> Option<String> {
    let number = value.value.as_str()?.trim();
    number.parse::<f64>().is_ok_and(f64::is_finite).then(|| format!("{} = {number}", value.key))
}

/// A whole number.
pub(super) fn integer(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<i64> {
    let number = match value.value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    if number.is_none() {
        reader.wrong_type(value, "整数", "a whole number", without_quotes(value));
    }
    number
}

/// A whole number from 1: of a page, of pages, of answers.
pub(super) fn count(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<u32> {
    let number = integer(reader, value)?;
    let count = u32::try_from(number).ok().filter(|count| *count > 0);
    if count.is_none() {
        reader.error(
            rules::RECORD_RANGE,
            value.span,
            format!("`{}` は1以上の数です", value.key),
            format!("`{}` is a number from 1", value.key),
        );
    }
    count
}

/// Any number.
pub(super) fn number(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<f64> {
    let number = match value.value {
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(|n| n as f64)
        }
        DeValue::Float(number) => number.as_str().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    };
    if number.is_none() {
        reader.wrong_type(value, "数（引用符なし）", "a number without quotes", without_quotes(value));
    }
    number
}

/// A day or a month: `2026-03-31` with or without quotes, `"2026-03"`.
pub(super) fn date(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Date> {
    let written = match value.value {
        DeValue::Datetime(date) => date.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => {
            reader.wrong_type(value, "日付", "a date", None);
            return None;
        }
    };
    let date = Date::parse(&written);
    if date.is_none() {
        reader.complain(not_a_date(reader.place(value.span), &written));
    }
    date
}

fn not_a_date(place: Place, written: &str) -> Diagnostic {
    let lengths: Vec<usize> = written.split('-').map(str::len).collect();
    let digits = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if digits && (lengths == [4, 2, 2] || lengths == [4, 2]) {
        return Diagnostic::new(
            rules::RECORD_DATE,
            place,
            format!("`{written}` という日付はありません"),
            format!("there is no date `{written}`"),
        )
        .help("月は12まで、日はその月の日数までです", "check the month, and how many days it has");
    }
    let instead = written_date::in_numbers(written);
    Diagnostic::new(
        rules::RECORD_DATE,
        place,
        format!("`{written}` は日付の書き方ではありません"),
        format!("`{written}` is not written as a date"),
    )
    .help_if(
        instead.map(|date| {
            Bilingual::new(format!("`\"{date}\"` と書いてください"), format!("write `\"{date}\"`"))
        }),
    )
    .help(
        "`2026-03-31`、月までなら `\"2026-03\"` と書きます",
        "write `2026-03-31`, or `\"2026-03\"` for a month",
    )
}

/// A fiscal year in any of its spellings.
pub(super) fn fiscal_year(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<FiscalYear> {
    let written = match value.value {
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        _ => {
            reader.wrong_type(value, "年度", "a fiscal year", None);
            return None;
        }
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
        WrittenYear::Unknown => {
            (format!("`{written}` は年度ではありません"), format!("`{written}` is not a fiscal year"))
        }
        WrittenYear::NotInEra => {
            (format!("`{written}` という年度はありません"), format!("there was no fiscal year `{written}`"))
        }
        WrittenYear::OutOfRange => (
            format!("年度 `{written}` は1868から2200の間にありません"),
            format!("`{written}` is not between 1868 and 2200"),
        ),
    };
    // A day is in one fiscal year: a plan from 2026-04-01 to 2031-03-31 covers 2026 to 2030.
    let date = Date::parse(written).or_else(|| Date::parse(&written_date::in_numbers(written)?));
    let year = date.map(|date| date.fiscal_year().year());
    let complaint = Diagnostic::new(rules::RECORD_FISCAL_YEAR, place, ja, en);
    complaint
        .help_if(year.map(|year| {
            Bilingual::new(
                format!("その日を含む年度は `{year}` です"),
                format!("the day is in the fiscal year `{year}`"),
            )
        }))
        .help(
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
                Diagnostic::new(
                    rules::PLAN_PERIOD,
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
            let complaint = Diagnostic::new(
                rules::CITY_CODE,
                reader.place(value.span),
                format!("`{digits}` は全国地方公共団体コードではありません"),
                format!("`{digits}` is not a local government code"),
            );
            reader.complain(complaint.help_if(Some(city_code_help(&digits, right))));
            None
        }
    }
}

fn city_code_help(digits: &str, right: Option<u8>) -> Bilingual {
    if let Some(digit) = right {
        return Bilingual::new(
            format!("検査数字（6桁目）が合いません。5桁目までが正しければ {digit} です"),
            format!("the check digit does not fit; if the first five digits are right, it is {digit}"),
        );
    }
    let half: String = digits.nfkc().collect();
    if half != digits && CityCode::parse(&half).is_ok() {
        return Bilingual::new(
            format!("半角で `{half}` と書いてください"),
            format!("write `{half}` in half-width digits"),
        );
    }
    let completed = (0..10).map(|digit| format!("{half}{digit}")).find(|code| CityCode::parse(code).is_ok());
    match completed {
        Some(code) => Bilingual::new(
            format!("検査数字（6桁目）がありません。5桁目までが正しければ `{code}` です"),
            format!("the check digit is missing; if the five digits are right, it is `{code}`"),
        ),
        None => Bilingual::new("半角の数字6桁で書きます", "write six half-width digits"),
    }
}

/// A web address.
pub(super) fn url(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<String> {
    let url = text(reader, value)?;
    let Some(help) = url_help(&url) else { return Some(url) };
    reader.complain(
        Diagnostic::new(
            rules::RECORD_URL,
            reader.place(value.span),
            format!("`{url}` はウェブのアドレスではありません"),
            format!("`{url}` is not a web address"),
        )
        .help_if(Some(help)),
    );
    None
}

/// What keeps a text from being a web address; `None` where it is one.
fn url_help(url: &str) -> Option<Bilingual> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match rest {
        None if url.contains('.') && !url.contains([':', ' ', '@']) && !url.starts_with(['/', '.']) => Some(
            Bilingual::new(format!("`https://{url}` と書いてください"), format!("write `https://{url}`")),
        ),
        None => Some(Bilingual::new("`https://` から書きます", "begin with `https://`")),
        Some(rest) if rest.is_empty() || rest.starts_with('/') => Some(Bilingual::new(
            "`https://` の後にサイトの名前を書きます",
            "after `https://` comes the name of the site",
        )),
        Some(rest) => match rest.chars().find(|character| is_not_of_a_url(*character))? {
            ' ' => Some(Bilingual::new("空白は `%20` と書きます", "write a space as `%20`")),
            wrong => Some(Bilingual::new(
                format!("`{}` はアドレスに使えません", wrong.escape_debug()),
                format!("`{}` cannot be part of an address", wrong.escape_debug()),
            )),
        },
    }
}

fn is_not_of_a_url(character: char) -> bool {
    character.is_whitespace() || character.is_control() || "\"<>\\".contains(character)
}

/// An e-mail address.
pub(super) fn email(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<String> {
    let email = text(reader, value)?;
    let plain = email.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\,;:".contains(&byte));
    let parts = email
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    if plain && parts {
        return Some(email);
    }
    reader.error(
        rules::RECORD_EMAIL,
        value.span,
        format!("`{email}` はメールアドレスではありません"),
        format!("`{email}` is not an e-mail address"),
    );
    None
}
