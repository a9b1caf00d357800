//! Looks at the clock of each row of a teacher with wishes.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{Setting, TimeSpan};

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for id in school.teacher_ids() {
        let teacher = school.teacher(id);
        if teacher.unwanted.is_empty() {
            continue;
        }
        for lesson in view.of_teacher(id) {
            for week in school.weeks().iter().filter(|week| week.overlaps(lesson.span.weeks)) {
                let span = TimeSpan { weeks: *week, ..lesson.span };
                let mut amount = 0;
                for wish in &teacher.unwanted {
                    if wish.at.overlaps(span) {
                        amount = amount.max(i64::from(wish.cost));
                    }
                }
                checked.case(META.code, amount, || {
                    let args = args! {
                        teacher: &teacher.name,
                        day: span.weekday,
                        time: span.time,
                        subject: &view.plan.rows[lesson.row].subject,
                    };
                    (args, vec![lesson.row])
                });
            }
        }
    }
    checked
}
