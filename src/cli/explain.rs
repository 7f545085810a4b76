//! `shirube explain`: what a rule means, why it is there and what to do; without a code, the list.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Bilingual, did_you_mean};
use crate::rules::{self, Lowering, Rule, Severity};

use super::args::ExplainArguments;
use super::ending::{Ending, Failure};
use super::screen::{Screen, visible};

pub(super) fn run(arguments: &ExplainArguments, screen: &Screen) -> Result<Ending, Failure> {
    let text = match &arguments.code {
        None => list(screen),
        Some(written) => {
            let code = code_in(written);
            explained(rules::find(&code).ok_or_else(|| unknown(&code))?, screen)
        }
    };
    screen.print(text);
    Ok(Ending::Done)
}

/// The code in what was typed, which is often copied from a message: `error[link.missing-page]:`.
fn code_in(written: &str) -> String {
    let inner = written.split_once('[').map_or(written, |(_, inner)| inner);
    let inner = inner.split_once(']').map_or(inner, |(inner, _)| inner);
    // A Japanese keyboard may have typed it in full width.
    let half: String = inner.nfkc().collect();
    half.trim_matches(|sign: char| !sign.is_ascii_alphanumeric()).to_ascii_lowercase()
}

fn unknown(code: &str) -> Failure {
    let failure =
        Failure::new(format!("`{code}` という記号はありません"), format!("there is no rule `{code}`"));
    failure
        .help_if(did_you_mean(code, rules::ALL.iter().map(|rule| rule.code)))
        .help("`shirube explain` で一覧を表示できます", "`shirube explain` lists them")
}

/// Every rule by family, with its title.
fn list(screen: &Screen) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut family = "";
    let width = rules::ALL.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    for (rule, explanation) in rules::explained() {
        if rule.family() != family {
            family = rule.family();
            let gap = if lines.is_empty() { "" } else { "\n" };
            lines.push(format!("{gap}{family}"));
        }
        lines.push(format!("  {:width$}  {}", rule.code, screen.words(&explanation.title)));
    }
    lines.join("\n")
}

fn explained(rule: &Rule, screen: &Screen) -> String {
    let explanation = rule.explanation();
    let file = explanation.file.as_deref();
    let [bad, good, other] = screen.choose(
        ["悪い例", "良い例", "例で使うほかのファイル"],
        ["Bad example", "Good example", "Another file that the examples need"],
    );
    let mut parts = vec![
        format!("{}: {}", rule.code, screen.words(&explanation.title)),
        severity(rule, screen),
        titled(screen.choose("意味", "Meaning"), &screen.words(&explanation.meaning)),
        titled(screen.choose("理由", "Why"), &screen.words(&explanation.why)),
        titled(screen.choose("直し方", "What to do"), &screen.words(&explanation.instead)),
        example(bad, file, &explanation.bad, screen),
        example(good, file, &explanation.good, screen),
    ];
    let others = explanation.with.iter().filter(|file| !file.text.is_empty());
    parts.extend(others.map(|file| example(other, Some(&file.file), &file.text, screen)));
    parts.join("\n\n")
}

/// The severity, whether a site can change it, and the line for `site.toml` that does.
fn severity(rule: &Rule, screen: &Screen) -> String {
    let Bilingual { ja, en } = rule.severity.words();
    let sentence = match rule.lowering.kept_because() {
        None => Bilingual::new(
            format!("{ja}。site.toml で、理由を書いて水準（error、warning、note、off）を変えられます。"),
            format!(
                "Severity: {en}. A site can set another level (error, warning, note, off) with a reason."
            ),
        ),
        Some(because) => Bilingual::new(
            format!("{ja}。site.toml で下げることはできません（{}）。", because.ja),
            format!("Severity: {en}. A site cannot lower it: {}.", because.en),
        ),
    };
    let setting = other_level(rule).map_or_else(String::new, |level| {
        let line = format!("\"{}\" = {{ level = \"{level}\", reason = \"…\" }}", rule.code);
        format!("\n  [rules]\n  {line}")
    });
    format!("{}{setting}", screen.words(&sentence))
}

/// A level that a site may set in place of the rule's own, where there is one.
fn other_level(rule: &Rule) -> Option<&'static str> {
    match (rule.lowering, rule.severity) {
        (Lowering::Free, Severity::Error) => Some("warning"),
        (Lowering::Free, Severity::Warning | Severity::Note) => Some("off"),
        (_, Severity::Error) => None,
        (_, Severity::Warning | Severity::Note) => Some("error"),
    }
}

fn example(title: &str, file: Option<&str>, text: &str, screen: &Screen) -> String {
    let Some(file) = file else { return titled(title, text) };
    titled(&screen.choose(format!("{title}（{file}）"), format!("{title} ({file})")), text)
}

fn titled(title: &str, text: &str) -> String {
    let indent = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("\n  {line}") };
    let lines: String = visible(text).trim_end().lines().map(indent).collect();
    format!("{title}{lines}")
}

#[cfg(test)]
mod tests {
    use super::super::screen::{Messages, Screen};
    use super::{code_in, severity};
    use crate::rules;

    #[test]
    fn a_site_sees_how_to_change_a_severity_where_it_can() {
        let screen = Screen { messages: Messages::English, colour: false, interactive: false, root: None };
        let settable = "A site can set another level (error, warning, note, off) with a reason.\n  [rules]\n";
        for (rule, line) in [
            (rules::RECORD_KANA, "\"record.kana\" = { level = \"warning\", reason = \"…\" }"),
            (rules::MEASURE_KANA, "\"measure.kana\" = { level = \"off\", reason = \"…\" }"),
        ] {
            let text = severity(rule, &screen);
            assert!(text.ends_with(&format!("{settable}  {line}")), "{text}");
        }
        let kept = severity(rules::MARKDOWN_FOOTNOTE_UNUSED, &screen);
        assert!(kept.starts_with("Severity: warning. A site cannot lower it: text or data would"), "{kept}");
        assert!(
            kept.ends_with("\"markdown.footnote-unused\" = { level = \"error\", reason = \"…\" }"),
            "{kept}"
        );
        assert!(!severity(rules::CATEGORY_UNKNOWN, &screen).contains("[rules]"));
    }

    #[test]
    fn a_code_is_found_in_what_people_copy() {
        for written in [
            "link.missing-page",
            "Link.Missing-Page",
            "[link.missing-page]",
            "error[link.missing-page]:",
            "エラー[link.missing-page]",
            "`link.missing-page`",
            " link.missing-page ",
        ] {
            assert_eq!(code_in(written), "link.missing-page", "{written}");
        }
    }
}
