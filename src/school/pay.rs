//! Pay items (课时费、值班费): data that says who earns how much for what.
//!
//! Everything is counted on the dates of the term, after holidays, make-up days and cancellations. Each person in charge of
//! a session, each teacher of a lesson and each holder of a post earns by itself: two people with one group are each paid
//! for the whole group, and its pupils are those of the session, not of the classes.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::{Employment, PostKind, School, ServiceKind};
use crate::units::{ClockTime, Fen, PayItemId, TeacherId, Weekday};

/// Everything about pay.
#[derive(Clone, Debug, Default)]
pub struct Pay {
    /// Items, in the order stated.
    pub items: Vec<PayItem>,
    /// First day of a pay month: 1 for calendar months, 15 for the 15th to the 14th. The month is named after the calendar
    /// month in which it starts.
    pub month_start: u8,
    /// Most that may be paid in a month.
    pub month_budget: Option<Fen>,
    /// Most that may be paid in the term.
    pub term_budget: Option<Fen>,
    /// Whether the roster is solved to stay within the budgets.
    pub enforce: bool,
}

/// What one unit of an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// A period: of the timetable, covered, or of a service session (which counts its slot's periods). Duty has none.
    Period,
    /// A service session, whatever its length. Lessons and duty have none.
    Slot,
    /// A date with any matching work, however much of it.
    Day,
    /// A duty shift, or a school day of weekly duty. Lessons and sessions are none.
    Duty,
    /// A pupil above `base` in a period of a service session: 38 pupils above 35 in a slot of two periods are six. Lessons
    /// and duty have none.
    PupilPeriod {
        /// Pupils that are not paid for.
        base: u16,
    },
    /// A pay month with any matching work; its line has the last date of that work.
    Month,
}

/// What work an item is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// Lessons of the timetable.
    Lesson,
    /// Lessons that somebody gives instead of who gives them by the plan (代课); they are dated by the log of changes, so a
    /// plan alone has none.
    Cover,
    /// After-school sessions of a kind; club meetings are [`ServiceKind::Club`].
    Service(ServiceKind),
    /// Duty posts of a kind.
    Duty(PostKind),
    /// A week of weekly duty (值周): one unit for each school day of the week.
    WeeklyDuty,
}

/// A pay item. Work matches when every stated condition holds.
#[derive(Clone, Debug)]
pub struct PayItem {
    /// Name as printed; unique.
    pub name: String,
    /// Unit.
    pub basis: Basis,
    /// What work; never empty.
    pub works: BTreeSet<Work>,
    /// Sorts of people; empty for all.
    pub employments: BTreeSet<Employment>,
    /// Only leaders, or only others; `None` for all.
    pub leaders: Option<bool>,
    /// Only these people; empty for all.
    pub teachers: BTreeSet<TeacherId>,
    /// Only on these weekdays (of the timetable followed); empty for all.
    pub weekdays: BTreeSet<Weekday>,
    /// Only work that ends after this time, by the clock on the wall of that date; weekly duty, which has no time, never
    /// does.
    pub ends_after: Option<ClockTime>,
    /// Only sessions with at least so many pupils; when it is above 0, neither lessons nor duty.
    pub min_pupils: u16,
    /// Per unit.
    pub rate: Fen,
    /// What it is for, in words; some purposes are forbidden.
    pub purpose: String,
}

impl Pay {
    /// The item `id`.
    #[must_use]
    pub fn item(&self, id: PayItemId) -> &PayItem {
        &self.items[id.index()]
    }

    /// The item called `name`.
    #[must_use]
    pub fn item_named(&self, name: &str) -> Option<PayItemId> {
        self.items.iter().position(|item| item.name == name).map(PayItemId::from_index)
    }
}

impl Pay {
    /// The pay month of a date, named after the calendar month in which it starts: `2026-03`.
    #[must_use]
    pub fn month_of(&self, date: NaiveDate) -> String {
        let months = date.year() * 12 + i32::try_from(date.month0()).unwrap_or(0);
        let months = if date.day() < u32::from(self.month_start) { months - 1 } else { months };
        format!("{:04}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1)
    }
}

impl PayItem {
    /// Whether the item is for this person.
    #[must_use]
    pub fn is_for(&self, school: &School, person: TeacherId) -> bool {
        let teacher = school.teacher(person);
        (self.employments.is_empty() || self.employments.contains(&teacher.employment))
            && self.leaders.is_none_or(|leaders| leaders == teacher.leader)
            && (self.teachers.is_empty() || self.teachers.contains(&person))
    }
}
