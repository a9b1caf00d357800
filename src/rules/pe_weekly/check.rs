//! PE periods over two weeks of each class.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, School, Setting, SubjectKind};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let pe = |class| school.class_periods(class, |subject| subject.kind == SubjectKind::Pe);
    for ((grade, found), classes) in school.classes_by(|class| Some(pe(class))) {
        let due = Fortnight::weekly(setting.int(band(grade)));
        checked.alike(META.code, classes.len(), found.short_of(due), || {
            (args! { classes: school.class_names(&classes), found: found, due: due }, Vec::new())
        });
    }
    checked
}

/// The parameter for `grade`.
fn band(grade: u8) -> &'static str {
    match grade {
        0..=2 => "grades_1_2",
        3..=6 => "grades_3_6",
        _ => "grades_7_9",
    }
}
