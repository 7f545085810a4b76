//! `site.toml`.

use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::values::{Label, Languages};

use super::record::{Reader, Record, Value, id, label, text, url, written_text};
use super::Written;

/// What `site.toml` says.
#[derive(Clone, Debug)]
pub struct SiteRecord {
    /// The name of the site.
    pub title: Label,
    /// Where it will be published; ends in `/`.
    pub base_url: Written<String>,
    /// Its languages, the authoritative one first.
    pub languages: Languages,
    /// The theme it is shown with.
    pub theme: Written<String>,
    /// Who publishes it.
    pub publisher: Label,
    /// The licence of its data and text, as an SPDX identifier.
    pub licence: Option<String>,
}

/// Reads `site.toml`.
pub fn site_record(file: &SourceFile) -> (Option<SiteRecord>, Vec<Diagnostic>) {
    // The languages come first: every label of the file is read with them.
    let unknown = Languages::new(["ja".to_owned()]).expect("one language is enough");
    let whole = 0..file.text.len();
    let (languages, _) =
        Reader::read(&file.path, &file.text, whole.clone(), &unknown, |reader, mut record| languages(reader, &mut record));
    let languages = languages.unwrap_or(unknown);
    Reader::read(&file.path, &file.text, whole, &languages, site)
}

fn site(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<SiteRecord> {
    let title = record.required(reader, "title", label);
    let base_url = record.required(reader, "base_url", base_url);
    let languages = languages(reader, &mut record);
    let theme = record.optional(reader, "theme", id);
    let publisher = record.required(reader, "publisher", label);
    let licence = record.optional(reader, "licence", text);
    record.finish(reader);
    Some(SiteRecord {
        title: title?,
        base_url: base_url?,
        languages: languages?,
        theme: theme.unwrap_or_else(|| Written { value: "default".into(), span: Default::default() }),
        publisher: publisher?,
        licence,
    })
}

fn languages(reader: &mut Reader<'_>, record: &mut Record<'_, '_>) -> Option<Languages> {
    if !record.has("languages") {
        return record.required(reader, "languages", |_, _| None);
    }
    let mut codes: Vec<String> = Vec::new();
    for code in record.list(reader, "languages", written_text) {
        if !is_language_code(&code.value) {
            reader.error(
                "site.language",
                code.span,
                format!("`{}` は言語の符号ではありません（例: `ja`、`en`、`ja-easy`）", code.value),
                format!("`{}` is not a language code such as `ja`, `en` or `ja-easy`", code.value),
            );
        } else if codes.contains(&code.value) {
            reader.error(
                "site.language",
                code.span,
                format!("`{}` が2度書かれています", code.value),
                format!("`{}` is listed twice", code.value),
            );
        } else {
            codes.push(code.value);
        }
    }
    Languages::new(codes)
}

/// BCP 47 in small letters: a language of two or three letters, then subtags of up to eight.
fn is_language_code(code: &str) -> bool {
    let mut parts = code.split('-');
    let language = parts.next().unwrap_or("");
    let small = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && small(part))
}

fn base_url(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Written<String>> {
    let mut written = url(reader, value)?;
    if written.contains(['?', '#']) {
        reader.error(
            "record.url",
            value.span,
            "base_url に `?` や `#` は使えません",
            "`base_url` cannot have `?` or `#`",
        );
        return None;
    }
    if !written.ends_with('/') {
        written.push('/');
    }
    Some(Written { value: written, span: value.span })
}
