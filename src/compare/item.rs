//! What stands in a plan: a lesson period, a research block.

use crate::units::{Interval, PeriodIndex, Weekday, Weeks};

/// The table in which an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Lesson periods of `timetable.csv`.
    Lessons,
    /// Research blocks of `timetable.csv`.
    Research,
}

/// One item of a plan. Items with the same `table`, `classes`, `name` and `section` are alike: which is which is for the
/// matching to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Where it stands.
    pub table: Table,
    /// Its classes, sorted.
    pub classes: Vec<String>,
    /// Subject, or name of the block.
    pub name: String,
    /// Group; empty when the class is together.
    pub section: String,
    /// When, where and with whom.
    pub stand: Stand,
}

/// When, where and with whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stand {
    /// Day.
    pub weekday: Weekday,
    /// Clock time.
    pub time: Interval,
    /// Weeks.
    pub weeks: Weeks,
    /// Room; may be empty.
    pub room: String,
    /// Who gives it, sorted.
    pub people: Vec<String>,
    /// Period number as printed; it follows from the clock and decides nothing.
    pub period: Option<PeriodIndex>,
}

impl Stand {
    /// Whether both are at the same time in the same weeks.
    #[must_use]
    pub fn same_time(&self, other: &Self) -> bool {
        (self.weekday, self.time, self.weeks) == (other.weekday, other.time, other.weeks)
    }
}
