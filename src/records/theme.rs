//! `theme.toml` and the translations of a theme, `i18n/<language>.toml`.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::{Place, SourceFile, Span};
use crate::values::Label;

use super::broken_toml;
use super::declare::record;
use super::file::{Reading, read_file};
use super::kinds::Id;
use super::reader::Context;

record! {
    /// `theme.toml`: a theme, and what it starts from.
    #[ja = "theme.toml：テーマの設定です。"]
    pub struct ThemeRecord {
        /// What people call it.
        #[ja = "テーマの呼び名。"]
        name: Option<Label>,
        /// The theme it starts from; it has only the files that differ.
        #[ja = "もとにするテーマの名前。違うファイルだけを置きます。"]
        extends: Option<Id>,
    }
}

/// Reads a `theme.toml`.
pub fn theme_record(file: &SourceFile) -> Reading<ThemeRecord> {
    // A theme is the same for every audience, and does not know what languages the sites have that use it.
    read_file(file, &Context::default())
}

/// Words of a theme: `{name}` stands for an argument; where the words differ for one and for many, both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ThemeWords {
    /// For a `count` of one; nothing where it makes no difference.
    pub one: Option<String>,
    /// For every other count.
    pub other: String,
    /// Where they are written.
    pub span: Span,
}

/// Reads the words of a theme in a language: tables nest keys, `[plan-kind] vision = "…"` is
/// `plan-kind.vision`.
pub fn theme_words(file: &SourceFile) -> (BTreeMap<String, ThemeWords>, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    let mut diagnostics = broken_toml::diagnostics(&file.path, &file.text, 0, &errors, &[]);
    let mut words = BTreeMap::new();
    collect(file, "", table.get_ref(), &mut words, &mut diagnostics);
    (words, diagnostics)
}

fn collect(
    file: &SourceFile,
    prefix: &str,
    table: &DeTable<'_>,
    words: &mut BTreeMap<String, ThemeWords>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (key, value) in table {
        let name: &str = key.get_ref();
        let key = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") };
        match value.get_ref() {
            DeValue::String(text) => {
                words.insert(
                    key,
                    ThemeWords { one: None, other: text.to_string(), span: value.span().into() },
                );
            }
            DeValue::Table(inner) => match plural(inner, value.span().into()) {
                Some(plural) => {
                    words.insert(key, plural);
                }
                None => collect(file, &key, inner, words, diagnostics),
            },
            _ => diagnostics.push(
                Diagnostic::new(
                    rules::THEME_WORDS,
                    Place::at(&file.path, value.span().into()),
                    format!("`{key}` は引用符で囲んだ文字列で書きます"),
                    format!("`{key}` takes a quoted text"),
                )
                .help(
                    "単数と複数で変わるときは `{ one = \"…\", other = \"…\" }` と書きます",
                    "where one and many differ, write `{ one = \"…\", other = \"…\" }`",
                ),
            ),
        }
    }
}

fn plural(table: &DeTable<'_>, span: Span) -> Option<ThemeWords> {
    let text =
        |key: &str| table.get(key).map(Spanned::get_ref).and_then(|value| value.as_str()).map(str::to_owned);
    let only_counts = table.keys().all(|key| matches!(&**key.get_ref(), "one" | "other"));
    (only_counts && !table.is_empty()).then_some(ThemeWords { one: text("one"), other: text("other")?, span })
}
