//! What a text can call: one file for each component, with all that is particular to it, and one line in [`list`].

pub(super) mod component;
mod cycle;
mod figure;
mod indicator;
mod indicators;
pub(super) mod list;
mod measures;
mod of_pillar;
mod roles;
mod schedule;
mod statements;
mod table;
