//! The latest end and the earliest beginning of each bell schedule, by the clock.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting, Stage};

/// Minutes of a day.
const DAY: i64 = 24 * 60;

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    for (id, stage) in school.bell_stages() {
        let bell = &school.bells[id.index()];
        let events = school.events.iter().filter(|event| {
            event.classes.iter().any(|class| school.class(*class).bell == id && school.class(*class).stage() == stage)
        });
        let start = bell.slots().map(|(_, period)| period.time.start).min();
        let end = bell.slots().map(|(_, period)| period.time.end).chain(events.map(|event| event.span.time.end)).max();
        let (Some(start), Some(end)) = (start, end) else { continue };
        let sleep = setting.int(match stage {
            Stage::Primary => "primary",
            Stage::Junior => "junior",
        });
        let bed = DAY + i64::from(start.minutes()) - setting.int("morning") - sleep;
        let missing = i64::from(end.minutes()) + setting.int("evening") - bed;
        checked.case(META.code, missing, || {
            (args! { bell: &bell.name, stage: stage, end: end, start: start, missing: missing }, Vec::new())
        });
    }
    checked
}
