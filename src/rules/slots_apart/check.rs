//! Neighbouring slots of each class's day.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let service = &school.service;
    for class in service.classes() {
        for day in &school.weekdays {
            for pair in service.day_of(class, *day).windows(2) {
                let [(first, time), (second, next)] = pair else { continue };
                checked.case(META.code, i64::from(time.overlaps(*next)), || {
                    let args = args! {
                        class: &school.class(class).name,
                        day: *day,
                        first: &service.slot(*first).name,
                        second: &service.slot(*second).name,
                    };
                    (args, Vec::new())
                });
            }
        }
    }
    checked
}
