//! Adds up each person's shifts.

use std::collections::BTreeMap;

use super::{META, limit};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::units::TeacherId;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let mut minutes: BTreeMap<TeacherId, i64> = BTreeMap::new();
    for shift in &view.shifts {
        let counts = shift.post.is_some_and(|post| view.school.duty.post(post).counts);
        if let (true, Some(person)) = (counts, shift.person) {
            *minutes.entry(person).or_default() += i64::from(shift.span.time.length().0);
        }
    }
    for (person, minutes) in minutes {
        let max = limit(view.school, person, setting);
        checked.case(META.code, minutes - max, || {
            (args! { who: &view.school.teacher(person).name, minutes: minutes, max: max }, Vec::new())
        });
    }
    checked
}
