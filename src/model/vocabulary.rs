//! The words that all plans of a site share. Kinds of statements, categories and terms refer to nothing: their
//! records are the nouns.

use std::sync::Arc;

use crate::records::TopicRecord;

use super::TopicId;
use super::held::holds_record;

/// A point on the axis on which cities are compared.
#[derive(Debug)]
pub struct Topic {
    /// What `[[topic]]` says.
    pub record: Arc<TopicRecord>,
    /// The topic it is a part of.
    pub parent: Option<TopicId>,
}

holds_record! {
    Topic: TopicRecord,
}
