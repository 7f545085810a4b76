//! `roles.toml`: what each rank of a job family is asked for.

use std::sync::Arc;

use crate::values::{Label, Weight};

use super::declare::record;
use super::kinds::{ById, Id};

record! {
    /// `roles.toml`: what each rank of a job family is asked for.
    #[ja = "roles.toml：職種ごとの職位と、求められる能力です。"]
    pub struct RolesRecord {
        /// The job families, one table of ranks each.
        #[ja = "職種。職種ごとに1つの表になります。"]
        #[key = "family"]
        families: Vec<Arc<FamilyRecord>>,
    }
}

record! {
    /// A job family: one table of ranks.
    #[ja = "職種：職位の表1つに当たります。"]
    pub struct FamilyRecord: stands_in {
        /// The name by which components refer to it.
        #[ja = "部品から指すための名前。"]
        id: Id,
        /// The words shown for it.
        #[ja = "職種の名前。"]
        name: Label,
        /// The abilities by which its ranks are measured.
        #[ja = "能力の一覧。"]
        abilities: Vec<Arc<AbilityRecord>>,
        /// Its ranks, as printed from top to bottom.
        #[ja = "職位。原文の順に書きます。"]
        #[key = "role"]
        roles: Vec<Arc<RankRecord>>,
    }
}

record! {
    /// An ability of a job family.
    #[ja = "能力です。"]
    pub struct AbilityRecord: stands_in {
        /// The name by which weights refer to it.
        #[ja = "重みから指すための名前。"]
        id: Id,
        /// The words shown for it.
        #[ja = "能力の名前。"]
        name: Label,
        /// What it means.
        #[ja = "説明。"]
        text: Option<Label>,
    }
}

record! {
    /// A rank of a job family.
    #[ja = "職位です。"]
    pub struct RankRecord: stands_in {
        /// Its name within the family.
        #[ja = "職種の中での名前。"]
        id: Id,
        /// The words shown for it.
        #[ja = "職位の名前。"]
        name: Label,
        /// The years of age or service at which it is usual.
        #[ja = "年齢や年数の目安。"]
        career: Option<Label>,
        /// What it has to do.
        #[ja = "役割の一覧。"]
        duties: Vec<Label>,
        /// What it asks of each ability, by the ability's id: essential (◎), needed (〇) or unclear (a mark that
        /// cannot be read). An ability without a mark is left out.
        #[ja = "能力の重み（能力の id ごと）。`essential`（◎ 特に必要）、`needed`（〇 必要）、`unclear`（印が読み取れない）。印のない能力は書きません。"]
        weights: Option<ById<Weight>>,
    }
}
