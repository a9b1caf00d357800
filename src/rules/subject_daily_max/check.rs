//! Counts each class's rows of a subject on each day of each week. A group counts once, with its requirement.

use std::collections::BTreeSet;

use super::{META, limits};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for (class, subject, max) in limits(school, setting) {
        for week in school.weeks() {
            for day in &school.weekdays {
                let rows: Vec<_> = view
                    .of_class(class)
                    .filter(|lesson| {
                        let own = lesson.serves.map(|(id, _)| school.requirement(id).subject).or(lesson.subject);
                        lesson.span.weekday == *day && lesson.span.weeks.overlaps(*week) && own == Some(subject)
                    })
                    .collect();
                let times: BTreeSet<_> = rows.iter().map(|lesson| lesson.span.time).collect();
                let count = i64::try_from(times.len()).unwrap_or(i64::MAX);
                checked.case(META.code, count - max, || {
                    let args = args! {
                        class: &school.class(class).name,
                        subject: &school.subject(subject).name,
                        day: *day,
                        count: count,
                        max: max,
                    };
                    (args, rows.iter().map(|lesson| lesson.row).collect())
                });
            }
        }
    }
    checked
}
