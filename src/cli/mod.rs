//! The commands. The only code that prints, reads the environment and looks at the clock.
//!
//! - [`args`]: words → command
//! - [`run()`]: words → command, and how it ends
//! - [`build`]: read, understand, render, publish, report
//! - [`check`]: read, understand, render, report; writes nothing
//! - [`explain`]: what a rule means
//! - [`serve`]: read, understand, publish to browsers, wait
//! - [`init`], [`new`]: a working site, or the next file with the right front matter
//! - [`manual`], [`start`]: the manual in the browser; what to do next, where no command was given
//! - [`schema`]: the JSON Schemas of the records, for editors
//! - [`theme`]: the themes there are, and a copy of the default one
//! - [`translations`]: the state of every translation, and stamping them
//! - [`report`], [`report_json`], [`report_github`]: diagnostics → text, for people and for other programs
//! - [`site`]: the site that a command is about, and the edition of it
//! - [`paths`]: paths that a person names; [`proposals`]: commands that messages propose
//! - [`answers`], [`questions`], [`starter`]: what `init` is told and asks, and the site that it makes
//! - [`ending`]: how a command ends, and why it could not work
//! - [`browser`]: the reader's browser
//! - [`screen`]: where words go, and in which language

mod answers;
mod args;
mod as_of;
mod browser;
mod build;
mod check;
mod ending;
mod explain;
mod init;
mod japanese;
mod manual;
mod new;
mod paths;
mod progress;
mod proposals;
mod questions;
mod report;
mod report_github;
mod report_json;
mod run;
mod sample;
mod schema;
mod screen;
mod serve;
mod site;
mod start;
mod starter;
mod theme;
mod translations;

pub use report::report_text;
pub use run::run;
pub use screen::Messages;
