//! Class-meeting periods of each class, and who may hold them.

use super::{META, OTHER, SHORT};
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, School, Setting, SubjectKind};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let due = Fortnight::weekly(setting.int("periods"));
    let meetings = |class| school.class_periods(class, |subject| subject.kind == SubjectKind::ClassMeeting);
    for ((_, found), classes) in school.classes_by(|class| Some(meetings(class))) {
        checked.alike(META.code, classes.len(), found.short_of(due), || {
            let what = SHORT.arg(&args! { found: found, due: due });
            (args! { classes: school.class_names(&classes), what: what }, Vec::new())
        });
    }
    for id in school.class_ids() {
        let class = school.class(id);
        let Some(teacher) = class.class_teacher else { continue };
        let meetings = school.requirements.iter().filter(|requirement| {
            requirement.classes.contains(&id) && school.subject(requirement.subject).kind == SubjectKind::ClassMeeting
        });
        for meeting in meetings {
            let mut roles = meeting.sections.iter().flat_map(|section| &section.teachers);
            let own = roles.any(|role| role.candidates.contains(&teacher));
            checked.case(META.code, i64::from(!own), || {
                let what = OTHER.arg(&args! { teacher: &school.teacher(teacher).name });
                (args! { classes: &class.name, what: what }, Vec::new())
            });
        }
    }
    checked
}
