//! Each teacher's day in clock order, cut where the pause is long enough; of lessons that overlap (a clash, R102) a run
//! takes one.

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
                let times: Vec<Interval> = run.iter().map(|lesson| lesson.span.time).collect();
                let (Some(first), Some(last)) = (run.first(), times.iter().map(|time| time.end).max()) else {
                    continue;
                };
                let count = longest(&times, setting.int("pause"));
                checked.case(META.code, count - max, || {
                    let args = args! {
                        teacher: &school.teacher(teacher).name,
                        day: first.span.weekday,
                        time: Interval { start: first.span.time.start, end: last },
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

/// Most of the lessons, in clock order, that can be taught one after the other without a pause.
fn longest(times: &[Interval], pause: i64) -> i64 {
    let mut best: Vec<i64> = Vec::new();
    for (index, time) in times.iter().enumerate() {
        let before = times[..index]
            .iter()
            .zip(&best)
            .filter(|(earlier, _)| earlier.end <= time.start && i64::from(earlier.distance(*time).0) < pause);
        best.push(1 + before.map(|(_, length)| *length).max().unwrap_or(0));
    }
    best.into_iter().max().unwrap_or(0)
}
