//! Counts the rows of the subject by period number.

use super::{META, limit, numbers};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::units::PeriodIndex;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for class in school.class_ids() {
        let bell = school.bell_of(class);
        for (subject, requirements) in school.subjects_of(class) {
            for week in school.weeks() {
                let Some(max) = limit(&requirements, bell, *week, setting) else { continue };
                let lessons: Vec<_> = view.periods_of(class, subject, *week).collect();
                for number in (1..=numbers(bell)).map(PeriodIndex) {
                    let rows: Vec<_> = lessons.iter().filter(|l| l.period == number).map(|l| l.row).collect();
                    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
                    checked.case(META.code, count - i64::from(max), || {
                        let args = args! {
                            class: &school.class(class).name,
                            subject: &school.subject(subject).name,
                            period: number,
                            count: count,
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
