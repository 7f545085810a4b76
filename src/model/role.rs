//! Ranks and what they are asked for.

use std::sync::Arc;

use crate::records::{FamilyRecord, RankRecord};
use crate::values::Weight;

use super::held::holds_record;

/// A job family: one table of ranks.
#[derive(Debug)]
pub struct Family {
    /// What `[[family]]` says.
    pub record: Arc<FamilyRecord>,
    /// Its ranks, as printed from top to bottom.
    pub ranks: Vec<Rank>,
}

/// A rank of a family.
#[derive(Debug)]
pub struct Rank {
    /// What `[[family.role]]` says.
    pub record: Arc<RankRecord>,
    /// What it asks of each ability of its family, in their order.
    pub weights: Vec<Option<Weight>>,
}

holds_record! {
    Family: FamilyRecord,
    Rank: RankRecord,
}
