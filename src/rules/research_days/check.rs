//! Research blocks against the teachers of each subject.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting, SubjectKind};
use crate::units::{SubjectId, TeacherId};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    for (index, subject) in school.subjects.iter().enumerate() {
        if !setting.words("kinds").iter().any(|word| SubjectKind::parse(word) == Some(subject.kind)) {
            continue;
        }
        let id = SubjectId::from_index(index);
        let group: Vec<TeacherId> =
            school.teacher_ids().filter(|teacher| school.teacher(*teacher).subjects.contains(&id)).collect();
        if group.is_empty() || i64::try_from(group.len()).unwrap_or(i64::MAX) < setting.int("teachers") {
            continue;
        }
        let shared = school.research.iter().any(|block| group.iter().all(|teacher| block.teachers.contains(teacher)));
        checked
            .case(META.code, i64::from(!shared), || (args! { subject: &subject.name, count: group.len() }, Vec::new()));
    }
    checked
}
