//! The words of the command line → the command that they ask for, and its end.

use std::process::ExitCode;

use super::args::{self, Command};
use super::ending::{Ending, Failure};
use super::screen::{Screen, lost_output};
use super::{build, check, explain, init, manual, new, schema, serve, start, theme, translations};

/// Runs what the command line says.
pub fn run() -> ExitCode {
    let screen = Screen::of_environment(std::env::args_os());
    let ending = args::parse(std::env::args_os(), &screen).map_or_else(
        |ending| ending,
        |command| {
            let performed = match command {
                Some(command) => perform(&command, &screen),
                None => Ok(start::show(&screen)),
            };
            performed.and_then(|ending| lost_output().map_or(Ok(ending), Err)).unwrap_or_else(|failure| {
                screen.error(&failure);
                Ending::CouldNotWork
            })
        },
    );
    ExitCode::from(match ending {
        Ending::Done => 0,
        Ending::ContentErrors => 1,
        Ending::CouldNotWork => 2,
    })
}

fn perform(command: &Command, screen: &Screen) -> Result<Ending, Failure> {
    match command {
        Command::Build(arguments) => build::run(arguments, screen),
        Command::Serve(arguments) => serve::run(arguments, screen),
        Command::Check(arguments) => check::run(arguments, screen),
        Command::Explain(arguments) => explain::run(arguments, screen),
        Command::Init(arguments) => init::run(arguments, screen),
        Command::Manual => manual::run(screen),
        Command::New(arguments) => new::run(arguments, screen),
        Command::Schema(arguments) => schema::run(arguments, screen),
        Command::Theme(arguments) => theme::run(arguments, screen),
        Command::Translations(arguments) => translations::run(arguments, screen),
    }
}
