//! The last end of each class's day.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, ServiceKind, Setting};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let service = &school.service;
    let Some(off) = service.off_work else { return checked };
    let for_all = |kind| {
        !matches!(kind, ServiceKind::Midday | ServiceKind::EveningStudy | ServiceKind::Extended | ServiceKind::Boarding)
    };
    for class in service.classes() {
        for day in &school.weekdays {
            let slots = service.day_of(class, *day).into_iter();
            let ends = slots.filter(|(slot, _)| for_all(service.slot(*slot).kind)).map(|(_, time)| time.end);
            let Some(end) = ends.max() else { continue };
            checked.case(META.code, i64::from(off.minutes()) - i64::from(end.minutes()), || {
                (args! { class: &school.class(class).name, day: *day, end: end, off: off }, Vec::new())
            });
        }
    }
    checked
}
