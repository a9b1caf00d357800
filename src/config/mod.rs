//! What was typed: `school.toml` and tables, with positions; every mistake in every file reported at once.
//!
//! | file | what |
//! |---|---|
//! | `diagnostic.rs` | an input error with code, file, line, column, offending text; rendering |
//! | `source.rs` | loading a file: size limit, encoding, positions |
//! | `table.rs` | a CSV file as cells with positions |
//! | `notation.rs` | the small notations: weekly periods, times, lists, class names |

pub mod diagnostic;

pub use diagnostic::{Diagnostic, Diagnostics, Location};
