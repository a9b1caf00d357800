//! Practice periods of each class, and the rooms of its science subjects.

use super::{META, NO_LAB, SHORT};
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, Requirement, RoomNeed, School, Setting, Stage, SubjectKind};
use crate::units::ClassId;

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let due = Fortnight::weekly(setting.int("periods"));
    let practice = |class| {
        let wanted = school.class(class).grade >= 3;
        wanted.then(|| school.class_periods(class, |subject| subject.kind == SubjectKind::Practice))
    };
    for ((_, found), classes) in school.classes_by(practice) {
        checked.alike(META.code, classes.len(), found.short_of(due), || {
            let what = SHORT.arg(&args! { found: found, due: due });
            (args! { classes: school.class_names(&classes), what: what }, Vec::new())
        });
    }
    for subject in setting.words("labs") {
        let groups = school.classes_by(|class| {
            let junior = school.class(class).stage() == Stage::Junior;
            lab(school, class, subject, setting).filter(|_| junior)
        });
        for ((_, lab), classes) in groups {
            checked.alike(META.code, classes.len(), i64::from(!lab), || {
                let what = NO_LAB.arg(&args! { subject: subject });
                (args! { classes: school.class_names(&classes), what: what }, Vec::new())
            });
        }
    }
    checked
}

/// Whether the subject may use a laboratory in this class; none when the class does not have it.
fn lab(school: &School, class: ClassId, subject: &str, setting: &Setting) -> Option<bool> {
    let mut found = None;
    for requirement in school.requirements.iter().filter(|requirement| requirement.classes.contains(&class)) {
        if school.subject(requirement.subject).name == subject {
            found = Some(found.unwrap_or(false) || uses_lab(school, requirement, setting));
        }
    }
    found
}

fn uses_lab(school: &School, requirement: &Requirement, setting: &Setting) -> bool {
    requirement.sections.iter().any(|section| match &section.room {
        RoomNeed::Home => false,
        RoomNeed::OneOf { candidates, .. } => candidates
            .iter()
            .any(|room| setting.words("rooms").iter().any(|word| school.room(*room).kind.contains(word.as_str()))),
    })
}
