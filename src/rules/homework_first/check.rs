//! The earliest slot of each class's day.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, ServiceKind, Setting};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let service = &school.service;
    let counts = |kind| {
        !matches!(kind, ServiceKind::Midday | ServiceKind::EveningStudy | ServiceKind::Extended | ServiceKind::Boarding)
    };
    for class in service.classes() {
        for day in &school.weekdays {
            let slots = service.day_of(class, *day).into_iter().map(|(slot, _)| service.slot(slot));
            let Some(first) = slots.into_iter().find(|slot| counts(slot.kind)) else { continue };
            checked.case(META.code, i64::from(!first.kind.is_subject_help()), || {
                (args! { class: &school.class(class).name, day: *day, slot: &first.name }, Vec::new())
            });
        }
    }
    checked
}
