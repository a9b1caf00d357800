//! The distance of the first and last period numbers of a day, less the numbers in use.

use std::collections::BTreeSet;

use super::{META, free};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for teacher in school.teacher_ids() {
        for week in school.weeks() {
            for day in &school.weekdays {
                let lessons: Vec<_> = view.day_of(teacher, *day, *week).collect();
                let numbers: BTreeSet<u8> = lessons.iter().map(|lesson| lesson.period.0).collect();
                let span = match (numbers.first(), numbers.last()) {
                    (Some(first), Some(last)) => usize::from(last - first) + 1,
                    _ => 0,
                };
                let gaps = i64::try_from(span - numbers.len()).unwrap_or(i64::MAX);
                let max = i64::from(free(setting));
                checked.case(META.code, gaps - max, || {
                    let args = args! {
                        teacher: &school.teacher(teacher).name,
                        day: *day,
                        gaps: gaps,
                        max: max,
                    };
                    (args, lessons.iter().map(|lesson| lesson.row).collect())
                });
            }
        }
    }
    checked
}
