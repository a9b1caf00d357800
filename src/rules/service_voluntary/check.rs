//! What the slots say of themselves.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::school::{School, ServiceKind, Setting};

pub(super) fn check(school: &School, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    for slot in &school.service.slots {
        if !matches!(slot.kind, ServiceKind::EveningStudy | ServiceKind::Boarding) {
            checked.case(META.code, i64::from(!slot.voluntary), || (args! { slot: &slot.name }, Vec::new()));
        }
    }
    checked
}
