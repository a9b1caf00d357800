//! Compares every session and shift with the person's own absences.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{FlexDay, Setting, TimeSpan};
use crate::units::Weeks;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for one in view.after_school() {
        let leaves = school.duty.flex.iter().flat_map(|flex| &flex.leaves).filter(|leave| leave.teacher == one.person);
        let weekly = leaves.filter_map(|leave| match leave.day {
            FlexDay::Weekly(weekday) => Some(TimeSpan { weeks: Weeks::All, weekday, time: leave.time }),
            FlexDay::Once(_) => None,
        });
        let person = school.teacher(one.person);
        let away = person.unavailable.iter().copied().chain(weekly).any(|span| span.overlaps(one.span));
        checked.case(META.code, i64::from(away), || {
            let args = args! { who: &person.name, day: one.span.weekday, time: one.span.time, what: &one.what };
            (args, Vec::new())
        });
    }
    checked
}
