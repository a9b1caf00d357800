//! How often each weekday's timetable is followed, counted over the term's days.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};
use crate::units::Weeks;

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let Some(term) = &school.term else { return checked };
    let held = school.weekdays.iter().map(|day| (*day, term.days_of(*day, Weeks::All).count()));
    let held: Vec<_> = held.collect();
    let most = held.iter().map(|(_, count)| *count).max().unwrap_or(0);
    for (day, count) in held {
        let missing = i64::try_from(most - count).unwrap_or(i64::MAX) - setting.int("spread");
        checked.case(META.code, missing, || (args! { day: day, count: count, most: most }, Vec::new()));
    }
    checked
}
