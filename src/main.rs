//! The `kebiao` program.

fn main() {}
