//! Walks the open periods of each class's day in order and counts the free ones before the first and before later lessons.

use std::collections::BTreeMap;

use super::{META, concerned, rows};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::units::PeriodIndex;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let (max, start) = (i64::from(setting.count("free")), usize::from(setting.count("start")));
    let mut checked = Checked::default();
    for class in concerned(school, setting) {
        for week in school.weeks() {
            for day in &school.weekdays {
                let lessons: Vec<_> = view.day_of_class(class, *day, *week).collect();
                // Of parallel groups the first stands for all.
                let mut busy: BTreeMap<PeriodIndex, i64> = BTreeMap::new();
                for lesson in lessons.iter().filter(|lesson| lesson.serves.is_none_or(|(_, section)| section == 0)) {
                    *busy.entry(lesson.period).or_default() += 1;
                }
                let (mut amount, mut gaps, mut before) = (0, 0, 0);
                for row in rows(school, setting, class, *day) {
                    let counts: Vec<i64> = row.iter().map(|period| busy.get(period).copied().unwrap_or(0)).collect();
                    let (early, between) = idle(&counts);
                    amount += (between - max).max(0) + late(&counts, start);
                    gaps += between;
                    before += early;
                }
                checked.case(META.code, amount, || {
                    let args = args! {
                        class: &school.class(class).name,
                        day: *day,
                        gaps: gaps,
                        max: max,
                        before: before,
                    };
                    (args, lessons.iter().map(|lesson| lesson.row).collect())
                });
            }
        }
    }
    checked
}

/// Free periods before the first lesson, and between the first and the last.
fn idle(counts: &[i64]) -> (i64, i64) {
    let busy = |count: &i64| *count > 0;
    let (Some(first), Some(last)) = (counts.iter().position(busy), counts.iter().rposition(busy)) else {
        return (0, 0);
    };
    let free = |part: &[i64]| i64::try_from(part.iter().filter(|count| **count == 0).count()).unwrap_or(i64::MAX);
    (free(&counts[..first]), free(&counts[first..last]))
}

/// Lessons after the first `start` periods that have none in those before them.
fn late(counts: &[i64], start: usize) -> i64 {
    let (first, later) = counts.split_at(start.min(counts.len()));
    let early: i64 = first.iter().sum();
    if start == 0 { 0 } else { later.iter().map(|count| (count - early).max(0)).sum() }
}
