//! Looks at the sort of employment of everybody in charge of homework help and tutoring, as the plan's rows say what is
//! done.

use super::{META, sort};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    for held in &view.sessions {
        if !view.session(held).is_some_and(|session| session.kind.is_subject_help()) {
            continue;
        }
        for person in held.staff.iter().map(|id| view.school.teacher(*id)) {
            checked.case(META.code, i64::from(person.employment.is_outsider()), || {
                let (day, time, session) = (held.span.weekday, held.span.time, view.session_name(held));
                let who = &person.name;
                (args! { who: who, sort: sort(person.employment), day: day, time: time, session: session }, Vec::new())
            });
        }
    }
    checked
}
