//! Period numbers in use on a day.

use std::collections::BTreeSet;

use super::META;
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
                let count = i64::try_from(numbers.len()).unwrap_or(i64::MAX);
                let max = i64::from(setting.count("most"));
                checked.case(META.code, count - max, || {
                    let args = args! {
                        teacher: &school.teacher(teacher).name,
                        day: *day,
                        count: count,
                        max: max,
                    };
                    (args, lessons.iter().map(|lesson| lesson.row).collect())
                });
            }
        }
    }
    checked
}
