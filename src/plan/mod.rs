//! The plan: names, dates and minutes, as written to disk and read back. No solver types.

pub(crate) mod cells;
pub mod dated;
mod service;
pub mod service_table;
mod staffed;
pub mod table;
mod view;

pub use service::{ClubRow, DatedDuty, FlexLine, GroupRow, PayLine, PayTotal, Placed, ServicePlan, Session, Shift};
pub use staffed::Occupation;
pub use view::{Held, Holds, Lesson, Research, View};

use std::path::Path;

use crate::config::Diagnostics;
use crate::units::{Interval, PeriodIndex, Weekday, Weeks};

/// The timetable's file in a plan's folder.
pub const TIMETABLE: &str = "timetable.csv";

/// A weekly timetable: one row a lesson period; and what follows it, once it is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Rows, in the order of the file.
    pub rows: Vec<Row>,
    /// After-school service, duty and pay; none when the plan is a timetable only.
    pub service: Option<ServicePlan>,
}

/// Reads the plan in the folder `dir`: its timetable, and the tables after it where they are.
///
/// # Errors
///
/// Everything that is wrong with all of the files, together.
pub fn read_folder(dir: &Path) -> Result<Plan, Diagnostics> {
    match (table::read(&dir.join(TIMETABLE)), service_table::read(dir)) {
        (Ok(plan), Ok(service)) => Ok(Plan { service, ..plan }),
        (Err(mut timetable), Err(service)) => {
            timetable.0.extend(service.0);
            Err(timetable)
        }
        (Err(found), Ok(_)) | (Ok(_), Err(found)) => Err(found),
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    /// A lesson period.
    #[default]
    Lesson,
    /// A joint preparation block (教研).
    Research,
}

impl RowKind {
    /// The word used in CSV files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Research => "research",
        }
    }
}

/// One period of one lesson (a double period is two rows; parallel groups have a row each).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Lesson or research block.
    pub kind: RowKind,
    /// Names of the classes; none for research.
    pub classes: Vec<String>,
    /// Name of the subject, or of the research block.
    pub subject: String,
    /// Name of the group (分组/走班); empty when the class is together.
    pub section: String,
    /// Names of the teachers.
    pub teachers: Vec<String>,
    /// Name of the room; empty for research.
    pub room: String,
    /// Weeks.
    pub weeks: Weeks,
    /// Day.
    pub weekday: Weekday,
    /// Period by the (first) class's bell schedule; none for research.
    pub period: Option<PeriodIndex>,
    /// Clock time.
    pub time: Interval,
    /// Whether the configuration fixes it.
    pub pinned: bool,
}

impl Row {
    /// Classes, subject and group, for messages: `一1班+一2班 英语`.
    #[must_use]
    pub fn label(&self) -> String {
        let words = [self.classes.join("+"), self.subject.clone(), self.section.clone()];
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}
