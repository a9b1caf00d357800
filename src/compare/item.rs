//! What stands in a plan: a lesson period, a research block, a session, a shift.

use chrono::NaiveDate;

use crate::units::{Interval, PeriodIndex, Weekday, Weeks};

/// The table in which an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Lesson periods of `timetable.csv`.
    Lessons,
    /// Research blocks of `timetable.csv`.
    Research,
    /// Groups and clubs of `afterschool.csv`.
    Sessions,
    /// Shifts of `duty.csv`.
    Duty,
    /// Weekly duty (值周) by date, of `duty-dated.csv`.
    WeeklyDuty,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Lessons, Self::Research, Self::Sessions, Self::Duty, Self::WeeklyDuty];

    /// Whether an item is its time before it is its people's: a shift stays a shift when somebody else has it, while a
    /// lesson stays its teacher's when it goes elsewhere.
    #[must_use]
    pub fn time_first(self) -> bool {
        matches!(self, Self::Sessions | Self::Duty | Self::WeeklyDuty)
    }
}

/// One item of a plan. Which of several alike items is which is for the matching to say, see [`Item::key`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Where it stands.
    pub table: Table,
    /// Its classes, sorted.
    pub classes: Vec<String>,
    /// Subject; name of the block, group, club or post.
    pub name: String,
    /// Group of a lesson, empty when the class is together; slot of a session.
    pub section: String,
    /// When, where and with whom.
    pub stand: Stand,
}

impl Item {
    /// What makes items alike: a lesson has its classes, a group of the service is the same whoever comes.
    #[must_use]
    pub fn key(&self) -> (Table, &[String], &str, &str) {
        let classes = if self.table.time_first() { &[][..] } else { &self.classes };
        (self.table, classes, &self.name, &self.section)
    }
}

/// When, where and with whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stand {
    /// Date, of what is dated.
    pub date: Option<NaiveDate>,
    /// Day.
    pub weekday: Weekday,
    /// Clock time; none for what lasts all day.
    pub time: Option<Interval>,
    /// Weeks.
    pub weeks: Weeks,
    /// Room, or building of a post; may be empty.
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
        (self.date, self.weekday, self.time, self.weeks) == (other.date, other.weekday, other.time, other.weeks)
    }
}
