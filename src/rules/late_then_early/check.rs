//! Looks at the next morning of everybody who stays late.

use super::{META, is_late, next_morning};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    for one in view.after_school().into_iter().filter(|one| is_late(setting, one.span.time)) {
        let lesson = next_morning(view.school, one.span.weekday).and_then(|(day, starts)| {
            let mut lessons = view.of_teacher(one.person);
            lessons.find(|lesson| lesson.span.weekday == day && starts.contains(&lesson.span.time.start))
        });
        checked.case(META.code, i64::from(lesson.is_some()), || {
            let rows: Vec<usize> = lesson.iter().map(|lesson| lesson.row).collect();
            let label = rows.first().and_then(|row| view.plan.rows.get(*row)).map(crate::plan::Row::label);
            let args = args! {
                who: &view.school.teacher(one.person).name,
                day: one.span.weekday,
                what: &one.what,
                time: one.span.time.end,
                lesson: label.unwrap_or_default(),
            };
            (args, rows)
        });
    }
    checked
}
