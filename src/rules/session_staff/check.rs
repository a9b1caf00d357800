//! Counts the people of each session and looks each of them up in the school's lists.

use super::{COUNT, META, NOT_ALLOWED};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for held in &view.sessions {
        let Some(slot) = held.slot else { continue };
        let (count, needed) = (held.staff.len(), usize::from(school.heads(slot, held.club)));
        let (day, time) = (held.span.weekday, held.span.time);
        checked.case(META.code, i64::try_from(count.abs_diff(needed)).unwrap_or(i64::MAX), || {
            let what = COUNT.arg(&args! { count: count, needed: needed });
            (args! { day: day, time: time, session: view.session_name(held), what: what }, Vec::new())
        });
        let allowed = school.in_charge(slot, held.club);
        for person in &held.staff {
            checked.case(META.code, i64::from(!allowed.contains(person)), || {
                let what = NOT_ALLOWED.arg(&args! { who: &school.teacher(*person).name });
                (args! { day: day, time: time, session: view.session_name(held), what: what }, Vec::new())
            });
        }
    }
    checked
}
