//! Marks of the subjects that are taught, and the teachers' own subjects.

use std::collections::{BTreeMap, BTreeSet};

use super::{META, OTHER_TEACHER, UNMARKED};
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting, SubjectKind};
use crate::units::{SubjectId, TeacherId};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let mut taught: BTreeMap<SubjectId, BTreeSet<TeacherId>> = BTreeMap::new();
    for requirement in &school.requirements {
        for section in &requirement.sections {
            let teachers = section.teachers.iter().flat_map(|role| role.candidates.iter().copied());
            taught.entry(section.subject).or_default().extend(teachers);
        }
    }
    for (id, teachers) in taught {
        let subject = school.subject(id);
        let of = |key: &str| setting.words(key).iter().any(|word| SubjectKind::parse(word) == Some(subject.kind));
        if of("kinds") && setting.concerns(&subject.name) {
            checked.case(META.code, i64::from(!subject.protected), || {
                (args! { subject: &subject.name, what: UNMARKED }, Vec::new())
            });
        }
        if !of("own_teachers") {
            continue;
        }
        for teacher in teachers {
            let teacher = school.teacher(teacher);
            let own = teacher.subjects.is_empty()
                || teacher.subjects.iter().any(|id| school.subject(*id).kind == subject.kind);
            checked.case(META.code, i64::from(!own), || {
                let what = OTHER_TEACHER.arg(&args! { teacher: &teacher.name });
                (args! { subject: &subject.name, what: what }, Vec::new())
            });
        }
    }
    checked
}
