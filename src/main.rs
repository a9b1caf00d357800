//! The `kebiao` program: see [`kebiao::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    kebiao::cli::run(std::env::args_os()).into()
}
