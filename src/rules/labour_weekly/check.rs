//! Labour periods over two weeks of each class.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, School, Setting, SubjectKind};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let due = Fortnight::weekly(setting.int("periods"));
    let labour = |class| school.class_periods(class, |subject| subject.kind == SubjectKind::Labour);
    for ((_, found), classes) in school.classes_by(|class| Some(labour(class))) {
        checked.alike(META.code, classes.len(), found.short_of(due), || {
            (args! { classes: school.class_names(&classes), found: found, due: due }, Vec::new())
        });
    }
    checked
}
