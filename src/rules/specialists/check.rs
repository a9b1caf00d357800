//! Kinds of the given lessons of each teacher.

use std::collections::BTreeMap;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting, SubjectKind};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let special = |kind: SubjectKind| setting.words("kinds").iter().any(|word| SubjectKind::parse(word) == Some(kind));
    for teacher in school.teacher_ids() {
        let mut subjects: BTreeMap<SubjectKind, &str> = BTreeMap::new();
        for section in school.requirements.iter().flat_map(|requirement| &requirement.sections) {
            let subject = school.subject(section.subject);
            if section.teachers.iter().any(|role| role.candidates == [teacher])
                && !matches!(subject.kind, SubjectKind::ClassMeeting | SubjectKind::SelfStudy)
            {
                subjects.insert(subject.kind, &subject.name);
            }
        }
        if subjects.keys().any(|kind| special(*kind)) {
            checked.case(META.code, i64::from(subjects.len() > 1), || {
                let names: Vec<&str> = subjects.values().copied().collect();
                (args! { teacher: &school.teacher(teacher).name, subjects: names.join("、") }, Vec::new())
            });
        }
    }
    checked
}
