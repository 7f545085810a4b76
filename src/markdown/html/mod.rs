//! Events to HTML with holes. The HTML is valid and minimal: no attribute that the text did not ask for, no
//! style, nothing that a strict content security policy would refuse.
//!
//! [`events`] is the list of all there is; [`blocks`] and [`inlines`] hold what takes more than a tag, and
//! [`writer`] and [`open`] what they have in common.

mod blocks;
mod events;
mod inlines;
mod open;
mod tables;
mod writer;

pub(super) use events::write;
