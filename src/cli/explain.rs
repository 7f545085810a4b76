//! `shirube explain`: what a rule means, why it is there and what to do; without a code, the list.

use crate::diagnostic::{Bilingual, did_you_mean};
use crate::rules::{self, Explanation, Rule, Severity};

use super::Ending;
use super::args::ExplainArguments;
use super::screen::Screen;

pub(super) fn run(arguments: &ExplainArguments, screen: &Screen) -> Ending {
    let Some(written) = &arguments.code else {
        let list = list(screen);
        screen.result(&list, &list);
        return Ending::Done;
    };
    let code = code_in(written);
    match rules::find(&code) {
        Some(rule) => {
            let text = explained(rule, screen);
            screen.result(&text, &text);
            Ending::Done
        }
        None => {
            screen.error(&unknown(&code), Some(&way_out(&code)));
            Ending::CouldNotWork
        }
    }
}

/// The code in what was typed, which is often copied from a message: `error[link.missing-page]:`.
fn code_in(written: &str) -> String {
    let inner = written.split_once('[').map_or(written, |(_, inner)| inner);
    let inner = inner.split_once(']').map_or(inner, |(inner, _)| inner);
    inner.trim_matches(|sign: char| !sign.is_ascii_alphanumeric()).to_ascii_lowercase()
}

fn unknown(code: &str) -> Bilingual {
    Bilingual::new(format!("`{code}` という記号はありません"), format!("there is no rule `{code}`"))
}

fn way_out(code: &str) -> Bilingual {
    did_you_mean(code, rules::ALL.iter().map(|rule| rule.code)).unwrap_or_else(|| {
        Bilingual::new("`shirube explain` で一覧を表示できます", "`shirube explain` lists them")
    })
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
    let mut parts = vec![
        format!("{}: {}", rule.code, screen.words(&explanation.title)),
        changing(rule, screen),
        titled(screen.choose("意味", "Meaning"), &screen.words(&explanation.meaning)),
        titled(screen.choose("理由", "Why"), &screen.words(&explanation.why)),
        titled(screen.choose("直し方", "Instead"), &screen.words(&explanation.instead)),
        example(screen.choose("悪い例", "Bad example"), explanation, &explanation.bad),
        example(screen.choose("良い例", "Good example"), explanation, &explanation.good),
    ];
    let others = explanation.with.iter().filter(|other| !other.text.is_empty());
    parts.extend(others.map(|other| {
        let title = screen.choose("例で使うほかのファイル", "Another file that the examples need");
        titled(&format!("{title} ({})", other.file), &other.text)
    }));
    parts.join("\n\n")
}

/// The severity, and the line for `site.toml` that changes it.
fn changing(rule: &Rule, screen: &Screen) -> String {
    let severity = rule.severity.words();
    let lower = match (rule.severity, rule.lowering.kept_because()) {
        (_, Some(because)) => {
            return screen
                .choose(
                    &format!("{}。site.toml で下げることはできません（{}）。", severity.ja, because.ja),
                    &format!("Severity: {}. A site cannot lower it: {}.", severity.en, because.en),
                )
                .to_owned();
        }
        (Severity::Error, None) => "warning",
        (Severity::Warning | Severity::Note, None) => "off",
    };
    let line = format!("[rules]\n\"{}\" = {{ level = \"{lower}\", reason = \"…\" }}", rule.code);
    let sentence = screen
        .choose(
            &format!(
                "{}。site.toml で変えられます（error、warning、note、off。理由も書きます）。",
                severity.ja
            ),
            &format!(
                "Severity: {}. A site can change it in site.toml (error, warning, note, off), with a reason.",
                severity.en
            ),
        )
        .to_owned();
    format!("{sentence}\n{}", indented(&line))
}

fn example(title: &str, explanation: &Explanation, text: &str) -> String {
    match &explanation.file {
        Some(file) => titled(&format!("{title} ({file})"), text),
        None => titled(title, text),
    }
}

fn titled(title: &str, text: &str) -> String {
    format!("{title}\n{}", indented(text))
}

fn indented(text: &str) -> String {
    let indent = |line: &str| if line.is_empty() { String::new() } else { format!("  {line}") };
    text.trim_end().lines().map(indent).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::code_in;

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
