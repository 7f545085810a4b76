//! The commands. The only code that prints, reads the environment and looks at the clock.
//!
//! - [`args`]: words → command
//! - [`build`]: read, understand, draw, publish, report
//! - [`check`]: read, understand, render, report; writes nothing
//! - [`explain`]: what a rule means
//! - [`serve`]: read, understand, publish to browsers, wait
//! - [`init`], [`new`]: a working site, or the next file with the right front matter
//! - [`theme`]: the themes there are, and a copy of the default one
//! - [`translations`]: the state of every translation, and stamping them
//! - [`report`], [`report_json`], [`report_github`]: diagnostics → text, for people and for other programs
//! - [`screen`]: where words go, and in which language

mod args;
mod build;
mod check;
mod explain;
mod init;
mod japanese;
mod new;
mod report;
mod report_github;
mod report_json;
mod screen;
mod serve;
mod starter;
mod theme;
mod translations;

use std::process::ExitCode;

use args::Command;
use screen::Screen;

pub use report::report_text;
pub use screen::Messages;

/// How a command ended. The numbers are a promise to scripts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ending {
    /// 0: done.
    Done,
    /// 1: the content has errors; nothing was published.
    ContentErrors,
    /// 2: it could not work.
    CouldNotWork,
}

/// Runs what the command line says.
pub fn run() -> ExitCode {
    let screen = Screen::of_environment(std::env::args_os());
    let ending = match args::parse(std::env::args_os(), &screen) {
        Ok(Command::Build(arguments)) => build::run(&arguments, &screen),
        Ok(Command::Serve(arguments)) => serve::run(&arguments, &screen),
        Ok(Command::Check(arguments)) => check::run(&arguments, &screen),
        Ok(Command::Explain(arguments)) => explain::run(&arguments, &screen),
        Ok(Command::Init(arguments)) => init::run(&arguments, &screen),
        Ok(Command::New(arguments)) => new::run(&arguments, &screen),
        Ok(Command::Theme(arguments)) => theme::run(&arguments, &screen),
        Ok(Command::Translations(arguments)) => translations::run(&arguments, &screen),
        Err(ending) => ending,
    };
    ExitCode::from(match ending {
        Ending::Done => 0,
        Ending::ContentErrors => 1,
        Ending::CouldNotWork => 2,
    })
}
