//! Kinds of each class's day.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let service = &school.service;
    for class in service.classes() {
        for day in &school.weekdays {
            let slots = service.day_of(class, *day);
            if slots.is_empty() {
                continue;
            }
            let some = slots.into_iter().any(|(slot, _)| service.slot(slot).kind.is_own_choice());
            checked.case(META.code, i64::from(!some), || {
                (args! { class: &school.class(class).name, day: *day }, Vec::new())
            });
        }
    }
    checked
}
