//! Views that several kinds of pages or components share.

pub(super) mod city_column;
pub(super) mod coverage;
pub(super) mod indicator;
pub(super) mod measure_card;
pub(super) mod measure_facts;
pub(super) mod measure_lists;
pub(super) mod measure_rows;
pub(super) mod nearest;
pub(super) mod plan_card;
pub(super) mod plan_facts;
pub(super) mod roles;
pub(super) mod schedule;
pub(super) mod statements;
