//! Reading: XML text -> [`Fet`]; everything that is wrong is reported with its line.
//!
//! No document types are allowed (hence no entity bombs), the number of elements is bounded, and what students' sets and
//! constraints expand to is bounded by the size of the file.

mod body;
mod halves;
mod xml;

use roxmltree::{Document, ParsingOptions};

use super::model::Fet;
use crate::args;
use crate::config::{Diagnostic, Diagnostics, Location};
use crate::text::fet as words;
use std::path::Path;
use xml::Reader;

/// Largest file.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// Most elements, attributes and texts of a document.
const MAX_NODES: u32 = 5_000_000;
/// Most days, mornings and afternoons counted as one: a week.
pub const MOST_DAYS: usize = 7;
/// Most hours of a day, mornings and afternoons together: what a bell schedule may have.
pub const MOST_HOURS: usize = 16;

/// Reads the file at `path`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn file(path: &Path) -> Result<Fet, Diagnostics> {
    let bytes = crate::config::source::bytes(path, MOST_BYTES).map_err(|error| Diagnostics(vec![error]))?;
    let Ok(text) = std::str::from_utf8(&bytes) else {
        let at = Location { file: path.to_owned(), ..Location::default() };
        return Err(Diagnostics(vec![Diagnostic { error: &words::NOT_UTF8, args: args! {}, at }]));
    };
    fet(text, path)
}

/// Reads `text`, the contents of the file called `name`.
///
/// # Errors
/// Everything that is wrong with it, up to a hundred mistakes, in the order in which they were met.
pub fn fet(text: &str, name: &Path) -> Result<Fet, Diagnostics> {
    let text = text.trim_start_matches('\u{feff}');
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => return Err(Diagnostics(vec![not_xml(text, name, &error)])),
    };
    let mut reader = Reader::new(text, name, &document);
    let fet = body::read(&mut reader, document.root_element());
    if reader.diagnostics.is_empty() { Ok(fet) } else { Err(reader.diagnostics) }
}

fn not_xml(text: &str, name: &Path, error: &roxmltree::Error) -> Diagnostic {
    let at = error.pos();
    let line = text.lines().nth(usize::try_from(at.row.saturating_sub(1)).unwrap_or(usize::MAX)).unwrap_or_default();
    let location = Location { file: name.to_owned(), line: at.row, column: at.col, text: xml::shortened(line.trim()) };
    let (error, args) = match error {
        roxmltree::Error::NodesLimitReached => (&words::TOO_LARGE, args! { limit: MAX_NODES }),
        roxmltree::Error::DtdDetected => (&words::HAS_DTD, args! {}),
        other => (&words::NOT_XML, args! { reason: other.to_string() }),
    };
    Diagnostic { error, args, at: location }
}
