//! The term's days against the calendar that the law makes.

use chrono::Datelike;

use super::{DAY_OFF, META, WEEKEND};
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};
use crate::units::Weekday;

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let Some(term) = &school.term else { return checked };
    for day in term.days.iter().filter(|day| term.law.years.contains(&day.date.year())) {
        let off = term.law.off.iter().find(|one| (one.from..=one.to).contains(&day.date));
        let why = match off {
            Some(holiday) => Some(DAY_OFF.arg(&args! { holiday: &holiday.name })),
            None if day.make_up && !term.law.worked.contains(&day.date) => Some(WEEKEND.into()),
            None => None,
        };
        checked.case(META.code, i64::from(why.is_some()), || {
            let own = Weekday::of(day.date);
            (args! { date: day.date, day: own, why: why.unwrap_or_else(|| "".into()) }, Vec::new())
        });
    }
    checked
}
