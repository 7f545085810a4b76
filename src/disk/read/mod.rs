//! Reading a site folder: every file below `content/` and `themes/`, or a diagnostic in its place.
//!
//! 1. [`walk`] lists what lies in a folder, sorted, with a diagnostic for names that are twins; it decides what
//!    each entry is, and follows a link only where it stays in the site;
//! 2. [`file`](file::file) reads a text or an asset.
//!
//! [`Reader`] does it again and again for the preview, and opens only what has changed ([`kept`]).
//!
//! Nothing but leftovers of systems and editors ([`is_ignored`](super::names::is_ignored)) is passed over in
//! silence, and nothing is opened that is not a regular file: opening a FIFO waits for ever.

mod diagnostics;
mod file;
mod kept;
mod reader;
#[cfg(test)]
mod tests;
mod walk;

pub use reader::{Reader, Reading, read};
