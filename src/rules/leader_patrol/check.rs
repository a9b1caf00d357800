//! Looks for a leader among those who patrol, day by day.

use super::{META, days};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Holds, View};
use crate::school::{PostKind, Setting};

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for weekday in days(school) {
        let leads = |shift: &Holds| {
            shift.span.weekday == weekday
                && shift.post.is_some_and(|post| school.duty.post(post).kind == PostKind::Patrol)
                && shift.person.is_some_and(|person| school.teacher(person).leader)
        };
        checked.case(META.code, i64::from(!view.shifts.iter().any(leads)), || (args! { day: weekday }, Vec::new()));
    }
    checked
}
