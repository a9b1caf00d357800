//! Pay items (课时费、值班费): data that says who earns how much for what.

use std::collections::BTreeSet;

use super::{Employment, PostKind, ServiceKind};
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
    /// A period: of the timetable, or of a service session (which counts its slot's periods).
    Period,
    /// A service session, whatever its length.
    Slot,
    /// A date with any matching work.
    Day,
    /// A duty shift.
    Duty,
    /// A pupil above `base` in a period of a service session.
    PupilPeriod {
        /// Pupils that are not paid for.
        base: u16,
    },
    /// A pay month with any matching work.
    Month,
}

/// What work an item is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// Lessons of the timetable.
    Lesson,
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
    /// Only work that ends after this time.
    pub ends_after: Option<ClockTime>,
    /// Only sessions with at least so many pupils.
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
