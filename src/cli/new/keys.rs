//! The keys of a record as lines of its file: those that have a value already, and all others as comments, so that
//! whoever writes sees at the place what else could be said. All of it follows from the declaration of the record.

use std::fmt::Write as _;

use crate::diagnostic::Bilingual;
use crate::records::{Declaration, FieldDeclaration, Id, Kind, Need, Shape};

use super::choices::Choices;

/// What is written for a key.
pub(super) enum Given {
    /// A value, as TOML.
    Value(String),
    /// A table of its own, `[[key]]`, with the values of its keys.
    Block(Vec<(&'static str, String)>),
}

/// How keys are written for one site and one person.
pub(super) struct KeyWriter<'a> {
    pub(super) languages: Vec<&'a str>,
    pub(super) is_japanese: bool,
    /// What there is to choose from, by key.
    pub(super) choices: Choices,
    /// The fiscal year that examples are of: one that fits what they are for.
    pub(super) year: i32,
}

/// Where keys stand: in a file of their own, lists of records are blocks; in front matter they stay on one line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    File,
    FrontMatter,
}

impl KeyWriter<'_> {
    /// Every key of a record: first those with a value, then all others as comments; blocks come last, as TOML
    /// wants it.
    pub(super) fn keys(
        &self,
        declaration: &Declaration,
        setting: Setting,
        given: &[(&'static str, Given)],
    ) -> String {
        let is_block =
            |field: &&FieldDeclaration| setting == Setting::File && block_of(&field.shape).is_some();
        let (blocks, lines): (Vec<_>, Vec<_>) = declaration.fields.iter().partition(is_block);
        let given_for = |field: &FieldDeclaration| {
            given.iter().find(|(key, _)| *key == field.key).map(|(_, given)| given)
        };
        let (used, unused): (Vec<_>, Vec<_>) =
            lines.into_iter().partition(|field| given_for(field).is_some());
        let mut out = String::new();
        for field in used {
            self.line(field, "", given_for(field), &mut out);
        }
        let _ = writeln!(out, "\n# {}", if self.is_japanese { UNUSED.0 } else { UNUSED.1 });
        for field in unused {
            self.line(field, "", None, &mut out);
        }
        for field in blocks {
            self.block(field, given_for(field), &mut out);
        }
        out
    }

    fn line(&self, field: &FieldDeclaration, of: &str, given: Option<&Given>, out: &mut String) {
        let _ = writeln!(out, "\n# {}", self.words(&field.about));
        for inner in record_in(&field.shape).map(|declare| declare().fields).unwrap_or_default() {
            let _ = writeln!(out, "#   {}: {}", inner.key, self.words(&inner.about));
        }
        let key = format!("{of}{}", field.key);
        self.list_choices(&key, out);
        let _ = match given {
            Some(Given::Value(value)) => writeln!(out, "{} = {value}", field.key),
            _ => writeln!(out, "#{} = {}", field.key, self.example(&field.shape, self.choices.first(&key))),
        };
    }

    fn block(&self, field: &FieldDeclaration, given: Option<&Given>, out: &mut String) {
        let Some(block) = block_of(&field.shape) else { return };
        let mark = if given.is_some() { "" } else { "#" };
        let _ = writeln!(out, "\n# {}", self.words(&field.about));
        match block {
            Block::Records(declare) => {
                let _ = writeln!(out, "{mark}[[{}]]", field.key);
                let values = match given {
                    Some(Given::Block(values)) => values.as_slice(),
                    _ => &[],
                };
                for inner in declare().fields {
                    let value = values.iter().find(|(key, _)| *key == inner.key);
                    let value = value.map(|(_, value)| Given::Value(value.clone()));
                    self.line(&inner, &format!("{}.", field.key), value.as_ref(), out);
                }
            }
            Block::ById(shape) => {
                self.list_choices(field.key, out);
                let _ = writeln!(out, "{mark}[{}]", field.key);
                let id = self.choices.first(field.key).unwrap_or(NO_ID);
                let _ = writeln!(out, "#{id} = {}", self.example(shape, None));
            }
        }
    }

    fn list_choices(&self, key: &str, out: &mut String) {
        for (id, name) in self.choices.of(key) {
            let _ = writeln!(out, "#   {id}: {name}");
        }
    }

    /// A value of this shape, for a key that nobody has written yet; `choice` is an id that it can take.
    fn example(&self, shape: &Shape, choice: Option<&str>) -> String {
        match shape {
            Shape::Text => format!("\"{}\"", self.blank(self.languages[0])),
            Shape::Pattern(form, example) | Shape::Reference(form, example) => {
                let id = if is_for_ids(form) { NO_ID } else { example };
                format!("\"{}\"", choice.unwrap_or(id))
            }
            Shape::Code(words) => {
                words.first().map_or_else(|| "\"\"".to_owned(), |word| format!("\"{word}\""))
            }
            Shape::Label(has_kana) => self.label(|code| self.blank(code), has_kana.then_some("よみがな")),
            Shape::YesOrNo => "true".to_owned(),
            Shape::Integer(_) | Shape::Number => "1".to_owned(),
            Shape::Date => format!("{}-04-01", self.year),
            Shape::FiscalYear => self.year.to_string(),
            Shape::Languages => format!("[\"{}\"]", self.languages.join("\", \"")),
            Shape::Words => "{}".to_owned(),
            // The steps of a cycle are two or more, and so may be the items of any list.
            Shape::List(inner) if matches!(**inner, Shape::Label(_)) => {
                let item = self.example(inner, choice);
                format!("[{item}, {item}]")
            }
            Shape::List(inner) => format!("[{}]", self.example(inner, choice)),
            Shape::ById(inner) => format!("{{ {NO_ID} = {} }}", self.example(inner, choice)),
            Shape::Either(shapes) => {
                shapes.first().map_or_else(String::new, |shape| self.example(shape, choice))
            }
            Shape::Record(declare) => self.record(&declare(), choice),
        }
    }

    /// The keys that a record has at least, or its first where it may have none of them.
    fn record(&self, declaration: &Declaration, choice: Option<&str>) -> String {
        let required = declaration.fields.iter().filter(|field| field.need != Need::Optional);
        let mut fields: Vec<&FieldDeclaration> = required.collect();
        if fields.is_empty() {
            fields.extend(declaration.fields.first());
        }
        let key = |field: &FieldDeclaration| {
            let choice = choice.filter(|_| field.key == "id").or_else(|| self.choices.first(field.key));
            format!("{} = {}", field.key, self.example(&field.shape, choice))
        };
        format!("{{ {} }}", fields.into_iter().map(key).collect::<Vec<_>>().join(", "))
    }

    /// Words in every language of the site, to be written over.
    pub(super) fn label<'w>(&self, words: impl Fn(&str) -> &'w str, kana: Option<&str>) -> String {
        let mut texts = Vec::new();
        for (place, code) in self.languages.iter().enumerate() {
            texts.push(format!("{code} = \"{}\"", words(code)));
            texts.extend(kana.filter(|_| place == 0).map(|kana| format!("kana = \"{kana}\"")));
        }
        format!("{{ {} }}", texts.join(", "))
    }

    /// What stands for words that are still to be written: a mark that no build takes for words.
    fn blank(&self, code: &str) -> &'static str {
        if code.starts_with("ja") { "○○" } else { "XX" }
    }

    fn words<'b>(&self, words: &'b Bilingual) -> &'b str {
        if self.is_japanese { &words.ja } else { &words.en }
    }
}

/// What stands above the keys that are not used.
const UNUSED: (&str, &str) =
    ("――ここから下は、必要なときに使うキーです――", "--- Keys to use where they are needed: ---");

/// Stands for an id where there is none to choose.
const NO_ID: &str = "some-id";

fn is_for_ids(form: &str) -> bool {
    matches!(<Id as Kind>::shape(), Shape::Pattern(of_ids, _) if of_ids == form)
}

/// What stands below a heading of its own in a file.
enum Block<'a> {
    /// `[[key]]`
    Records(fn() -> Declaration),
    /// `[key]`
    ById(&'a Shape),
}

fn block_of(shape: &Shape) -> Option<Block<'_>> {
    match shape {
        Shape::List(inner) => match **inner {
            Shape::Record(declare) => Some(Block::Records(declare)),
            _ => None,
        },
        Shape::ById(inner) => Some(Block::ById(inner)),
        _ => None,
    }
}

/// The record that a value is, or that its items are.
fn record_in(shape: &Shape) -> Option<fn() -> Declaration> {
    match shape {
        Shape::Record(declare) => Some(*declare),
        Shape::List(inner) => record_in(inner),
        _ => None,
    }
}
