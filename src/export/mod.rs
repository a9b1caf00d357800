//! Decides how it is written: one file a format, all written whole.
//!
//! | file | writes |
//! |---|---|
//! | `csv.rs` | wide sheets: `总课表.csv`, `classes/`, `teachers/`, `rooms/`; `课后服务总表.csv`, `值班总表.csv` |
//! | `html.rs` | `index.html`: every sheet and the quality report, nothing loaded from elsewhere |
//! | `bench.rs` | a bench: CSV, JSON, a page with plots |
//! | `publication.rs` | bulletin and filing copy of a published timetable |
//! | `audit.rs` | an audit of what was taught: `audit.csv`, `audit-counts.csv`, `audit.html` |
//! | `cover.rs` | cover for who is away: slips to print, covers given |
//! | `partial.rs` | lessons without a place: `未排课时.csv`, `未排课时.html` |
//! | `compare.rs` | plans side by side: `compare-*.csv`, `compare.html` |
//! | `booklets.rs`, `grid/` | what is handed out, as tables laid out on A4 once |
//! | `xlsx/` | booklets as workbooks |
//! | `pdf/` | booklets as PDF files |
//! | `sheet_page.rs` | booklets as plain pages |
//! | `document.rs` | `plan.json`: the plan for other programs, under a JSON Schema |
//! | `ics.rs` | `calendar/`: a calendar for each class, teacher and room, when the school states its term |
//! | `print.rs` | `print/`: sign-in sheet, duty chart, attendance sheets |
//! | `json.rs` | `run.json`: what was run, on which inputs, with which result |
//! | `folder.rs` | files into the output folder: staged, then renamed; old ones taken away |
//! | `name.rs` | file names from the names of classes and people |
//!
//! `timetable.csv` itself is [`crate::plan::table`]'s, the tables of service, duty and pay [`crate::plan::service_table`]'s.

#[cfg(test)]
mod accessible;
pub mod audit;
pub mod bench;
pub mod booklets;
pub mod compare;
pub mod cover;
pub mod csv;
pub mod document;
pub mod folder;
pub mod grid;
#[cfg(test)]
mod hostile;
pub mod html;
pub mod ics;
pub mod json;
pub mod name;
pub mod partial;
pub mod pdf;
pub mod print;
pub mod publication;
pub mod sheet_page;
#[cfg(test)]
mod tests;
pub mod xlsx;

pub use crate::config::source::sha256;
pub use folder::Written;
pub use json::{Ended, Run};

use std::path::Path;

use crate::config::Diagnostic;
use crate::plan::{Plan, View, service_table, table};
use crate::report::{Sheets, quality};
use crate::school::School;
use crate::text::Lang;
use crate::verify::Verdict;

pub use crate::plan::TIMETABLE;

/// All that is written.
#[derive(Clone, Copy, Debug)]
pub struct Bundle<'a> {
    /// The school.
    pub school: &'a School,
    /// The plan, as verified.
    pub plan: &'a Plan,
    /// What verifying found.
    pub verdict: &'a Verdict,
    /// What was run.
    pub run: &'a Run,
    /// Files that the command adds, by their path in the folder.
    pub extra: &'a [(String, Vec<u8>)],
    /// Language of sheets and report.
    pub lang: Lang,
}

/// Makes every file of `bundle` and puts them into the folder `dir`, which is created when it does not exist.
///
/// All files are first written beside their places and then renamed, so that a run that is killed leaves the previous
/// files as they were. Files of an earlier run in the folders [`folder::OURS`] that are not among the new ones are removed
/// if nobody changed them since.
///
/// # Errors
///
/// What could not be made or written, and where.
pub fn write_all(dir: &Path, bundle: &Bundle<'_>) -> Result<Written, Diagnostic> {
    folder::write(dir, &files(bundle).map_err(|error| folder::cannot_render(dir, &error))?)
}

/// Every file of `bundle` by its path in the output folder, the plan first.
///
/// # Errors
///
/// A template that does not fit its data, which tests exclude.
pub fn files(bundle: &Bundle<'_>) -> Result<Vec<(String, Vec<u8>)>, minijinja::Error> {
    let view = View::new(bundle.school, bundle.plan);
    let sheets = Sheets::new(&view);
    let quality = quality::measure(bundle.school, bundle.plan, bundle.verdict);
    let timetable = table::write(bundle.plan);
    let run = json::write(bundle, &timetable);
    let mut files = vec![(TIMETABLE.to_owned(), timetable)];
    files.extend(csv::files(bundle.school, &sheets, bundle.lang));
    if let Some(service) = &bundle.plan.service {
        let tables = service_table::files(service);
        files.splice(1..1, tables.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)));
        files.extend(csv::service_files(&view, service, bundle.lang));
    }
    files.push(("index.html".to_owned(), html::write(bundle, &view, &sheets, &quality)?.into_bytes()));
    if let Some(missing) = &bundle.run.missing {
        files.extend(partial::files(&bundle.school.name, missing, bundle.lang)?);
    }
    // Calendars and sheets to print are large, and nobody wants those of a plan that is about to be improved.
    if bundle.run.ended != Ended::Running {
        files.extend(ics::files(&view, bundle.lang));
        if let Some(service) = &bundle.plan.service {
            files.extend(print::files(&view, service, bundle.lang)?);
        }
    }
    files.extend(bundle.extra.iter().cloned());
    files.push(("run.json".to_owned(), run));
    Ok(files)
}
