//! Rows of the two teachers against each other, or against the lesson times of their classes, by the clock.

use std::collections::BTreeSet;

use super::{BOTH_FREE, BOTH_TEACH, META};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{Exclusion, ExclusionKind, TimeSpan};
use crate::text::Text;
use crate::units::Weeks;

pub(super) fn check(view: &View<'_>) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    for exclusion in &school.exclusions {
        let (first, second) = exclusion.teachers;
        let mut case = |amount: usize, span: TimeSpan, what: Text, rows: Vec<usize>| {
            checked.case(META.code, i64::try_from(amount).unwrap_or(i64::MAX), || {
                let args = args! {
                    first: &school.teacher(first).name,
                    second: &school.teacher(second).name,
                    day: span.weekday,
                    time: span.time,
                    what: what,
                };
                (args, rows)
            });
        };
        for week in school.weeks() {
            let this_week = |span: TimeSpan| span.weeks.overlaps(*week);
            match exclusion.kind {
                ExclusionKind::NotBothTeaching => {
                    for lesson in view.of_teacher(first).filter(|lesson| this_week(lesson.span)) {
                        let met = view
                            .of_teacher(second)
                            .filter(|other| this_week(other.span) && other.span.overlaps(lesson.span));
                        let mut rows: Vec<_> = met.map(|other| other.row).collect();
                        let amount = rows.len();
                        rows.insert(0, lesson.row);
                        case(amount, lesson.span, BOTH_TEACH, rows);
                    }
                }
                ExclusionKind::NotBothFree => {
                    for span in lesson_times(view, exclusion, *week) {
                        let taught = view
                            .lessons
                            .iter()
                            .filter(|lesson| lesson.teachers.contains(&first) || lesson.teachers.contains(&second))
                            .any(|lesson| this_week(lesson.span) && lesson.span.overlaps(span));
                        case(usize::from(!taught), span, BOTH_FREE, Vec::new());
                    }
                }
            }
        }
    }
    checked
}

/// The periods of the classes that either teacher may teach, at the times of the exclusion.
fn lesson_times(view: &View<'_>, exclusion: &Exclusion, week: Weeks) -> BTreeSet<TimeSpan> {
    let school = view.school;
    let (first, second) = exclusion.teachers;
    let mut times = BTreeSet::new();
    for requirement in &school.requirements {
        let mut roles = requirement.sections.iter().flat_map(|section| &section.teachers);
        if !roles.any(|role| role.candidates.contains(&first) || role.candidates.contains(&second)) {
            continue;
        }
        let Some(class) = requirement.classes.first() else { continue };
        let slots = school.bell_of(*class).slots();
        times.extend(slots.map(|(weekday, period)| TimeSpan { weeks: week, weekday, time: period.time }));
    }
    let meant = |span: &TimeSpan| exclusion.times.is_empty() || exclusion.times.iter().any(|own| own.overlaps(*span));
    times.retain(|span| school.weekdays.contains(&span.weekday) && meant(span));
    times
}
