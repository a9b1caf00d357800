//! Minutes of each class's day that some slot covers.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, ServiceKind, Setting};
use crate::units::Interval;

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let service = &school.service;
    let kinds: Vec<_> = setting.words("kinds").iter().filter_map(|word| ServiceKind::parse(word)).collect();
    let least = setting.int("minutes");
    for class in service.classes() {
        for day in &school.weekdays {
            let slots = service.day_of(class, *day).into_iter();
            let times: Vec<_> =
                slots.filter(|(slot, _)| kinds.contains(&service.slot(*slot).kind)).map(|(_, time)| time).collect();
            if times.is_empty() {
                continue;
            }
            let minutes = covered(&times);
            checked.case(META.code, least - minutes, || {
                let args = args! { class: &school.class(class).name, day: *day, minutes: minutes, least: least };
                (args, Vec::new())
            });
        }
    }
    checked
}

/// Minutes that one of `times`, the earliest first, covers.
fn covered(times: &[Interval]) -> i64 {
    let (mut minutes, mut reached) = (0, 0);
    for time in times {
        let start = time.start.minutes().max(reached);
        minutes += i64::from(time.end.minutes().saturating_sub(start));
        reached = reached.max(time.end.minutes());
    }
    minutes
}
