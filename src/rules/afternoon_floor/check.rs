//! The first afternoon period of each day, by the clock.

use std::collections::BTreeSet;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Part, School, Setting};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let Some(floor) = setting.time("floor") else { return checked };
    let used: BTreeSet<_> = school.classes.iter().map(|class| class.bell).collect();
    for bell in used {
        let bell = &school.bells[bell.index()];
        let starts = bell.days_by(|_, day| {
            day.periods.iter().find(|period| period.part == Part::Afternoon).map(|period| period.time.start)
        });
        for (start, days) in starts {
            checked.case(META.code, i64::from(floor.minutes()) - i64::from(start.minutes()), || {
                (args! { bell: &bell.name, days: &days, time: start, floor: floor }, Vec::new())
            });
        }
    }
    checked
}
