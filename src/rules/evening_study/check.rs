//! Slots of the evening, their classes, and whether these are free to come.

use super::{META, NOT_ALLOWED, NOT_VOLUNTARY};
use crate::args;
use crate::breach::Checked;
use crate::school::{School, ServiceKind, ServiceSlot, Setting, Stage};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let from = setting.time("from");
    let late = |slot: &ServiceSlot| from.is_some_and(|from| slot.days.values().any(|time| time.start >= from));
    let of_evening = |slot: &&ServiceSlot| {
        slot.kind == ServiceKind::EveningStudy
            || (late(slot) && !matches!(slot.kind, ServiceKind::Extended | ServiceKind::Boarding))
    };
    for slot in school.service.slots.iter().filter(of_evening) {
        for class in slot.classes.iter().map(|class| school.class(*class)) {
            let allowed = setting.flag(match class.stage() {
                Stage::Primary => "primary",
                Stage::Junior => "junior",
            });
            checked.case(META.code, i64::from(!allowed), || {
                let what = NOT_ALLOWED.arg(&args! { class: &class.name, stage: class.stage() });
                (args! { slot: &slot.name, what: what }, Vec::new())
            });
        }
        checked.case(META.code, i64::from(!slot.voluntary), || {
            (args! { slot: &slot.name, what: NOT_VOLUNTARY }, Vec::new())
        });
    }
    checked
}
