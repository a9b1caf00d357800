//! PE periods over two weeks of each class.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, School, Setting, SubjectKind};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    for id in school.class_ids() {
        let class = school.class(id);
        let due = Fortnight::weekly(setting.int(band(class.grade)));
        let found = school.class_periods(id, |subject| subject.kind == SubjectKind::Pe);
        checked.case(META.code, found.short_of(due), || {
            (args! { class: &class.name, found: found, due: due }, Vec::new())
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
