//! `site.toml`.

use crate::diagnostic::{Bilingual, Diagnostic, did_you_mean};
use crate::rules::{self, Level, Levels, Rule};
use crate::source::SourceFile;
use crate::values::{Label, Languages};

use super::Written;
use super::record::{
    Reader, Record, Value, id, items, label, record_or, text, url, written_code, written_text,
};

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
        Reader::read(&file.path, &file.text, whole.clone(), &unknown, |reader, mut record| {
            languages(reader, &mut record)
        });
    let languages = languages.unwrap_or(unknown);
    Reader::read(&file.path, &file.text, whole, &languages, site)
}

/// The severities that `site.toml` sets, as far as they can be read; what is wrong with them is reported with
/// the rest of the file.
pub fn levels(file: &SourceFile) -> Levels {
    let language = Languages::new(["ja".to_owned()]).expect("one language is enough");
    let whole = 0..file.text.len();
    let (levels, _) = Reader::read(&file.path, &file.text, whole, &language, |reader, mut record| {
        Some(rule_levels(reader, &mut record))
    });
    levels.unwrap_or_default()
}

/// `[rules]`: `"text.bold-as-heading" = { level = "off", reason = "…" }`.
fn rule_levels(reader: &mut Reader<'_>, record: &mut Record<'_, '_>) -> Levels {
    let entries = record.optional(reader, "rules", |reader, value| {
        record_or(reader, value, |_| None, |reader, table| Some(table.entries(reader, rule_level)))
    });
    let mut levels = Levels::default();
    for (code, setting) in entries.unwrap_or_default() {
        let Some((rule, level)) = setting else {
            reader.complain(unknown_rule(reader, &code));
            continue;
        };
        match kept(reader, rule, &level) {
            Some(refusal) => reader.complain(refusal),
            None => levels.set(rule, level.value),
        }
    }
    levels
}

/// A rule and what is set for it; `Some(None)` where no rule has the code, so that nothing else is said of it.
fn rule_level(
    reader: &mut Reader<'_>,
    value: Value<'_, '_>,
) -> Option<Option<(&'static Rule, Written<Level>)>> {
    let Some(rule) = rules::find(value.key) else { return Some(None) };
    Some(Some((rule, level(reader, value)?)))
}

fn level(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Written<Level>> {
    let instead = |level: &str| Some(format!("{{ level = \"{level}\", reason = \"…\" }}"));
    record_or(reader, value, instead, |reader, mut record| {
        let level = record.required(reader, "level", written_code);
        let reason = record.required(reader, "reason", text);
        record.finish(reader);
        level.filter(|_| reason.is_some())
    })
}

/// Why a rule cannot be set to a level; `None` where it can.
fn kept(reader: &Reader<'_>, rule: &Rule, level: &Written<Level>) -> Option<Diagnostic> {
    let because = rule.lowering.kept_because().filter(|_| level.value.lowers(rule))?;
    let (code, severity) = (rule.code, rule.severity.words());
    let refusal = Diagnostic::new(
        rules::RULES_KEPT,
        reader.place(level.span),
        format!("`{code}` は「{}」より下げられません（{}）", severity.ja, because.ja),
        format!("`{code}` cannot be less than `{}`: {}", severity.en, because.en),
    );
    Some(refusal.help(
        format!("この行を消し、`{code}` が知らせるところを直してください"),
        format!("take this line out, and correct what `{code}` reports"),
    ))
}

fn unknown_rule(reader: &Reader<'_>, code: &Written<String>) -> Diagnostic {
    let name = &code.value;
    let unquoted = rules::ALL.iter().find(|rule| rule.family() == name).map(|rule| {
        Bilingual::new(
            format!("記号の全体を引用符で囲みます（例: `\"{}\"`）", rule.code),
            format!("put the whole code into quotes, such as `\"{}\"`", rule.code),
        )
    });
    Diagnostic::new(
        rules::RULES_UNKNOWN,
        reader.place(code.span),
        format!("`{name}` という記号の規則はありません"),
        format!("there is no rule `{name}`"),
    )
    .help_if(unquoted)
    .help_if(did_you_mean(name, rules::ALL.iter().map(|rule| rule.code)))
    .help("`shirube explain` で一覧を表示できます", "`shirube explain` lists them")
}

fn site(reader: &mut Reader<'_>, mut record: Record<'_, '_>) -> Option<SiteRecord> {
    let languages = languages(reader, &mut record);
    // Where the languages are not known, nobody can say which words are missing.
    let known = languages.is_some();
    let words =
        |reader: &mut Reader<'_>, value: Value<'_, '_>| if known { label(reader, value) } else { None };
    let title = record.required(reader, "title", words);
    let base_url = record.required(reader, "base_url", base_url);
    let theme = record.optional(reader, "theme", id);
    let publisher = record.required(reader, "publisher", words);
    let licence = record.optional(reader, "licence", text);
    rule_levels(reader, &mut record);
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

/// The languages. A common slip is put right for the rest of the run, so that it is the only complaint and not
/// the first of a hundred; where one cannot be told there are none.
fn languages(reader: &mut Reader<'_>, record: &mut Record<'_, '_>) -> Option<Languages> {
    let list = |reader: &mut Reader<'_>, value: Value<'_, '_>| {
        Some((items(reader, value, written_text)?, value.span))
    };
    let (written, span) = record.required(reader, "languages", list)?;
    if written.is_empty() {
        reader.complain(
            Diagnostic::new(
                rules::SITE_LANGUAGE,
                reader.place(span),
                "言語が1つもありません",
                "there is no language",
            )
            .help(
                "`languages = [\"ja\", \"en\"]` のように、原文の言語から書きます",
                "write `languages = [\"ja\", \"en\"]`, the authoritative language first",
            ),
        );
        return None;
    }
    let mut codes: Vec<String> = Vec::new();
    let mut all_known = true;
    for code in written {
        let meant = meant_language(&code.value).map(str::to_owned);
        if meant.is_some() || !is_language_code(&code.value) {
            let complaint = not_a_language(reader, &code, meant.as_deref());
            reader.complain(complaint);
        }
        let meant = meant.unwrap_or(code.value);
        all_known &= is_language_code(&meant);
        if codes.contains(&meant) {
            reader.error(
                rules::SITE_LANGUAGE,
                code.span,
                format!("`{meant}` が2度書かれています"),
                format!("`{meant}` is listed twice"),
            );
        } else {
            codes.push(meant);
        }
    }
    Languages::new(codes).filter(|_| all_known)
}

fn not_a_language(reader: &Reader<'_>, code: &Written<String>, meant: Option<&str>) -> Diagnostic {
    Diagnostic::new(
        rules::SITE_LANGUAGE,
        reader.place(code.span),
        format!("`{}` は言語の符号ではありません", code.value),
        format!("`{}` is not the code of a language", code.value),
    )
    .help_if(
        meant.map(|meant| Bilingual::new(format!("`{meant}` と書いてください"), format!("write `{meant}`"))),
    )
    .help(
        "`ja`、`en`、`ja-easy` のように半角の小文字で書きます",
        "codes are such as `ja`, `en` or `ja-easy`, in small letters",
    )
}

/// The code that was meant by a country's code or by a code in capital letters. `None` for codes that may well
/// be right: a list of all languages would be out of date before a city needs it.
fn meant_language(code: &str) -> Option<&'static str> {
    let slips =
        [("jp", "ja"), ("cn", "zh"), ("tw", "zh-tw"), ("kr", "ko"), ("vn", "vi"), ("us", "en"), ("gb", "en")];
    let capitals = [
        "ja", "en", "zh", "ko", "vi", "ne", "pt", "es", "tl", "id", "th", "fr", "de", "ru", "my", "ja-easy",
        "zh-tw", "zh-cn",
    ];
    let small = code.to_ascii_lowercase();
    let country = slips.iter().find(|(country, _)| *country == small).map(|(_, language)| *language);
    country.or_else(|| capitals.into_iter().find(|language| *language == small && small != code))
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
            rules::RECORD_URL,
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
