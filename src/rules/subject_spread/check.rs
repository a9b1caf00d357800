//! Counts each class's rows of a subject on each day of each week.

use super::{META, limits};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for class in school.class_ids() {
        let days = &school.bell_of(class).days;
        for (subject, requirements) in school.subjects_of(class) {
            for week in school.weeks() {
                let Some((min, max)) = limits(&requirements, days.len(), *week) else { continue };
                let (min, max) = (i64::from(min), i64::from(max));
                let lessons: Vec<_> = view.periods_of(class, subject, *week).collect();
                for day in days.keys() {
                    let rows: Vec<_> = lessons.iter().filter(|l| l.span.weekday == *day).map(|l| l.row).collect();
                    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
                    checked.case(META.code, (min - count).max(count - max), || {
                        let args = args! {
                            class: &school.class(class).name,
                            subject: &school.subject(subject).name,
                            day: *day,
                            count: count,
                            min: min,
                            max: max,
                        };
                        (args, rows)
                    });
                }
            }
        }
    }
    checked
}
