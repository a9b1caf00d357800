//! Periods over two weeks of subjects with a handwriting name.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{Fortnight, School, Setting};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let names = setting.words("subjects");
    let due = Fortnight::weekly(setting.int("periods"));
    for id in school.class_ids() {
        let class = school.class(id);
        if class.grade > 2 {
            continue;
        }
        let found = school.class_periods(id, |subject| names.iter().any(|name| subject.name.contains(name.as_str())));
        checked.case(META.code, found.short_of(due), || {
            (args! { class: &class.name, found: found, due: due }, Vec::new())
        });
    }
    checked
}
