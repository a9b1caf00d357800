//! Each teacher's day in clock order, cut where the pause is long enough.

use super::{META, limit};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};
use crate::school::Setting;
use crate::units::Interval;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for teacher in school.teacher_ids() {
        let max = limit(school, setting, teacher);
        for week in school.weeks() {
            let mut lessons: Vec<&Lesson> =
                view.of_teacher(teacher).filter(|lesson| lesson.span.weeks.overlaps(*week)).collect();
            lessons.sort_by_key(|lesson| (lesson.span.weekday, lesson.span.time, lesson.row));
            let together = |first: &&Lesson, second: &&Lesson| {
                first.span.weekday == second.span.weekday
                    && i64::from(first.span.time.distance(second.span.time).0) < setting.int("pause")
            };
            for run in lessons.chunk_by(together) {
                let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
                let count = i64::try_from(run.len()).unwrap_or(i64::MAX);
                checked.case(META.code, count - max, || {
                    let args = args! {
                        teacher: &school.teacher(teacher).name,
                        day: first.span.weekday,
                        time: Interval { start: first.span.time.start, end: last.span.time.end },
                        count: count,
                        max: max,
                    };
                    (args, run.iter().map(|lesson| lesson.row).collect())
                });
            }
        }
    }
    checked
}
