//! What the tests of the program from outside share.

#![allow(dead_code)]

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The program, speaking English whatever the machine's language is.
pub fn kebiao() -> Command {
    let mut command = Command::cargo_bin("kebiao").unwrap();
    command.env("LANG", "en_US.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command
}

/// The smallest shipped school.
pub fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo")
}
