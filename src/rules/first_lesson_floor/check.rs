//! The starting times of each bell schedule, by the clock.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting, Stage};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    for (bell, stage) in school.bell_stages() {
        let bell = &school.bells[bell.index()];
        let floor = setting.time(match stage {
            Stage::Primary => "primary",
            Stage::Junior => "junior",
        });
        let Some(floor) = floor else { continue };
        for (start, days) in bell.days_by(|_, day| day.periods.first().map(|period| period.time.start)) {
            checked.case(META.code, i64::from(floor.minutes()) - i64::from(start.minutes()), || {
                (args! { bell: &bell.name, stage: stage, days: &days, time: start, floor: floor }, Vec::new())
            });
        }
    }
    checked
}
