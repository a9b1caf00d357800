//! Spread events: one count of lessons a class, week and day. Lessons count, not periods: a double is one lesson.

use super::META;
use crate::lowering::{Involved, Lowering, Stands, strength};
use crate::problem::{Form, Kind, Tag};
use crate::school::{Setting, SubjectKind};
use crate::units::Weeks;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for class in school.class_ids() {
        let involved = lowering.filter(lowering.of_class(class), |requirement| {
            school.subject(school.requirement(requirement).subject).kind == SubjectKind::Pe
        });
        let days: Vec<_> =
            school.bell_of(class).days.keys().copied().filter(|day| school.weekdays.contains(day)).collect();
        let tag = Tag { rule: META.code, about: vec![school.class(class).name.clone()] };
        for (week, times) in lowering.weeks_of(&involved) {
            let (fixed, most) = lessons(lowering, &involved, week);
            let min = i32::from(fixed >= days.len());
            let max = if most <= days.len() { 1 } else { i32::try_from(most).unwrap_or(i32::MAX) };
            if involved.is_empty() || (min == 0 && max > 1) {
                continue;
            }
            for day in &days {
                let mut terms = lowering.terms(&involved, week, |place, _| place.weekday == *day);
                for term in &mut terms {
                    term.weight = 1;
                }
                lowering.add(
                    Kind::SpreadEvents,
                    Form::Count { terms, min, max },
                    strength(setting),
                    times,
                    tag.clone(),
                );
            }
        }
    }
}

/// How many lessons stand in `week` for sure, and at most.
fn lessons(lowering: &Lowering<'_>, involved: &[Involved], week: Weeks) -> (usize, usize) {
    let (mut fixed, mut most) = (0, 0);
    for (id, _) in involved {
        if !matches!(lowering.activities[id.index()].stands, Stands::Lessons { .. }) {
            continue;
        }
        let activity = lowering.problem.activity(*id);
        let count = activity.count as usize;
        let inside = activity.domain.iter().filter(|p| lowering.place(**p).weeks.overlaps(week)).count();
        if inside > 0 {
            most += count;
        }
        if inside == activity.domain.len() {
            fixed += count;
        }
    }
    (fixed, most)
}
