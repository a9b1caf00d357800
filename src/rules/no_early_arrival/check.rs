//! Early reading in the bell schedules, and the school's events, by the clock.

use std::collections::BTreeSet;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{BreakKind, Days, EventKind, School, Setting, Stage};
use crate::units::ClockTime;

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let mut examine = |what: &str, stage: Stage, days: &Days, time: ClockTime| {
        let floor = setting.time(match stage {
            Stage::Primary => "primary",
            Stage::Junior => "junior",
        });
        let Some(floor) = floor else { return };
        checked.case(META.code, i64::from(floor.minutes()) - i64::from(time.minutes()), || {
            (args! { what: what, stage: stage, days: days, time: time, floor: floor }, Vec::new())
        });
    };
    for (bell, stage) in school.bell_stages() {
        let readings = school.bells[bell.index()].days_by(|_, day| {
            day.breaks
                .iter()
                .find(|pause| pause.kind == BreakKind::EarlyReading)
                .map(|pause| (pause.time.start, pause.name.clone()))
        });
        for ((time, name), days) in readings {
            examine(&name, stage, &days, time);
        }
    }
    for event in &school.events {
        if event.kind == EventKind::FlagRaising && setting.flag("flag_raising") {
            continue;
        }
        let stages: BTreeSet<Stage> = event.classes.iter().map(|class| school.class(*class).stage()).collect();
        for stage in stages {
            examine(&event.name, stage, &Days(vec![event.span.weekday]), event.span.time.start);
        }
    }
    checked
}
