//! Every name of sessions' staff and of shifts.

use super::{META, NO_PERSON, NO_POST, OTHER_KIND, TWICE};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::text::Text;
use crate::units::{Interval, Weekday};

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let mut case = |wrong: Option<(Text, &str)>, day: Weekday, time: Interval, row: &str| {
        checked.case(META.code, i64::from(wrong.is_some()), || {
            let what = wrong.map(|(text, name)| text.arg(&args! { name: name }));
            let what = what.unwrap_or_else(|| "".into());
            (args! { day: day, time: time, row: row, what: what }, Vec::new())
        });
    };
    let Some(service) = &view.plan.service else { return Checked::default() };
    for session in &service.sessions {
        let row = format!("{} {}", session.slot, session.name);
        for (index, name) in session.staff.iter().enumerate() {
            let wrong = match school.teacher_named(name) {
                None => Some((NO_PERSON, name.as_str())),
                Some(_) if session.staff[..index].contains(name) => Some((TWICE, name.as_str())),
                Some(_) => None,
            };
            case(wrong, session.weekday, session.time, &row);
        }
    }
    for shift in &service.shifts {
        let person = school.teacher_named(&shift.person).is_none().then_some((NO_PERSON, shift.person.as_str()));
        let post = match school.duty.post_named(&shift.post).map(|post| school.duty.post(post).kind) {
            None => Some((NO_POST, shift.post.as_str())),
            Some(kind) if kind != shift.kind => Some((OTHER_KIND, shift.post.as_str())),
            Some(_) => None,
        };
        case(person, shift.weekday, shift.time, &shift.post);
        case(post, shift.weekday, shift.time, &shift.post);
    }
    checked
}
