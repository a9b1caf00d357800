//! Looks for a slot or a post for boarders, day by day.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{PostKind, School, ServiceKind, Setting};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let service = &school.service;
    if !service.pupils.iter().any(|pupil| pupil.boarder) {
        return checked;
    }
    for day in &school.weekdays {
        let slots: Vec<_> = service.slots.iter().filter(|slot| slot.days.contains_key(day)).collect();
        let slot = service.pupils.iter().filter(|pupil| pupil.boarder).all(|pupil| {
            slots.iter().any(|slot| slot.kind == ServiceKind::Boarding && slot.classes.contains(&pupil.class))
        });
        let mut posts = school.duty.posts.iter().filter(|post| post.kind == PostKind::Boarding);
        let post = posts.any(|post| post.days.contains_key(day));
        checked.case(META.code, i64::from(!slot && !post), || (args! { day: *day }, Vec::new()));
    }
    checked
}
