//! Boarders by class and day.

use std::collections::BTreeMap;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, ServiceKind, Setting};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let service = &school.service;
    let mut boarders: BTreeMap<_, i64> = BTreeMap::new();
    for pupil in service.pupils.iter().filter(|pupil| pupil.boarder) {
        for day in &pupil.days {
            *boarders.entry((pupil.class, *day)).or_default() += 1;
        }
    }
    for ((class, day), count) in boarders {
        let kinds = service.day_of(class, day).into_iter().map(|(slot, _)| service.slot(slot).kind);
        let served = kinds.into_iter().any(|kind| kind == ServiceKind::Boarding);
        checked.case(META.code, if served { 0 } else { count }, || {
            (args! { class: &school.class(class).name, day: day, count: count }, Vec::new())
        });
    }
    checked
}
