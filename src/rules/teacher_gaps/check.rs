//! For each part of the day the distance of its first and last period in use, less the periods in use.

use std::collections::{BTreeMap, BTreeSet};

use super::{META, concerned};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let max = i64::from(setting.count("free"));
    for teacher in concerned(school, setting) {
        for week in school.weeks() {
            for day in &school.weekdays {
                let lessons: Vec<_> = view.day_of(teacher, *day, *week).collect();
                let mut parts: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
                for lesson in &lessons {
                    let bell = lesson.classes.first().and_then(|class| school.bell_of(*class).days.get(day));
                    let place = match setting.flag("lunch") {
                        true => Some((0, usize::from(lesson.period.0))),
                        false => bell.and_then(|bell| bell.position(lesson.period)),
                    };
                    if let Some((part, position)) = place {
                        parts.entry(part).or_default().insert(position);
                    }
                }
                let idle = |used: &BTreeSet<usize>| match (used.first(), used.last()) {
                    (Some(first), Some(last)) => i64::try_from(last - first + 1 - used.len()).unwrap_or(i64::MAX),
                    _ => 0,
                };
                let beyond = parts.values().map(|used| (idle(used) - max).max(0)).sum();
                checked.case(META.code, beyond, || {
                    let args = args! {
                        teacher: &school.teacher(teacher).name,
                        day: *day,
                        gaps: parts.values().map(idle).sum::<i64>(),
                        max: max,
                    };
                    (args, lessons.iter().map(|lesson| lesson.row).collect())
                });
            }
        }
    }
    checked
}
