//! Sizes of the sessions that are not of clubs.

use super::META;
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{ServiceKind, Setting};

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let Some(plan) = &view.plan.service else { return checked };
    let min = view.school.service.groups.min;
    for (row, session) in plan.sessions.iter().enumerate().filter(|(_, session)| session.kind != ServiceKind::Club) {
        checked.case(META.code, i64::from(min) - i64::from(session.pupils), || {
            let args = args! {
                slot: &session.slot,
                day: session.weekday,
                group: &session.name,
                count: session.pupils,
                min: min,
            };
            (args, vec![row])
        });
    }
    checked
}
