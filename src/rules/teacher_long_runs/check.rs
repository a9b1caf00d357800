//! Walks each day's lessons in order of stretch and position and counts along every run.

use std::collections::BTreeSet;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let max = i64::from(setting.count("most"));
    let mut checked = Checked::default();
    for teacher in school.teacher_ids() {
        for week in school.weeks() {
            for day in &school.weekdays {
                let lessons: Vec<_> = view.day_of(teacher, *day, *week).collect();
                let places: BTreeSet<_> = lessons
                    .iter()
                    .filter_map(|lesson| {
                        let bell = school.bell_of(*lesson.classes.first()?).days.get(day)?;
                        bell.position(lesson.period)
                    })
                    .collect();
                let (mut run, mut longest, mut beyond) = (0, 0, 0);
                let mut last = None;
                for (stretch, position) in places {
                    run = if last == Some((stretch, position)) { run + 1 } else { 1 };
                    last = Some((stretch, position + 1));
                    longest = longest.max(run);
                    beyond += i64::from(run > max);
                }
                checked.case(META.code, beyond, || {
                    let args = args! {
                        teacher: &school.teacher(teacher).name,
                        day: *day,
                        count: longest,
                        max: max,
                    };
                    (args, lessons.iter().map(|lesson| lesson.row).collect())
                });
            }
        }
    }
    checked
}
