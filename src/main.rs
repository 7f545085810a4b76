//! Words in, exit status out: see [`shirube::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    shirube::cli::run()
}
