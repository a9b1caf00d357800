//! What was typed: `school.toml` and tables, with positions; every mistake in every file reported at once.
//!
//! | file | what |
//! |---|---|
//! | `diagnostic.rs` | an input error with code, file, line, column, offending text; rendering |
//! | `source.rs` | loading a file: size limit, encoding, positions |
//! | `table.rs` | a CSV file as cells with positions |
//! | `notation.rs` | the small notations: weekly periods, times, lists, class names |
//! | `wide.rs` | the requirements table, long or wide, as the same rows |
//! | `raw.rs` | TOML and tables as records of fields with places |
//! | `syntax.rs` | where TOML goes wrong, as a person would say it |
//! | `document.rs` | all records of a school's folder |
//! | `suggest.rs` | "did you mean" |
//! | `init/` | a starter folder |
//! | `build/` | records -> [`School`], with every check |

mod build;
pub mod diagnostic;
mod document;
pub mod init;
pub mod notation;
mod raw;
pub mod source;
pub mod suggest;
mod syntax;
pub mod table;
pub mod wide;

use std::path::{Path, PathBuf};

pub use diagnostic::{Diagnostic, Diagnostics, Location};

use crate::school::School;

/// A school as read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The school, complete and consistent.
    pub school: School,
    /// Files that were read, and their SHA-256 in hexadecimal.
    pub inputs: Vec<(PathBuf, String)>,
    /// Remarks that are no errors: what is allowed but odd.
    pub notes: Vec<Diagnostic>,
}

/// Reads the school in `path`: a folder with a `school.toml`, or that file.
///
/// # Errors
/// Everything that is wrong in any of its files, in the order of files and lines.
///
/// # Example
/// ```
/// let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/demo");
/// let loaded = kebiao::config::read(&demo).map_err(|errors| errors.0[0].render(kebiao::text::Lang::En))?;
/// assert_eq!(loaded.school.name, "向阳小学");
/// # Ok::<(), String>(())
/// ```
pub fn read(path: &Path) -> Result<Loaded, Diagnostics> {
    let file = if path.is_dir() { path.join("school.toml") } else { path.to_owned() };
    let mut diagnostics = Diagnostics::default();
    let loaded = document::Raw::read(&file, &mut diagnostics).map(|raw| {
        let (school, notes) = build::school(&raw, &mut diagnostics);
        Loaded { school, inputs: raw.inputs, notes }
    });
    // school.toml first, then the tables by name; within a file by place.
    diagnostics.0.sort_by(|a, b| {
        let key = |one: &Diagnostic| (one.at.file != file, one.at.file.clone(), one.at.line, one.at.column);
        key(a).cmp(&key(b)).then(a.error.code.cmp(b.error.code))
    });
    diagnostics.0.dedup();
    match loaded {
        Some(loaded) if diagnostics.is_empty() => Ok(loaded),
        _ => Err(diagnostics),
    }
}
