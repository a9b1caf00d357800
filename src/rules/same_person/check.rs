//! Counts the different people of each group.

use std::collections::{BTreeMap, BTreeSet};

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::units::TeacherId;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let mut groups: BTreeMap<_, BTreeSet<TeacherId>> = BTreeMap::new();
    for held in view.sessions.iter().filter(|held| held.club.is_none()) {
        if let (Some(slot), Some(session)) = (held.slot, view.session(held)) {
            groups.entry((slot, session.name.as_str())).or_default().extend(&held.staff);
        }
    }
    for ((slot, name), people) in groups {
        let count = i64::try_from(people.len()).unwrap_or(i64::MAX);
        checked.case(META.code, count - i64::from(view.school.heads(slot, None)), || {
            let session = format!("{} {name}", view.school.service.slot(slot).name);
            let who = view.school.teacher_list(&people.into_iter().collect::<Vec<_>>());
            (args! { session: session, count: count, who: who }, Vec::new())
        });
    }
    checked
}
