//! Every weekday that the school uses.

use std::collections::BTreeSet;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};
use crate::units::Weekday;

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let mut days: BTreeSet<Weekday> = school.weekdays.iter().copied().collect();
    for class in school.class_ids() {
        days.extend(school.bell_of(class).slots().map(|(day, _)| day));
    }
    days.extend(school.events.iter().filter(|event| !event.classes.is_empty()).map(|event| event.span.weekday));
    for day in days {
        checked.case(META.code, i64::from(day.number() > 5), || (args! { day: day }, Vec::new()));
    }
    checked
}
