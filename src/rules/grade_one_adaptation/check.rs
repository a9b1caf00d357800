//! Whether a school with a grade 1 states its adaptation weeks.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};

pub(super) fn check(school: &School, setting: &Setting) -> Checked {
    let mut checked = Checked::default();
    if school.grades().contains(&1) {
        let stated = setting.words("plan").iter().any(|word| !word.is_empty());
        checked.case(META.code, i64::from(!stated), || (args! { parameter: "plan" }, Vec::new()));
    }
    checked
}
