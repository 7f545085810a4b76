//! The commands. The only code that prints, reads the environment and looks at the clock.
//!
//! - [`args`]: words → command
//! - [`run()`]: words → command, and how it ends
//! - [`build`]: read, understand, render, publish, report
//! - [`serve`]: read, understand, publish to browsers, wait
//! - [`init`], [`new`]: a working site, or the next file with the right front matter
//! - [`theme`]: the themes there are, and a copy of the default one
//! - [`translations`]: the state of every translation, and stamping them
//! - [`report`]: diagnostics → text
//! - [`screen`]: where words go, and in which language

mod args;
mod build;
mod ending;
mod init;
mod japanese;
mod new;
mod report;
mod run;
mod screen;
mod serve;
mod starter;
mod theme;
mod translations;

pub use report::report_text;
pub use run::run;
pub use screen::Messages;
