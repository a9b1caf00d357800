//! Weekly minutes of each bell schedule.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Part, School, Setting, Stage};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    for (bell, stage) in school.bell_stages() {
        let bell = &school.bells[bell.index()];
        let length = setting.int(match stage {
            Stage::Primary => "primary",
            Stage::Junior => "junior",
        });
        let (mut count, mut minutes) = (0, 0);
        for (_, period) in bell.slots().filter(|(_, period)| period.part != Part::Evening) {
            count += 1;
            minutes += i64::from(period.time.length().0);
        }
        let due = count * length;
        checked.case(META.code, (minutes - due).abs(), || {
            let args =
                args! { bell: &bell.name, stage: stage, count: count, minutes: minutes, length: length, due: due };
            (args, Vec::new())
        });
    }
    checked
}
