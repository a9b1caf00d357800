//! Periods over two weeks of each class.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, School, Setting, SubjectKind};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let counted = |class| {
        school.class_periods(class, |subject| setting.flag("self_study") || subject.kind != SubjectKind::SelfStudy)
    };
    for ((grade, found), classes) in school.classes_by(|class| Some(counted(class))) {
        let limit = Fortnight::weekly(setting.int(band(grade)));
        checked.alike(META.code, classes.len(), limit.short_of(found), || {
            (args! { classes: school.class_names(&classes), found: found, grade: grade, limit: limit }, Vec::new())
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
