//! Counts the rows of both requirements from the start of the week to each day.

use super::{META, apart, pairs};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};
use crate::school::Setting;
use crate::units::RequirementId;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let rows = |id: RequirementId| -> Vec<&Lesson> {
        view.lessons.iter().filter(|lesson| lesson.serves == Some((id, 0))).collect()
    };
    for (teacher, first, second) in pairs(school) {
        let (ours, theirs) = (rows(first), rows(second));
        let class = |id: RequirementId| {
            school.requirement(id).classes.first().map_or("", |class| school.class(*class).name.as_str())
        };
        for week in school.weeks() {
            for day in &school.weekdays {
                let count = |rows: &[&Lesson]| {
                    let so_far = rows.iter().filter(|l| l.span.weekday <= *day && l.span.weeks.overlaps(*week));
                    i64::try_from(so_far.count()).unwrap_or(i64::MAX)
                };
                let (given, other) = (count(&ours), count(&theirs));
                checked.case(META.code, (given - other).abs() - i64::from(apart(setting)), || {
                    let args = args! {
                        teacher: &school.teacher(teacher).name,
                        first: class(first),
                        second: class(second),
                        subject: &school.subject(school.requirement(first).subject).name,
                        day: *day,
                        given: given,
                        other: other,
                    };
                    let rows = ours.iter().chain(&theirs).filter(|l| l.span.weekday == *day);
                    (args, rows.map(|lesson| lesson.row).collect())
                });
            }
        }
    }
    checked
}
