//! Adds up each person's shifts at posts that count.

use super::{META, limits};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for (person, max) in limits(school, setting) {
        let own = view.shifts.iter().filter(|shift| shift.person == Some(person));
        let counted = own.filter(|shift| shift.post.is_some_and(|post| school.duty.post(post).counts));
        let minutes: i64 = counted.map(|shift| i64::from(shift.span.time.length().0)).sum();
        checked.case(META.code, minutes - max, || {
            let (who, served) = (&school.teacher(person).name, school.teacher(person).willing.served);
            (args! { who: who, minutes: minutes, max: max, served: served }, Vec::new())
        });
    }
    checked
}
