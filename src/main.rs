//! The `samkarta` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    samkarta::cli::run()
}
