//! Classes of the sessions that are not of clubs.

use std::collections::BTreeSet;

use super::{GRADES, META, NOT_FOR};
use crate::args;
use crate::breach::Checked;
use crate::plan::View;
use crate::school::{ServiceKind, Setting};

pub(super) fn check(view: &View<'_>, _: &Setting) -> Checked {
    let mut checked = Checked::default();
    let school = view.school;
    let Some(plan) = &view.plan.service else { return checked };
    for held in &view.sessions {
        let session = &plan.sessions[held.row];
        if session.kind == ServiceKind::Club {
            continue;
        }
        let grades: BTreeSet<u8> = held.classes.iter().map(|class| school.class(*class).grade).collect();
        let slot = held.slot.map(|slot| school.service.slot(slot));
        let strangers: Vec<_> = held
            .classes
            .iter()
            .filter(|class| slot.is_some_and(|slot| !slot.classes.contains(class)))
            .copied()
            .collect();
        let amount = grades.len().saturating_sub(1) + strangers.len();
        checked.case(META.code, i64::try_from(amount).unwrap_or(i64::MAX), || {
            let what = if strangers.is_empty() {
                GRADES.arg(&args! { count: grades.len() })
            } else {
                NOT_FOR.arg(&args! { classes: school.class_list(&strangers) })
            };
            let args = args! { slot: &session.slot, day: session.weekday, group: &session.name, what: what };
            (args, vec![held.row])
        });
    }
    checked
}
