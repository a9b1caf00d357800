//! Counts the PE rows of each class on each day of each week.

use std::collections::BTreeSet;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};
use crate::school::SubjectKind;
use crate::units::Weeks;

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let is_pe = |subject| school.subject(subject).kind == SubjectKind::Pe;
    let mut checked = Checked::default();
    for class in school.class_ids() {
        let required: Vec<_> =
            school.requirements.iter().filter(|r| r.classes.contains(&class) && is_pe(r.subject)).collect();
        if required.is_empty() {
            continue;
        }
        let doubles: i64 = required.iter().map(|r| i64::from(r.doubles)).sum();
        let mut days: Vec<_> = school.bell_of(class).days.keys().copied().collect();
        days.retain(|day| school.weekdays.contains(day));
        let day_count = i64::try_from(days.len()).unwrap_or(i64::MAX);
        for week in school.weeks() {
            let fixed: i64 = required
                .iter()
                .map(|r| match week {
                    Weeks::All => i64::from(r.weekly.every),
                    Weeks::Odd => i64::from(r.weekly.every) + i64::from(r.weekly.odd),
                    Weeks::Even => i64::from(r.weekly.every) + i64::from(r.weekly.even),
                })
                .sum();
            let most = fixed + required.iter().map(|r| i64::from(r.weekly.either)).sum::<i64>();
            let rows: Vec<&Lesson> = view
                .of_class(class)
                .filter(|lesson| lesson.serves.is_some_and(|(id, _)| is_pe(school.requirement(id).subject)))
                .filter(|lesson| lesson.span.weeks.overlaps(*week))
                .collect();
            let counts: Vec<i64> = days
                .iter()
                .map(|day| {
                    let times: BTreeSet<_> =
                        rows.iter().filter(|l| l.span.weekday == *day).map(|l| l.span.time).collect();
                    i64::try_from(times.len()).unwrap_or(i64::MAX)
                })
                .collect();
            let crowded = counts.iter().map(|count| (count - 1).max(0)).sum::<i64>() - doubles;
            let empty = i64::try_from(counts.iter().filter(|count| **count == 0).count()).unwrap_or(i64::MAX);
            let mut amount = 0;
            if most - doubles <= day_count {
                amount += crowded.max(0);
            }
            if fixed - doubles >= day_count {
                amount += empty;
            }
            checked.case(META.code, amount, || {
                let shown: Vec<_> = counts.iter().map(i64::to_string).collect();
                let args = args! { class: &school.class(class).name, days: shown.join("-") };
                (args, rows.iter().map(|lesson| lesson.row).collect())
            });
        }
    }
    checked
}
