//! Reading: XML text -> [`Archive`]; everything that is wrong is reported with its place.
//!
//! Strict about names, so that nothing that would change a cost is passed over in silence; meta data and archived reports
//! are not looked into. Absurd inputs are refused: no document types (hence no entity bombs), and what groups expand to
//! is counted.
//!
//! | file | what |
//! |---|---|
//! | `xml.rs` | elements, numbers, references, faults with places |
//! | `instance.rs` | times, resources, events |
//! | `constraints.rs` | the sixteen kinds |
//! | `solutions.rs` | solution groups |

mod constraints;
mod instance;
mod solutions;
mod xml;

use roxmltree::{Document, ParsingOptions};

use super::model::{Instance, Solution};
use crate::args;
use crate::text::input::InputError;
use crate::text::{Args, xhstt as words};
use instance::Names;
use xml::Reader;

/// Most nodes of a document.
const MAX_NODES: u32 = 20_000_000;

/// A file: instances, and solutions in groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    /// Instances in the order of the file.
    pub instances: Vec<Instance>,
    /// Their elements as they stand in the file, to be copied into another archive.
    pub sources: Vec<String>,
    /// Solution groups in the order of the file.
    pub groups: Vec<SolutionGroup>,
}

/// Solutions by one contributor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SolutionGroup {
    /// `Id`.
    pub id: String,
    /// Who, when, how.
    pub meta: Meta,
    /// Solutions.
    pub solutions: Vec<Archived>,
}

/// Meta data of a solution group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// `Contributor`.
    pub contributor: String,
    /// `Date`.
    pub date: String,
    /// `Description`.
    pub description: String,
    /// `Publication`, if any.
    pub publication: Option<String>,
    /// `Remarks`, if any.
    pub remarks: Option<String>,
}

/// A solution as archived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archived {
    /// Position of its instance in [`Archive::instances`].
    pub instance: usize,
    /// The solution, completed: what its file leaves out is there without a time; what is preassigned is filled in.
    pub solution: Solution,
    /// `Description`, if any.
    pub description: Option<String>,
    /// `RunningTime` in seconds as written, if any.
    pub running_time: Option<String>,
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// What the file is called.
    pub file: String,
    /// What is wrong, in the order of the file; at least one.
    pub faults: Vec<Fault>,
}

/// One mistake in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub error: &'static InputError,
    /// Arguments of its message.
    pub args: Args,
    /// Line, 1-based.
    pub line: u32,
    /// Column, 1-based.
    pub column: u32,
    /// What stands there.
    pub text: String,
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for fault in &self.faults {
            let cause = fault.error.cause.fill(crate::text::Lang::En, &fault.args);
            writeln!(f, "{}:{}:{}: {} {cause}", self.file, fault.line, fault.column, fault.error.code)?;
        }
        Ok(())
    }
}

impl std::error::Error for ReadError {}

/// Reads `text`, the contents of the file called `name`: an archive, or a single instance.
///
/// # Errors
/// Everything that is wrong (up to a hundred mistakes), in the order of the file.
///
/// # Example
/// ```
/// let text = r#"<Instance Id="tiny">
///   <Times><Time Id="Mo1"><Name>Mo1</Name></Time></Times>
///   <Resources/>
///   <Events><Event Id="e"><Name>maths</Name><Duration>1</Duration></Event></Events>
///   <Constraints/>
/// </Instance>"#;
/// let archive = kebiao::xhstt::read::archive(text, "tiny.xml")?;
/// assert_eq!(archive.instances[0].events[0].named.name, "maths");
/// # Ok::<(), kebiao::xhstt::read::ReadError>(())
/// ```
pub fn archive(text: &str, name: &str) -> Result<Archive, ReadError> {
    archive_for(text, name, Archive::default())
}

/// Reads `text`, whose solutions may be for the instances of `known` (whose solution groups are kept, too), and which may
/// repeat these instances.
///
/// # Errors
/// Everything that is wrong (up to a hundred mistakes), in the order of the file.
pub fn archive_for(text: &str, name: &str, known: Archive) -> Result<Archive, ReadError> {
    let failed = |faults| ReadError { file: name.to_owned(), faults };
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => return Err(failed(vec![not_xml(text, &error)])),
    };
    let mut reader = Reader::new(text, &document);
    let count = known.instances.len();
    let mut archive = known;
    let mut names: Vec<Names> = archive.instances.iter().map(Names::of).collect();
    let root = document.root_element();
    let tag = root.tag_name().name();
    match tag {
        "HighSchoolTimetableArchive" => {
            reader.only(root, &["MetaData", "Instances", "SolutionGroups"]);
            if let Some(instances) = xml::child(root, "Instances") {
                reader.only_many(instances, &["Instance"]);
                for node in xml::elements(instances) {
                    instance::read(&mut reader, node, &mut archive, &mut names, count);
                }
            }
            if let Some(groups) = xml::child(root, "SolutionGroups") {
                reader.only_many(groups, &["SolutionGroup"]);
                for node in xml::elements(groups) {
                    solutions::group(&mut reader, node, &mut archive, &names);
                }
            }
        }
        "Instance" => instance::read(&mut reader, root, &mut archive, &mut names, count),
        _ => reader.fault(&words::NOT_XHSTT, args! { found: tag }, root),
    }
    let mut faults = reader.faults;
    if faults.is_empty() {
        return Ok(archive);
    }
    faults.sort_by_key(|fault| (fault.line, fault.column));
    Err(failed(faults))
}

fn not_xml(text: &str, error: &roxmltree::Error) -> Fault {
    let at = error.pos();
    let lines = text.lines().nth(at.row.saturating_sub(1) as usize).unwrap_or_default();
    Fault {
        error: &words::NOT_XML,
        args: args! { reason: error.to_string() },
        line: at.row,
        column: at.col,
        text: xml::shortened(lines.trim()),
    }
}

#[cfg(test)]
mod tests;
