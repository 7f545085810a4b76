//! Reading values of TOML, with a diagnostic for every mistake.
//!
//! serde stops at the first mistake of a file. An author who has just typed forty lines wants all of them, each at
//! its place: so a record is read from TOML's spanned tree.

use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::{Bilingual, Diagnostic, Help};
use crate::rules::{self, Rule};
use crate::source::{Place, SourcePath, Span};
use crate::unfinished::{self, scaffold};
use crate::values::{Audience, Language, Languages, is_id};

use super::declared_ids::DeclaredIds;
use super::enclosing::Enclosing;
use super::wrong_form::WrongForm;

/// What reading a file depends on besides its text. By default nothing is known of the site.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Context {
    /// The languages of the site; `None` where site.toml does not say, so that no words can be called missing.
    pub languages: Option<Languages>,
    /// The languages in which labels are expected: those in which the site has a title. Whoever adds a language
    /// begins there; until then its one missing word says it for all others.
    pub expected: Vec<Language>,
    /// Who the build is for.
    pub audience: Audience,
}

impl Default for Context {
    fn default() -> Self {
        Self { languages: None, expected: Vec::new(), audience: Audience::Public }
    }
}

/// What a file's records are read with: where they are, and what was wrong so far.
pub struct Reader<'a> {
    pub path: &'a SourcePath,
    pub(super) context: &'a Context,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The ids of the file's lists; `None` for front matter, which declares nothing that others refer to.
    pub(super) declared: Option<DeclaredIds>,
    /// The required keys that are not there.
    pub(super) unwritten: Vec<&'static str>,
    /// The wrong form of the value around the one that is being read, which is reported with it.
    pub(super) wrong_form: Option<WrongForm>,
    /// The tables around the one that is being read.
    pub(super) enclosing: Vec<Enclosing>,
    /// Words of a broken file that lack their quotes, and those of them that are reported for what they say.
    pub(super) unquoted: Vec<Span>,
    pub(super) claimed: Vec<Span>,
    /// Where else the file is broken.
    pub(super) broken: Vec<usize>,
    pub(super) text: &'a str,
    /// Where the TOML begins in the file.
    pub(super) base: usize,
}

/// A value and where it is written.
#[derive(Clone, Copy)]
pub struct Value<'a, 'i> {
    pub(super) key: &'a str,
    pub(super) value: &'a DeValue<'i>,
    pub(super) span: Span,
    /// Whether it is one of a list.
    pub(super) is_item: bool,
    /// The key of the list that takes several of its kind, where its record has one.
    pub(super) several: Option<&'static str>,
    /// Whether it stands under a misspelt key, so that what to write is said already.
    pub(super) is_corrected: bool,
}

impl<'a, 'i> Value<'a, 'i> {
    pub(super) fn of(key: &'a str, value: &'a DeValue<'i>, span: Span) -> Self {
        Self { key, value, span, is_item: false, several: None, is_corrected: false }
    }

    /// The same under another name, for messages: in a table whose keys are ids, that of the table.
    pub(super) fn named<'n>(self, key: &'n str) -> Value<'n, 'i>
    where
        'a: 'n,
    {
        Value { key, ..self }
    }

    /// The text that it is.
    pub(super) fn text(&self) -> Option<&'a str> {
        self.value.as_str()
    }
}

impl<'a> Reader<'a> {
    /// A reader of the TOML in `text[base..]`.
    pub(super) fn new(path: &'a SourcePath, text: &'a str, base: usize, context: &'a Context) -> Self {
        let declared = (base == 0).then(DeclaredIds::default);
        Self {
            path,
            context,
            diagnostics: Vec::new(),
            declared,
            unwritten: Vec::new(),
            wrong_form: None,
            enclosing: Vec::new(),
            unquoted: Vec::new(),
            claimed: Vec::new(),
            broken: Vec::new(),
            text,
            base,
        }
    }

    /// Takes over the report of a value that has no quotes; `false` where it has.
    pub(super) fn claim_unquoted(&mut self, span: Span) -> bool {
        let is_unquoted = self.unquoted.iter().any(|unquoted| unquoted.range().start == span.range().start);
        self.claimed.extend(is_unquoted.then_some(span));
        is_unquoted
    }

    /// Whether a line is broken, so that what it says is not what was meant.
    pub(super) fn is_on_broken_line(&self, span: Span) -> bool {
        let at = span.range();
        let start = self.text[..at.start].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[at.end..].find('\n').map_or(self.text.len(), |end| at.end + end);
        self.broken.iter().any(|broken| (start..=end).contains(broken))
    }

    pub(super) fn sees_internal(&self) -> bool {
        self.context.audience == Audience::Internal
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place::at(self.path, span)
    }

    /// A diagnostic at a place in the file.
    pub(super) fn diagnostic(
        &self,
        rule: &'static Rule,
        span: Span,
        ja: impl Into<String>,
        en: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(rule, self.place(span), ja, en)
    }

    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports that a value has the wrong type, with what to write where that can be said.
    pub(super) fn wrong_type(&mut self, value: Value<'_, '_>, ja: &str, en: &str, instead: Option<String>) {
        let Bilingual { ja, en } = self.type_mismatch(value, ja, en);
        let diagnostic = self.diagnostic(rules::RECORD_TYPE, value.span, ja, en);
        self.report(diagnostic.help_if(instead.map(|instead| Help::write(&instead))));
    }

    /// That a table stands in a list of one, where a table alone belongs.
    pub(super) fn one_as_list(&self, value: Value<'_, '_>, only: Span) -> Diagnostic {
        let (place, instead) = match self.is_header(only) {
            true => (self.first_line(only), format!("[{}]", self.name_in_header(only))),
            false => (value.span, format!("{} = {}", value.key, self.written_at(only))),
        };
        let Bilingual { ja, en } = self.type_mismatch(value, "表", "a table");
        self.diagnostic(rules::RECORD_TYPE, place, ja, en).help_if(Some(Help::write(&instead)))
    }

    /// That there are several tables where one belongs. None of them is proposed: the others would be lost.
    pub(super) fn several_for_one(&self, value: Value<'_, '_>, first: Span) -> Diagnostic {
        let Bilingual { ja, en } = self.type_mismatch(value, "1つの表", "one table");
        let is_header = self.is_header(first);
        let place = if is_header { self.first_line(first) } else { value.span };
        let diagnostic = self.diagnostic(rules::RECORD_TYPE, place, ja, en);
        let Some(several) = value.several else {
            return diagnostic.help(
                "書けるのは1つだけです。1つを残して、ほかを消してください",
                "there can be only one: keep one of them, and take the others out",
            );
        };
        if is_header {
            let path = self.name_in_header(first).strip_suffix(value.key).unwrap_or_default();
            let header = format!("[[{path}{several}]]");
            return diagnostic.help(
                format!("どの見出しも `{header}` と書いてください"),
                format!("write every one of the headers as `{header}`"),
            );
        }
        let key = value.key;
        diagnostic.help(
            format!("2つ以上は `{several} = [ … ]` に書きます。`{key}` を `{several}` に変えてください"),
            format!("several belong into `{several} = [ … ]`: write `{several}` instead of `{key}`"),
        )
    }

    /// That a value has the wrong type.
    pub(super) fn type_mismatch(&self, value: Value<'_, '_>, ja: &str, en: &str) -> Bilingual {
        let found = type_in_words(value.value);
        Bilingual::new(
            format!("`{}` には{ja}を書きます（ここにあるのは{}です）", value.key, found.ja),
            format!("`{}` takes {en}, not {}", value.key, found.en),
        )
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, value: Value<'_, '_>) -> Option<String> {
        let Some(text) = value.text() else {
            // In a list, and in a table whose keys are ids, the key of the message is not beside the value.
            let instead = self.as_text(value).map(|text| match self.key_of(value.span) {
                Some(key) => format!("{key} = {text}"),
                None => text,
            });
            self.wrong_type(value, "引用符で囲んだ文字列", "a quoted text", instead);
            return None;
        };
        if text.trim().is_empty() {
            self.report(self.diagnostic(
                rules::RECORD_EMPTY,
                value.span,
                format!("`{}` が空です", value.key),
                format!("`{}` is empty", value.key),
            ));
            return None;
        }
        Some(text.to_owned())
    }

    /// What was meant as a text: a number, or the only text of a list or table, with its quotes.
    pub(super) fn as_text(&self, value: Value<'_, '_>) -> Option<String> {
        let only = |written: &Spanned<DeValue<'_>>| {
            written.get_ref().is_str().then(|| self.written_at(self.span_of(written)).to_owned())
        };
        match value.value {
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
                Some(format!("\"{}\"", self.written(value)))
            }
            DeValue::Array(items) if items.len() == 1 => items.first().and_then(only),
            DeValue::Table(table) if table.len() == 1 => table.iter().next().and_then(|(_, text)| only(text)),
            _ => None,
        }
    }

    /// Reports what is not written to the end in words that readers see.
    pub(super) fn check_finished(&mut self, text: &str, span: Span) {
        if scaffold::is_value(text) {
            self.report(unfinished::unchanged(self.place(span), text));
        }
        let marks = unfinished::report_value(self.path, self.text, span, text);
        self.diagnostics.extend(marks);
    }

    /// Remembers which ids a list declares.
    pub(super) fn declare<'v>(&mut self, list: &'static str, items: impl Iterator<Item = &'v DeValue<'v>>) {
        if let Some(declared) = &mut self.declared {
            declared.add(list, items.map(id_of));
        }
    }

    /// Reads a value; where `quiet` is set without saying what is wrong with it.
    pub(super) fn aside<T>(&mut self, quiet: bool, read: impl FnOnce(&mut Self) -> T) -> T {
        let reported = self.diagnostics.len();
        let value = read(self);
        if quiet {
            self.diagnostics.truncate(reported);
        }
        value
    }

    /// The wrong form of the value around the one that is being read.
    pub(super) fn take_wrong_form(&mut self) -> Option<WrongForm> {
        self.wrong_form.take()
    }

    /// A value as it is written in the file.
    pub(super) fn written(&self, value: Value<'_, '_>) -> &'a str {
        self.written_at(value.span)
    }

    pub(super) fn written_at(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    /// The key before a value.
    pub(super) fn key_of(&self, span: Span) -> Option<&'a str> {
        let before = self.text[..span.range().start].trim_end().strip_suffix('=')?.trim_end();
        let start = before
            .rfind(|each: char| !each.is_alphanumeric() && !"-_".contains(each))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        Some(&before[start..])
    }

    pub(super) fn span_of<T>(&self, value: &Spanned<T>) -> Span {
        let range = value.span();
        Span::new(self.base + range.start, self.base + range.end)
    }

    /// The span without what follows its first line: a header or a key, not the whole table.
    pub(super) fn first_line(&self, span: Span) -> Span {
        let text = &self.text[span.range()];
        text.find('\n').map_or(span, |at| Span::new(span.start as usize, span.start as usize + at))
    }
}

/// The id of a record, where it has one that can be read.
fn id_of<'a>(value: &'a DeValue<'_>) -> Option<&'a str> {
    value.as_table()?.get("id")?.get_ref().as_str().filter(|id| is_id(id))
}

fn type_in_words(value: &DeValue<'_>) -> Bilingual {
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
