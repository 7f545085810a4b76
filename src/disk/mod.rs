//! The only file system.
//!
//! | in | out |
//! |---|---|
//! | [`read()`] | a site folder becomes [`Sources`](crate::source::Sources), with a diagnostic for everything that could not be read |
//! | [`Reader`], [`Watcher`] | the same again and again, when something has changed |
//! | [`Publication`] | pages become an output folder: all of them, or none |
//! | [`write_new`] | one new file, for `init`, `new` and `theme eject` |
//! | [`write_generated`], [`write_unless_there`] | files that may be there already, for `schema` |
//! | [`edit_text`] | a change in a file, for `translations accept` |
//!
//! What is wrong with the *content* of a site folder is a diagnostic; an [`Error`] is only what keeps us
//! from working at all. Paths inside the site and inside the output are text with `/` between names,
//! and [`path::below`] is the one place that turns them into paths of this system.

mod create;
mod edit;
mod error;
mod names;
mod path;
mod publish;
mod read;
mod site_folder;
mod watch;

pub use create::{write_generated, write_new, write_unless_there};
pub use edit::edit_text;
pub use error::{Error, Refusal};
pub use path::real_path;
pub use publish::{Publication, Published};
pub use read::{Reader, Reading, read};
pub use site_folder::find_root;
pub use watch::{Changes, Watched, Watcher};
