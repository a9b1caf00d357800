//! Days with exactly one period number in use.

use std::collections::BTreeSet;

use super::{META, applies};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for teacher in school.teacher_ids().filter(|teacher| applies(school, setting, *teacher)) {
        for week in school.weeks() {
            for day in &school.weekdays {
                let lessons: Vec<_> = view.day_of(teacher, *day, *week).collect();
                let numbers: BTreeSet<u8> = lessons.iter().map(|lesson| lesson.period.0).collect();
                checked.case(META.code, i64::from(numbers.len() == 1), || {
                    let args = args! {
                        teacher: &school.teacher(teacher).name,
                        day: *day,
                    };
                    (args, lessons.iter().map(|lesson| lesson.row).collect())
                });
            }
        }
    }
    checked
}
