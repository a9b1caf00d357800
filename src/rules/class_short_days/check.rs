//! Counts the period numbers in use of each part of a class's day.

use std::collections::{BTreeMap, BTreeSet};

use super::{META, concerned, part};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::units::PeriodIndex;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let wanted = i64::from(setting.count("least"));
    let mut checked = Checked::default();
    for class in concerned(school, setting) {
        for week in school.weeks() {
            for day in &school.weekdays {
                let lessons: Vec<_> = view.day_of_class(class, *day, *week).collect();
                let mut parts: BTreeMap<usize, BTreeSet<PeriodIndex>> = BTreeMap::new();
                for lesson in &lessons {
                    let bell = lesson.classes.first().and_then(|class| school.bell_of(*class).days.get(day));
                    if let Some(part) = bell.and_then(|bell| part(setting, bell, lesson.period)) {
                        parts.entry(part).or_default().insert(lesson.period);
                    }
                }
                let counts = || parts.values().map(|used| i64::try_from(used.len()).unwrap_or(i64::MAX));
                let missing = counts().map(|count| (wanted - count).max(0)).sum();
                checked.case(META.code, missing, || {
                    let args = args! {
                        class: &school.class(class).name,
                        day: *day,
                        count: counts().min().unwrap_or(0),
                        least: wanted,
                    };
                    (args, lessons.iter().map(|lesson| lesson.row).collect())
                });
            }
        }
    }
    checked
}
