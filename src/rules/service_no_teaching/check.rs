//! What the slots say of themselves.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, Setting};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    for slot in &school.service.slots {
        checked.case(META.code, i64::from(slot.teaches), || (args! { slot: &slot.name }, Vec::new()));
    }
    checked
}
