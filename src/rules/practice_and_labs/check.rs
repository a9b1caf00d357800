//! Practice periods of each class, and the rooms of its science subjects.

use super::{META, NO_LAB, SHORT};
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, Requirement, RoomNeed, School, Setting, SubjectKind};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let due = Fortnight::weekly(setting.int("periods"));
    for id in school.class_ids().filter(|id| school.class(*id).grade >= 3) {
        let name = &school.class(id).name;
        let found = school.class_periods(id, |subject| subject.kind == SubjectKind::Practice);
        checked.case(META.code, found.short_of(due), || {
            (args! { class: name, what: SHORT.arg(&args! { found: found, due: due }) }, Vec::new())
        });
        for subject in setting.words("labs") {
            let mut taught = school
                .requirements
                .iter()
                .filter(|requirement| requirement.classes.contains(&id))
                .filter(|requirement| school.subject(requirement.subject).name == *subject)
                .peekable();
            if taught.peek().is_none() {
                continue;
            }
            let lab = taught.any(|requirement| uses_lab(school, requirement, setting));
            checked.case(META.code, i64::from(!lab), || {
                (args! { class: name, what: NO_LAB.arg(&args! { subject: subject }) }, Vec::new())
            });
        }
    }
    checked
}

fn uses_lab(school: &School, requirement: &Requirement, setting: &Setting) -> bool {
    requirement.sections.iter().any(|section| match &section.room {
        RoomNeed::Home => false,
        RoomNeed::OneOf { candidates, .. } => candidates
            .iter()
            .any(|room| setting.words("rooms").iter().any(|word| school.room(*room).kind.contains(word.as_str()))),
    })
}
