//! The tables after the timetable (service, duty, pay, flexible hours), written and read back: `read(files(plan)) == plan`.
//!
//! Cells are those of [`super::cells`]. All nine files are written together: a table whose stage was not made, or that the
//! school has no use for, has its header only. So a table that is not there while others are has been lost, and is an error;
//! a folder with none of them is a timetable only. (`groups.csv` and `clubs.csv` alone do not count as signs: a school may
//! keep its own tables under these names.)

mod kinds;
mod rows;

use std::path::Path;

use super::ServicePlan;
use super::cells::{self, Reader};
use crate::args;
use crate::config::source::{Encodings, Source};
use crate::config::table::{Kind, Record};
use crate::config::{Diagnostics, Location};
use crate::text::timetable::TABLE_ABSENT;

/// The names of the files, in the order of the plan's parts.
pub const FILES: [&str; 9] = [
    "afterschool.csv",
    "groups.csv",
    "clubs.csv",
    "club-pupils.csv",
    "duty.csv",
    "duty-dated.csv",
    "pay-ledger.csv",
    "pay-summary.csv",
    "flex-ledger.csv",
];

/// Files of these names may be something else.
const AMBIGUOUS: [&str; 2] = ["groups.csv", "clubs.csv"];

/// A row of one of the tables.
trait Tabled: Sized {
    /// Columns.
    fn kind() -> &'static Kind;
    /// The cells, by column.
    fn cells(&self) -> Vec<String>;
    /// The row that a record states; what is wrong goes to the reader.
    fn read(reader: &mut Reader, record: &Record) -> Option<Self>;
}

/// Every table of `plan` as its file's name and bytes.
#[must_use]
pub fn files(plan: &ServicePlan) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = [
        write(&plan.sessions),
        write(&plan.groups),
        write(&plan.clubs),
        write(&plan.pupils),
        write(&plan.shifts),
        write(&plan.dated),
        write(&plan.pay),
        write(&plan.pay_totals),
        write(&plan.flex),
    ];
    FILES.into_iter().zip(bytes).collect()
}

fn write<T: Tabled>(rows: &[T]) -> Vec<u8> {
    let mut out = cells::header(T::kind());
    for row in rows {
        let cells = row.cells();
        cells::line(&mut out, cells.iter().map(String::as_str));
    }
    out.into_bytes()
}

/// Reads the tables in the folder `dir`; none when there is only a timetable.
///
/// # Errors
///
/// Everything that is wrong with all of them, together, missing ones included.
pub fn read(dir: &Path) -> Result<Option<ServicePlan>, Diagnostics> {
    gather(
        dir,
        |name| dir.join(name).exists(),
        |name, found| Source::load(&dir.join(name), Encodings::Utf8OrGbk, found),
    )
}

/// Reads the tables among `files`, given by name, as if they stood in the folder `dir`.
///
/// # Errors
///
/// As [`read`].
pub fn parse(dir: &Path, files: &[(&str, Vec<u8>)]) -> Result<Option<ServicePlan>, Diagnostics> {
    let find = |name: &str| files.iter().find(|(file, _)| *file == name).map(|(_, bytes)| bytes);
    gather(
        dir,
        |name| find(name).is_some(),
        |name, found| Source::decode(&dir.join(name), find(name)?, Encodings::Utf8OrGbk, found),
    )
}

fn gather(
    dir: &Path,
    exists: impl Fn(&str) -> bool,
    load: impl Fn(&str, &mut Diagnostics) -> Option<Source>,
) -> Result<Option<ServicePlan>, Diagnostics> {
    let mut signs = FILES.into_iter().filter(|name| !AMBIGUOUS.contains(name) && exists(name));
    let Some(present) = signs.next() else { return Ok(None) };
    let mut found = Diagnostics::default();
    let mut sources = FILES.map(|name| {
        if exists(name) {
            return load(name, &mut found);
        }
        let at = Location { file: dir.join(name), ..Location::default() };
        found.push(&TABLE_ABSENT, args! { file: name, present: present }, at);
        None
    });
    let [sessions, groups, clubs, pupils, shifts, dated, pay, totals, flex] = &mut sources;
    let plan = ServicePlan {
        sessions: rows(sessions, &mut found),
        groups: rows(groups, &mut found),
        clubs: rows(clubs, &mut found),
        pupils: rows(pupils, &mut found),
        shifts: rows(shifts, &mut found),
        dated: rows(dated, &mut found),
        pay: rows(pay, &mut found),
        pay_totals: rows(totals, &mut found),
        flex: rows(flex, &mut found),
    };
    if found.is_empty() { Ok(Some(plan)) } else { Err(found) }
}

fn rows<T: Tabled>(source: &mut Option<Source>, found: &mut Diagnostics) -> Vec<T> {
    // Taken, so that a file's text is dropped before the next is read into rows.
    source.take().map(|source| cells::read(&source, T::kind(), found, T::read)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
