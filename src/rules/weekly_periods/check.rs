//! Counts each section's rows in odd and in even weeks, and compares the times of parallel sections.

use std::collections::BTreeMap;

use super::{COUNT, META, PARALLEL, balance, shown, wanted};
use crate::args;
use crate::breach::Checked;
use crate::plan::{Lesson, View};
use crate::school::TimeSpan;
use crate::text::Arg;
use crate::units::Weeks;

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut sections: BTreeMap<_, Vec<&Lesson>> = BTreeMap::new();
    for lesson in &view.lessons {
        if let Some(serves) = lesson.serves {
            sections.entry(serves).or_default().push(lesson);
        }
    }
    let cycle = i64::try_from(school.weeks().len()).unwrap_or(1);
    let mut checked = Checked::default();
    for id in school.requirement_ids() {
        let requirement = school.requirement(id);
        for (index, section) in requirement.sections.iter().enumerate() {
            let rows = |index| sections.get(&(id, index)).map_or(&[][..], Vec::as_slice);
            let own = rows(index);
            let mut case = |amount: i64, what: &dyn Fn() -> Arg| {
                checked.case(META.code, amount, || {
                    let args = args! {
                        class: school.class_list(&requirement.classes),
                        subject: &school.subject(section.subject).name,
                        what: what(),
                    };
                    (args, own.iter().map(|lesson| lesson.row).collect())
                });
            };
            let [odd, even] = [Weeks::Odd, Weeks::Even].map(|week| {
                i64::try_from(own.iter().filter(|lesson| lesson.span.weeks.overlaps(week)).count()).unwrap_or(i64::MAX)
            });
            let off = balance(requirement.weekly, odd, even);
            case((off * cycle + 1) / 2, &|| {
                COUNT.arg(&args! { wanted: wanted(requirement.weekly), found: shown(odd, even) })
            });
            if index > 0 {
                let apart = unmatched(own, rows(0)) + unmatched(rows(0), own);
                case(apart, &|| PARALLEL.arg(&args! { section: &section.name, count: apart }));
            }
        }
    }
    checked
}

/// Rows of `own` for which `others` has no row at the same time in the same weeks.
fn unmatched(own: &[&Lesson], others: &[&Lesson]) -> i64 {
    let mut free: Vec<TimeSpan> = others.iter().map(|lesson| lesson.span).collect();
    let mut count = 0;
    for lesson in own {
        match free.iter().position(|span| *span == lesson.span) {
            Some(found) => drop(free.swap_remove(found)),
            None => count += 1,
        }
    }
    count
}
