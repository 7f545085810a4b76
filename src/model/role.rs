//! Ranks and what they are asked for.

use crate::parse::AbilityRecord;
use crate::values::{Label, Weight};

/// A job family: one table of ranks.
#[derive(Debug)]
pub struct Family {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Label,
    /// The abilities that its ranks are measured by.
    pub abilities: Vec<AbilityRecord>,
    /// Its ranks, as printed from top to bottom.
    pub ranks: Vec<Rank>,
}

/// A rank of a family.
#[derive(Debug)]
pub struct Rank {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Label,
    /// The years of age or service it is usual at.
    pub career: Option<Label>,
    /// What it has to do.
    pub duties: Vec<Label>,
    /// What it asks of each ability of its family, in their order.
    pub weights: Vec<Option<Weight>>,
}
