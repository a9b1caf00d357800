//! Adds up each person's minutes.

use std::collections::BTreeMap;

use super::{META, limits};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::Setting;
use crate::units::TeacherId;

pub(super) fn check(view: &View<'_>, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let mut minutes: BTreeMap<TeacherId, i64> = BTreeMap::new();
    for held in &view.sessions {
        for person in &held.staff {
            *minutes.entry(*person).or_default() += i64::from(held.span.time.length().0);
        }
    }
    let sessions = view.sessions.iter().filter_map(|held| Some((held.slot?, held.club, held.span.time.length())));
    for (person, (least, most)) in limits(view.school, sessions, setting) {
        let minutes = minutes.get(&person).copied().unwrap_or(0);
        checked.case(META.code, (least - minutes).max(minutes - most), || {
            let who = &view.school.teacher(person).name;
            (args! { who: who, minutes: minutes, least: least, most: most }, Vec::new())
        });
    }
    checked
}
