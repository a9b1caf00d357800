//! Compares the people of each meeting with those of the club's first.

use std::collections::{BTreeMap, BTreeSet};

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::{Held, View};
use crate::school::Setting;

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let school = view.school;
    let mut checked = Checked::default();
    let people = |held: &Held| held.staff.iter().copied().collect::<BTreeSet<_>>();
    let mut firsts: BTreeMap<_, &Held> = BTreeMap::new();
    for held in &view.sessions {
        let Some(club) = held.club else { continue };
        let Some(first) = firsts.get(&club) else {
            firsts.insert(club, held);
            continue;
        };
        checked.case(META.code, i64::from(people(held) != people(first)), || {
            let args = args! {
                club: &school.service.club(club).name,
                day: held.span.weekday,
                who: school.teacher_list(&held.staff),
                first: first.span.weekday,
                leaders: school.teacher_list(&first.staff),
            };
            (args, Vec::new())
        });
    }
    checked
}
