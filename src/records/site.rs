//! `site.toml`.

use crate::diagnostic::{Bilingual, Diagnostic, Help, did_you_mean};
use crate::rules::{self, Level, Levels, Rule};
use crate::source::{SourceFile, Span, Written};
use unicode_normalization::UnicodeNormalization;

use crate::values::{Audience, Label, Language, Languages, SiteKind};

use super::declaration::Shape;
use super::declare::record;
use super::field::{Kind, list};
use super::file::{Reading, read_file, read_key};
use super::kinds::{BaseUrl, Id, Phone, Url};
use super::menu::MenuItemRecord;
use super::reader::{Context, Reader, Value};
use super::security::SecurityRecord;
use super::table::Table;
use super::words::SiteWords;

record! {
    /// `site.toml`: the site as a whole.
    #[ja = "site.toml：サイト全体の設定です。"]
    pub struct SiteRecord: stands_in {
        /// The languages by their codes (BCP 47, in small letters), the authoritative one first: `ja`, `en`,
        /// `pt-br`, `zh-hans`, `ja-easy` (easy Japanese). One is enough.
        #[ja = "言語の符号（BCP 47、半角の小文字）。最初が原文の言語です。`ja`、`en`、`pt-br`、`zh-hans`、`ja-easy`（やさしい日本語）などと書きます。1つでもかまいません。"]
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
        /// Whether it is one city's own site (city) or shows the plans of several (collection). Without it, a site
        /// with the plans of one city is that city's own.
        #[ja = "`city`（一つの自治体が自らの計画を公開するサイト）か `collection`（複数の自治体の計画を集めたサイト）。書かなければ、計画のある自治体が1つなら `city`、2つ以上なら `collection`。"]
        kind: Option<Written<SiteKind>>,
        /// Who publishes it.
        #[ja = "発行者。"]
        publisher: Label,
        /// The publisher's postal address, at the foot of every page.
        #[ja = "発行者の所在地。すべてのページの下に出ます。"]
        address: Option<Label>,
        /// The publisher's main telephone number, at the foot of every page.
        #[ja = "発行者の代表電話の番号。すべてのページの下に出ます。"]
        phone: Option<Phone>,
        /// Links at the foot of every page: how personal data is handled, accessibility, the publisher's own site.
        #[ja = "すべてのページの下に出すリンク。個人情報の取扱い、ウェブアクセシビリティ、自治体の公式サイトなどです。"]
        links: Vec<SiteLink>,
        /// The licence of its data and texts as an SPDX identifier, such as `CC-BY-4.0`.
        #[ja = "データと文章の利用条件。`CC-BY-4.0` なら、その説明へのリンクになります。"]
        licence: Option<String>,
        /// The severities that the site gives to rules, by their codes. A rule without which a record has no value
        /// or text would be lost cannot be lowered.
        #[ja = "規則ごとの扱い（規則の記号ごと）。記録の値が決まらなくなる規則や、文章が失われる規則は、下げられません。"]
        rules: Levels = Levels::default(),
        /// Items added to the menu, in display order, after those that Shirube makes.
        #[ja = "メニューに加える項目。Shirubeが作る項目の後に、並べた順に表示されます。"]
        menu: Vec<MenuItemRecord>,
        /// Words on screen that the site says in its own way, by the keys of the theme; a language that is left
        /// out keeps the theme's.
        #[ja = "画面の語のうち、このサイトで言い換えるもの（テーマの語の名前ごと）。書かない言語では、テーマの語のままです。"]
        words: SiteWords = SiteWords::default(),
        /// Hosts other than that of the site that its pages may ask. Without any, pages ask no other host.
        #[ja = "ページが通信してよい、ほかのサイト。書かなければ、どことも通信しません。"]
        security: SecurityRecord = SecurityRecord::default(),
    }
}

record! {
    /// A link at the foot of every page.
    #[ja = "すべてのページの下に出すリンクです。"]
    pub struct SiteLink {
        /// What readers see.
        #[ja = "表示する名前。"]
        label: Label,
        /// Its web address.
        #[ja = "リンク先のアドレス。"]
        url: Url,
    }
}

record! {
    /// The severity that the site gives to a rule.
    #[ja = "規則の扱いです。"]
    pub struct RuleLevel {
        /// error (nothing is published), warning, note (said only by `shirube check`) or off.
        #[ja = "扱い。`error`（公開しない）、`warning`（警告）、`note`（`shirube check` でだけ示す）、`off`（示さない）。"]
        level: Written<Level>,
        /// Why, for colleagues and successors.
        #[ja = "そうする理由。同僚や後任のために書きます。"]
        reason: String,
    }
}

/// The severities that `site.toml` sets, as far as they can be read; what is wrong with them is reported with the
/// rest of the file.
pub fn rule_levels(file: &SourceFile) -> Levels {
    read_key(file, "rules", &Context::default()).unwrap_or_default()
}

impl Kind for Levels {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let table = Table::of(reader, value, || None)?;
        let mut levels = Self::default();
        for (code, entry) in
            table.entries(reader, &RuleLevel::shape(), |reader, value| Some(rule_and_level(reader, value)))
        {
            match entry {
                None => reader.report(unknown_rule(reader, &code)),
                Some((rule, Some(level))) => match kept(reader, rule, &level) {
                    Some(refusal) => reader.report(refusal),
                    None => levels.set(rule, level.value),
                },
                Some((_, None)) => {}
            }
        }
        Some(levels)
    }

    fn shape() -> Shape {
        Shape::ById(Box::new(RuleLevel::shape()))
    }
}

/// The rule that an entry is about, and its level where that can be read.
fn rule_and_level(
    reader: &mut Reader<'_>,
    value: Value<'_, '_>,
) -> Option<(&'static Rule, Option<Written<Level>>)> {
    let rule = rules::find(value.key)?;
    if let Some(level) = value.text() {
        let instead = format!("{{ level = \"{level}\", reason = \"…\" }}");
        reader.wrong_type(value, "表（{ … }）", "a table `{ … }`", Some(instead));
        return Some((rule, None));
    }
    Some((rule, RuleLevel::read(reader, value).map(|entry| entry.level)))
}

/// Why a rule cannot be set to a level; `None` where it can.
fn kept(reader: &Reader<'_>, rule: &Rule, level: &Written<Level>) -> Option<Diagnostic> {
    let because = rule.lowering.kept_because().filter(|_| level.value.lowers(rule))?;
    let (code, severity) = (rule.code, rule.severity.words());
    let refusal = reader.diagnostic(
        rules::RULES_KEPT,
        level.span,
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
    reader
        .diagnostic(
            rules::RULES_UNKNOWN,
            code.span,
            format!("`{name}` という記号の規則はありません"),
            format!("there is no rule `{name}`"),
        )
        .help_if(unquoted)
        .help_if(did_you_mean(name, rules::ALL.iter().map(|rule| rule.code)))
        .help("`shirube explain` で一覧を表示できます", "`shirube explain` lists them")
}

/// Reads `site.toml`. The languages come first: every label of the file is read with them.
pub fn site_record(file: &SourceFile) -> Reading<SiteRecord> {
    let languages = read_key(file, "languages", &Context::default());
    let unexpecting = Context { languages, ..Context::default() };
    let title: Option<Label> = read_key(file, "title", &unexpecting);
    let expected = title.map_or_else(Vec::new, |title| languages_of(&title, &unexpecting));
    read_file(file, &Context { expected, ..unexpecting })
}

impl SiteRecord {
    /// The same of a site with another theme.
    pub fn with_theme(&self, name: &str) -> Self {
        Self { theme: Id::unwritten(name), ..self.clone() }
    }

    /// What the other files of the site are read with.
    pub fn context(&self, audience: Audience) -> Context {
        let unexpecting = Context { languages: Some(self.languages.clone()), audience, ..Context::default() };
        Context { expected: languages_of(&self.title, &unexpecting), ..unexpecting }
    }
}

fn languages_of(title: &Label, context: &Context) -> Vec<Language> {
    let languages = context.languages.iter().flat_map(Languages::iter);
    languages.filter(|language| title.translation(*language).is_some()).collect()
}

/// Where the languages of a site are written, and the code that is written there.
pub fn written_languages(file: &SourceFile) -> Vec<Written<String>> {
    struct Codes(Vec<Written<String>>);
    impl Kind for Codes {
        fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
            list(reader, "languages", value).map(Self)
        }

        fn shape() -> Shape {
            Shape::Languages
        }
    }
    read_key::<Codes>(file, "languages", &Context::default()).map_or_else(Vec::new, |codes| codes.0)
}

impl Kind for Languages {
    fn read(reader: &mut Reader<'_>, value: Value<'_, '_>) -> Option<Self> {
        let mut codes: Vec<Written<String>> = list(reader, "languages", value)?;
        let first = value.value.as_array().and_then(|items| items.first());
        if first.is_some_and(|first| !first.get_ref().is_str()) {
            // What stands first is the language of the originals, whatever form it has.
            codes.insert(0, Written { value: ORIGINALS.to_owned(), span: value.span });
        }
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

/// The language that originals most probably have.
const ORIGINALS: &str = "ja";

fn no_language(reader: &Reader<'_>, span: Span) -> Diagnostic {
    reader.diagnostic(rules::SITE_LANGUAGE, span, "言語が1つもありません", "there is no language").help(
        "`languages = [\"ja\", \"en\"]` のように、原文の言語から書きます",
        "write `languages = [\"ja\", \"en\"]`, the authoritative language first",
    )
}

/// A common slip is corrected for the rest of the run, so that it is the only diagnostic and not the first of a
/// hundred; where it is not clear what was meant, the run goes on without that language. The first stands for the
/// language of the originals whatever it is.
fn known_languages(reader: &mut Reader<'_>, written: Vec<Written<String>>) -> Option<Languages> {
    let mut codes: Vec<String> = Vec::new();
    for (at, code) in written.into_iter().enumerate() {
        let meant = meant_language(&code.value);
        if meant.is_some() || !Languages::is_known(&code.value) {
            reader.report(not_a_language(reader, &code, meant.as_deref()));
        }
        let meant = match meant.or_else(|| Some(code.value).filter(|code| Languages::is_known(code))) {
            Some(meant) => meant,
            None if at == 0 => ORIGINALS.to_owned(),
            None => continue,
        };
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
    Languages::new(codes)
}

fn not_a_language(reader: &Reader<'_>, code: &Written<String>, meant: Option<&str>) -> Diagnostic {
    reader
        .diagnostic(
            rules::SITE_LANGUAGE,
            code.span,
            format!("`{}` は言語の符号ではありません", code.value),
            format!("`{}` is not the code of a language", code.value),
        )
        .help_if(meant.map(Help::write))
        .help(
            "`ja`、`en`、`ja-easy` のように半角の小文字で書きます",
            "codes are such as `ja`, `en` or `ja-easy`, in small letters",
        )
}

/// The code that was meant by a country's code, a code of three letters or one in capital letters.
fn meant_language(code: &str) -> Option<String> {
    let slips = [
        ("jp", "ja"),
        ("cn", "zh"),
        ("tw", "zh-tw"),
        ("kr", "ko"),
        ("vn", "vi"),
        ("us", "en"),
        ("gb", "en"),
        ("jpn", "ja"),
        ("eng", "en"),
        ("zho", "zh"),
        ("chi", "zh"),
        ("kor", "ko"),
        ("vie", "vi"),
        ("por", "pt"),
        ("spa", "es"),
        ("nep", "ne"),
        ("ind", "id"),
        ("tha", "th"),
    ];
    let half: String = code.trim().nfkc().collect();
    let small = half.to_lowercase().replace('_', "-");
    let (language, rest) = small.split_at(small.find('-').unwrap_or(small.len()));
    let slip = slips.iter().find(|(slip, _)| *slip == language).map(|(_, meant)| format!("{meant}{rest}"));
    slip.or(Some(small)).filter(|meant| *meant != code && Languages::is_known(meant))
}
