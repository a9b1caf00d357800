//! Walks the open periods of each class's day in order and counts the free ones before the first and before later lessons.

use std::collections::BTreeMap;

use super::{META, concerned, rows, small};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::units::PeriodIndex;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let school = view.school;
    let (max, start) = (i64::from(small(setting, "free")), i64::from(small(setting, "start")));
    let mut checked = Checked::default();
    for class in concerned(school, setting) {
        for week in school.weeks() {
            for day in &school.weekdays {
                let here = |lesson: &&crate::plan::Lesson| lesson.span.weekday == *day && lesson.span.weeks.overlaps(*week);
                let lessons: Vec<_> = view.of_class(class).filter(here).collect();
                // Of parallel groups the first stands for all.
                let mut busy: BTreeMap<PeriodIndex, i64> = BTreeMap::new();
                for lesson in lessons.iter().filter(|lesson| lesson.serves.is_none_or(|(_, section)| section == 0)) {
                    *busy.entry(lesson.period).or_default() += 1;
                }
                let (mut amount, mut gaps, mut before) = (0, 0, 0);
                for row in rows(school, setting, class, *day) {
                    let first: i64 = row.iter().take(usize::try_from(start).unwrap_or(0)).filter_map(|period| busy.get(period)).sum();
                    let (mut early, mut between, mut free, mut used, mut late) = (0, 0, 0, 0, 0);
                    for (position, period) in (0..).zip(row) {
                        let Some(count) = busy.get(&period) else {
                            free += 1;
                            continue;
                        };
                        if used == 0 { early = free } else { between += free }
                        (free, used) = (0, used + 1);
                        late += if position < start { 0 } else { (count - first).max(0) };
                    }
                    amount += (between - max).max(0);
                    amount += if start > 0 { late } else { 0 };
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
