//! Weekdays with clubs for each class.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, ServiceKind, Setting};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let service = &school.service;
    let least = setting.int("days");
    for class in service.classes() {
        let clubs = |day: &&crate::units::Weekday| {
            service.day_of(class, **day).into_iter().any(|(slot, _)| service.slot(slot).kind == ServiceKind::Club)
        };
        let count = i64::try_from(school.weekdays.iter().filter(clubs).count()).unwrap_or(i64::MAX);
        checked.case(META.code, least - count, || {
            (args! { class: &school.class(class).name, count: count, least: least }, Vec::new())
        });
    }
    checked
}
