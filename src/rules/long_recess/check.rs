//! The breaks of each day.

use std::collections::BTreeSet;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{BreakKind, School, Setting};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let minutes = setting.int("minutes");
    let used: BTreeSet<_> = school.classes.iter().map(|class| class.bell).collect();
    for bell in used {
        let bell = &school.bells[bell.index()];
        for (day, times) in bell.days.iter().filter(|(_, times)| !times.periods.is_empty()) {
            let given = times
                .breaks
                .iter()
                .any(|pause| pause.kind == BreakKind::LongRecess && i64::from(pause.time.length().0) >= minutes);
            checked.case(META.code, i64::from(!given), || {
                (args! { bell: &bell.name, day: *day, minutes: minutes }, Vec::new())
            });
        }
    }
    checked
}
