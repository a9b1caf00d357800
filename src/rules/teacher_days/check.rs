//! Counts the days on which each part-time teacher has rows.

use std::collections::BTreeSet;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;

pub(super) fn check(view: &View<'_>) -> Checked {
    let mut checked = Checked::default();
    for id in view.school.teacher_ids() {
        let teacher = view.school.teacher(id);
        let Some(max) = teacher.max_days.map(i64::from) else { continue };
        for week in view.school.weeks() {
            let lessons: Vec<_> = view.of_teacher(id).filter(|lesson| lesson.span.weeks.overlaps(*week)).collect();
            let days: BTreeSet<_> = lessons.iter().map(|lesson| lesson.span.weekday).collect();
            let count = i64::try_from(days.len()).unwrap_or(i64::MAX);
            checked.case(META.code, count - max, || {
                let args = args! { teacher: &teacher.name, count: count, max: max };
                (args, lessons.iter().map(|lesson| lesson.row).collect())
            });
        }
    }
    checked
}
