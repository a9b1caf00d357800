//! Labour periods over two weeks of each class.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, School, Setting, SubjectKind};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let due = Fortnight::weekly(setting.int("periods"));
    for id in school.class_ids() {
        let found = school.class_periods(id, |subject| subject.kind == SubjectKind::Labour);
        checked.case(META.code, found.short_of(due), || {
            (args! { class: &school.class(id).name, found: found, due: due }, Vec::new())
        });
    }
    checked
}
