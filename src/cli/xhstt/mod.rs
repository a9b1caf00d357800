//! XHSTT files on the command line.
//!
//! | file | what |
//! |---|---|
//! | `solve.rs` | `kebiao solve X.xml -o OUT` |
//! | `check.rs` | `kebiao check X.xml [SOLUTIONS.xml]` |
//! | `show.rs` | tables and breakdowns |
//! | `watch.rs` | progress, and saving the best solution while the search runs |

mod check;
mod show;
mod solve;
mod watch;

use std::io::Read;
use std::path::Path;

pub(super) use check::check;
pub(super) use solve::solve;

use crate::config::{Diagnostic, Diagnostics, Location, source};
use crate::text::input::InputError;
use crate::text::{Args, xhstt as words};
use crate::xhstt::read::{self, Archive, ReadError};

/// Largest file that is read: the whole archive of 2014 with all its solutions is below 200 MB.
const MOST_BYTES: u64 = 512 << 20;

/// Whether `path` is an XML file, by its name or its first character; whether it is XHSTT shows when it is read.
pub(super) fn is_one(path: &Path) -> bool {
    if path.is_dir() {
        return false;
    }
    let named = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml"));
    let mut start = [0; 256];
    let mut opened = || if path.is_file() { std::fs::File::open(path)?.read(&mut start) } else { Ok(0) };
    let length = opened().unwrap_or(0);
    let start = start.get(..length).unwrap_or_default();
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    named || start.trim_ascii_start().starts_with(b"<")
}

/// A file as read: its archive (what was known before included) and its bytes' SHA-256.
struct Loaded {
    archive: Archive,
    sha256: String,
}

/// Reads `path`; solutions in it may be for instances of `known`.
fn load(path: &Path, known: Archive) -> Result<Loaded, Diagnostics> {
    let bytes = source::bytes(path, MOST_BYTES).map_err(|diagnostic| Diagnostics(vec![diagnostic]))?;
    let sha256 = crate::export::sha256(&bytes);
    let text = decode(path, &bytes).map_err(|diagnostic| Diagnostics(vec![diagnostic]))?;
    match read::archive_for(&text, &path.display().to_string(), known) {
        Ok(archive) => Ok(Loaded { archive, sha256 }),
        Err(error) => Err(diagnostics(path, error)),
    }
}

/// The text of a file in the encoding that its first line states, else UTF-8.
fn decode(path: &Path, bytes: &[u8]) -> Result<String, Diagnostic> {
    let (start, _) = bytes.split_at(bytes.len().min(200));
    let start = String::from_utf8_lossy(start);
    let stated = start.split_once("encoding=").and_then(|(before, after)| {
        let quote = after.chars().next()?;
        let label = after.get(1..)?.split(quote).next()?;
        (before.trim_start_matches('\u{feff}').starts_with("<?xml") && !before.contains("?>")).then_some(label)
    });
    let encoding = stated.map_or(Some(encoding_rs::UTF_8), |label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let name = stated.unwrap_or("UTF-8").to_owned();
    // A byte order mark wins over what the first line states.
    let decoded = encoding.map(|encoding| encoding.decode(bytes)).filter(|(_, _, malformed)| !malformed);
    match decoded {
        Some((text, _, _)) => Ok(text.into_owned()),
        None => Err(whole(path, &words::ENCODING, crate::args! { encoding: name })),
    }
}

fn diagnostics(path: &Path, error: ReadError) -> Diagnostics {
    let diagnostic = |fault: read::Fault| {
        let at = Location { file: path.to_owned(), line: fault.line, column: fault.column, text: fault.text };
        Diagnostic { error: fault.error, args: fault.args, at }
    };
    Diagnostics(error.faults.into_iter().map(diagnostic).collect())
}

/// A mistake of a whole file.
fn whole(path: &Path, error: &'static InputError, args: Args) -> Diagnostic {
    Diagnostic { error, args, at: Location { file: path.to_owned(), ..Location::default() } }
}

/// What is wrong with checking a school without a plan.
pub(super) fn plan_missing(school: &Path) -> Diagnostic {
    whole(school, &words::PLAN_MISSING, Args::default())
}
