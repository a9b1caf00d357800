//! Outsiders without valid vetting are no candidates.

use super::{META, is_vetted};
use crate::lowering::Roster;
use crate::problem::Tag;
use crate::school::Setting;

pub(super) fn lower(roster: &mut Roster<'_>, _: &Setting) {
    let mut barred = Vec::new();
    for (id, task) in roster.tasks() {
        for person in roster.candidates(id) {
            if !is_vetted(roster.school, person, task.span.weekday) {
                barred.push((id, person));
            }
        }
    }
    for (id, person) in barred {
        let about = vec![roster.school.teacher(person).name.clone()];
        roster.bar(id, person, Tag { rule: META.code, about });
    }
}
