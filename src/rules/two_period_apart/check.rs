//! Counts the rows of the subject on each two neighbouring days.

use super::{META, applies, neighbours};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for class in school.class_ids() {
        for (subject, _) in school.subjects_of(class).iter().filter(|(_, requirements)| applies(requirements)) {
            for week in school.weeks() {
                let lessons: Vec<_> = view.periods_of(class, *subject, *week).collect();
                for (first, second) in neighbours(&school.bell_of(class).days) {
                    let rows: Vec<_> = lessons
                        .iter()
                        .filter(|lesson| lesson.span.weekday == first || lesson.span.weekday == second)
                        .map(|lesson| lesson.row)
                        .collect();
                    checked.case(META.code, i64::try_from(rows.len()).unwrap_or(i64::MAX) - 1, || {
                        let args = args! {
                            class: &school.class(class).name,
                            subject: &school.subject(*subject).name,
                            first: first,
                            second: second,
                        };
                        (args, rows)
                    });
                }
            }
        }
    }
    checked
}
