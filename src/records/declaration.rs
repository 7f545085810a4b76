//! A record's declaration as a value, for what is made of it besides the reader.

use crate::values::{Bilingual, Languages};

/// What a record is and which fields it has, in the order in which people write them.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// What the record is.
    pub about: Bilingual,
    pub fields: Vec<FieldDeclaration>,
}

/// The keys of a record, and its declaration for where they are not enough: it is long.
#[derive(Clone, Copy)]
pub struct Expected {
    pub(super) keys: &'static [&'static str],
    pub(super) declaration: fn() -> Declaration,
}

/// A key of a record.
#[derive(Clone, Debug)]
pub struct FieldDeclaration {
    /// The key as it is written in files.
    pub key: &'static str,
    /// What it means, with units, forms and what its absence means.
    pub about: Bilingual,
    /// Whether it must be there.
    pub need: Need,
    /// Who may see its value.
    pub visibility: Visibility,
    /// What its value looks like.
    pub shape: Shape,
}

/// Whether a key must be there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// A record without it has no value.
    Required,
    /// It is there unless another key stands in its place.
    Usual,
    /// It may be left out.
    Optional,
}

/// Who may see a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// The internal audience. A public build drops the value when the record is read.
    Internal,
}

/// What a value looks like.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A text that is not empty, on one line or several.
    Text,
    /// A text with a form: a regular expression that JSON Schema and Rust read alike, and an example.
    Pattern(&'static str, &'static str),
    /// The name of another record: a pattern and an example, as above.
    Reference(&'static str, &'static str),
    /// One of a closed list of words.
    Code(Vec<&'static str>),
    /// Short words in the languages of the site; where the flag is set, with their reading in hiragana (`kana`).
    Label(bool),
    /// `true` or `false`.
    YesOrNo,
    /// A whole number, from a least one where there is one.
    Integer(Option<i64>),
    /// Any number.
    Number,
    /// A day or a month.
    Date,
    /// A fiscal year in any of its spellings.
    FiscalYear,
    /// The languages of a site.
    Languages,
    /// Words of a theme in the languages of the site, by keys that may nest.
    Words,
    List(Box<Shape>),
    /// A table whose keys are ids.
    ById(Box<Shape>),
    /// One of several shapes.
    Either(Vec<Shape>),
    /// A table with the keys of another record.
    Record(fn() -> Declaration),
}

impl Declaration {
    pub(super) fn new(about: &[&str], about_ja: &str, fields: Vec<FieldDeclaration>) -> Self {
        Self { about: Bilingual::new(about_ja, sentence(about)), fields }
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|field| field.key)
    }

    /// Both declarations as one: front matter is a text's opening and what its kind has besides.
    pub fn and(mut self, other: Self) -> Self {
        self.fields.extend(other.fields);
        Self { about: other.about, fields: self.fields }
    }

    /// This declaration, with the fields of another after its own.
    pub(super) fn followed_by(mut self, other: Self) -> Self {
        self.fields.extend(other.fields);
        self
    }
}

impl Shape {
    /// A value of this shape with `…` where its words belong; `None` where no form says what to write.
    pub(super) fn blank(&self, languages: Option<&Languages>) -> Option<String> {
        Some(match self {
            Self::Text | Self::Pattern(..) | Self::Reference(..) => "\"…\"".to_owned(),
            Self::Label(_) => {
                let codes = languages.map_or_else(|| vec!["ja"], |languages| languages.codes().collect());
                let words = codes.iter().map(|code| format!("{code} = \"…\"")).collect::<Vec<_>>();
                format!("{{ {} }}", words.join(", "))
            }
            Self::Date => "2026-04-01".to_owned(),
            Self::FiscalYear => "2026".to_owned(),
            Self::Integer(_) | Self::Number => "…".to_owned(),
            Self::Languages => "[\"ja\"]".to_owned(),
            Self::List(items) => format!("[{}]", items.blank(languages)?),
            Self::Record(declaration) => {
                let fields = declaration().fields;
                let required = fields.iter().filter(|field| field.need == Need::Required);
                let keys: Option<Vec<String>> = required
                    .map(|field| Some(format!("{} = {}", field.key, field.shape.blank(languages)?)))
                    .collect();
                format!("{{ {} }}", keys?.join(", "))
            }
            _ => return None,
        })
    }
}

impl FieldDeclaration {
    pub(super) fn new(
        key: &'static str,
        (about, about_ja): (&[&str], &str),
        need: Need,
        visibility: Visibility,
        shape: Shape,
    ) -> Self {
        Self { key, about: Bilingual::new(about_ja, sentence(about)), need, visibility, shape }
    }
}

/// The lines of a doc comment as one text.
fn sentence(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}
