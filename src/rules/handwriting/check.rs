//! Periods over two weeks of subjects with a handwriting name.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, School, Setting};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let names = setting.words("subjects");
    let due = Fortnight::weekly(setting.int("periods"));
    for grade in school.grades().into_iter().filter(|grade| *grade <= 2) {
        let found = school
            .class_ids()
            .filter(|id| school.class(*id).grade == grade)
            .map(|id| school.class_periods(id, |subject| names.iter().any(|name| subject.name.contains(name.as_str()))))
            .min()
            .unwrap_or_default();
        checked.case(META.code, found.short_of(due), || (args! { grade: grade, found: found, due: due }, Vec::new()));
    }
    checked
}
