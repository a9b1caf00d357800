//! FET file -> a school's folder, in the words of `school.toml` and its tables.
//!
//! ```text
//! Fet -> classes (atoms that have the same week) -> facts from constraints -> requirements -> files
//! ```
//!
//! | file | what |
//! |---|---|
//! | `names.rs` | names that a folder's lists can hold |
//! | `classes.rs` | students' sets -> classes |
//! | `facts.rs` | what the constraints say of lessons, teachers, rooms, classes |
//! | `times.rs`, `people.rs`, `rooms.rs`, `week.rs`, `students.rs` | the families of constraints |
//! | `requirements.rs` | activities -> weekly requirements; activities at the same time are groups of one |
//! | `labels.rs` | subjects, told apart where their times differ |
//! | `files.rs` | the text of the files |
//!
//! What a school cannot say is listed with its weight, never dropped in silence.

mod classes;
mod facts;
mod files;
mod labels;
mod names;
mod people;
mod requirements;
mod rooms;
mod students;
mod times;
mod week;

use super::model::{Fet, Halves};
use super::report::Report;
use crate::args;
use crate::config::{Diagnostic, Diagnostics, Location};
use crate::text::fet as words;

/// The kind of every room.
const ROOM_KIND: &str = "教室";

/// A school's folder, and what is to be said about it.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Files by name.
    pub files: Vec<(String, Vec<u8>)>,
    /// How everything was read.
    pub report: Report,
}

/// Makes a school's folder of a file, which was called `source`.
///
/// # Errors
/// A subject has more hours a week than a school's folder can state.
pub fn import(fet: &Fet, source: &std::path::Path) -> Result<Imported, Diagnostics> {
    let mut facts = facts::gather(fet);
    let mut plan = requirements::requirements(fet, &mut facts);
    let mut diagnostics = Diagnostics::default();
    for requirement in plan.iter().filter(|requirement| requirement.periods() > requirements::MOST_PERIODS) {
        let at = Location { file: source.to_owned(), ..Location::default() };
        let args =
            args! { name: requirement.name(fet), count: requirement.periods(), limit: requirements::MOST_PERIODS };
        diagnostics.0.push(Diagnostic { error: &words::TOO_LONG_WEEK, args, at });
    }
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    week::apply(fet, &mut facts, &mut plan);
    students::apply(fet, &mut facts, &plan);
    let labelled = labels::label(fet, &mut facts, plan);
    let files = files::files(fet, &mut facts, &labelled);
    let mut report = facts.report;
    if let Some(halves) = fet.halves {
        let args = args! { halves: fet.days.len(), days: fet.day_count(), hours: fet.hours.len() };
        report.remark(words::HALF_DAYS, args);
        if halves == Halves::Names {
            report.remark(words::HALF_BY_NAMES, args! {});
        } else if fet.old_limits {
            report.remark(words::HALF_OLD, args! {});
        }
    }
    report.figures = vec![
        ("days", fet.day_count()),
        ("hours", fet.day_length()),
        ("activities", fet.activities.len()),
        ("classes", facts.classes.len() + labelled.extra.len()),
        ("teachers", fet.teachers.len()),
        ("rooms", fet.rooms.len()),
        ("requirements", labelled.rows.len()),
        ("constraints", fet.constraints.len()),
    ];
    Ok(Imported { files, report })
}
