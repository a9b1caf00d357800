//! Outsiders are no candidates for what helps with subjects.

use super::META;
use crate::lowering::Roster;
use crate::problem::Tag;
use crate::school::{ServiceKind, Setting};

pub(super) fn lower(roster: &mut Roster<'_>, _: &Setting) {
    let mut barred = Vec::new();
    for (id, _) in roster.tasks().filter(|(_, task)| task.kind.is_some_and(ServiceKind::is_subject_help)) {
        let outsiders = roster.candidates(id).into_iter();
        let outsiders = outsiders.filter(|person| roster.school.teacher(*person).employment.is_outsider());
        barred.extend(outsiders.map(|person| (id, person)));
    }
    for (id, person) in barred {
        let about = vec![roster.school.teacher(person).name.clone()];
        roster.bar(id, person, Tag { rule: META.code, about });
    }
}
