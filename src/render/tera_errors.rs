//! Errors of Tera, as diagnostics at the place in the template.

use std::collections::BTreeSet;

use tera::{Error, ErrorKind};

use crate::diagnostic::{Bilingual, Diagnostic, Help, did_you_mean};
use crate::model::ThemeWordTable;
use crate::rules::{self, Rule};
use crate::source::{Place, SourceFile, SourcePath, Sources, Span, below};

use super::component_circles::component_circle;
use super::functions::{FILTERS, FUNCTIONS, TESTS};
use super::tera_phrases::{Near, said};
use super::tera_text::{Tag, defined, extended, unclosed};

/// What errors of Tera are told with: the templates and words that may be meant.
#[derive(Clone, Copy)]
pub(super) struct TeraErrors<'a> {
    pub(super) sources: &'a Sources,
    /// The theme, and those it extends.
    pub(super) chain: &'a [String],
    pub(super) words: &'a ThemeWordTable,
}

impl<'a> TeraErrors<'a> {
    /// The diagnostics for an error of Tera. `template` is the one that was being added or rendered, for errors
    /// that name none.
    pub(super) fn diagnostics(&self, error: &Error, template: &SourcePath) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) => {
                let path = template_path(report.filename()).unwrap_or_else(|| template.clone());
                vec![self.syntax(&path, Span::from(report.span().range.clone()), report.message())]
            }
            ErrorKind::RenderingError(report) => {
                let path = template_path(report.filename()).unwrap_or_else(|| template.clone());
                let place = Place::at(&path, Span::from(report.span().range.clone()));
                vec![self.rendering(place, report.message())]
            }
            ErrorKind::MissingParent { current, parent } => {
                let path = template_path(current).unwrap_or_else(|| template.clone());
                let message = format!("There is no template `{parent}` to extend");
                vec![self.diagnostic(rules::TEMPLATE_REFERENCE, self.place_of_text(&path, parent), &message)]
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain } => {
                let names: Vec<String> = [tpl].into_iter().chain(inheritance_chain).cloned().collect();
                vec![self.circle(&names, "広げ", "extend")]
            }
            ErrorKind::CircularInclude { include_chain, .. } => {
                vec![self.circle(include_chain, "取り込み", "include")]
            }
            ErrorKind::Msg(text) if text.starts_with("Maximum render recursion depth") => {
                vec![
                    component_circle(&self.templates()).unwrap_or_else(|| {
                        self.diagnostic(rules::TEMPLATE_RENDER, Place::file(template), text)
                    }),
                ]
            }
            ErrorKind::Msg(reports) => self.reports_in(reports, template).unwrap_or_else(|| {
                vec![self.diagnostic(rules::TEMPLATE_REFERENCE, Place::file(template), reports)]
            }),
            other => {
                vec![self.diagnostic(rules::TEMPLATE_REFERENCE, Place::file(template), &other.to_string())]
            }
        }
    }

    /// The templates of the chain: the name of each, that of its theme before it, and its file.
    pub(super) fn templates(&self) -> Vec<(String, &'a SourceFile)> {
        let of_theme = |theme: &'a String| {
            let files = below(&self.sources.files, &format!("themes/{theme}/templates/")).collect::<Vec<_>>();
            files.into_iter().map(move |(path, file)| (format!("{theme}/{path}"), &**file))
        };
        self.chain.iter().flat_map(of_theme).collect()
    }

    /// The file of a template, by its name or that with its theme's.
    pub(super) fn template(&self, name: &str) -> Option<&'a SourceFile> {
        let of_theme = |theme: &String| self.sources.file(&format!("themes/{theme}/templates/{name}"));
        let whole = || {
            let (theme, name) = name.split_once('/')?;
            self.sources
                .file(&format!("themes/{theme}/templates/{name}"))
                .filter(|_| self.chain.iter().any(|known| known == theme))
        };
        whole().or_else(|| self.chain.iter().find_map(of_theme)).map(|file| &**file)
    }

    /// What Tera says while a page is rendered.
    pub(super) fn rendering(&self, place: Place, message: &str) -> Diagnostic {
        self.diagnostic(rules::TEMPLATE_RENDER, place, message)
    }

    /// Words that a template asks for and no theme has.
    pub(super) fn no_words(&self, key: &str, place: Place) -> Diagnostic {
        self.diagnostic(rules::TEMPLATE_REFERENCE, place, &format!("there are no words `{key}`"))
    }

    fn syntax(&self, path: &SourcePath, span: Span, message: &str) -> Diagnostic {
        let text = self.sources.file(path.as_str()).map_or("", |file| &file.text);
        let known = match message {
            "Unexpected end of input" => unclosed(text).map(|(tag, end)| not_closed(path, &tag, end)),
            "Unknown tag" => text.get(span.range()).map(|word| unknown_tag(Place::at(path, span), word)),
            _ => None,
        };
        known.unwrap_or_else(|| self.diagnostic(rules::TEMPLATE_SYNTAX, Place::at(path, span), message))
    }

    /// A message of Tera. Where it is not known in Japanese, it stands there as it is, after what to do.
    fn diagnostic(&self, rule: &'static Rule, place: Place, message: &str) -> Diagnostic {
        let english = in_small(message.trim());
        let Some(said) = said(message) else {
            let ja = format!(
                "テンプレートに誤りがあります。示した場所を直してください（Tera の知らせ：{english}）"
            );
            return Diagnostic::new(rule, place, ja, english);
        };
        let near = said.parts.first().and_then(|name| self.near(said.near, name, &said.parts, &place.path));
        Diagnostic::new(rule, place, said.ja, english).help_if(near)
    }

    /// What is nearly called what was written.
    fn near(&self, near: Near, name: &str, parts: &[&str], path: &SourcePath) -> Option<Help> {
        let name = name.trim_matches('`');
        match near {
            Near::Nothing => None,
            Near::Filter => did_you_mean(name, FILTERS.iter().copied()),
            Near::Test => did_you_mean(name, TESTS.iter().copied()),
            Near::Function => did_you_mean(name, FUNCTIONS.iter().copied()),
            Near::Words => did_you_mean(name, self.words.keys()),
            Near::Listed => {
                let list = parts.get(1)?.split(", ").map(|name| name.trim_matches(['`', '.']));
                did_you_mean(name, list)
            }
            Near::Component => did_you_mean(name, self.components()),
            Near::Template => {
                let templates = self.templates();
                let own = |(whole, _): &(String, &SourceFile)| Some(whole.split_once('/')?.1.to_owned());
                let names: BTreeSet<String> = templates
                    .iter()
                    .filter_map(own)
                    .chain(templates.iter().map(|(name, _)| name.clone()))
                    .collect();
                did_you_mean(name, names.iter().map(String::as_str))
            }
            Near::Block => did_you_mean(name, self.blocks_to_fill(path)),
        }
    }

    /// The blocks of the templates that a template extends.
    fn blocks_to_fill(&self, path: &SourcePath) -> BTreeSet<&'a str> {
        let mut blocks = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let parent = |file: &'a SourceFile| extended(&file.text).and_then(|name| self.template(name));
        let mut next = self.sources.file(path.as_str()).and_then(|file| parent(file));
        while let Some(file) = next.filter(|file| seen.insert(&file.path)) {
            blocks.extend(defined(&file.text, "block").into_iter().map(|(name, _)| name));
            next = parent(file);
        }
        blocks
    }

    /// Templates that lead back to the first of them, each with its theme's name before it. Where one means the
    /// template of the same name in the theme that is extended, the help says how to name that.
    fn circle(&self, names: &[String], ja: &str, en: &str) -> Diagnostic {
        let path = template_path(&names[0]).expect("every template has its theme's name before its own");
        let own = |name: &String| name.split_once('/').map(|(_, own)| own.to_owned());
        let next = names.get(1).and_then(own).unwrap_or_default();
        let chain = names.join("` → `");
        let theme = names[0].split_once('/').map_or("", |(theme, _)| theme);
        let extended = self.chain.iter().skip_while(|known| *known != theme).skip(1);
        let meant =
            extended.map(|theme| format!("{theme}/{next}")).find(|name| self.template(name).is_some());
        let meant = meant.filter(|_| own(&names[0]) == Some(next.clone()));
        Diagnostic::new(
            rules::TEMPLATE_REFERENCE,
            self.place_of_text(&path, &next),
            format!("テンプレートが互いに{ja}続け、終わりません: `{chain}`"),
            format!("templates {en} each other endlessly: `{chain}`"),
        )
        .help_if(meant.map(|name| {
            Bilingual::new(
                format!("元のテーマのものなら、`{name}` と書いてください"),
                format!("for that of the theme that yours extends, write `{name}`"),
            )
        }))
        .help(
            "示した行を消すか、別のテンプレートを指してください",
            "take that line out, or name another template",
        )
    }

    /// Tera joins what it finds about unknown filters, functions, components and includes into one message of
    /// reports. They are taken apart again: each is `error: …` and ` --> file:line:column`.
    fn reports_in(&self, reports: &str, template: &SourcePath) -> Option<Vec<Diagnostic>> {
        let mut found = Vec::new();
        let mut message = None;
        for line in reports.lines() {
            if let Some(text) = line.strip_prefix("error: ") {
                message = Some(text);
            } else if let Some(locus) = line.trim_start().strip_prefix("--> ")
                && let Some(text) = message.take()
            {
                // A template that is read alone misses what others have.
                if self.has_what_is_missed(text) {
                    continue;
                }
                let place = place_of_locus(locus, self.sources).unwrap_or_else(|| Place::file(template));
                found.push(self.diagnostic(rules::TEMPLATE_REFERENCE, place, text));
            }
        }
        reports.starts_with("error: ").then_some(found)
    }

    fn has_what_is_missed(&self, message: &str) -> bool {
        let Some(said) = said(message) else { return false };
        match said.near {
            Near::Template => self.template(said.parts[0]).is_some(),
            Near::Component => self.components().contains(said.parts[0]),
            _ => false,
        }
    }

    fn components(&self) -> BTreeSet<&'a str> {
        let files = self.templates().into_iter();
        files.flat_map(|(_, file)| defined(&file.text, "component")).map(|(name, _)| name).collect()
    }

    fn place_of_text(&self, path: &SourcePath, needle: &str) -> Place {
        let quoted = |file: &SourceFile| {
            let at = |quote: char| file.text.find(&format!("{quote}{needle}{quote}"));
            ['"', '\'', '`'].into_iter().find_map(at).map(|at| at + 1)
        };
        let found = self.sources.file(path.as_str()).and_then(|file| quoted(file));
        found.map_or(Place::file(path), |start| Place::at(path, Span::new(start, start + needle.len())))
    }
}

/// Tera reads on to the end of the file, and shows that.
fn not_closed(path: &SourcePath, tag: &Tag<'_>, end: &str) -> Diagnostic {
    let opened = tag.text;
    Diagnostic::new(
        rules::TEMPLATE_SYNTAX,
        Place::at(path, tag.span),
        format!("`{{% {opened} %}}` に対応する `{{% {end} %}}` がありません"),
        format!("`{{% {opened} %}}` has no `{{% {end} %}}`"),
    )
    .help(
        format!("終わりの場所に `{{% {end} %}}` を書いてください"),
        format!("write `{{% {end} %}}` where it ends"),
    )
}

/// Every word that a tag may begin with.
const TAGS: &[&str] = &[
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "break",
    "continue",
    "set",
    "set_global",
    "endset",
    "block",
    "endblock",
    "extends",
    "include",
    "filter",
    "endfilter",
    "component",
    "endcomponent",
    "raw",
    "endraw",
];

fn unknown_tag(place: Place, word: &str) -> Diagnostic {
    let is_known = TAGS.contains(&word);
    let (ja, en) = match is_known {
        true => (
            format!("`{{% {word} %}}` は、ここには書けません"),
            format!("`{{% {word} %}}` cannot stand here"),
        ),
        false => {
            (format!("`{{% {word} %}}` というタグはありません"), format!("there is no tag `{{% {word} %}}`"))
        }
    };
    Diagnostic::new(rules::TEMPLATE_SYNTAX, place, ja, en)
        .help_if(did_you_mean(word, TAGS.iter().copied()).filter(|_| !is_known))
        .help(
            "前にあるタグの始まりと終わりがそろっているか、確かめてください",
            "see whether the tags above begin and end in pairs",
        )
}

/// A message in English as all others are: it begins with a small letter, unless it begins with a name.
fn in_small(message: &str) -> String {
    let mut letters = message.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// `default/page.html:3:10` is a line and a column of characters, both from 1.
fn place_of_locus(locus: &str, sources: &Sources) -> Option<Place> {
    let mut parts = locus.rsplitn(3, ':');
    let column: usize = parts.next()?.trim().parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let path = template_path(parts.next()?)?;
    let text = &sources.file(path.as_str())?.text;
    let line_start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = text.get(line_start..)?;
    let start = line_start + rest.chars().take(column - 1).map(char::len_utf8).sum::<usize>();
    // The name of a template is in quotes, which are not a part of it.
    let start = if text[start..].starts_with(['"', '\'']) { start + 1 } else { start };
    let part = |character: char| character.is_alphanumeric() || "_./-".contains(character);
    let end = text[start..]
        .find(|character: char| !part(character))
        .map_or(text.len(), |length| start + length.max(1));
    Some(Place::at(&path, Span::new(start, text.ceil_char_boundary(end))))
}

/// `default/page.html` is the template `themes/default/templates/page.html`.
pub(super) fn template_path(name: &str) -> Option<SourcePath> {
    let (theme, file) = name.split_once('/')?;
    Some(SourcePath::new(format!("themes/{theme}/templates/{file}")))
}
