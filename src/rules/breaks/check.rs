//! Clock minutes between neighbouring periods, less the organised activities between them.

use std::collections::{BTreeMap, BTreeSet};

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{BreakKind, DayBell, Days, Period, School, Setting};
use crate::units::PeriodIndex;

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let least = setting.int("minutes");
    let used: BTreeSet<_> = school.classes.iter().map(|class| class.bell).collect();
    for bell in used {
        let bell = &school.bells[bell.index()];
        let mut groups: BTreeMap<(PeriodIndex, i64), Days> = BTreeMap::new();
        for (weekday, day) in &bell.days {
            for pair in day.periods.windows(2) {
                let [before, after] = pair else { continue };
                groups.entry((before.index, free(day, before, after, setting))).or_default().0.push(*weekday);
            }
        }
        for ((period, free), days) in groups {
            checked.case(META.code, least - free, || {
                (args! { bell: &bell.name, days: &days, period: period, free: free, least: least }, Vec::new())
            });
        }
    }
    checked
}

fn free(day: &DayBell, before: &Period, after: &Period, setting: &Setting) -> i64 {
    let taken: i64 = day
        .breaks_after(before.index)
        .filter(|pause| match pause.kind {
            BreakKind::EarlyReading | BreakKind::MiddayStudy => true,
            BreakKind::EyeExercises => !setting.flag("eye_exercises"),
            BreakKind::Recess | BreakKind::LongRecess | BreakKind::Lunch => false,
        })
        .map(|pause| i64::from(pause.time.length().0))
        .sum();
    i64::from(before.time.distance(after.time).0) - taken
}
