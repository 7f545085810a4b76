//! The words of the command line → the command that they ask for, and its end.

use std::process::ExitCode;

use super::args::{self, Command};
use super::ending::Ending;
use super::screen::Screen;
use super::{build, check, explain, init, new, serve, theme, translations};

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
