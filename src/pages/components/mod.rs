//! What the components in a text show: one file each, and one line in [`list`].

pub(super) mod call;
mod cycle;
mod figure;
mod grid;
mod indicators;
pub(super) mod list;
mod measures;
mod roles;
mod schedule;
mod statements;
mod table;
