//! Counts each teacher's rows on each day of each week.

use super::{META, limit};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for teacher in school.teacher_ids() {
        let max = limit(school, setting, teacher);
        for week in school.weeks() {
            for day in &school.weekdays {
                let rows: Vec<_> = view
                    .of_teacher(teacher)
                    .filter(|lesson| lesson.span.weekday == *day && lesson.span.weeks.overlaps(*week))
                    .map(|lesson| lesson.row)
                    .collect();
                if rows.is_empty() {
                    continue;
                }
                let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
                checked.case(META.code, count - max, || {
                    let name = &school.teacher(teacher).name;
                    (args! { teacher: name, day: *day, count: count, max: max }, rows)
                });
            }
        }
    }
    checked
}
