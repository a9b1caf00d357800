//! Looks for a class teacher among the people in charge of each group.

use super::{META, class_teachers};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for held in view.sessions.iter().filter(|held| held.club.is_none()) {
        let Some(slot) = held.slot else { continue };
        let teachers = class_teachers(school, slot, &held.classes);
        if teachers.is_empty() {
            continue;
        }
        let without = !held.staff.iter().any(|person| teachers.contains(person));
        checked.case(META.code, i64::from(without), || {
            let args = args! {
                day: held.span.weekday,
                time: held.span.time,
                session: view.session_name(held),
                who: school.teacher_list(&held.staff),
                teachers: school.teacher_list(&teachers.iter().copied().collect::<Vec<_>>()),
            };
            (args, Vec::new())
        });
    }
    checked
}
