//! `site.toml`.

use crate::diagnostic::{Bilingual, Diagnostic};
use crate::rules;
use crate::source::{SourceFile, Span, Written};
use crate::values::{Audience, Label, Languages};

use super::declaration::Shape;
use super::declare::record;
use super::field::Kind;
use super::file::{Reading, read_file, read_key};
use super::kinds::{BaseUrl, Id};
use super::reader::{Context, Reader, Value};

record! {
    /// `site.toml`: the site as a whole.
    #[ja = "site.toml：サイト全体の設定です。"]
    pub struct SiteRecord {
        /// The languages by their codes, the authoritative one first: `ja`, `en`, `zh-hans`, `ja-easy` (easy
        /// Japanese).
        #[ja = "言語の符号。最初が原文の言語です。`ja`、`en`、`zh-hans`、`ja-easy`（やさしい日本語）などと書きます。"]
        languages: Languages,
        /// The name of the site.
        #[ja = "サイトの名前。"]
        title: Label,
        /// Where it will be published. Only canonical links, the site map and the like use it.
        #[ja = "公開するアドレス。`https://` から書きます。検索サイトへの案内などに使います。"]
        base_url: BaseUrl,
        /// The name of its theme; `default` where it is left out.
        #[ja = "テーマの名前。書かなければ `default`。"]
        theme: Id = Id::unwritten("default"),
        /// Who publishes it.
        #[ja = "発行者。"]
        publisher: Label,
        /// The licence of its data and texts as an SPDX identifier, such as `CC-BY-4.0`.
        #[ja = "データと文章の利用条件。`CC-BY-4.0` なら、その説明へのリンクになります。"]
        licence: Option<String>,
    }
}

/// Reads `site.toml`. The languages come first: every label of the file is read with them.
pub fn site_record(file: &SourceFile) -> Reading<SiteRecord> {
    let unknown = Context { languages: None, audience: Audience::Public };
    let languages = read_key(file, "languages", &unknown);
    read_file(file, &Context { languages, ..unknown })
}

impl Kind for Languages {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let codes: Vec<Written<String>> = reader.list("languages", value, Written::read)?;
        if codes.is_empty() {
            reader.report(no_language(reader, value.span));
            return None;
        }
        known_languages(reader, codes)
    }

    fn shape() -> Shape {
        Shape::Languages
    }
}

fn no_language(reader: &Reader<'_>, span: Span) -> Diagnostic {
    reader.diagnostic(rules::SITE_LANGUAGE, span, "言語が1つもありません", "there is no language").help(
        "`languages = [\"ja\", \"en\"]` のように、原文の言語から書きます",
        "write `languages = [\"ja\", \"en\"]`, the authoritative language first",
    )
}

/// A common slip is corrected for the rest of the run, so that it is the only diagnostic and not the first of a
/// hundred; where it is not clear what was meant there are no languages.
fn known_languages(reader: &mut Reader<'_>, written: Vec<Written<String>>) -> Option<Languages> {
    let mut codes: Vec<String> = Vec::new();
    let mut all_known = true;
    for code in written {
        let meant = meant_language(&code.value).map(str::to_owned);
        if meant.is_some() || !is_language_code(&code.value) {
            reader.report(not_a_language(reader, &code, meant.as_deref()));
        }
        let meant = meant.unwrap_or(code.value);
        all_known &= is_language_code(&meant);
        if codes.contains(&meant) {
            reader.report(reader.diagnostic(
                rules::SITE_LANGUAGE,
                code.span,
                format!("`{meant}` が2度書かれています"),
                format!("`{meant}` is listed twice"),
            ));
        } else {
            codes.push(meant);
        }
    }
    Languages::new(codes).filter(|_| all_known)
}

fn not_a_language(reader: &Reader<'_>, code: &Written<String>, meant: Option<&str>) -> Diagnostic {
    reader
        .diagnostic(
            rules::SITE_LANGUAGE,
            code.span,
            format!("`{}` は言語の符号ではありません", code.value),
            format!("`{}` is not the code of a language", code.value),
        )
        .help_if(
            meant.map(|meant| {
                Bilingual::new(format!("`{meant}` と書いてください"), format!("write `{meant}`"))
            }),
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
