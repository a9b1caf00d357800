//! Avoid split assignments: for each club, the first place at all its meetings has the same person, and so has the second.

use std::collections::BTreeMap;

use super::META;
use crate::lowering::{Roster, strength};
use crate::problem::{ActivityId, Form, Kind, Tag};
use crate::school::Setting;
use crate::units::ClubId;

pub(super) fn lower(roster: &mut Roster<'_>, setting: &Setting) {
    let mut places: BTreeMap<(ClubId, u8), Vec<(ActivityId, u8)>> = BTreeMap::new();
    for (id, task) in roster.tasks() {
        if let Some(club) = task.club {
            places.entry((club, task.head)).or_default().push((id, 0));
        }
    }
    for ((club, _), needs) in places.into_iter().filter(|(_, needs)| needs.len() > 1) {
        let tag = Tag { rule: META.code, about: vec![roster.school.service.club(club).name.clone()] };
        roster.add(Kind::AvoidSplitAssignments, Form::SameResource { needs }, strength(setting), tag);
    }
}
