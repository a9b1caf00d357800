//! What was typed: `school.toml` and tables, with positions; every mistake in every file reported at once.
//!
//! | file | what |
//! |---|---|
//! | `diagnostic.rs` | an input error with code, file, line, column, offending text; rendering |
//! | `source.rs` | loading a file: size limit, encoding, positions |
//! | `table.rs` | a CSV file as cells with positions |
//! | `notation.rs` | the small notations: weekly periods, times, lists, class names |
//! | `wide.rs` | the requirements table, long or wide, as the same rows |

pub mod diagnostic;
pub mod notation;
pub mod source;
pub mod table;
pub mod wide;

pub use diagnostic::{Diagnostic, Diagnostics, Location};
