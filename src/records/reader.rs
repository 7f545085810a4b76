//! Reading values of TOML, with a diagnostic for every mistake.
//!
//! serde stops at the first mistake of a file. An author who has just typed forty lines wants all of them, each at
//! its place: so a record is read from TOML's spanned tree.

use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::rules::{self, Rule};
use crate::source::{Place, SourcePath, Span};
use crate::unfinished::{self, scaffold};
use crate::values::{Audience, Languages, is_id};

use super::declared_ids::DeclaredIds;

/// What reading a file depends on besides its text.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Context {
    /// The languages of the site; `None` where site.toml does not say, so that no words can be called missing.
    pub languages: Option<Languages>,
    /// Who the build is for.
    pub audience: Audience,
}

/// What a file's records are read with: where they are, and what was wrong so far.
pub struct Reader<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) context: &'a Context,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The ids of the file's lists; `None` for front matter, which declares nothing that others refer to.
    pub(super) declared: Option<DeclaredIds>,
    text: &'a str,
    /// Where the TOML begins in the file.
    base: usize,
}

/// A value and where it is written.
#[derive(Clone, Copy)]
pub struct Value<'a, 'i> {
    pub(super) key: &'a str,
    pub(super) value: &'a DeValue<'i>,
    pub(super) span: Span,
}

impl<'a, 'i> Value<'a, 'i> {
    /// The same under another name, for messages: in a table whose keys are ids, that of the table.
    pub(super) fn named<'n>(self, key: &'n str) -> Value<'n, 'i>
    where
        'a: 'n,
    {
        Value { key, value: self.value, span: self.span }
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
        Self { path, context, diagnostics: Vec::new(), declared, text, base }
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

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports that a value has the wrong type, with what to write where that can be said.
    pub(super) fn wrong_type(&mut self, value: Value<'_, '_>, ja: &str, en: &str, instead: Option<String>) {
        let found = type_in_words(value.value);
        let diagnostic = self.diagnostic(
            rules::RECORD_TYPE,
            value.span,
            format!("`{}` には{ja}を書きます（ここにあるのは{}です）", value.key, found.ja),
            format!("`{}` takes {en}, not {}", value.key, found.en),
        );
        self.report(diagnostic.help_if(instead.map(|instead| {
            Bilingual::new(format!("`{instead}` と書いてください"), format!("write `{instead}`"))
        })));
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, value: Value<'_, '_>) -> Option<String> {
        let Some(text) = value.text() else {
            let plain = matches!(value.value, DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_));
            let instead = plain.then(|| format!("{} = \"{}\"", value.key, self.written(value)));
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

    /// Reports what is not written to the end in words that readers see.
    pub(super) fn check_finished(&mut self, text: &str, span: Span) {
        if scaffold::is_value(text) {
            self.report(unfinished::unchanged(self.place(span), text));
        }
        let marks = unfinished::report_value(self.path, self.text, span, text);
        self.diagnostics.extend(marks);
    }

    /// The values of a list. What cannot be read is left out.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        value: Value<'_, '_>,
        mut read: impl FnMut(&mut Self, Value<'_, '_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let DeValue::Array(items) = value.value else {
            let instead = value.text().map(|_| format!("{key} = [{}]", self.written(value)));
            self.wrong_type(value, "一覧（[ … ]）", "a list `[ … ]`", instead);
            return None;
        };
        if let Some(declared) = &mut self.declared {
            declared.add(key, items.iter().map(|item| id_of(item.get_ref())));
        }
        let mut values = Vec::with_capacity(items.len());
        for item in items.iter() {
            let span = self.span_of(item);
            values.extend(read(self, Value { key, value: item.get_ref(), span }));
        }
        Some(values)
    }

    /// A value as it is written in the file.
    pub(super) fn written(&self, value: Value<'_, '_>) -> &'a str {
        &self.text[value.span.range()]
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
