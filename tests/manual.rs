//! The pages of the manual that come from declarations: `content/guide/rules.md` from the register of rules; and the
//! table of components, which is written by hand and must name what there is.
//!
//! `UPDATE_EXPECTED=1 cargo test --test manual` writes the page of rules anew, with the stamps of the translation:
//! read the difference.

#[path = "support/stamps.rs"]
mod stamps;
mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use shirube::model::ComponentKind;
use shirube::pages::COMPONENTS;
use shirube::rules::{self, Explanation, Rule};
use shirube::values::Bilingual;
use stamps::stamp;
use support::{repository, updating};

const ORIGINAL: &str = "content/guide/rules.md";
const TRANSLATION: &str = "content/guide/rules.en.md";

#[test]
fn the_page_of_rules_is_what_the_register_says() {
    let original = page(&Words::JAPANESE);
    let translation = page(&Words::ENGLISH);
    let translation = stamp((ORIGINAL, &original), (TRANSLATION, &translation), None);
    let mut wrong = Vec::new();
    for (path, text) in [(ORIGINAL, original), (TRANSLATION, translation)] {
        if updating() {
            std::fs::write(repository(path), text).unwrap();
        } else if std::fs::read_to_string(repository(path)).unwrap_or_default() != text {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "run with UPDATE_EXPECTED=1 and read the difference: {wrong:?}");
}

#[test]
fn the_tables_of_components_name_each_with_its_arguments() {
    let japanese = ("content/guide/components.md", "なし", "、");
    let english = ("content/guide/components.en.md", "none", ", ");
    for (path, none, comma) in [japanese, english] {
        let text = std::fs::read_to_string(repository(path)).unwrap();
        // Of all tables of the page, only this one begins its rows with code.
        let rows = text.lines().filter(|line| line.starts_with("| `"));
        let written: BTreeSet<String> =
            rows.map(|row| row.rsplitn(3, '|').last().unwrap().trim_end().to_owned()).collect();
        let wanted: BTreeSet<String> = COMPONENTS.iter().map(|kind| cells(kind, none, comma)).collect();
        assert_eq!(written, wanted, "the table of components in {path} and the list of components differ");
    }
}

/// The first two cells of the row of a component: its name, and its arguments, the required ones in bold.
fn cells(kind: &ComponentKind, none: &str, comma: &str) -> String {
    let required = kind.required.iter().map(|name| format!("**`{name}`**"));
    let optional = kind.optional.iter().map(|name| format!("`{name}`"));
    let arguments: Vec<String> = required.chain(optional).collect();
    let arguments = if arguments.is_empty() { none.to_owned() } else { arguments.join(comma) };
    format!("| `{}` | {arguments}", kind.name)
}

/// What the page says around the register, in one language.
struct Words {
    front: &'static str,
    lead: &'static str,
    settings: &'static str,
    why: &'static str,
    instead: &'static str,
    bad: &'static str,
    good: &'static str,
    other: &'static str,
    colon: &'static str,
    brackets: [&'static str; 2],
    choose: fn(&Bilingual) -> &str,
}

impl Words {
    const JAPANESE: Self = Self {
        front: "title = \"知らせの一覧\"\norder = 11\nupdated = 2026-11-20\n",
        lead: "知らせの記号の意味、理由、直し方です。記号は、知らせの `[ ]` の中にあります。同じ説明を、黒い画面でも見られます。\n\n```text command\nshirube explain link.missing-page\n```\n",
        settings: "## 水準を変える {#levels}\n\n\
            知らせには、3つの水準があります。\n\n\
            | 水準 | `build` | `build --strict` |\n|---|---|---|\n\
            | エラー（`error`） | 公開しない | 公開しない |\n\
            | 警告（`warning`） | 公開する | 公開しない |\n\
            | 参考（`note`） | 公開する | 公開する |\n\n\
            水準は、`site.toml` の `[rules]` で変えられます。`off` にすると、知らせません。後の担当者に分かるように、理由を必ず書きます。\n\n\
            ```toml part content/site.toml\n[rules]\n\"measure.kana\" = { level = \"note\", reason = \"読みは5月にまとめて入れるため\" }\n```\n\n\
            上げることは、どの知らせでもできます。下げられないものには、下の一覧に理由を書いています。\n\n\
            参考の知らせは、`shirube check` だけが表示します。`build` と `serve` は、数だけを示します。\n",
        why: "理由",
        instead: "直し方",
        bad: "悪い例",
        good: "良い例",
        other: "例で使うほかのファイル",
        colon: "：",
        brackets: ["（", "）"],
        choose: |words| &words.ja,
    };
    const ENGLISH: Self = Self {
        front: "title = \"Rules\"\nstate = \"provisional\"\n",
        lead: "What each code means, why it is there, and what to do. The code is between the brackets of a message. The same explanations can be read in the black window:\n\n```text command\nshirube explain link.missing-page\n```\n",
        settings: "## Setting levels {#levels}\n\n\
            A message has one of three levels.\n\n\
            | Level | `build` | `build --strict` |\n|---|---|---|\n\
            | `error` | does not publish | does not publish |\n\
            | `warning` | publishes | does not publish |\n\
            | `note` | publishes | publishes |\n\n\
            `[rules]` in `site.toml` sets the level of a rule. With `off` it is not reported. Always give the reason, for those who come after you.\n\n\
            ```toml part content/site.toml\n[rules]\n\"measure.kana\" = { level = \"note\", reason = \"読みは5月にまとめて入れるため\" }\n```\n\n\
            Any rule can be raised. Where one cannot be lowered, the list below says why.\n\n\
            Notes are shown by `shirube check` only; `build` and `serve` count them.\n",
        why: "Why",
        instead: "What to do",
        bad: "Bad example",
        good: "Good example",
        other: "Another file that the examples need",
        colon: ": ",
        brackets: [" (", ")"],
        choose: |words| &words.en,
    };
}

fn page(words: &Words) -> String {
    let mut page = format!("+++\n{}+++\n{}\n{}", words.front, words.lead, words.settings);
    let mut family = "";
    for (rule, explanation) in rules::explained() {
        if rule.family() != family {
            family = rule.family();
            let _ = write!(page, "\n## {family} {{#{}}}\n", id(family));
        }
        section(rule, explanation, words, &mut page);
    }
    page
}

/// The id of a heading, and so part of the address of an explanation: `rules.html#link-missing-page`.
fn id(code: &str) -> String {
    code.replace('.', "-")
}

fn section(rule: &Rule, explanation: &Explanation, words: &Words, page: &mut String) {
    let prose = |text: &Bilingual| escaped((words.choose)(text));
    let Explanation { title, meaning, why, instead, file, bad, good, with } = explanation;
    let _ = write!(page, "\n### {} {{#{}}}\n\n", prose(title), id(rule.code));
    let _ = write!(page, "`{}`{}{}\n\n", rule.code, words.colon, severity(rule, words));
    let _ = write!(page, "{}\n\n", prose(meaning));
    let _ = write!(page, "**{}**{}{}\n\n", words.why, words.colon, prose(why));
    let _ = writeln!(page, "**{}**{}{}", words.instead, words.colon, prose(instead));
    for (name, text) in [(words.bad, bad), (words.good, good)] {
        example(name, file.as_deref(), text, words, page);
    }
    for other in with.iter().filter(|other| !other.text.is_empty()) {
        example(words.other, Some(&other.file), &other.text, words, page);
    }
}

fn severity(rule: &Rule, words: &Words) -> String {
    let severity = rule.severity.words();
    let sentence = match rule.lowering.kept_because() {
        None => Bilingual::new(
            format!("{}。水準を変えられます。", severity.ja),
            format!("{}; a site can set another level.", severity.en),
        ),
        Some(because) => Bilingual::new(
            format!("{}。下げられません（{}）。", severity.ja, because.ja),
            format!("{}; it cannot be lowered: {}.", severity.en, because.en),
        ),
    };
    (words.choose)(&sentence).to_owned()
}

fn example(name: &str, file: Option<&str>, text: &str, words: &Words, page: &mut String) {
    let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let [open, close] = words.brackets;
    let file = file.map_or_else(String::new, |file| format!("{open}`{file}`{close}"));
    let _ = write!(page, "\n{name}{file}\n\n{fence}text example\n{}\n{fence}\n", shown(text.trim_end()));
}

/// An example about signs that nobody sees and no text may hold: they are named instead.
fn shown(text: &str) -> String {
    let is_hidden = |sign: char| {
        (sign.is_control() && sign != '\n' && sign != '\t')
            || matches!(sign, '\u{1680}' | '\u{1039F}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}')
    };
    let named = |sign: char| match is_hidden(sign) {
        true => format!("⟨U+{:04X}⟩", u32::from(sign)),
        false => sign.to_string(),
    };
    text.chars().map(named).collect()
}

/// A sentence of an explanation as Markdown: what is between back-ticks is code already, and of the rest every
/// sign stands for itself.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('`') {
        out.push_str(&literal(&rest[..start]));
        let ticks = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        let fence = &rest[start..start + ticks];
        let inner = &rest[start + ticks..];
        let end = inner
            .find(fence)
            .unwrap_or_else(|| panic!("{text:?} opens a piece of code and does not close it"));
        out.push_str(&rest[start..start + ticks + end + ticks]);
        rest = &inner[end + ticks..];
    }
    out.push_str(&literal(rest));
    out
}

fn literal(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars() {
        if "\\*_[]<>{}|#~^&!".contains(sign) {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}
