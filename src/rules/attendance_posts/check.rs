//! Looks for the post of each slot, weekday and grade.

use std::collections::BTreeMap;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{PostKind, School, Setting};
use crate::units::ClassId;

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    for id in school.service.slot_ids() {
        let slot = school.service.slot(id);
        let mut grades: BTreeMap<u8, Vec<ClassId>> = BTreeMap::new();
        for class in &slot.classes {
            grades.entry(school.class(*class).grade).or_default().push(*class);
        }
        let posts = school.duty.posts.iter().filter(|post| post.kind == PostKind::Attendance && post.slot == Some(id));
        let posts: Vec<_> = posts.collect();
        for day in slot.days.keys() {
            for (grade, classes) in &grades {
                let taken = posts.iter().any(|post| {
                    let all = post.classes.is_empty() || classes.iter().all(|class| post.classes.contains(class));
                    all && post.days.contains_key(day)
                });
                checked.case(META.code, i64::from(!taken), || {
                    (args! { slot: &slot.name, day: *day, grade: *grade }, Vec::new())
                });
            }
        }
    }
    checked
}
