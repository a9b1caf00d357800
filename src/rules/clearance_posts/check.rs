//! Compares the end of each day with the clearance posts.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{PostKind, School, ServiceKind, Setting};
use crate::units::ClockTime;

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    if school.service.is_empty() && school.duty.posts.is_empty() {
        return checked;
    }
    for day in &school.weekdays {
        let bells = school.bells.iter().filter_map(|bell| bell.days.get(day)?.periods.last()).map(|p| p.time.end);
        let evening = [ServiceKind::EveningStudy, ServiceKind::Boarding];
        let slots = school.service.slots.iter().filter(|slot| !evening.contains(&slot.kind));
        let Some(last) = bells.chain(slots.filter_map(|slot| Some(slot.days.get(day)?.end))).max() else { continue };
        let clearances = school.duty.posts.iter().filter(|post| post.kind == PostKind::Clearance);
        let ends: Vec<ClockTime> = clearances.filter_map(|post| Some(post.days.get(day)?.end)).collect();
        let cleared = ends.iter().any(|end| *end >= last);
        checked.case(META.code, i64::from(!cleared), || (args! { day: *day, last: last }, Vec::new()));
    }
    checked
}
