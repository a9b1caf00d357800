//! Names of the bell schedules in use.

use std::collections::BTreeSet;

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    let names: BTreeSet<&String> = school.class_ids().map(|class| &school.bell_of(class).name).collect();
    for name in names {
        checked.case(META.code, i64::from(!setting.words("published").contains(name)), || {
            (args! { bell: name }, Vec::new())
        });
    }
    checked
}
