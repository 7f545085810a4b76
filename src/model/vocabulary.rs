//! The words that all plans of a site share.

use crate::values::Label;

use super::TopicId;

/// A point on the axis on which cities are compared.
#[derive(Debug)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Label,
    /// What it takes in.
    pub definition: Option<Label>,
    /// The topic it is a part of.
    pub parent: Option<TopicId>,
    /// Where the definition comes from.
    pub source: Option<String>,
}

/// A kind of statement.
#[derive(Debug)]
pub struct StatementKind {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Label,
}

/// How measures work.
#[derive(Debug)]
pub struct Category {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Label,
    /// What it takes in.
    pub definition: Option<Label>,
}

/// A term of the glossary.
#[derive(Debug)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// Its name, with a reading.
    pub name: Label,
    /// What it means.
    pub definition: Label,
    /// Other spellings in the authoritative language.
    pub aliases: Vec<String>,
}
