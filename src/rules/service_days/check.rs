//! Slots of each class on each school day.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, ServiceKind, Setting};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let service = &school.service;
    for class in service.classes() {
        for day in &school.weekdays {
            let counts =
                |kind| !matches!(kind, ServiceKind::Midday | ServiceKind::EveningStudy | ServiceKind::Boarding);
            let some = service.day_of(class, *day).into_iter().any(|(slot, _)| counts(service.slot(slot).kind));
            checked.case(META.code, i64::from(!some), || {
                (args! { class: &school.class(class).name, day: *day }, Vec::new())
            });
        }
    }
    checked
}
