//! The words that all plans of a site share. Kinds of statements, categories and terms refer to nothing: their
//! records are the nouns.

use std::sync::Arc;

use crate::records::{SchemeRecord, TopicRecord};

use super::held::holds_record;
use super::{SchemeId, TopicId};

/// An axis on which cities are compared. A site has one or more; that of a site that declares none has a stand-in for
/// its record, and nothing shows its name.
#[derive(Debug)]
pub struct Scheme {
    /// What `[[scheme]]` says.
    pub record: Arc<SchemeRecord>,
    /// Its topics in display order, each sub-topic after the one above it.
    pub topics: Vec<TopicId>,
}

/// A point on the axis on which cities are compared.
#[derive(Debug)]
pub struct Topic {
    /// What `[[topic]]` says.
    pub record: Arc<TopicRecord>,
    /// The scheme that it belongs to.
    pub scheme: SchemeId,
    /// The topic it is a part of.
    pub parent: Option<TopicId>,
    /// The topics of other schemes that mean the same.
    pub corresponding: Vec<TopicId>,
}

holds_record! {
    Scheme: SchemeRecord,
    Topic: TopicRecord,
}
